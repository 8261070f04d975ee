"""The reasons of a verdict in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.readiness.catalogue import Catalogue, Group
from hiring.readiness.verdict import Reason, RuleId, Verdict


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One reason as people read it; ``id`` is that of its rule."""

    id: str
    says: str
    text: str
    asks: tuple[str, ...]  # the questions that it is about


def say_reasons(catalogue: Catalogue, verdict: Verdict) -> list[ReasonLine]:
    groups = {group.key: group for group in catalogue.groups}
    asks = {question.id: question.ask for question in catalogue.questions()}
    return [
        ReasonLine(
            id=reason.rule,
            says=reason.says,
            text=say_reason(reason, groups[reason.group], verdict.limit),
            asks=tuple(asks[key] for key in reason.questions),
        )
        for reason in verdict.reasons
    ]


def say_reason(reason: Reason, group: Group, limit: int) -> str:
    count = len(reason.questions)
    words = {"count": count, "all": len(group.questions), "group": group.title, "limit": limit}
    text = {
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
        RuleId.MOST_MISSING: _("%(group)s: %(count)d of %(all)d are no or unclear, more than half."),
        RuleId.MISSING: ngettext(
            "%(group)s: %(count)d of %(all)d is no or unclear.",
            "%(group)s: %(count)d of %(all)d are no or unclear.",
            count,
        ),
        RuleId.IN_PART: ngettext(
            "%(group)s: %(count)d of %(all)d is there in part only.",
            "%(group)s: %(count)d of %(all)d are there in part only.",
            count,
        ),
    }[reason.rule]
    return text % words


def say_blocked(unclear: int, limit: int) -> str:
    """Say why a role does not open."""
    return ngettext(
        "The team is not ready: %(count)d key question is unclear, and from %(limit)d on no role opens.",
        "The team is not ready: %(count)d key questions are unclear, and from %(limit)d on no role opens.",
        unclear,
    ) % {"count": unclear, "limit": limit}
