"""Findings about a process in sentences, for pages and the API."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hiring.planning.checks import Finding, RuleId
from rubrics.library.models import Group


@dataclass(frozen=True, slots=True)
class SaidFinding:
    """A finding as people read it."""

    finding: Finding
    text: str


def say_findings(findings: Iterable[Finding]) -> list[SaidFinding]:
    return [SaidFinding(finding, say_finding(finding)) for finding in findings]


def say_finding(finding: Finding) -> str:
    """Say what was found, and where."""
    words = {
        "step": finding.step.title if finding.step else "",
        "value": finding.value,
        "bound": finding.bound,
        "words": finding.words,
    }
    if finding.rule is RuleId.HEADING_MISSING:
        words["words"] = str(Group(finding.words).label)
    return _texts()[finding.rule] % words


def _texts() -> dict[RuleId, str]:
    return {
        RuleId.PART_UNOWNED: _("No step owns “%(words)s”: nobody will know whether a candidate can do it."),
        RuleId.HEADING_MISSING: _("No step judges anything under “%(words)s”; the final decision will miss it."),
        RuleId.SCREEN_LONG: _("“%(step)s” takes %(value)d minutes. A screen needs at most %(bound)d."),
        RuleId.TASK_LONG: _("“%(step)s” takes %(value)d minutes. A task takes at most %(bound)d."),
        RuleId.PANEL_SMALL: _("“%(step)s” has %(value)d interviewer; %(bound)d or more see different things."),
        RuleId.PANEL_LARGE: _("“%(step)s” has %(value)d interviewers. More than %(bound)d is a tribunal."),
        RuleId.MANY_INTERVIEWS: _("A candidate comes to %(value)d interviews. Above %(bound)d good ones leave."),
        RuleId.PUZZLE: _("“%(step)s” asks an algorithm puzzle (“%(words)s”). It does not predict the work."),
        RuleId.HINT_OUTSIDER: _("“%(step)s”: put somebody from outside engineering on the panel."),
        RuleId.HINT_BOTH_SIDES: _("“%(step)s”: one data scientist and one software engineer should hear it."),
        RuleId.HINT_COLLEAGUES: _("“%(step)s”: people who will work with the hire directly."),
        RuleId.HINT_REALISTIC: _("“%(step)s”: a small, realistic task with a short explanation, of no use to you."),
    }
