"""The table of mails and how each person wants to get them."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hiring.core.base import PublicModel
from hiring.core.mail.querysets import MailQuerySet
from hiring.core.mail.registry import kind_of
from hiring.core.mail.states import REPEATABLE_STATES, MailState, say_why


class Mail(PublicModel):
    """One mail to one person. ``key`` names the effect, so that it cannot be asked for twice."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=160, unique=True)  # kind, object, rung or version
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField(max_length=254, blank=True)  # of somebody who has no account, else empty
    about = models.JSONField(default=dict)  # public ids and times, never content
    state = models.CharField(max_length=9, choices=MailState, default=MailState.PLANNED)
    why = models.CharField(max_length=40, blank=True)  # a code of ``Why``
    reply = models.PositiveSmallIntegerField(null=True)  # the code of the mail server's last refusal
    wanted_at = models.DateTimeField(default=timezone.now)  # not to be sent before
    next_at = models.DateTimeField(default=timezone.now)  # of the next attempt
    turn = models.PositiveIntegerField(default=0)  # how often it was put into the queue again
    claim = models.CharField(max_length=32, blank=True)  # random per attempt
    claimed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    digest = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")

    objects = MailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "-id"], name="mail_by_state"),
            models.Index(fields=["recipient", "state"], name="mail_of_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="mail_state"),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False, address="") | (Q(recipient__isnull=True) & ~Q(address="")),
                name="mail_to_one",
            ),
            models.CheckConstraint(
                condition=Q(state=MailState.MERGED, digest__isnull=False)
                | (~Q(state=MailState.MERGED) & Q(digest__isnull=True)),
                name="mail_merged_into_a_digest",
            ),
            models.CheckConstraint(condition=~Q(state=MailState.SENDING) | ~Q(claim=""), name="mail_sent_by_a_claim"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def label(self) -> str:
        return str(kind_of(self.kind).label)

    @property
    def why_text(self) -> str | Promise:
        return say_why(self.why)

    @property
    def is_overtaken(self) -> bool:
        """Tell whether a later mail of the kind tells its reader about the same object (``kind:object:version``)."""
        effect = ":".join(self.key.split(":")[:2])
        return Mail.objects.filter(key__startswith=f"{effect}:", recipient=self.recipient, pk__gt=self.pk).exists()

    @property
    def can_be_repeated(self) -> bool:
        return self.state in REPEATABLE_STATES


class MailChoice(models.Model):
    """How a person gets the mails that may wait: at once, or once a day. Without a row, at once."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="mail_choice"
    )
    digest_groups = models.JSONField(default=list)  # names of the groups that wait for the digest
    digest_hour = models.PositiveSmallIntegerField(
        _("hour of the digest"), default=8, validators=[MaxValueValidator(23)]
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(digest_hour__lte=23), name="mail_choice_hour")]

    def __str__(self) -> str:
        return f"Mail for {self.person_id}"
