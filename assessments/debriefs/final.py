"""What the final decision is taken on: the headings over all stages, for a reader who may read every card."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from assessments.debriefs import figures
from assessments.debriefs.models import Decision
from assessments.scorecards.models import Scorecard
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.roles.models import Stage
from rubrics.library.models import Group
from rubrics.scoring.process import Heading, HeadingSpec, make_headings, score_process
from rubrics.scoring.rounding import Compared, compared_scores, percent, score_text
from rubrics.sheets.models import SheetState


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """One heading, ready to print; ``below`` names must-haves below their floor."""

    title: str
    heading: Heading
    expected: Fraction
    against: Compared | None
    below: tuple[str, ...]

    @property
    def score(self) -> str:
        return self.against.value if self.against else ""

    @property
    def bar(self) -> str:
        """The score that the seniority expects here."""
        return self.against.bar if self.against else score_text(self.expected)


@dataclass(frozen=True, slots=True)
class FinalView:
    """While ``sealed`` there are no headings and no decisions."""

    application: Application
    sealed: bool
    lines: tuple[HeadingLine, ...] = ()
    score: str = ""
    finished: str = ""
    decisions: tuple[Decision, ...] = ()
    ready: bool = False

    @property
    def final(self) -> Decision | None:
        return next((item for item in self.decisions if item.stage_id is None and not is_undone(item)), None)

    @property
    def on_the_way(self) -> list[Decision]:
        return [item for item in self.decisions if item != self.final]

    @property
    def headings(self) -> list[tuple[str, Heading]]:
        return [(line.title, line.heading) for line in self.lines]


def is_undone(decision: Decision) -> bool:
    return decision.move is not None and hasattr(decision.move, "undone_by")


def final_view(application: Application, stages: Sequence[Stage], *, reader: User) -> FinalView:
    """Return what ``reader`` may see before (and after) the final decision on ``application``."""
    if Scorecard.objects.seals(reader, application):
        return FinalView(application, sealed=True)
    cards: dict[int, list[Scorecard]] = {}
    readable = Scorecard.objects.filter(application=application, state=SheetState.SUBMITTED).readable_by(reader)
    for card in readable.prefetch_related("ratings"):
        cards.setdefault(card.stage_id, []).append(card)
    finished = {stage.pk for stage in stages if len(cards.get(stage.pk, [])) >= stage.panel_size}
    steps = figures.steps_of(stages, cards, finished)
    score = score_process(steps)
    headings = make_headings(steps, _view(application, steps))
    last = stages[-1]
    decisions = Decision.objects.filter(application=application).select_related("actor", "stage", "move__undone_by")
    return FinalView(
        application,
        sealed=False,
        lines=tuple(_line(heading, stages, application) for heading in headings),
        score=score_text(score.score),
        finished=percent(score.finished),
        decisions=tuple(decisions.prefetch_related("dissents__author")),
        ready=application.stage_id == last.pk and len(cards.get(last.pk, [])) >= last.panel_size,
    )


def _view(application: Application, steps: Sequence[object]) -> list[HeadingSpec]:
    """Return the process's own headings, as far as the role still has their rubrics.

    A role that changed its steps no longer fits the process's view; its criteria then stand under their groups.
    """
    keys = {step.rubric for step in steps}
    specs = [HeadingSpec(item["heading"], tuple(item["rubrics"])) for item in application.role.process.decision_view]
    named = {rubric for spec in specs for rubric in spec.rubrics}
    return specs if named == keys else []


def _line(heading: Heading, stages: Sequence[Stage], application: Application) -> HeadingLine:
    under = [stage for stage in stages if stage.rubric_version.rubric.key in heading.rubrics]
    expected = figures.expected_under(heading, under, application.role)
    return HeadingLine(
        title=heading.title or str(Group(heading.group).label) if heading.title or heading.group else _("Other"),
        heading=heading,
        expected=expected,
        against=compared_scores(heading.score, expected) if heading.score is not None else None,
        below=tuple(item.criterion.title for item in heading.must_haves_below_floor),
    )
