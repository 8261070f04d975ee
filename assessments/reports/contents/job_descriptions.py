"""The job description of a role with its reviews: step 1, which judges the role and no candidate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import ClassVar

from django.utils.safestring import SafeString

from assessments.reports.contents.parts import Column, Figures, Findings, SheetLine, find_out
from hiring.core.accounts.models import User
from hiring.intake.gate import GateState, judge_gate
from hiring.intake.markdown import render_markdown
from hiring.intake.models import JobDescription, JobReview, JobReviewRevision
from hiring.intake.results import Results, read_results
from hiring.roles.models import Role, StageCriterion, TeamRight
from rubrics.scoring.rounding import percent
from rubrics.sheets.matrix import read_marks
from rubrics.sheets.models import SheetState


@dataclass(frozen=True, slots=True)
class TextVersion:
    number: int
    author: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """What candidates will be judged by: a step of the role."""

    number: int
    title: str
    weight: int
    panel_size: int
    minutes: int
    is_gate: bool


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenedOn:
    """An opening of the role and the figures that stood then; ``score`` is empty where the reviews are closed."""

    kind: str
    at: datetime
    who: str
    reason: str
    version: int | None
    reviews: int | None
    score: str


@dataclass(frozen=True, slots=True)
class ReviewFindings:
    """What the reviews of this version add up to; it does not exist while they are closed or none is in."""

    score: str
    bar: str
    coverage: str
    passes: bool
    reasons: tuple[str, ...]
    findings: Findings


@dataclass(frozen=True, slots=True)
class JobDescriptionContent:
    """``html`` is what ``render_markdown`` made of the text: nothing in it runs or loads. No text: number None."""

    kind: ClassVar[str] = "job_description"

    role: str
    team: str
    place: str
    role_type: str
    specialism: str
    seniority: str
    process: str
    state: str
    number: int | None
    newest: int | None
    html: str
    versions: tuple[TextVersion, ...]
    people: tuple[Person, ...]
    steps: tuple[StepLine, ...]
    events: tuple[OpenedOn, ...]
    has_gate: bool
    reviews: tuple[SheetLine, ...]
    is_sealed: bool
    sealed_words: str
    shows_colleagues: bool
    findings: ReviewFindings | None

    @property
    def subject(self) -> str:
        return self.role

    @property
    def text(self) -> SafeString:
        return SafeString(self.html)

    @property
    def version(self) -> TextVersion | None:
        return next((item for item in self.versions if item.number == self.number), None)


def show_job_description(role: Role, reader: User, number: int | None = None) -> JobDescriptionContent:
    """Return the report of a version of the text (the newest by default). Raises ``Role.DoesNotExist``."""
    role = Role.objects.visible_to(reader).get(pk=role.pk)
    results = read_results(reader, role.public_id, number)
    role = results.role
    texts = list(role.descriptions.select_related("author"))
    text = next((item for item in texts if item.number == results.number), None)
    stages = list(role.stages.order_by("position"))
    return JobDescriptionContent(
        role=role.title,
        team=role.team.name,
        place=role.place.name,
        role_type=role.role_type.title,
        specialism=role.specialism.title if role.specialism else "",
        seniority=str(role.seniority),
        process=role.process.title,
        state=str(role.get_state_display()),
        number=results.number if text else None,
        newest=role.text_number,
        html=str(render_markdown(text.text)) if text else "",
        versions=_versions(texts),
        people=read_people(role),
        steps=tuple(
            StepLine(item.position, item.title, item.weight, item.panel_size, item.minutes, item.is_gate)
            for item in stages
        ),
        events=_events(role, is_closed=bool(results.closed)),
        has_gate=any(item.is_gate for item in stages),
        reviews=_reviews(results),
        is_sealed=bool(results.closed),
        sealed_words=results.closed,
        shows_colleagues=any(card.author_id != reader.pk for card in results.cards),
        findings=_findings(results),
    )


def _versions(texts: Sequence[JobDescription]) -> tuple[TextVersion, ...]:
    return tuple(
        TextVersion(item.number, item.author.name if item.author else "", item.at, item.reason) for item in texts
    )


def read_people(role: Role) -> tuple[Person, ...]:
    """Return the hiring team by name, each with all their rights."""
    members = role.members.current().select_related("user").order_by("user__name", "user_id", "id")
    rights: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for member in members:
        names[member.user_id] = member.user.name
        rights.setdefault(member.user_id, []).append(str(TeamRight(member.right).label))
    return tuple(Person(names[pk], tuple(rights[pk])) for pk in names)


def _events(role: Role, *, is_closed: bool) -> tuple[OpenedOn, ...]:
    return tuple(
        OpenedOn(
            kind=str(event.get_kind_display()),
            at=event.at,
            who=event.actor.name if event.actor else "",
            reason=event.reason,
            version=event.gate.get("description"),
            reviews=event.gate.get("reviews"),
            score="" if is_closed else event.gate.get("score") or "",
        )
        for event in reversed(role.events.select_related("actor"))
    )


def _reviews(results: Results) -> tuple[SheetLine, ...]:
    asked = [review for review in results.reviews if review.state != SheetState.LEFT]
    return tuple(SheetLine(item.author.name, item.state, item.due_at, item.submitted_at) for item in asked)


def _findings(results: Results) -> ReviewFindings | None:
    if results.closed or not results.cards:
        return None
    gate = results.gate or _judge(results)
    first = _first_versions(results.cards)
    columns = [Column(card, first.get(card.pk, {})) for card in results.cards]
    figures = Figures(gate.summary, gate.policy.job_score or Fraction(0), gate.score, gate.bar)
    return ReviewFindings(
        score=gate.score,
        bar=gate.bar,
        coverage=percent(gate.summary.coverage),
        passes=gate.gate.open,
        reasons=tuple(gate.say(reason) for reason in gate.gate.reasons),
        findings=find_out(results.rows, columns, figures, whole=True),
    )


def _judge(results: Results) -> GateState:
    """An older version is held to the bar as well: what its reviews said then, with the figures of now."""
    criteria = list(
        StageCriterion.objects.filter(stage__role=results.role, stage__is_gate=True).select_related("stage")
    )
    given = [cell.rating for row in results.rows for cell in row.cells if cell.rating]
    marks = read_marks(
        ((rating.sheet_id, rating.criterion_id, rating.level) for rating in given),
        {item.criterion_id: item.key for item in criteria},
    )
    return judge_gate(criteria[0].stage, criteria, results.number, marks)


def _first_versions(reviews: Sequence[JobReview]) -> dict[int, dict[str, object]]:
    """Return what amended reviews said at first, by review and criterion key."""
    amended = [review.pk for review in reviews if review.amendments]
    if not amended:
        return {}
    revisions = JobReviewRevision.objects.filter(sheet__in=amended, number=1)
    return {revision.sheet_id: revision.content["ratings"] for revision in revisions}
