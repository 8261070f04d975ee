"""Who may have which report made, and who may open or remove one that was."""

from django.utils.translation import gettext as _

from assessments.reports.models import Report
from assessments.scorecards.models import Scorecard
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.core.errors import NotAllowed
from hiring.roles.models import Role
from hiring.roles.permissions import RoleRights, require, rights_on
from rubrics.sheets.models import SheetState


def may_export(rights: RoleRights) -> bool:
    """Reports of candidates are exports: who leads the role has them made, and auditors."""
    return rights.leads or rights.auditor


def require_may_export(role: Role, user: User) -> None:
    """Raise ``NotAllowed`` unless ``user`` may have reports of the role's applications made."""
    require(may_export(rights_on(role, user)), _("Only the hiring team’s leads and auditors export reports."))


def require_may_print_brief(role: Role, user: User) -> None:
    """Raise ``NotAllowed`` for interviewers: a brief says what the role may cost, and they read no pay."""
    rights = rights_on(role, user)
    allowed = rights.leads or rights.auditor or rights.administrator
    require(allowed, _("The brief of a role is for those who lead it, administrators and auditors."))


def require_may_print_card(card: Scorecard, user: User) -> None:
    """Raise ``NotAllowed`` unless the card is submitted and ``user`` may read it."""
    require(card.state == SheetState.SUBMITTED, _("A scorecard is printed once it is submitted."))
    readable = Scorecard.objects.readable_by(user).filter(pk=card.pk).exists()
    require(readable, _("This scorecard is sealed until yours on this candidate is in."))


def require_may_open(report: Report, user: User) -> None:
    """Raise ``NotAllowed`` with the reason unless ``user`` may open the report now."""
    if not Report.objects.open_to(user).filter(pk=report.pk).exists():
        raise NotAllowed(_why_closed(report, user))


def _why_closed(report: Report, user: User) -> str:
    if not Report.objects.without_closed_briefs(user).filter(pk=report.pk).exists():
        return _("The brief of a role is for those who lead it, administrators and auditors.")
    applications = Application.objects.visible_to(user)
    if report.parts.exclude(application__in=applications).exists():
        return _("This report tells of candidates whom you do not see.")
    return _("This report is sealed to you until your own scorecard, or your job review, is in.")


def may_remove(report: Report, user: User, rights: RoleRights) -> bool:
    return rights.leads or report.made_by_id == user.pk


def require_may_remove(report: Report, user: User) -> None:
    """Raise ``NotAllowed`` unless ``user`` made the report or leads its role."""
    allowed = may_remove(report, user, rights_on(report.role, user))
    require(allowed, _("Only who made this report, or who leads the role, deletes or stops it."))
