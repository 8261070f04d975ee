"""Where a team stands: its answers by question, and the verdict on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hiring.core.policy.figures import read_policy
from hiring.readiness.catalogue import Group, Question
from hiring.readiness.models import ReadinessAnswer
from hiring.readiness.reader import own_catalogue
from hiring.readiness.sentences import ReasonLine, say_reasons
from hiring.readiness.verdict import Tally, Value, Verdict, judge
from hiring.roles.models import Team

LIMIT = "readiness.unclear"


@dataclass(frozen=True, slots=True)
class Line:
    """One question, and what the team says to it."""

    question: Question
    answer: ReadinessAnswer | None

    @property
    def value(self) -> str:
        return self.answer.value if self.answer else ""

    @property
    def version(self) -> int:
        return self.answer.version if self.answer else 0


@dataclass(frozen=True, slots=True)
class GroupLines:
    group: Group
    tally: Tally
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Standing:
    verdict: Verdict
    groups: Sequence[GroupLines]

    @property
    def reasons(self) -> list[ReasonLine]:
        return say_reasons(own_catalogue(), self.verdict)

    @property
    def first(self) -> list[Question]:
        """What to do first, in order."""
        asked = {question.id: question for question in own_catalogue().questions()}
        return [asked[key] for key in self.verdict.first]

    @property
    def is_untouched(self) -> bool:
        return not self.verdict.answered


def read_limit() -> int:
    """Return how many unclear key questions keep a role from opening."""
    return int(read_policy([LIMIT])[LIMIT])


def read_standing(team: Team) -> Standing:
    """Return where a team stands, by two queries."""
    answers = team.readiness_answers.select_related("owner", "answered_by")
    return lay_out(answers, limit=read_limit())


def lay_out(answers: Iterable[ReadinessAnswer], *, limit: int) -> Standing:
    """The same where the answers and the policy were read already."""
    catalogue = own_catalogue()
    by_question = {answer.question: answer for answer in answers}
    values = {key: Value(answer.value) for key, answer in by_question.items() if answer.value}
    verdict = judge(catalogue, values, limit=limit)
    groups = [
        GroupLines(
            group=group,
            tally=verdict.tallies[group.key],
            lines=[Line(question, by_question.get(question.id)) for question in group.questions],
        )
        for group in catalogue.groups
    ]
    return Standing(verdict=verdict, groups=groups)
