"""Reads of the ledger: who sees a row, and how it stands with its mail."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, F, Q, Value, When

if TYPE_CHECKING:
    from hiring.core.accounts.models import User

# How a row whose mail was handed over stands, by the state of the mail.
BY_MAIL = {
    "sending": ("planned", "held", "sending"),
    "sent": ("sent", "merged"),
    "skipped": ("dropped",),
    "failed": ("failed",),
    "uncertain": ("uncertain",),
}


class ReminderQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Whoever leads the role sees its rows, an auditor all, an interviewer those to themselves."""
        if not user.is_authenticated:
            return self.none()
        if user.is_auditor:
            return self
        roles = self.model._meta.get_field("role").related_model.objects
        applications = self.model._meta.get_field("application").related_model.objects
        own = Q(recipient=user, application__in=applications.visible_to(user))
        return self.filter(Q(role__in=roles.led_by(user)) | own)

    def planned(self) -> Self:
        return self.filter(state="planned")

    def with_standing(self) -> Self:
        """Annotate ``standing``, one of ``Standing``: what became of the row and of its mail."""
        by_mail = [When(state="handed", mail__state__in=states, then=Value(name)) for name, states in BY_MAIL.items()]
        return self.annotate(standing=Case(*by_mail, default=F("state"), output_field=models.CharField()))

    def standing(self, wanted: str) -> Self:
        """Narrow to one of ``Standing``, in a form that indexes answer."""
        own = Q(state=wanted) if wanted in {"planned", "merged", "skipped"} else Q()
        mailed = Q(state="handed", mail__state__in=BY_MAIL[wanted]) if wanted in BY_MAIL else Q()
        return self.filter(own | mailed)


class RungChangeQuerySet(models.QuerySet):
    def latest(self) -> Self:
        """The changes that hold now: the latest of each role."""
        last = self.order_by().values("role").annotate(last=models.Max("id"))
        return self.filter(id__in=last.values("last"))
