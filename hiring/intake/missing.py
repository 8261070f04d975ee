"""What is still missing before a role may open, in words, as its reader may know it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.policy.figures import read_policy
from hiring.intake.gate import FROM_CONTENT, JOB_FIGURES, GateState, add_up_gate, read_gate_policy
from hiring.intake.models import JobDescription, JobReview
from hiring.readiness.gate import TeamGate, team_gate_of
from hiring.readiness.standing import LIMIT
from hiring.roles.models import HiringTeamMember, Role, RoleEvent, RoleEventKind, RoleState, Stage, TeamRight
from hiring.roles.permissions import RoleRights
from hiring.roles.steps import Step, find_step_faults
from hiring.scope.gaps import measure_completeness
from hiring.scope.words import environment_of


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that keeps a role from opening, and the page where it is put right."""

    code: str
    text: str
    page: str  # URL name, with the role's public id


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of a role that its page and the question of opening both need."""

    stages: Sequence[Stage]
    members: Sequence[HiringTeamMember]


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands between a role and its next opening.

    ``gate`` is None without a first step on the job description, and where ``closed`` says why it is not shown.
    """

    has_gate: bool
    gate: GateState | None
    closed: str
    missing: tuple[Missing, ...]
    text_number: int | None
    opened_on: RoleEvent | None  # the last opening, with the figures that stood then

    @property
    def can_open(self) -> bool:
        return not self.missing and not self.closed

    @property
    def text_is_newer(self) -> bool:
        """The role opened on an older text than it has now."""
        reviewed = self.opened_on.gate.get("description") if self.opened_on else None
        return bool(reviewed and self.text_number and self.text_number > reviewed)


def with_text(roles: QuerySet, user: User) -> QuerySet:
    """Add to each role the number of its newest text, and whether ``user`` may know what its reviews say."""
    texts = JobDescription.objects.filter(role=OuterRef("pk")).order_by("-number")
    open_to = JobReview.objects.roles_open_to(user).filter(pk=OuterRef("pk"))
    return roles.annotate(text_number=Subquery(texts.values("number")[:1]), reviews_open=Exists(open_to))


def read_facts(role: Role) -> Facts:
    return Facts(
        stages=list(role.stages.select_related("rubric_version__rubric")),
        members=list(role.members.current().select_related("user")),
    )


def read_opening(role: Role, user: User, rights: RoleRights, *, facts: Facts, events: Sequence[RoleEvent]) -> Opening:
    """Return what ``user`` may know about what is missing. ``role`` comes from ``with_text`` and ``with_team_gate``."""
    figures = read_policy([*JOB_FIGURES, LIMIT])
    stage = next((stage for stage in facts.stages if stage.is_gate), None)
    gate = add_up_gate(stage, role.text_number, read_gate_policy(figures)) if stage else None
    team = team_gate_of(role, int(figures[LIMIT]))
    closed = "" if gate is None or role.reviews_open else say_closed(rights, user)
    return Opening(
        has_gate=gate is not None,
        gate=None if closed else gate,
        closed=closed,
        missing=()
        if role.state == RoleState.OPEN
        else tuple(find_missing(role, facts, gate, team, sealed=bool(closed))),
        text_number=role.text_number,
        opened_on=next((event for event in events if event.kind != RoleEventKind.CLOSED), None),
    )


def say_closed(rights: RoleRights, user: User) -> str:
    """Say why a person does not learn what the reviews say."""
    if rights.on_team or user.is_recruiter or user.is_auditor:
        return _("What the others’ reviews say is sealed until yours is in.")
    return _("Only the hiring team, recruiters and auditors read what the reviews say.")


def find_missing(role: Role, facts: Facts, gate: GateState | None, team: TeamGate, *, sealed: bool) -> list[Missing]:
    """List all that is missing; what the content of others' reviews says is left out for whom it is sealed."""
    steps = [Step(stage.rubric_version.rubric, stage.weight) for stage in facts.stages]
    missing = [Missing("readiness", team.why, "role-readiness")] if team.keeps_shut else []
    missing += find_scope_gaps(role)
    missing += [Missing("steps", text, "role-stages") for text in find_step_faults(steps)]
    if not any(member.right == TeamRight.MANAGER for member in facts.members):
        missing.append(Missing("manager", _("Name a hiring manager: somebody must decide."), "role-team"))
    if gate is None:
        return missing
    if gate.text_number is None:
        return [*missing, Missing("description", _("Write the job description."), "job-description")]
    missing += [
        Missing(str(reason.id), gate.say(reason), "job-results")
        for reason in gate.told
        if not (sealed and reason.id in FROM_CONTENT)
    ]
    return missing


def find_scope_gaps(role: Role) -> list[Missing]:
    """List what is not said of the environment and of why the role is hired for; one thing where nothing is said."""
    gaps = measure_completeness(role).gaps
    if environment_of(role) is None and gaps:
        return [Missing("scope", _("Say where the work will run, and what it is hired for."), "role-scope")]
    return [Missing(f"scope.{name}", str(text), "role-scope") for name, text in gaps.items()]
