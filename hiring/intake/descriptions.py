"""Verbs on the job description: its versions, each written once."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid, Stale
from hiring.core.text import clean_line, clean_text
from hiring.intake.models import JobDescription, JobReview
from hiring.intake.parts import clean_parts, find_faults
from hiring.roles.drafts import hold_role
from hiring.roles.models import Role
from hiring.wording.parts import Parts, write_markdown

LONGEST_TEXT = 20_000
LONGEST_REASON = 200


@transaction.atomic
def write_description(
    role: Role,
    *,
    actor: User,
    text: str = "",
    parts: Parts | None = None,
    reason: str = "",
    base: int | None = None,
) -> JobDescription:
    """Write the next version: a text, or the parts from which it is made; they are kept beside it then.

    ``base`` is the number that the writer started from, 0 for none.

    Reviews that are still open judge the new version from now on; submitted ones stay with the text they judged.
    Raises ``NotAllowed``, ``Invalid`` (empty, unchanged, a part missing, without a reason for a change) and ``Stale``
    with the newest text when somebody wrote in between.
    """
    role = hold_role(role, actor=actor)
    newest = role.descriptions.first()
    if base is not None and base != (newest.number if newest else 0):
        raise Stale(
            _("Somebody wrote a newer version while you were writing. Yours is not saved yet."),
            theirs={"number": newest.number if newest else 0, "text": newest.text if newest else ""},
        )
    faults: dict[str, list[str]] = {}
    if parts is not None:
        parts = clean_parts(parts)
        faults = {"text": [_("Send a text or its parts, not both.")]} if text else find_faults(parts)
        text = write_markdown(parts)
    text, reason = clean_text(text.replace("\r\n", "\n").replace("\r", "\n")).strip(), clean_line(reason)
    check_description(text, reason, newest, faults)
    written = JobDescription.objects.create(
        role=role,
        number=newest.number + 1 if newest else 1,
        text=text,
        parts=parts.as_json() if parts is not None else None,
        reason=reason,
        author=actor,
    )
    JobReview.objects.open().filter(role=role).update(description=written)
    record("job_description.written", actor=actor, obj=written, role=role, fields=["text"])
    return written


def check_description(
    text: str, reason: str, newest: JobDescription | None, faults: Mapping[str, list[str]] | None = None
) -> None:
    """What form and API both ask; ``faults`` are those of the parts from which the text is made. Raises ``Invalid``."""
    errors = dict(faults or {})
    if not errors and (wrong := _find_wrong(text, newest)):
        errors["text"] = [wrong]
    if newest and not reason:
        errors["reason"] = [_("Say what changed, and why.")]
    elif len(reason) > LONGEST_REASON:
        errors["reason"] = [_("Write at most %(most)d characters.") % {"most": LONGEST_REASON}]
    if errors:
        raise Invalid(" ".join(text for texts in errors.values() for text in texts), errors=errors)


def _find_wrong(text: str, newest: JobDescription | None) -> str:
    if not text:
        return _("Write the job description.")
    if len(text) > LONGEST_TEXT:
        return _("Write at most %(most)d characters.") % {"most": LONGEST_TEXT}
    return _("Nothing was changed, so there is no new version.") if newest and text == newest.text else ""
