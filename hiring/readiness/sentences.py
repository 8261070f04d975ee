"""The reasons of a verdict in words: one sentence a rule, with the parts that it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.readiness.catalogue import Catalogue
from hiring.readiness.verdict import Reason, RuleId, Verdict


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One rule that fired, as people read it; ``id`` is that of the rule."""

    id: str
    says: str
    text: str


def say_reasons(catalogue: Catalogue, verdict: Verdict) -> list[ReasonLine]:
    """Return a line for each rule that fired, in the order of the rules."""
    lines = []
    for rule, found in groupby(verdict.reasons, key=lambda reason: reason.rule):
        reasons = list(found)
        lines.append(ReasonLine(rule, reasons[0].says, _say(rule, reasons, catalogue, verdict.limit)))
    return lines


def _say(rule: RuleId, reasons: Sequence[Reason], catalogue: Catalogue, limit: int) -> str:
    groups = {group.key: group for group in catalogue.groups}
    count = len(reasons[0].questions)  # R1 to R3 are about one part only
    part = _("%(title)s %(count)d of %(all)d")
    parts = [
        part
        % {
            "title": groups[reason.group].title,
            "count": len(reason.questions),
            "all": len(groups[reason.group].questions),
        }
        for reason in reasons
    ]
    words = {
        "count": count,
        "all": len(groups[reasons[0].group].questions),
        "limit": limit,
        "parts": ", ".join(parts),
    }
    return _sentence(rule, count) % words


def _sentence(rule: RuleId, count: int) -> str:
    return {
        RuleId.KEY_UNCLEAR: ngettext(
            "%(count)d of %(all)d key questions is unclear; from %(limit)d on no role opens.",
            "%(count)d of %(all)d key questions are unclear; from %(limit)d on no role opens.",
            count,
        ),
        RuleId.KEY_NO: ngettext(
            "%(count)d of %(all)d key questions is answered no.",
            "%(count)d of %(all)d key questions are answered no.",
            count,
        ),
        RuleId.PAUSE_SIGN: ngettext("A sign to pause is there.", "%(count)d signs to pause are there.", count),
        RuleId.MOST_MISSING: _("More than half is no or unclear: %(parts)s."),
        RuleId.MISSING: _("No or unclear: %(parts)s."),
        RuleId.IN_PART: _("There in part only: %(parts)s."),
    }[rule]


def say_blocked(unclear: int, limit: int) -> str:
    """Say why a role does not open."""
    return ngettext(
        "The team is not ready: %(count)d key question is unclear, and from %(limit)d on no role opens.",
        "The team is not ready: %(count)d key questions are unclear, and from %(limit)d on no role opens.",
        unclear,
    ) % {"count": unclear, "limit": limit}
