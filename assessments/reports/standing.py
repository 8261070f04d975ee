"""Whether a report still says what stands: a short mark of all that it was made from, compared without making it anew.

A mark names the newest row of each table that a report tells of (moves, decisions, dissent, submissions, panel, files,
versions and reviews of the job description), and how many there are: each change adds a row to one of them or takes one
away. Of rows that are changed in place it holds the sum of their versions.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, CharField, Count, F, Max, Model, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast

from assessments.debriefs.models import Decision, Dissent
from assessments.reports.models import Report
from assessments.reports.states import ReportKind
from assessments.scorecards.models import Scorecard, ScorecardRevision
from candidates.applications.models import Move
from candidates.documents.models import Document
from hiring.intake.models import JobDescription, JobReview, JobReviewRevision
from hiring.planning.models import CostPlan, EngagementPlan, RoleTimeline
from hiring.readiness.models import ReadinessAnswer, ReadinessOverride, RoleReadiness
from hiring.roles.models import HiringTeamMember, Role, RoleState


@dataclass(frozen=True)
class Rows:
    """What reports tell of: a letter in the mark, and how a row leads to what it is about.

    ``only`` leaves rows out; ``grows`` is what becomes larger by every change, the newest row's key unless it is said.
    """

    letter: str
    model: type[Model]
    way: str
    only: Q | None = None
    grows: Aggregate | None = None


NOT_LEFT = ~Q(state="left")  # who leaves a panel is in the report no more
OF_APPLICATIONS = (
    Rows("m", Move, "application"),
    Rows("d", Decision, "application"),
    Rows("o", Dissent, "decision__application"),
    Rows("r", ScorecardRevision, "sheet__application"),
    Rows("c", Scorecard, "application", NOT_LEFT),
    Rows("f", Document, "application"),
)
OF_DESCRIPTIONS = (
    Rows("t", JobDescription, "role"),
    Rows("v", JobReview, "role", NOT_LEFT),
    Rows("w", JobReviewRevision, "sheet__role"),
)
OF_BRIEFS = (
    *OF_DESCRIPTIONS,
    Rows("R", Role, "pk", grows=Sum("version")),
    Rows("h", HiringTeamMember, "role", Q(left_at=None)),
    # A draft tells of its team as it stands, a role that has opened of its copy.
    Rows("a", ReadinessAnswer, "team__roles", Q(team__roles__state=RoleState.DRAFT), Sum("version")),
    Rows("y", RoleReadiness, "role"),
    Rows("o", ReadinessOverride, "role"),
    Rows("k", CostPlan, "role", grows=Sum("version")),
    Rows("g", EngagementPlan, "role", grows=Sum("version")),
    Rows("l", RoleTimeline, "role", grows=Sum("version")),
)


def mark_of(report: Report) -> str:
    """Return the mark of what ``report`` is about, as it stands now."""
    return marks_of([report])[report.pk]


def marks_of(reports: Sequence[Report]) -> dict[int, str]:
    """Return the mark of each report by its id, by at most four queries however many there are."""
    of_applications = _read(OF_APPLICATIONS, "", {item.application_id for item in reports if item.application_id})
    of_bulk = _read(OF_APPLICATIONS, "__role", {item.role_id for item in reports if item.is_bulk})
    of_roles = {
        kind: _read(rows, "", {item.role_id for item in reports if item.kind == kind})
        for kind, rows in ((ReportKind.JOB_DESCRIPTION, OF_DESCRIPTIONS), (ReportKind.ROLE_BRIEF, OF_BRIEFS))
    }

    def choose(report: Report) -> str:
        if report.application_id:
            return of_applications.get(report.application_id, "")
        return of_roles.get(ReportKind(report.kind), of_bulk).get(report.role_id, "")

    return {item.pk: choose(item) for item in reports}


def _read(tables: Sequence[Rows], beyond: str, ids: set[int]) -> dict[int, str]:
    """Return by id "c12x3.m40x9.…": what grows of each table and how many rows there are, in one query."""
    if not ids:
        return {}
    first, *others = (_newest(rows, rows.way + beyond, ids) for rows in tables)
    found: dict[int, list[str]] = defaultdict(list)
    for letter, about, newest, count in first.union(*others, all=True):
        found[about].append(f"{letter}{newest}x{count}")
    return {about: ".".join(sorted(parts)) for about, parts in found.items()}


def _newest(rows: Rows, way: str, ids: set[int]) -> QuerySet[Any]:
    found = rows.model._default_manager.filter(rows.only or Q(), **{f"{way}__in": ids}).order_by().values(about=F(way))
    found = found.annotate(
        letter=Cast(Value(rows.letter), CharField()), newest=rows.grows or Max("pk"), count=Count("pk")
    )
    return found.values_list("letter", "about", "newest", "count")
