"""What is still missing before a role may open, in words, as its reader may know it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.intake.gate import FROM_CONTENT, GateState, read_gate
from hiring.intake.models import JobReview
from hiring.roles.models import Role, RoleEvent, TeamRight
from hiring.roles.processes import role_steps
from hiring.roles.steps import find_step_faults


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that keeps a role from opening, and the page where it is put right."""

    code: str
    text: str
    page: str  # URL name, with the role's public id


@dataclass(frozen=True, slots=True)
class Readiness:
    """``gate`` is None without a first step on the job description, and for whom its figures are ``sealed``."""

    has_gate: bool
    gate: GateState | None
    sealed: bool
    missing: tuple[Missing, ...]
    newest_text: int | None  # number of the newest version of the text
    opened_on: RoleEvent | None  # the last opening, with the figures that stood then

    @property
    def can_open(self) -> bool:
        return not self.missing and not self.sealed

    @property
    def text_is_newer(self) -> bool:
        """The role opened on an older text than it has now."""
        reviewed = self.opened_on.gate.get("description") if self.opened_on else None
        return bool(reviewed and self.newest_text and self.newest_text > reviewed)


def read_readiness(role: Role, user: User) -> Readiness:
    """Return what ``user`` may know about what is missing."""
    gate = read_gate(role)
    sealed = gate is not None and JobReview.objects.seals(user, role)
    return Readiness(
        has_gate=gate is not None,
        gate=None if sealed else gate,
        sealed=sealed,
        missing=tuple(find_missing(role, gate, sealed=sealed)),
        newest_text=gate.description.number if gate and gate.description else None,
        opened_on=role.events.exclude(kind="closed").first(),
    )


def find_missing(role: Role, gate: GateState | None, *, sealed: bool) -> list[Missing]:
    """List all that is missing; what the content of others' reviews says is left out for whom it is sealed."""
    missing = [Missing("steps", text, "role-stages") for text in find_step_faults(role_steps(role))]
    if not role.members.current().filter(right=TeamRight.MANAGER).exists():
        missing.append(Missing("manager", _("Name a hiring manager: somebody must decide."), "role-team"))
    if gate is None:
        return missing
    if gate.description is None:
        return [*missing, Missing("description", _("Write the job description."), "job-description")]
    missing += [
        Missing(str(reason.id), gate.say(reason), "job-results")
        for reason in gate.gate.reasons
        if not (sealed and reason.id in FROM_CONTENT)
    ]
    return missing
