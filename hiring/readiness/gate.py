"""Whether its team's readiness keeps a role from opening, also as part of reading the role."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from hiring.readiness.models import AnswerValue, ReadinessAnswer, ReadinessOverride, RoleReadiness
from hiring.readiness.reader import own_catalogue
from hiring.readiness.sentences import say_blocked
from hiring.readiness.standing import Standing
from hiring.roles.models import Role

CLEAR = (AnswerValue.YES, AnswerValue.PARTLY, AnswerValue.NO)


@dataclass(frozen=True, slots=True)
class TeamGate:
    """How many key questions are unclear, how many keep shut, and whether somebody lets the next opening pass."""

    unclear: int
    limit: int
    is_overridden: bool

    @property
    def keeps_shut(self) -> bool:
        return self.unclear >= self.limit and not self.is_overridden

    @property
    def why(self) -> str:
        return say_blocked(self.unclear, self.limit)


def with_team_gate(roles: QuerySet) -> QuerySet:
    """Add to each role what ``team_gate_of`` needs, and what it took of its team's readiness when it opened last."""
    key = own_catalogue().key_group.ids
    clear = ReadinessAnswer.objects.filter(team=OuterRef("team"), question__in=key, value__in=CLEAR).order_by()
    standing = ReadinessOverride.objects.filter(role=OuterRef("pk")).standing()
    copies = RoleReadiness.objects.filter(role=OuterRef("pk")).order_by("-id")
    return roles.annotate(
        key_clear=Subquery(clear.values("team").annotate(count=Count("pk")).values("count")),
        is_overridden=Exists(standing),
        copied_outcome=Subquery(copies.values("outcome")[:1]),
        overridden_by=Subquery(copies.values("override__actor__name")[:1]),
        override_reason=Subquery(copies.values("override__reason")[:1]),
    )


def team_gate_of(role: Role, limit: int) -> TeamGate:
    """Return what a role read by ``with_team_gate`` says."""
    asked = len(own_catalogue().key_group.questions)
    return TeamGate(unclear=asked - (role.key_clear or 0), limit=limit, is_overridden=role.is_overridden)


def judge_team(standing: Standing, override: ReadinessOverride | None) -> TeamGate:
    """The same where the whole standing was read."""
    verdict = standing.verdict
    return TeamGate(unclear=len(verdict.key_unclear), limit=verdict.limit, is_overridden=override is not None)
