"""Who reviews a job description, and what the reviews say: criterion by reviewer, for whom they are open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.http import Http404

from hiring.core.accounts.models import User
from hiring.intake.gate import GateState, judge_gate
from hiring.intake.missing import say_closed, with_text
from hiring.intake.models import JobRating, JobReview
from hiring.roles.models import HiringTeamMember, Role, StageCriterion
from hiring.roles.pages import JOINS
from hiring.roles.permissions import RoleRights, add_up_rights
from rubrics.sheets.matrix import Row, lay_out, read_marks
from rubrics.sheets.models import SheetState


@dataclass(frozen=True, slots=True)
class Results:
    """The reviews of one version of the text. ``rows`` and ``gate`` are empty where ``closed`` says why."""

    role: Role
    rights: RoleRights
    reader_id: int
    number: int | None
    numbers: Sequence[int]  # versions that have reviews, and the newest
    reviews: Sequence[JobReview]
    own: JobReview | None
    members: Sequence[User]
    gate: GateState | None
    closed: str
    cards: Sequence[JobReview] = ()
    rows: Sequence[Row] = ()

    @property
    def is_newest(self) -> bool:
        return self.number == self.role.text_number

    @property
    def may_start(self) -> bool:
        """A member of the team who has no review of the newest text, or has left it."""
        return self.is_newest and any(person.pk == self.reader_id for person in self.askable)

    @property
    def reasons(self) -> list[str]:
        return [self.gate.say(reason) for reason in self.gate.told] if self.gate else []

    @property
    def askable(self) -> list[User]:
        """Members of the team whom nobody has asked for a review of the newest text."""
        busy = {
            review.author_id
            for review in self.reviews
            if self.is_newest and review.state in {SheetState.OPEN, SheetState.SUBMITTED}
        }
        return [person for person in self.members if person.pk not in busy]


def read_results(user: User, public_id: str, wanted: int | None = None) -> Results:
    """Return what the page shows, by six queries. Raises ``Http404`` for a role that is not visible."""
    roles = with_text(Role.objects.visible_to(user).select_related(*JOINS), user)
    role = roles.filter(public_id=public_id).first()
    if role is None:
        raise Http404
    members = list(role.members.current().select_related("user"))
    rights = add_up_rights(role, user, (member.right for member in members if member.user_id == user.pk))
    every = list(role.job_reviews.select_related("author", "description").order_by("id"))
    numbers = sorted({role.text_number or 0, *(review.description.number for review in every)} - {0}, reverse=True)
    number = wanted if wanted in numbers else role.text_number
    reviews = [review for review in every if review.description.number == number]
    results = Results(
        role=role,
        rights=rights,
        reader_id=user.pk,
        number=number,
        numbers=numbers,
        reviews=reviews,
        own=next((review for review in reviews if review.author_id == user.pk), None),
        members=_people(members),
        gate=None,
        closed="" if role.reviews_open else say_closed(rights, user),
    )
    return results if results.closed else _open(results, user)


def _people(members: Iterable[HiringTeamMember]) -> list[User]:
    people = {member.user_id: member.user for member in members if member.user.is_active}
    return sorted(people.values(), key=lambda person: (person.name, person.pk))


def _open(results: Results, user: User) -> Results:
    """Add what the reviews say, by three queries."""
    of_gate = StageCriterion.objects.filter(stage__role=results.role, stage__is_gate=True)
    criteria = list(of_gate.select_related("stage").order_by("position"))
    if not criteria:
        return results
    readable = JobReview.objects.submitted().readable_by(user).filter(role=results.role)
    ratings = JobRating.objects.filter(sheet__in=readable, sheet__description__number=results.number)
    said = list(ratings.select_related("criterion"))
    keys = {item.criterion_id: item.key for item in criteria}
    marks = read_marks(((rating.sheet_id, rating.criterion_id, rating.level) for rating in said), keys)
    gate = judge_gate(criteria[0].stage, criteria, results.number, marks)
    reviewers = {mark.rater for mark in marks}
    cards = [review for review in results.reviews if str(review.pk) in reviewers]
    rows = lay_out(gate.summary.criteria, cards, said, keys)
    return replace(results, gate=gate if results.is_newest else None, cards=cards, rows=rows)
