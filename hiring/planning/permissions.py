"""Who reads what a role costs. Its other plans are read by everybody who sees it."""

from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.planning.models import CostPlan, EngagementPlan
from hiring.roles.permissions import RoleRights, require, require_lead


def may_read_cost(rights: RoleRights) -> bool:
    return rights.leads or rights.auditor or rights.administrator


def require_cost_reader(rights: RoleRights) -> None:
    """Raise ``NotAllowed`` for interviewers: they read no pay."""
    require(may_read_cost(rights), _("What a role costs is read by those who lead it, administrators and auditors."))


def require_plan_lead(plan: CostPlan | EngagementPlan, user: User) -> None:
    require_lead(plan.role, user)
