"""What every scoring sheet is: an author, a rubric version, a state, a version number, and one rating a criterion."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiring.core.base import PublicModel
from hiring.core.frozen import Frozen
from rubrics.library.models import LEVELS, RubricCriterion, RubricVersion


class SheetState(models.TextChoices):
    OPEN = "open", _("Open")
    SUBMITTED = "submitted", _("Submitted")
    CLOSED = "closed", _("No longer needed")
    LEFT = "left", _("Left the panel")


class Sheet(PublicModel):
    """Abstract. ``version`` counts every accepted change. A concrete sheet has ``ratings`` and ``revisions``."""

    # What is said at the end of a sheet, beside its criteria: names of own fields of the concrete model.
    CLOSING: ClassVar[tuple[str, ...]] = ()

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=SheetState, default=SheetState.OPEN)
    version = models.PositiveIntegerField(default=1)
    closing_version = models.PositiveIntegerField(default=0)  # at which the closing part was last changed
    closing_stamp = models.CharField(max_length=40, blank=True)  # by which page and save of it
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)  # of the first submission; amendments keep it
    closed_at = models.DateTimeField(null=True)
    amendments = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state="submitted", submitted_at__isnull=False) | ~Q(state="submitted"),
                name="%(class)s_submitted_when",
            ),
            models.CheckConstraint(condition=Q(state__in=SheetState.values), name="%(class)s_state"),
        ]


class SheetRating(models.Model):
    """Abstract. A level with its evidence, or "not assessed"; one row a sheet and criterion."""

    criterion = models.ForeignKey(RubricCriterion, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True)
    not_assessed = models.BooleanField(default=False)
    evidence = models.TextField(blank=True)
    flags = models.JSONField(default=dict)  # ticked red flags: {position in the frozen criterion: where it showed}
    version = models.PositiveIntegerField(default=0)  # of the sheet, at which this rating was last changed
    stamp = models.CharField(max_length=40, blank=True)  # by which page and save of it

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__in=LEVELS, not_assessed=False),
                name="%(class)s_level",
            )
        ]


class SheetRevision(models.Model):
    """Abstract. What a sheet said at each submission: number 1 is the first, later ones amend it with a reason."""

    number = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)
    # {ratings: {criterion key: {level, not_assessed, evidence, flags}}} and the closing fields beside it
    content = models.JSONField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    frozen = Frozen()

    class Meta:
        abstract = True
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="%(class)s_amended_with_reason"),
        ]
