"""Verbs on processes that are a team's own: built step by step, or taken from a role, and kept as a preset."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid
from hiring.core.text import clean_line
from hiring.roles.models import Role
from hiring.roles.permissions import may_create_roles, require
from hiring.roles.steps import Step, check_steps
from rubrics.library.models import Process, ProcessStep

KEY_LENGTH = 56  # leaves room for a number


@transaction.atomic
def save_process(*, actor: User, title: str, steps: Sequence[Step]) -> Process:
    """Keep these steps as a preset that every new role may take.

    Raises ``NotAllowed``, and ``Invalid`` for a title that is empty or taken and for steps that are no process.
    """
    require(may_create_roles(actor), _("Recruiters, administrators and managers of a team build processes."))
    title = clean_line(title)
    taken = Process.objects.offered().filter(title__iexact=title).exists()
    text = "" if title and not taken else _("Another process has this title.") if title else _("Give it a title.")
    if text:
        raise Invalid(text, errors={"title": [text]})
    check_steps(steps)
    process = Process.objects.create(key=_free_key(title), title=title, made_by=actor)
    ProcessStep.objects.bulk_create(
        ProcessStep(process=process, rubric=step.rubric, position=position, weight=step.weight)
        for position, step in enumerate(steps, 1)
    )
    record("process.saved", actor=actor, obj=process, fields=["title", "steps"])
    return process


def role_steps(role: Role) -> list[Step]:
    """The steps that a role has now."""
    stages = role.stages.select_related("rubric_version__rubric")
    return [Step(stage.rubric_version.rubric, stage.weight) for stage in stages]


def save_role_as_process(role: Role, *, actor: User, title: str) -> Process:
    """Keep the steps of a role as a preset. Raises like ``save_process``."""
    return save_process(actor=actor, title=title, steps=role_steps(role))


def _free_key(title: str) -> str:
    stem = slugify(title).replace("-", "_")[:KEY_LENGTH] or "process"
    taken = set(Process.objects.filter(key__startswith=stem).values_list("key", flat=True))
    number = 1
    key = stem
    while key in taken:
        number += 1
        key = f"{stem}_{number}"
    return key
