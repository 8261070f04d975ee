"""When everything was last put into a backup."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.audit.models import AuditEntry
from hiring.core.backups.making import MADE
from hiring.core.monitoring.vitals import Fact, Fault, Vitals

TOO_LONG = timedelta(days=7)


def read_vitals() -> Vitals:
    last = AuditEntry.objects.filter(action=MADE).order_by("-id").values_list("at", flat=True).first()
    began = User.objects.order_by("id").values_list("created_at", flat=True).first()
    faults = []
    if (since := last or began) and timezone.now() - since > TOO_LONG:
        text = _("There has been no backup for %(days)d days.") % {"days": (timezone.now() - since).days}
        faults.append(Fault(text, _("Let manage.py backup run every night, and keep what it writes elsewhere.")))
    return Vitals(_("Backups"), [Fact(_("Last backup"), last or _("none yet"))], faults)
