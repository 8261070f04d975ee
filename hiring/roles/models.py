"""Roles. A stage holds what it judges by; opening the role freezes it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hiring.core.base import PublicModel
from hiring.core.calendar.models import Place
from hiring.core.frozen import Frozen
from hiring.roles.querysets import ByRoleQuerySet, MemberQuerySet, RoleQuerySet, TeamQuerySet
from rubrics.library.models import Group, Process, Profile, RubricCriterion, RubricVersion, Seniority

# What a role judges by never changes once it has opened.
OPENED = "EXISTS (SELECT 1 FROM hiring_role r WHERE r.id = {row}.role_id AND r.state <> 'draft')"
OPENED_OF_STAGE = (
    "EXISTS (SELECT 1 FROM hiring_stage s JOIN hiring_role r ON r.id = s.role_id "
    "WHERE s.id = {row}.stage_id AND r.state <> 'draft')"
)


class Team(PublicModel):
    """Asks for the hire. Its managers may create roles for it."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    managers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    is_active = models.BooleanField(_("offered for new roles"), default=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RoleState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Role(PublicModel):
    """One opening."""

    title = models.CharField(_("title"), max_length=120)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="roles", verbose_name=_("team"))
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", verbose_name=_("place"))
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="+", verbose_name=_("process"))
    role_type = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="+", verbose_name=_("role type"))
    specialism = models.ForeignKey(
        Profile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("specialism"),
    )
    seniority = models.ForeignKey(Seniority, on_delete=models.PROTECT, related_name="+", verbose_name=_("seniority"))
    confidential = models.BooleanField(_("confidential: only the hiring team sees it"), default=False)
    own_steps = models.BooleanField(default=False)  # its steps were changed here and are not those of the process
    reasons = models.JSONField(default=list)  # ids of reasons.yaml: why the hire, and what hangs on it
    state = models.CharField(max_length=6, choices=RoleState, default=RoleState.DRAFT)
    version = models.PositiveIntegerField(default=1)  # counts changes, against silent overwriting
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    close_reason = models.TextField(blank=True)
    panels_see_until = models.DateTimeField(null=True)  # once closed: when interviewers lose their applications
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-id"], name="role_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RoleState.values), name="role_state"),
            models.CheckConstraint(condition=Q(state="draft") | Q(opened_at__isnull=False), name="role_opened_when"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | ~Q(state="closed"),
                name="role_closed_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == RoleState.DRAFT

    @property
    def decision_view(self) -> list[dict[str, object]]:
        """Return the process's headings; none where the steps are the role's own, since they name other rubrics."""
        return [] if self.own_steps else self.process.decision_view


class RoleEventKind(models.TextChoices):
    OPENED = "opened", _("Opened")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Opened again")


class RoleEvent(models.Model):
    """Every change of a role's state, with its reason and the figures of the gate that stood then."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=8, choices=RoleEventKind)
    reason = models.TextField(blank=True)
    gate = models.JSONField(default=dict)  # {description, reviews, score}; empty without a gate
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    frozen = Frozen()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RoleEventKind.values), name="role_event_kind"),
            models.CheckConstraint(condition=Q(kind="opened") | ~Q(reason=""), name="role_event_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.role_id}"


class WeightSource(models.TextChoices):
    """Where a weight comes from. Those set on the role itself keep their author, date and reason."""

    SPECIALISM = "specialism", _("specialism")
    ROLE_TYPE = "role", _("role type")
    RUBRIC = "rubric", _("rubric")
    PROCESS = "process", _("process")
    HAND = "hand", _("set for this role")


class Stage(PublicModel):
    """One step of a role's process and a column of its board. A stage of subject job is the gate and has no column."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=120)
    is_gate = models.BooleanField(default=False)
    rubric_version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="+")
    weight = models.PositiveSmallIntegerField(_("weight of the step"))
    weight_source = models.CharField(max_length=12, choices=WeightSource, default=WeightSource.PROCESS)
    plain_weight = models.PositiveSmallIntegerField(null=True)  # before the role's reasons; null where none moved it
    raised_by = models.JSONField(default=list)  # titles of the reasons that raised the weight
    minutes = models.PositiveSmallIntegerField(_("duration in minutes"))
    panel_size = models.PositiveSmallIntegerField(_("interviewers needed"))
    panel_reason = models.TextField(_("reason for a smaller panel"), blank=True)
    due_hours = models.PositiveSmallIntegerField(_("scorecard due after the interview, in hours"))
    evidence_characters = models.PositiveSmallIntegerField(_("shortest evidence, in characters"))

    objects = ByRoleQuerySet.as_manager()
    frozen = Frozen(when=OPENED)

    class Meta:
        ordering = ["role_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["role", "position"], name="stage_position_once"),
            models.CheckConstraint(condition=Q(weight__lte=100), name="stage_weight"),
            models.CheckConstraint(condition=Q(panel_size__gte=1), name="stage_needs_a_panel"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="stage_takes_time"),
            models.CheckConstraint(condition=Q(is_gate=False) | Q(weight=0), name="stage_gate_has_no_weight"),
        ]

    def __str__(self) -> str:
        return self.title


class StageCriterion(models.Model):
    """The weight and floor with which this stage uses a criterion of its rubric version."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="criteria")
    criterion = models.ForeignKey(RubricCriterion, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=160)
    group = models.CharField(max_length=14, choices=Group)
    weight = models.PositiveSmallIntegerField()
    weight_source = models.CharField(max_length=12, choices=WeightSource)
    plain_weight = models.PositiveSmallIntegerField(null=True)  # before the role's reasons; null where none moved it
    raised_by = models.JSONField(default=list)  # titles of the reasons that raised the weight
    must_have = models.BooleanField(default=False)
    floor = models.PositiveSmallIntegerField(null=True)
    floor_by = models.JSONField(default=list)  # titles of the reasons that raised the floor
    advice_floor = models.PositiveSmallIntegerField(null=True)  # of a must-have that was switched off
    off_by = models.JSONField(default=list)  # titles of the profiles and the seniority that switched it off

    frozen = Frozen(when=OPENED_OF_STAGE)

    class Meta:
        ordering = ["stage_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "criterion"], name="stage_criterion_once"),
            models.CheckConstraint(condition=Q(weight__lte=100), name="stage_criterion_weight"),
            models.CheckConstraint(
                condition=Q(must_have=True, floor__isnull=False) | Q(must_have=False, floor__isnull=True),
                name="stage_criterion_floor_of_must_have",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class StageWeightChange(models.Model):
    """A weight set by hand on a role in draft: of a criterion, or of the whole step where ``key`` is empty."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="weight_changes")
    key = models.SlugField(max_length=60, blank=True)  # of the criterion
    old = models.PositiveSmallIntegerField()
    new = models.PositiveSmallIntegerField()
    reason = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="stage_weight_change_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.old} to {self.new}"


class TeamRight(models.TextChoices):
    MANAGER = "manager", _("Hiring manager")
    RECRUITER = "recruiter", _("Recruiter")
    INTERVIEWER = "interviewer", _("Interviewer")


class HiringTeamMember(PublicModel):
    """One right of one person on one role. Rights add up."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    right = models.CharField(max_length=11, choices=TeamRight)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    left_at = models.DateTimeField(null=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "role"], condition=Q(left_at=None), name="member_by_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "user", "right"], condition=Q(left_at=None), name="hiring_team_right_once"
            ),
            models.CheckConstraint(condition=Q(right__in=TeamRight.values), name="hiring_team_right"),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("added_at")),
                name="hiring_team_left_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_right_display()})"
