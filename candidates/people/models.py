"""Candidates. A person has one row, however often they apply."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from candidates.people.querysets import CandidateQuerySet
from hiring.core.base import PublicModel
from hiring.core.fields import BinaryCharField


class Candidate(PublicModel):
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    headline = models.CharField(_("now"), max_length=200, blank=True)
    location = models.CharField(_("lives in"), max_length=120, blank=True)
    links = models.JSONField(_("links"), default=list, blank=True)  # http(s) addresses
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["email"], name="candidate_by_email")]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="candidate_has_a_name")]

    def __str__(self) -> str:
        return self.name


class CandidateWord(models.Model):
    """One word of a candidate's name, folded (case and accents removed): what a search finds by prefix."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="words")
    word = BinaryCharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "candidate"], name="candidate_word_once")]

    def __str__(self) -> str:
        return self.word
