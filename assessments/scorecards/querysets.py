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
        """Cards whose existence this person may know: those of applications that they see."""
        applications = self.model._meta.get_field("application").related_model
        return self.filter(Q(application__in=applications.objects.visible_to(user)) | Q(author=user, state="open"))

    def on_panel(self) -> Self:
        return self.exclude(state="left")

    def open(self) -> Self:
        return self.filter(state="open")

    def submitted(self) -> Self:
        return self.filter(state="submitted")

    def seals(self, user: "User", application: "Application") -> bool:
        """Return whether an open card of this person closes all colleagues' content on the application."""
        return self.model.objects.filter(author=user, application=application, state="open").exists()

    def readable_by(self, user: "User") -> Self:
        """Cards whose content this person may read. One predicate; every surface asks it.

        One's own always. A colleague's only when submitted, when the application is seen, when no open card of
        one's own lies on it at any stage, and when one has not left a panel of it whose stage is undecided.
        """
        mine = self.model.objects.filter(author=user, application=OuterRef("application"))
        sealed = mine.filter(Q(state="open") | Q(state="left") & undecided())
        return self.visible_to(user).filter(Q(author=user) | (Q(state="submitted") & ~Exists(sealed)))


def undecided() -> Q:
    """The card's stage still awaits its decision: leaving a panel opens nothing before."""
    return Q(application__state__in=["active", "on_hold"]) & (
        Q(application__stage=None) | Q(stage__position__gte=F("application__stage__position"))
    )
