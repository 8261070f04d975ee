"""What a form does with the refusal of a verb."""

from collections.abc import Mapping

from django.forms import BaseForm

from hiring.core.errors import DomainError, Invalid


def add_refusal(form: BaseForm, refusal: DomainError, *, named: Mapping[str, str] | None = None) -> None:
    """Show a refusal beside the fields that it names, or above the form.

    ``named`` gives the form's own names of fields that the verb calls otherwise.
    """
    if not isinstance(refusal, Invalid):
        form.add_error(None, refusal.text)
        return
    for field, texts in refusal.errors.items():
        name = (named or {}).get(field, field)
        form.add_error(name if name in form.fields else None, texts)
