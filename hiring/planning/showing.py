"""What the pages of a plan show: the picture of a process with every number's source by name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hiring.planning.coverage import Section
from hiring.planning.picture import Picture, draw_timeline
from hiring.planning.plans import ProcessPlan
from hiring.planning.process import PlannedStep, StepKind
from hiring.planning.rules import Backing, Limit, read_rules
from hiring.planning.schedules import Schedule
from hiring.planning.words import SaidFinding
from rubrics.library.models import Group
from rubrics.library.showing import Names


@dataclass(frozen=True, slots=True)
class Citation:
    """A source by name, and its words; ``address`` is the public id of the benchmark that stands behind it."""

    name: str
    says: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ShownSection:
    section: Section
    title: str
    citation: Citation | None

    @property
    def is_part(self) -> bool:
        return self.section.part is not None

    @property
    def owners(self) -> str:
        return ", ".join(step.title for step in self.section.owners)


@dataclass(frozen=True, slots=True)
class ShownFinding:
    text: str
    citation: Citation
    rule: str


@dataclass(frozen=True, slots=True)
class ShownLimit:
    """One number that the process is held against, or that its hours are counted with."""

    title: str
    allowed: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class ShownPlan:
    plan: ProcessPlan
    sections: Sequence[ShownSection]
    faults: Sequence[ShownFinding]
    hints: Sequence[ShownFinding]
    limits: Sequence[ShownLimit]


def show_plan(plan: ProcessPlan) -> ShownPlan:
    """Return what the page of a plan shows, by one query for the names of the sources."""
    works = Names().works
    return ShownPlan(
        plan=plan,
        sections=[_show_section(section, works) for section in plan.coverage.sections if section.rows],
        faults=[_show_finding(said, works) for said in plan.faults],
        hints=[_show_finding(said, works) for said in plan.hints],
        limits=[
            ShownLimit(title, _say_allowed(key, plan.rules.limits[key]), cite(plan.rules.limits[key].backing, works))
            for key, title in _limit_titles().items()
            if key in plan.rules.limits
        ],
    )


def cite(backing: Backing, works: Mapping[str, str]) -> Citation:
    """Name a source as the library does: its work up to the first semicolon."""
    return Citation(works.get(backing.source, backing.source).split(";")[0].strip(), backing.says, backing.address)


def _show_section(section: Section, works: Mapping[str, str]) -> ShownSection:
    if section.part is not None:
        return ShownSection(section, section.part.title, cite(section.part.backing, works))
    return ShownSection(section, _("Further: %(group)s") % {"group": Group(section.group).label}, None)


def _show_finding(said: SaidFinding, works: Mapping[str, str]) -> ShownFinding:
    return ShownFinding(said.text, cite(said.finding.backing, works), said.finding.rule.value)


def _limit_titles() -> dict[str, str]:
    return {
        "screen": _("A screen"),
        "task": _("A task"),
        "panel": _("People on a panel"),
        "interviews": _("Interviews, without screen and task"),
        "owning": _("A step owns a part of the work from"),
        "card": _("Writing a scorecard, counted with"),
        "reading": _("Reading a task, counted with"),
    }


def _say_allowed(key: str, limit: Limit) -> str:
    units = {
        "panel": _("%(range)s people"),
        "interviews": _("%(range)s interviews"),
        "owning": _("%(range)s of its 100 points"),
    }
    words = units.get(key, _("%(range)s minutes"))
    if limit.most is None:
        return words % {"range": limit.least}
    if limit.least is None:
        return _("at most %(limit)s") % {"limit": words % {"range": limit.most}}
    return words % {"range": _("%(least)d to %(most)d") % {"least": limit.least, "most": limit.most}}


@dataclass(frozen=True, slots=True)
class Assumption:
    """A number that the plan stands on. ``citation`` is None for what somebody entered."""

    title: str
    value: str
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class ShownSchedule:
    schedule: Schedule
    picture: Picture | None
    assumptions: Sequence[Assumption]


def show_schedule(schedule: Schedule) -> ShownSchedule:
    """Return what the page of a timeline shows."""
    timeline = schedule.timeline
    return ShownSchedule(
        schedule=schedule,
        picture=draw_timeline(timeline) if timeline else None,
        assumptions=list(_list_assumptions(schedule)),
    )


def _list_assumptions(schedule: Schedule) -> Iterator[Assumption]:
    """The numbers that no source gives. Those that somebody entered need no words."""
    rules, inputs = read_rules(), schedule.inputs
    yield Assumption(_("Interviewers"), str(inputs.interviewers), None)
    titles = {
        "hours_a_week": _("Hours a week of each"),
        "candidates": _("Candidates at the first step"),
        "pass_percent": _("Per cent of each step’s candidates who go on"),
    }
    for name, title in titles.items():
        default = rules.defaults[name]
        citation = _assume(default.backing) if schedule.stored is None else None
        yield Assumption(title, str(getattr(inputs, name)), citation)
    for key in ("card", "reading"):
        limit = rules.limits[key]
        yield Assumption(_limit_titles()[key], _say_allowed(key, limit), _assume(limit.backing))


def _assume(backing: Backing) -> Citation:
    return Citation(_("Our assumption"), backing.says)


def say_kind(step: PlannedStep) -> str:
    return {
        StepKind.GATE: _("our own step"),
        StepKind.SCREEN: _("screen"),
        StepKind.TASK: _("task"),
        StepKind.INTERVIEW: _("interview"),
    }[step.kind]
