"""Who may do what with panels and cards, and where. Whether a card may be read is ``readable_by`` alone."""

from django.utils.translation import gettext as _

from assessments.interviews.models import Interview
from assessments.scorecards.models import Scorecard
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.core.errors import Refused
from hiring.roles.models import RoleState, Stage
from hiring.roles.permissions import require, rights_on


def require_panel_right(application: Application, user: User) -> None:
    """Raise ``NotAllowed`` unless this person may put interviewers on panels of this role."""
    text = _("Only the hiring manager and recruiters of this role plan its panels.")
    require(rights_on(application.role, user).leads, text)


def require_planner(interview: Interview, user: User) -> None:
    require_panel_right(interview.application, user)


def require_author(card: Scorecard, user: User) -> None:
    text = _("Only %(author)s can do this: it is their scorecard.")
    require(card.author_id == user.pk, text % {"author": card.author.name})


def require_open_stage(application: Application, stage: Stage) -> None:
    """Raise ``Refused`` where no card of this stage can be planned for this application."""
    if application.role.state != RoleState.OPEN:
        raise Refused(_("This role is not open, so no interviews are planned."))
    if not application.is_open:
        raise Refused(_("This application is closed, so no interviews are planned."))
    if stage.role_id != application.role_id or stage.is_gate:
        raise Refused(_("Candidates are not judged at this stage."))
    if application.stage is not None and stage.position < application.stage.position:
        raise Refused(_("This application has already passed that stage."))
