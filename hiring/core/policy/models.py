"""Changed figures. A figure without a row stands at its default, declared in ``figures``."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from hiring.core.frozen import Frozen
from hiring.core.policy.querysets import PolicyChangeQuerySet


class PolicyChange(models.Model):
    """One change of one figure, with author, date and reason. The latest change of a key holds."""

    key = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=12, decimal_places=4)
    reason = models.TextField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PolicyChangeQuerySet.as_manager()
    frozen = Frozen()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["key", "-id"], name="policy_latest")]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="policy_change_has_a_reason")]

    def __str__(self) -> str:
        return self.key
