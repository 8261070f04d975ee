"""The production environment of a role, and what stood before each change after it opened."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hiring.core.base import PublicModel
from hiring.core.frozen import Frozen
from hiring.roles.models import Role
from hiring.roles.querysets import ByRoleQuerySet


class Serving(models.TextChoices):
    BATCH = "batch", _("In batches")
    REAL_TIME = "real_time", _("On request, in real time")
    BOTH = "both", _("Both")


class Retraining(models.TextChoices):
    DAILY = "daily", _("Every day, or more often")
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every quarter")
    YEARLY = "yearly", _("Every year")
    ON_DRIFT = "on_drift", _("When drift is found")
    NEVER = "never", _("Not planned")


class Duty(models.TextChoices):
    """What must be kept or proved; "none" says that somebody has looked."""

    AUDIT_LOG = "audit_log", _("Audit log of predictions")
    PERSONAL_DATA = "personal_data", _("Personal data (GDPR or the like)")
    SECTOR = "sector", _("Rules of a sector: finance, health, transport")
    HIGH_RISK = "high_risk", _("High-risk AI system (EU AI Act)")
    NONE = "none", _("None of these")


class Cloud(models.TextChoices):
    AWS = "aws", _("AWS")
    AZURE = "azure", _("Azure")
    GCP = "gcp", _("Google Cloud")
    OWN = "own", _("Own data centre")
    OTHER = "other", _("Another")


class Colleague(models.TextChoices):
    """Who works around the hire already."""

    ML = "ml", _("ML engineers or data scientists")
    DATA = "data", _("Data engineers")
    SOFTWARE = "software", _("Software engineers")
    PRODUCT = "product", _("Product or domain experts")


class Environment(PublicModel):
    """Where the work of a hire will run. Figures are null and choices empty where nobody has said yet."""

    role = models.OneToOneField(Role, on_delete=models.CASCADE, related_name="environment")
    serving = models.CharField(max_length=9, choices=Serving, blank=True)
    latency = models.PositiveIntegerField(null=True)  # milliseconds, 95th percentile
    throughput = models.PositiveIntegerField(null=True)  # predictions a second
    rows_today = models.PositiveBigIntegerField(null=True)
    rows_in_two_years = models.PositiveBigIntegerField(null=True)
    retraining = models.CharField(max_length=9, choices=Retraining, blank=True)
    duties = models.JSONField(default=list)  # of Duty
    clouds = models.JSONField(default=list)  # of Cloud
    tools = models.CharField(max_length=300, blank=True)
    colleagues = models.JSONField(default=list)  # of Colleague

    objects = ByRoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(serving__in=["", *Serving.values]), name="environment_serving"),
            models.CheckConstraint(condition=Q(retraining__in=["", *Retraining.values]), name="environment_retraining"),
        ]

    def __str__(self) -> str:
        return f"Environment {self.public_id}"


class EnvironmentChange(models.Model):
    """A change after the role opened: what stood before (empty where nothing did), who changed it, and why."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="environment_changes")
    before = models.JSONField(default=dict)
    reason = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ByRoleQuerySet.as_manager()
    frozen = Frozen()

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="environment_change_has_a_reason")]

    def __str__(self) -> str:
        return f"Environment of {self.role_id}, until {self.at:%Y-%m-%d}"
