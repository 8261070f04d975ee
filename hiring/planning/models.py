"""What people entered for the plan of a role; everything else is calculated anew from it and from the benchmarks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hiring.benchmarks.terms import Region
from hiring.benchmarks.words import ENGAGEMENTS, REGIONS
from hiring.core.base import PublicModel
from hiring.planning.querysets import CostPlanQuerySet
from hiring.roles.models import Role
from hiring.roles.querysets import ByRoleQuerySet


class RoleTimeline(PublicModel):
    """The inputs of one role's timeline; a role without them is planned with the defaults."""

    role = models.OneToOneField(Role, on_delete=models.CASCADE, related_name="timeline")
    start_on = models.DateField(_("first day of screening"))
    interviewers = models.PositiveSmallIntegerField(_("interviewers"))
    hours_a_week = models.PositiveSmallIntegerField(_("hours of each in a week"))
    candidates = models.PositiveSmallIntegerField(_("candidates at the first step"))
    pass_percent = models.PositiveSmallIntegerField(_("of each step’s candidates go on, in per cent"))
    weeks_by = models.SlugField(_("weeks by"), max_length=60, blank=True)  # key of a benchmark; empty: by seniority
    version = models.PositiveIntegerField(default=1)  # counts changes, against silent overwriting
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ByRoleQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(interviewers__gte=1, hours_a_week__gte=1, candidates__gte=1),
                name="role_timeline_has_somebody",
            ),
            models.CheckConstraint(
                condition=Q(pass_percent__gte=1, pass_percent__lte=100), name="role_timeline_passes_some"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_id} from {self.start_on}"


class CostPlan(PublicModel):
    """The inputs of one role's cost, in the currency of its place. Empty: nobody entered it yet."""

    role = models.OneToOneField(Role, on_delete=models.CASCADE, related_name="cost_plan")
    region = models.CharField(_("region"), max_length=12, choices=REGIONS, default=Region.US.value)
    rate = models.DecimalField(_("exchange rate"), max_digits=14, decimal_places=6, null=True)
    rate_on = models.DateField(_("day of the rate"), null=True)
    salary_low = models.DecimalField(_("salary from"), max_digits=12, decimal_places=2, null=True)
    salary_high = models.DecimalField(_("salary to"), max_digits=12, decimal_places=2, null=True)
    recruiting = models.DecimalField(_("recruiting"), max_digits=12, decimal_places=2, null=True)
    onboarding = models.DecimalField(_("onboarding"), max_digits=12, decimal_places=2, null=True)
    candidates = models.PositiveSmallIntegerField(_("candidates who are interviewed"), null=True)
    interviewer_hour = models.DecimalField(_("an interviewer’s hour"), max_digits=12, decimal_places=2, null=True)
    vacancy_week = models.DecimalField(_("a week of vacancy"), max_digits=12, decimal_places=2, null=True)
    juniors = models.PositiveSmallIntegerField(_("juniors to compare with"), null=True)
    mentoring_hours = models.DecimalField(_("hours of guidance"), max_digits=5, decimal_places=1, null=True)
    budget = models.DecimalField(_("budget"), max_digits=12, decimal_places=2, null=True)
    version = models.PositiveIntegerField(default=1)  # counts changes, against silent overwriting
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True)

    objects = CostPlanQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(region__in=REGIONS), name="cost_region"),
            models.CheckConstraint(
                condition=Q(salary_low=None, salary_high=None) | Q(salary_low__gte=0, salary_high__gte=F("salary_low")),
                name="cost_salary_range",
            ),
            models.CheckConstraint(
                condition=Q(rate=None, rate_on=None) | Q(rate__gt=0, rate_on__isnull=False),
                name="cost_rate_with_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Cost of {self.role_id}"


class EngagementPlan(PublicModel):
    """What is known about the work, the engagement model that a person chose, and the handing over of knowledge."""

    role = models.OneToOneField(Role, on_delete=models.CASCADE, related_name="engagement_plan")
    facts = models.JSONField(_("facts"), default=dict, blank=True)  # {fact: answer}, of ``engagement.CHOICES``
    chosen = models.CharField(_("chosen model"), max_length=16, choices=ENGAGEMENTS, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    review_on = models.DateField(_("looked at again on"), null=True)
    advised = models.JSONField(default=list)  # the models that the rules advised when it was chosen
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(null=True)
    steps = models.JSONField(_("steps of handing over"), default=list)  # done, keys of ``engagement.STEPS``
    signals = models.JSONField(_("signals for moving in-house"), default=list)  # seen, of ``engagement.SIGNALS``
    version = models.PositiveIntegerField(default=1)  # counts changes, against silent overwriting
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True)

    objects = ByRoleQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(chosen__in=["", *ENGAGEMENTS]), name="engagement_model"),
            models.CheckConstraint(
                condition=Q(chosen="", chosen_at=None) | (~Q(chosen="") & ~Q(reason="") & Q(chosen_at__isnull=False)),
                name="engagement_chosen_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Engagement of {self.role_id}"
