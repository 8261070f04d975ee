"""Numbers of the trade as they stand, and every version that they had."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hiring.benchmarks.querysets import BenchmarkQuerySet
from hiring.benchmarks.terms import MONEY
from hiring.benchmarks.words import ENGAGEMENTS, REGIONS, TOPICS, UNITS
from hiring.core.base import PublicModel
from hiring.core.frozen import Frozen
from rubrics.library.models import Source


class Benchmark(PublicModel):
    """One number of one source. What the source says is loaded; low, high, note and use may be changed by a person."""

    key = models.SlugField(max_length=60, unique=True)
    topic = models.CharField(_("topic"), max_length=24, choices=TOPICS)
    unit = models.CharField(_("unit"), max_length=16, choices=UNITS)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    low = models.DecimalField(_("from"), max_digits=12, decimal_places=2)
    high = models.DecimalField(_("to"), max_digits=12, decimal_places=2)
    is_open = models.BooleanField(_("and more"), default=False)
    levels = models.JSONField(_("levels"), default=list, blank=True)  # keys of the bars; none: all of them
    region = models.CharField(_("region"), max_length=12, choices=REGIONS, blank=True)
    engagement = models.CharField(_("engagement model"), max_length=16, choices=ENGAGEMENTS, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", verbose_name=_("source"))
    quote = models.TextField(_("the source’s words"), blank=True)  # none for an assumption of ours
    published = models.CharField(_("published"), max_length=20, blank=True)  # as the source dates itself
    read_on = models.DateField(_("read on"), default=date.today)
    note = models.TextField(_("note"), blank=True)
    is_used = models.BooleanField(_("used by calculations"), default=True)
    is_changed = models.BooleanField(default=False)  # by a person: loading leaves it alone
    version = models.PositiveIntegerField(default=1)  # counts changes, against silent overwriting
    content_digest = models.CharField(max_length=64, blank=True)  # of the file's text, so that loading twice is nothing

    objects = BenchmarkQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(low__gte=0, high__gte=F("low")), name="benchmark_range"),
            models.CheckConstraint(
                condition=Q(unit__in=MONEY, currency__regex=r"^[A-Z]{3}$") | (~Q(unit__in=MONEY) & Q(currency="")),
                name="benchmark_money_has_a_currency",
            ),
            models.CheckConstraint(condition=~Q(quote="") | ~Q(note=""), name="benchmark_says_where_from"),
            models.CheckConstraint(condition=Q(topic__in=TOPICS), name="benchmark_topic"),
            models.CheckConstraint(condition=Q(unit__in=UNITS), name="benchmark_unit"),
            models.CheckConstraint(condition=Q(region__in=["", *REGIONS]), name="benchmark_region"),
            models.CheckConstraint(condition=Q(engagement__in=["", *ENGAGEMENTS]), name="benchmark_engagement"),
        ]

    def __str__(self) -> str:
        return self.key


class BenchmarkRevision(models.Model):
    """What stood from a moment on, who put it there and why; number 1 is what was loaded first."""

    benchmark = models.ForeignKey(Benchmark, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    low = models.DecimalField(max_digits=12, decimal_places=2)
    high = models.DecimalField(max_digits=12, decimal_places=2)
    is_open = models.BooleanField()
    note = models.TextField(blank=True)
    is_used = models.BooleanField()
    reason = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    frozen = Frozen()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["benchmark", "number"], name="benchmark_revision_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="benchmark_revision_has_a_reason"),
            models.CheckConstraint(condition=Q(low__gte=0, high__gte=F("low")), name="benchmark_revision_range"),
        ]

    def __str__(self) -> str:
        return f"{self.benchmark_id}: {self.number}"
