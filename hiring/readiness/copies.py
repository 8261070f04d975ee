"""What a role takes of its team's readiness when it opens, and the reading of it for pages, API and paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from hiring.readiness.models import ReadinessOverride, RoleReadiness
from hiring.readiness.reader import own_catalogue
from hiring.readiness.standing import GroupLines, Line, Standing
from hiring.readiness.verdict import Tally
from hiring.roles.models import Role


def keep_copy(role: Role, standing: Standing, override: ReadinessOverride | None) -> RoleReadiness:
    """Freeze where the team stands into the role, in the transaction that opens it."""
    return RoleReadiness.objects.create(
        role=role,
        outcome=standing.verdict.outcome,
        blocked=standing.verdict.blocks,
        content=write_content(standing),
        override=override,
        at=timezone.now(),
    )


def write_content(standing: Standing) -> dict[str, Any]:
    """Return the answers with the words that were asked, and the verdict with its reasons in words."""
    return {
        "source": own_catalogue().source,
        "limit": standing.verdict.limit,
        "unclear": len(standing.verdict.key_unclear),
        "reasons": [{"rule": line.id, "says": line.says, "text": line.text} for line in standing.reasons],
        "first": [question.first for question in standing.first],
        "groups": [_write_group(group) for group in standing.groups],
    }


def _write_group(lines: GroupLines) -> dict[str, Any]:
    return {
        "key": lines.group.key,
        "title": lines.group.title,
        "questions": [_write_line(line) for line in lines.lines],
    }


def _write_line(line: Line) -> dict[str, Any]:
    answer = line.answer
    return {
        "id": line.question.id,
        "ask": line.question.ask,
        "value": line.value,
        "note": answer.note if answer else "",
        "owner": str(answer.owner) if answer and answer.owner else "",
    }


@dataclass(frozen=True, slots=True)
class CopiedAnswer:
    ask: str
    value: str
    note: str
    owner: str


@dataclass(frozen=True, slots=True)
class CopiedGroup:
    title: str
    tally: Tally
    answers: Sequence[CopiedAnswer]


@dataclass(frozen=True, slots=True)
class CopiedReason:
    rule: str
    says: str
    text: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A role's copy as it is read. It holds values alone, so that a page and a PDF say the same."""

    at: datetime
    is_go: bool
    outcome: str  # as people read it
    blocked: bool
    source: str
    unclear: int
    limit: int
    reasons: Sequence[CopiedReason]
    first: Sequence[str]
    groups: Sequence[CopiedGroup]
    override_by: str  # empty without an override
    override_reason: str
    override_at: datetime | None


def read_copy(role: Role) -> Copy | None:
    """Return what the role took when it opened last, by one query; None for a role that opened before, or never."""
    copy = role.readiness_copies.select_related("override__actor").first()
    return copy and lay_out_copy(copy)


def lay_out_copy(copy: RoleReadiness) -> Copy:
    content, override = copy.content, copy.override
    return Copy(
        at=copy.at,
        is_go=copy.outcome == "go",
        outcome=copy.get_outcome_display(),
        blocked=copy.blocked,
        source=content["source"],
        unclear=content["unclear"],
        limit=content["limit"],
        reasons=[CopiedReason(**reason) for reason in content["reasons"]],
        first=content["first"],
        groups=[_read_group(group) for group in content["groups"]],
        override_by=str(override.actor or "") if override else "",
        override_reason=override.reason if override else "",
        override_at=override.at if override else None,
    )


def _read_group(group: Mapping[str, Any]) -> CopiedGroup:
    answers = [CopiedAnswer(one["ask"], one["value"], one["note"], one["owner"]) for one in group["questions"]]
    values = [one.value or "unanswered" for one in answers]
    counts = {name: values.count(name) for name in ("yes", "partly", "no", "unclear", "unanswered")}
    return CopiedGroup(title=group["title"], tally=Tally(**counts), answers=answers)
