"""What a candidate may expect: the steps of a role with their time, who is there, and what is judged and what is not.

It says no weight, no floor and nothing of what an exercise hides. As a page, as Markdown and in the API it is the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.core.templatetags.plumbline import duration
from hiring.planning.process import PlannedStep, StepKind
from hiring.planning.rules import ProcessRules
from hiring.roles.models import Role

MARKS = re.compile(r"([\\`*_\[\]<>~|]|&(?=#?\w+;))")  # what Markdown reads anywhere in a line
FIRST_MARKS = re.compile(r"^([#+=-]|\d+(?=[.)]))")  # and at its start


@dataclass(frozen=True, slots=True)
class ExpectedStep:
    """One step, numbered as candidates count: without the step that judges our own job description."""

    number: int
    title: str
    minutes: int
    people: int
    held: str
    judged: Sequence[str]


@dataclass(frozen=True, slots=True)
class Expectations:
    title: str
    team: str
    place: str
    steps: Sequence[ExpectedStep]
    not_judged: Sequence[str]
    promises: Sequence[str]

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)

    @property
    def summary(self) -> str:
        words = {"count": len(self.steps), "time": duration(self.minutes)}
        return (
            ngettext(
                "%(count)d step. It takes %(time)s of your time.",
                "%(count)d steps. Together they take %(time)s of your time.",
                len(self.steps),
            )
            % words
        )


def make_expectations(role: Role, steps: Sequence[PlannedStep], rules: ProcessRules) -> Expectations:
    judged = [step for step in steps if step.judges_candidates]
    return Expectations(
        title=role.title,
        team=str(role.team),
        place=str(role.place),
        steps=[_expect_step(number, step) for number, step in enumerate(judged, 1)],
        not_judged=rules.not_judged,
        promises=[
            _("Everybody who talks to you writes down what they saw before they read what others wrote."),
            _("All candidates for this role meet the same steps and are judged by the same criteria."),
            _("A person decides, not a formula, and gives a reason."),
        ],
    )


def _expect_step(number: int, step: PlannedStep) -> ExpectedStep:
    return ExpectedStep(
        number=number,
        title=step.title,
        minutes=step.minutes,
        people=step.panel,
        held=_say_held(step),
        judged=[item.title for item in step.criteria if item.weight],
    )


def _say_held(step: PlannedStep) -> str:
    words = {"count": step.panel}
    if step.kind is StepKind.SCREEN:
        one = "%(count)d person reads your resume, and may call you about it."
        return ngettext(one, "%(count)d people read your resume, and may call you about it.", step.panel) % words
    if step.kind is StepKind.TASK:
        how = _("A task: %(format)s.") % {"format": step.format.rstrip(".")} if step.format else _("A task.")
        read = ngettext("%(count)d person reads it.", "%(count)d people read it.", step.panel) % words
        return f"{how} {read} " + _("Stop when the time is up; an honest list of what is missing counts as well.")
    return ngettext("An interview with %(count)d person.", "An interview with %(count)d people.", step.panel) % words


def write_markdown(expected: Expectations) -> str:
    """Return the page as Markdown. What people typed stands in it as it is, not as Markdown of its own."""
    return "\n".join(_lines(expected)) + "\n"


def _lines(expected: Expectations) -> Iterator[str]:
    yield f"# {_('What to expect')}: {escape(expected.title)}"
    yield ""
    yield f"{escape(expected.team)}, {escape(expected.place)}"
    yield ""
    yield escape(expected.summary)
    for step in expected.steps:
        yield ""
        yield f"## {step.number}. {escape(step.title)} ({duration(step.minutes)})"
        yield ""
        yield escape(step.held)
        yield ""
        yield f"{_('What we judge:')}"
        yield ""
        yield from (f"- {escape(title)}" for title in step.judged)
    for heading, texts in ((_("What we do not judge"), expected.not_judged), (_("How we decide"), expected.promises)):
        yield ""
        yield f"## {heading}"
        yield ""
        yield from (f"- {escape(text)}" for text in texts)


def escape(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it stands."""
    plain = MARKS.sub(r"\\\1", " ".join(text.split()))
    return FIRST_MARKS.sub(_mark_first, plain)


def _mark_first(found: re.Match[str]) -> str:
    """Escape a first mark; of a number that would begin a list the sign after it."""
    return f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}"
