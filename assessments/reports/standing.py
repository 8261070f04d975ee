"""Whether a report still says what stands: a short mark of all that it was made from, compared without making it anew.

A mark names the newest row of each table that a report tells of (moves, decisions, dissent, submissions, panel, files,
versions and reviews of the job description). Each change adds a row to one of them or takes one away.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import CharField, Count, F, Max, Model, QuerySet, Value
from django.db.models.functions import Cast

from assessments.debriefs.models import Decision, Dissent
from assessments.reports.models import Report
from assessments.reports.states import ReportKind
from assessments.scorecards.models import Scorecard, ScorecardRevision
from candidates.applications.models import Move
from candidates.documents.models import Document
from hiring.intake.models import JobDescription, JobReview, JobReviewRevision

# What is said of applications: letter in the mark, rows, and how a row leads to its application.
OF_APPLICATIONS: tuple[tuple[str, type[Model], str], ...] = (
    ("m", Move, "application"),
    ("d", Decision, "application"),
    ("o", Dissent, "decision__application"),
    ("r", ScorecardRevision, "sheet__application"),
    ("c", Scorecard, "application"),
    ("f", Document, "application"),
)
OF_DESCRIPTIONS: tuple[tuple[str, type[Model], str], ...] = (
    ("t", JobDescription, "role"),
    ("v", JobReview, "role"),
    ("w", JobReviewRevision, "sheet__role"),
)


def mark_of(report: Report) -> str:
    """Return the mark of what ``report`` is about, as it stands now."""
    return marks_of([report])[report.pk]


def marks_of(reports: Sequence[Report]) -> dict[int, str]:
    """Return the mark of each report by its id, by three queries however many there are."""
    applications = _read(OF_APPLICATIONS, "", {item.application_id for item in reports if item.application_id})
    bulk = _read(OF_APPLICATIONS, "__role", {item.role_id for item in reports if item.is_bulk})
    texts = _read(OF_DESCRIPTIONS, "", {item.role_id for item in reports if item.kind == ReportKind.JOB_DESCRIPTION})
    return {item.pk: _choose(item, applications, bulk, texts) for item in reports}


def _choose(report: Report, applications: dict[int, str], bulk: dict[int, str], texts: dict[int, str]) -> str:
    if report.kind == ReportKind.JOB_DESCRIPTION:
        return texts.get(report.role_id, "")
    return applications.get(report.application_id, "") if report.application_id else bulk.get(report.role_id, "")


def _read(tables: Iterable[tuple[str, type[Model], str]], beyond: str, ids: set[int]) -> dict[int, str]:
    """Return by id "c12x3.m40x9.…": the newest row of each table and how many there are, in one query."""
    if not ids:
        return {}
    first, *others = (_newest(letter, model, way + beyond, ids) for letter, model, way in tables)
    found: dict[int, list[str]] = defaultdict(list)
    for letter, about, newest, count in first.union(*others, all=True):
        found[about].append(f"{letter}{newest}x{count}")
    return {about: ".".join(sorted(parts)) for about, parts in found.items()}


def _newest(letter: str, model: type[Model], way: str, ids: set[int]) -> QuerySet:
    rows = model._default_manager.filter(**{f"{way}__in": ids}).order_by().values(about=F(f"{way}_id"))
    if model is Scorecard or model is JobReview:
        rows = rows.exclude(state="left")  # who leaves a panel is in the report no more
    rows = rows.annotate(letter=Cast(Value(letter), CharField()), newest=Max("pk"), count=Count("pk"))
    return rows.values_list("letter", "about", "newest", "count")
