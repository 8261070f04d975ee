"""Answers of teams by the real verb."""

from hiring.core.models import User
from hiring.models import ReadinessAnswer, ReadinessOverride, Role, RoleReadiness, Team
from hiring.readiness.answering import Given, answer_questions
from hiring.readiness.copies import write_content
from hiring.readiness.reader import own_catalogue
from hiring.readiness.standing import read_standing
from tests.factories.core import UserFactory

KEYS = own_catalogue().key_group.ids


def make_answers(team: Team, *, actor: User | None = None, every: str = "yes", **values: str) -> None:
    """Answer every question, those named in ``values`` otherwise; "" leaves one unanswered."""
    actor = actor or UserFactory(is_recruiter=True)
    questions = [question.id for question in own_catalogue().questions()]
    given = {key: values.get(key, every) for key in questions}
    answers = {key: Given(value, "Ada Amsel" if value == "yes" else "") for key, value in given.items() if value}
    answer_questions(team, actor=actor, given=answers)


def make_clear(team: Team) -> None:
    """The five key questions are answered yes, straight into the table: no more is needed for a role to open."""
    answers = [ReadinessAnswer(team=team, question=key, value="yes") for key in KEYS]
    ReadinessAnswer.objects.bulk_create(answers, ignore_conflicts=True)


def make_unready(team: Team, *, actor: User | None = None) -> None:
    """All but three of the five key questions are answered yes: as many unclear ones as keep a role from opening."""
    make_answers(team, actor=actor, **dict.fromkeys(KEYS[:3], "unclear"))


def make_copy(role: Role) -> RoleReadiness:
    """What a role took along whose team had answered nothing, and which somebody opened all the same."""
    override = ReadinessOverride.objects.create(role=role, reason="We learn as we go.", unclear=len(KEYS))
    content = write_content(read_standing(role.team))
    return RoleReadiness.objects.create(role=role, outcome="prepare", blocked=True, content=content, override=override)
