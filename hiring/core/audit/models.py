"""The trail: entries and the chain that links them. Both tables are insert-only, held by triggers on both databases."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from hiring.core.audit.querysets import AuditEntryQuerySet
from hiring.core.frozen import Frozen


class AuditEntry(models.Model):
    """Who did what to which object, when. No names, addresses, reasons or evidence: erasure need not touch it."""

    at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=32, blank=True)
    role_id = models.CharField(max_length=32, blank=True)  # public id of the role concerned, for filtering
    fields = models.JSONField(default=list)
    digests = models.JSONField(default=dict)

    objects = AuditEntryQuerySet.as_manager()
    frozen = Frozen()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["action", "-id"], name="audit_by_action"),
            models.Index(fields=["object_id", "-id"], name="audit_by_object"),
            models.Index(fields=["actor", "-id"], name="audit_by_actor"),
            models.Index(fields=["role_id", "-id"], name="audit_by_role"),
            models.Index(fields=["at"], name="audit_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_type} {self.object_id}"


class ChainLink(models.Model):
    """One entry's place in the hash chain, written by the linking task alone."""

    position = models.PositiveBigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="link")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    linked_at = models.DateTimeField(default=timezone.now, editable=False)

    frozen = Frozen()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["previous"], name="chain_never_forks")]

    def __str__(self) -> str:
        return f"{self.position}: {self.digest[:12]}"
