"""Asking for reports, stopping and deleting them. The work itself is in ``tasks``.

What somebody asks for twice while the first is still being made is the same report: a double click makes one.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.reports.models import Report, ReportPart
from assessments.reports.permissions import (
    require_may_export,
    require_may_print_brief,
    require_may_print_card,
    require_may_remove,
)
from assessments.reports.standing import mark_of
from assessments.reports.states import BULK, MOST_IN_ONE, ReportKind, ReportState
from assessments.scorecards.models import Scorecard
from candidates.applications.models import OPEN_STATES, Application
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.background.queue import cancel_task, enqueue, retry_task
from hiring.core.background.states import OPEN_STATES as OPEN_TASKS
from hiring.core.errors import Refused
from hiring.core.files import remove_on_commit
from hiring.roles.models import Role, Stage

MAKE = "reports.make"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which applications of a role: those at ``stage``, or all, in ``states`` ("open", one state, or empty: all)."""

    role: Role
    stage: Stage | None = None
    states: str = ""

    def applications(self, reader: User) -> QuerySet[Application]:
        """Return what ``reader`` sees of them, by name."""
        found = Application.objects.visible_to(reader).filter(role=self.role)
        if self.stage is not None:
            found = found.filter(stage=self.stage)
        if self.states:
            found = found.filter(state__in=OPEN_STATES if self.states == "open" else [self.states])
        return found.order_by("sort_name", "pk")


@transaction.atomic
def print_scorecard(card: Scorecard, *, actor: User) -> Report:
    """Have one submitted scorecard printed. Raises ``NotAllowed``."""
    require_may_print_card(card, actor)
    application = card.application
    return _ask(
        ReportKind.SCORECARD, [application], actor=actor, role=application.role, application=application, card=card
    )


@transaction.atomic
def print_application(application: Application, *, actor: User) -> Report:
    """Have the report for a decision meeting printed. Raises ``NotAllowed``."""
    require_may_export(application.role, actor)
    return _ask(ReportKind.APPLICATION, [application], actor=actor, role=application.role, application=application)


@transaction.atomic
def print_job_description(role: Role, *, actor: User) -> Report:
    """Have the job description with its reviews printed. Refused while there is none."""
    if not role.descriptions.exists():
        raise Refused(_("This role has no job description yet. Write one first."))
    return _ask(ReportKind.JOB_DESCRIPTION, [], actor=actor, role=role)


@transaction.atomic
def print_role_brief(role: Role, *, actor: User) -> Report:
    """Have all that was settled about a role before its first candidate printed. Raises ``NotAllowed``."""
    require_may_print_brief(role, actor)
    return _ask(ReportKind.ROLE_BRIEF, [], actor=actor, role=role)


@transaction.atomic
def export_role(kind: str, chosen: Chosen, *, actor: User) -> Report:
    """Have reports or figures of many applications made in one file.

    Raises ``NotAllowed``; refused when nothing was chosen, or more than one document holds.
    """
    if kind not in BULK:
        raise Refused(_("This is not made of many applications at once."))
    require_may_export(chosen.role, actor)
    applications = list(chosen.applications(actor))
    if not applications:
        raise Refused(_("No application fits this choice. Choose another stage or state."))
    if kind == ReportKind.ROLE_DOCUMENT and len(applications) > MOST_IN_ONE:
        text = _("One PDF holds up to %(most)d applications, and these are %(count)d. Take the ZIP instead.")
        raise Refused(text % {"most": MOST_IN_ONE, "count": len(applications)})
    return _ask(kind, applications, actor=actor, role=chosen.role, stage=chosen.stage, states=chosen.states)


def _ask(kind: str, applications: list[Application], *, actor: User, **about: object) -> Report:
    """Write the report and its parts, and ask for the work; return one that is being made already."""
    same = Report.objects.filter(kind=kind, made_by=actor, ready_at=None, task__state__in=OPEN_TASKS, **about)
    if (report := same.first()) is not None:
        return report
    report = Report.objects.create(kind=kind, made_by=actor, printed_at=timezone.now(), **about)
    ReportPart.objects.bulk_create(
        (ReportPart(report=report, application=item, position=place) for place, item in enumerate(applications, 1)),
        batch_size=500,
    )
    report.standing = mark_of(report)
    report.task = enqueue(
        MAKE,
        key=f"{MAKE}:{report.public_id}",
        actor=actor,
        payload={"report": report.public_id},
        subject=report,
    )
    report.save(update_fields=["standing", "task"])
    record("report.asked", actor=actor, obj=report, role=report.role)
    return report


@transaction.atomic
def make_again(report: Report, *, actor: User) -> Report:
    """Have the same made of what stands now. Raises what asking for it at first would raise."""
    match report.kind:
        case ReportKind.SCORECARD:
            return print_scorecard(report.card, actor=actor)
        case ReportKind.APPLICATION:
            return print_application(report.application, actor=actor)
        case ReportKind.JOB_DESCRIPTION:
            return print_job_description(report.role, actor=actor)
        case ReportKind.ROLE_BRIEF:
            return print_role_brief(report.role, actor=actor)
    return export_role(report.kind, Chosen(report.role, report.stage, report.states), actor=actor)


@transaction.atomic
def cancel_report(report: Report, *, actor: User) -> Report:
    """Stop a report that is waiting or being made. Raises ``NotAllowed``; refused once it has ended."""
    require_may_remove(report, actor)
    if report.task is None or report.state not in (ReportState.WAITING, ReportState.WORKING):
        raise Refused(_("This report is not being made any more."))
    cancel_task(report.task, actor=actor)
    record("report.cancelled", actor=actor, obj=report, role=report.role)
    return report


@transaction.atomic
def resume_report(report: Report, *, actor: User) -> Report:
    """Go on with a report that was stopped or failed; what was done of it stays done. Raises ``NotAllowed``."""
    require_may_remove(report, actor)
    if report.task is None or report.state not in (ReportState.FAILED, ReportState.CANCELLED):
        raise Refused(_("This report has not been stopped. There is nothing to go on with."))
    retry_task(report.task, actor=actor)
    record("report.resumed", actor=actor, obj=report, role=report.role)
    return report


@transaction.atomic
def delete_report(report: Report, *, actor: User) -> Report:
    """Delete the file of a report; that it was made stays written. Raises ``NotAllowed``; refused while it is made."""
    require_may_remove(report, actor)
    if report.state in (ReportState.WAITING, ReportState.WORKING):
        raise Refused(_("This report is being made. Stop it first."))
    if report.state != ReportState.READY:
        raise Refused(_("There is no file to delete."))
    drop_file(report, actor=actor)
    return report


def drop_file(report: Report, *, actor: User | None) -> bool:
    """Let go of the file in the caller's transaction, once; ``actor`` is None where retention does it."""
    names = [report.file, *report.parts.exclude(file="").values_list("file", flat=True)]
    if not Report.objects.filter(pk=report.pk, deleted_at=None).update(file="", deleted_at=timezone.now()):
        return False
    report.parts.exclude(file="").update(file="")
    remove_on_commit(names)
    record("report.deleted", actor=actor, obj=report, role=report.role)
    report.refresh_from_db(fields=["file", "deleted_at"])
    return True
