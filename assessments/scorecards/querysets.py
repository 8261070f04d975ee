"""Reads of scorecards, and the one place that decides what the seal covers.

That a card exists, whose it is, its state and when it is due are open to whoever sees the application. Its content
(ratings, evidence, flags, recommendation and all that is computed from them) passes ``readable_by`` only.
"""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

if TYPE_CHECKING:
    from candidates.applications.models import Application
    from hiring.core.accounts.models import User


class ScorecardQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Cards whose existence this person may know: those of applications that they see, and their own.

        Who has left a panel no longer sees the application, but may be told that they have left.
        """
        applications = self.model._meta.get_field("application").related_model
        mine = Q(author=user, state__in=["open", "left"])
        return self.filter(Q(application__in=applications.objects.visible_to(user)) | mine)

    def on_panel(self) -> Self:
        return self.exclude(state="left")

    def open(self) -> Self:
        return self.filter(state="open")

    def submitted(self) -> Self:
        return self.filter(state="submitted")

    def sealing(self, user: "User") -> Self:
        """This person's cards that close all colleagues' content on their applications.

        An open card at any stage does, and so does one that was left while its stage is undecided.
        """
        return self.filter(author=user).filter(Q(state="open") | Q(state="left") & undecided())

    def seals(self, user: "User", application: "Application") -> bool:
        """Return whether colleagues' content on the application is closed to this person."""
        return self.sealing(user).filter(application=application).exists()

    def readable_by(self, user: "User") -> Self:
        """Cards whose content this person may read. One predicate; every surface asks it.

        One's own while one sees the application or has the card open. A colleague's only when submitted, when the
        application is seen, and when nothing of one's own seals it.
        """
        sealed = self.model.objects.sealing(user).filter(application=OuterRef("application"))
        own = Q(author=user) & ~Q(state="left")
        return self.visible_to(user).filter(own | (Q(state="submitted") & ~Exists(sealed)))


def undecided() -> Q:
    """The card's stage still awaits its decision: leaving a panel opens nothing before."""
    return Q(application__state__in=["active", "on_hold"]) & (
        Q(application__stage=None) | Q(stage__position__gte=F("application__stage__position"))
    )
