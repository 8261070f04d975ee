"""The parts of a role's brief: values as they are printed, and the one function that reads each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Protocol

from django.utils.translation import gettext as _

from assessments.reports.contents.job_descriptions import JobDescriptionContent, Person, show_job_description
from hiring.core.accounts.models import User
from hiring.intake.parts import check_version
from hiring.planning.coverage import Cell, Row
from hiring.planning.plans import ProcessPlan, plan_role
from hiring.planning.showing import ShownPlan, ShownSection, say_kind, show_plan
from hiring.readiness.copies import CopiedAnswer, Copy, lay_out_copy, read_copy, write_content
from hiring.readiness.models import AnswerValue, RoleReadiness
from hiring.readiness.standing import read_standing
from hiring.roles.models import Role
from hiring.roles.permissions import RoleRights
from hiring.wording.rules import Finding

TEMPLATES = "assessments/reports/brief"


@dataclass(frozen=True, slots=True)
class Ask:
    """Of which role, for whom, with which rights; ``people`` are the hiring team."""

    role: Role
    reader: User
    rights: RoleRights
    people: tuple[Person, ...]


class Part(Protocol):
    """A part that has something to tell; ``template`` lays it out."""

    template: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Gap:
    """A part that is left out, and why."""

    title: str
    text: str


# Is the team ready?


@dataclass(frozen=True, slots=True)
class RuleLine:
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    ask: str
    value: str
    is_open: bool  # no, unclear, or not answered
    note: str
    owner: str


@dataclass(frozen=True, slots=True)
class Override:
    name: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ReadinessPart:
    """Where the team stands; ``taken_at`` is when an open role took its copy, None where it is as it stands now."""

    template: ClassVar[str] = f"{TEMPLATES}/readiness.html"

    outcome: str
    is_go: bool
    blocked: bool
    taken_at: datetime | None
    unclear: int
    limit: int
    reasons: tuple[RuleLine, ...]
    first: tuple[str, ...]
    answers: tuple[AnswerLine, ...]  # to the key questions
    override: Override | None
    source: str


def tell_readiness(ask: Ask) -> ReadinessPart | Gap:
    """Tell where the team of a draft stands now, and of a role that has opened what it took along."""
    draft = ask.role.is_draft
    copy = _copy_now(ask.role) if draft else read_copy(ask.role)
    if copy is None:
        asked = _("Nobody has said yet whether the team is ready.")
        before = _("The role opened before teams were asked whether they are ready.")
        return Gap(_("Readiness"), asked if draft else before)
    override = copy.override_at and Override(copy.override_by, copy.override_at, copy.override_reason)
    return ReadinessPart(
        outcome=str(copy.outcome),
        is_go=copy.is_go,
        blocked=copy.blocked,
        taken_at=None if draft else copy.at,
        unclear=copy.unclear,
        limit=copy.limit,
        reasons=tuple(RuleLine(reason.rule, reason.text) for reason in copy.reasons),
        first=tuple(copy.first),
        answers=tuple(_say_answer(answer) for answer in copy.groups[0].answers),
        override=override or None,
        source=copy.source,
    )


def _copy_now(role: Role) -> Copy | None:
    """Return what the role would take along if it opened now; nothing before the first answer. It is not stored."""
    standing = read_standing(role.team)
    if standing.is_untouched:
        return None
    override = role.readiness_overrides.standing().select_related("actor").first()
    outcome, blocked = standing.verdict.outcome, standing.verdict.blocks
    content = write_content(standing)
    return lay_out_copy(RoleReadiness(role=role, outcome=outcome, blocked=blocked, content=content, override=override))


def _say_answer(answer: CopiedAnswer) -> AnswerLine:
    said = str(AnswerValue(answer.value).label) if answer.value else _("Not answered")
    is_open = answer.value not in (AnswerValue.YES, AnswerValue.PARTLY)
    return AnswerLine(answer.ask, said, is_open, answer.note, answer.owner)


# The job description


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """One part of a job description: whether the text has it, and why that is said."""

    title: str
    present: bool
    reason: str


@dataclass(frozen=True, slots=True)
class HintLine:
    """A rule that the words set off, and by which."""

    rule: str
    title: str
    words: tuple[str, ...]
    detail: str


@dataclass(frozen=True, slots=True)
class TextPart:
    """The newest text with its reviews, as far as they are open, and what its words say."""

    template: ClassVar[str] = f"{TEMPLATES}/text.html"

    description: JobDescriptionContent
    describes: str
    written: tuple[WrittenLine, ...]
    hints: tuple[HintLine, ...]

    @property
    def missing(self) -> tuple[WrittenLine, ...]:
        return tuple(line for line in self.written if not line.present)


def tell_text(ask: Ask) -> TextPart | Gap:
    """Tell the text and where its reviews stand; what each reviewer wrote stays in the report of its own."""
    description = show_job_description(ask.role, ask.reader)
    if description.number is None:
        return Gap(_("Job description"), _("The job description is not written yet."))
    check = check_version(ask.role, ask.role.descriptions.get(number=description.number))
    return TextPart(
        description=_shorten(description),
        describes=check.described.sentence,
        written=tuple(WrittenLine(part.title, part.present, part.reason) for part in check.completeness.parts),
        hints=tuple(_say_hint(finding) for finding in check.findings),
    )


def _shorten(content: JobDescriptionContent) -> JobDescriptionContent:
    """Leave out what the brief does not print, so that its hash is of what it says."""
    found = content.findings
    if found is not None:
        found = replace(found, findings=replace(found.findings, evidence=(), flags=()))
    versions = tuple(version for version in content.versions if version.number == content.number)
    return replace(content, findings=found, versions=versions, events=(), people=(), steps=())


def _say_hint(finding: Finding) -> HintLine:
    words = tuple(dict.fromkeys(quote.words for quote in finding.quotes))
    return HintLine(finding.rule.id, finding.rule.title, words, finding.detail)


# The process


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """One step, with its time for one candidate in minutes: theirs, and that of the whole panel with its cards."""

    number: int
    title: str
    held: str
    weight: int
    panel: int
    candidate: int
    ours: int
    is_gate: bool


@dataclass(frozen=True, slots=True)
class HeatCell:
    share: str
    band: int
    must_have: bool


@dataclass(frozen=True, slots=True)
class HeatRow:
    title: str
    cells: tuple[HeatCell, ...]
    share: str


@dataclass(frozen=True, slots=True)
class HeatSection:
    """Criteria that belong together. ``is_part``: one of the parts of the work, which a step should own."""

    title: str
    is_part: bool
    owners: str
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class ProcessPart:
    template: ClassVar[str] = f"{TEMPLATES}/process.html"

    title: str
    steps: tuple[ProcessStep, ...]
    candidate: int
    ours: int
    interviews: int
    owned: int
    parts: int
    faults: tuple[Fault, ...]
    sections: tuple[HeatSection, ...]
    nowhere: int

    @property
    def judged(self) -> tuple[ProcessStep, ...]:
        return tuple(step for step in self.steps if not step.is_gate)


def tell_process(ask: Ask) -> ProcessPart | Gap:
    """Tell the steps with what they take, and what each judges as a map of shades with its numbers in words."""
    plan = plan_role(ask.role)
    if not plan.judged:
        return Gap(_("Process"), _("No step judges candidates yet."))
    shown = show_plan(plan)
    return ProcessPart(
        title=ask.role.process.title,
        steps=_steps(plan),
        candidate=plan.effort.candidate,
        ours=plan.effort.panel,
        interviews=plan.interviews,
        owned=plan.owned,
        parts=len(plan.rules.parts),
        faults=tuple(Fault(fault.text, fault.citation.name) for fault in shown.faults),
        sections=_sections(shown),
        nowhere=len(plan.coverage.nowhere),
    )


def _steps(plan: ProcessPlan) -> tuple[ProcessStep, ...]:
    efforts = {effort.step.id: effort for effort in plan.effort.steps}
    return tuple(
        ProcessStep(
            number=number,
            title=step.title,
            held=say_kind(step),
            weight=step.weight,
            panel=step.panel,
            candidate=efforts[step.id].candidate if step.judges_candidates else 0,
            ours=efforts[step.id].panel if step.judges_candidates else 0,
            is_gate=not step.judges_candidates,
        )
        for number, step in enumerate(plan.steps, 1)
    )


def _sections(shown: ShownPlan) -> tuple[HeatSection, ...]:
    """Return the map without the criteria that no step judges; a part of the work stays, to say that nobody owns it."""
    sections = (
        HeatSection(section.title, section.is_part, section.owners, _rows(section)) for section in shown.sections
    )
    return tuple(section for section in sections if section.rows or section.is_part)


def _rows(section: ShownSection) -> tuple[HeatRow, ...]:
    judged: Iterable[Row] = (row for row in section.section.rows if row.times)
    return tuple(HeatRow(row.title, tuple(map(_cell, row.cells)), f"{row.percent:.1f}") for row in judged)


def _cell(cell: Cell) -> HeatCell:
    return HeatCell(f"{cell.percent:.1f}" if cell.band else "", cell.band, cell.must_have)


# Who


@dataclass(frozen=True, slots=True)
class PeoplePart:
    template: ClassVar[str] = f"{TEMPLATES}/people.html"

    people: tuple[Person, ...]


def tell_people(ask: Ask) -> PeoplePart | Gap:
    if not ask.people:
        return Gap(_("Hiring team"), _("Nobody is on the hiring team yet."))
    return PeoplePart(ask.people)
