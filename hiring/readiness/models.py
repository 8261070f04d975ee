"""What a team answered, and what a role took of it when it opened."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hiring.core.base import PublicModel
from hiring.core.frozen import Frozen
from hiring.readiness.querysets import OverrideQuerySet
from hiring.roles.models import Role, Team
from hiring.roles.querysets import ByRoleQuerySet


class AnswerValue(models.TextChoices):
    """The values of ``verdict.Value`` as people read them; empty where only a note or an owner is there so far."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    UNCLEAR = "unclear", _("Unclear")


class OutcomeChoice(models.TextChoices):
    GO = "go", _("Go")
    PREPARE = "prepare", _("Prepare first")


class ReadinessAnswer(models.Model):
    """What a team says to one question. It is changed in place; ``version`` counts the changes."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="readiness_answers")
    question = models.SlugField(max_length=60)  # its id in the catalogue
    value = models.CharField(max_length=7, choices=AnswerValue, blank=True)
    note = models.TextField(blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["team_id", "question"]
        constraints = [
            models.UniqueConstraint(fields=["team", "question"], name="readiness_answer_once"),
            models.CheckConstraint(condition=Q(value__in=["", *AnswerValue.values]), name="readiness_answer_value"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.value}"


class ReadinessOverride(PublicModel):
    """Why a role may open although its team is not ready; of one opening, by name."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="readiness_overrides")
    reason = models.TextField()
    unclear = models.PositiveSmallIntegerField()  # key questions that were unclear then
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OverrideQuerySet.as_manager()
    frozen = Frozen()

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="readiness_override_with_reason")]

    def __str__(self) -> str:
        return f"Override by {self.actor}"


class RoleReadiness(PublicModel):
    """The answers of a role's team and the verdict on them, as they stood when the role opened."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="readiness_copies")
    outcome = models.CharField(max_length=7, choices=OutcomeChoice)
    blocked = models.BooleanField()
    content = models.JSONField()  # as ``copies.write_content`` makes it
    override = models.ForeignKey(ReadinessOverride, null=True, on_delete=models.PROTECT, related_name="copies")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ByRoleQuerySet.as_manager()
    frozen = Frozen()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=OutcomeChoice.values), name="role_readiness_outcome"),
            models.CheckConstraint(
                condition=Q(blocked=False) | Q(override__isnull=False), name="role_readiness_blocked_has_override"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_id}: {self.outcome}"
