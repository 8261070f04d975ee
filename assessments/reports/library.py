"""The library of reports as pages and API show it: what was made, by whom, how it stands, who may open it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet

from assessments.reports.models import Report
from assessments.reports.permissions import may_remove
from assessments.reports.standing import marks_of
from assessments.reports.states import ReportKind, ReportState
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.core.base import as_public_id
from hiring.core.paging import take_page
from hiring.roles.models import Role
from hiring.roles.permissions import rights_on


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked to see of the library."""

    role: str = ""
    kind: str = ""
    mine: bool = False
    after: str = ""

    @property
    def asks(self) -> bool:
        return bool(self.role or self.kind or self.mine)

    @property
    def query(self) -> str:
        parts = {"role": self.role, "kind": self.kind, "mine": "1" if self.mine else ""}
        return urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True, slots=True)
class Line:
    """One report. What its size or length would tell is kept from whoever may not open it."""

    report: Report
    is_open: bool
    is_outdated: bool

    @property
    def state(self) -> ReportState:
        return self.report.state

    @property
    def is_closed(self) -> bool:
        """Ready, but not for this reader now."""
        return self.state == ReportState.READY and not self.is_open


@dataclass(frozen=True, slots=True)
class Lines:
    lines: Sequence[Line]
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One report with what its reader may do about it."""

    line: Line
    may_remove: bool
    count: int

    @property
    def report(self) -> Report:
        return self.line.report


def list_reports(
    wanted: Wanted, *, reader: User, role: Role | None = None, application: Application | None = None
) -> Lines:
    """Return the next fifty reports that ``reader`` may know of, newest first; of one role or application if given."""
    found = Report.objects.visible_to(reader).with_facts()
    if role is not None:
        found = found.filter(role=role)
    elif wanted.role:
        found = found.filter(role__public_id=as_public_id(wanted.role))
    if application is not None:
        found = found.filter(application=application)
    if wanted.kind in ReportKind.values:
        found = found.filter(kind=wanted.kind)
    if wanted.mine:
        found = found.filter(made_by=reader)
    page = take_page(found, order="-id", after=as_public_id(wanted.after))
    return Lines(describe_reports(page.rows, reader=reader), page.after)


def describe_reports(reports: Sequence[Report], *, reader: User) -> list[Line]:
    """Say of each report whether ``reader`` may open it and whether it still says what stands."""
    opened = set(
        Report.objects.open_to(reader).filter(pk__in=[item.pk for item in reports]).values_list("pk", flat=True)
    )
    marks = marks_of(reports)
    return [Line(item, item.pk in opened, bool(item.ready_at) and marks[item.pk] != item.standing) for item in reports]


def show_report(report: Report, *, reader: User) -> Shown:
    (line,) = describe_reports([report], reader=reader)
    rights = rights_on(report.role, reader)
    return Shown(line, may_remove(report, reader, rights), report.parts.count())


def roles_to_export(reader: User) -> QuerySet[Role]:
    """Return the roles of which ``reader`` exports reports, by title."""
    roles = Role.objects.visible_to(reader)
    return (roles if reader.is_auditor else roles.led_by(reader)).exclude(state="draft").order_by("title", "pk")
