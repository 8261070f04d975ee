"""The library's tables. What is published is frozen: a version holds its own copy of every criterion."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hiring.core.base import PublicModel
from hiring.core.frozen import Frozen
from rubrics.library.querysets import (
    LibraryQuerySet,
    ProcessQuerySet,
    RubricCriterionQuerySet,
    RubricQuerySet,
    RubricVersionQuerySet,
)

LEVELS = (1, 2, 3, 4, 5)
# The parts of a version freeze with it.
FROZEN_WITH_VERSION = Frozen(
    when="EXISTS (SELECT 1 FROM rubrics_rubricversion v WHERE v.id = {row}.version_id AND v.published_at IS NOT NULL)",
    closed=True,
)


class Group(models.TextChoices):
    """What a criterion says something about; seniority bars and headings go by it."""

    TECHNICAL = "technical", _("Technical competence")
    PRODUCTION = "production", _("Production readiness")
    COMMUNICATION = "communication", _("Communication")
    ETHICS = "ethics", _("Culture and ethics")
    GATE_ONLY = "gate_only", _("Job description")


class Subject(models.TextChoices):
    JOB = "job", _("Job description")
    CANDIDATE = "candidate", _("Candidate")


class Library(PublicModel):
    """A pack of which the content was loaded: what it says about itself, the meaning of the levels, its rules."""

    key = models.CharField(max_length=120, unique=True)
    language = models.CharField(max_length=10)
    licence_note = models.TextField()
    scale = models.JSONField(default=list)  # [{level, label, meaning}]
    scoring = models.JSONField(default=dict)  # the rules in words, and evidence_min_characters
    groups = models.JSONField(default=dict)  # {group: [stage]}

    objects = LibraryQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "libraries"

    def __str__(self) -> str:
        return self.key


class Source(models.Model):
    """An article or paper, by the tag that packs use."""

    tag = models.CharField(max_length=40, unique=True)
    what = models.TextField()

    objects = LibraryQuerySet.as_manager()

    class Meta:
        ordering = ["tag"]

    def __str__(self) -> str:
        return self.what


class Rubric(PublicModel):
    """The identity of a rubric over its versions."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=120)  # that of the latest published version, for lists
    subject = models.CharField(max_length=10, choices=Subject, default=Subject.CANDIDATE)
    from_library = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True)

    objects = RubricQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        constraints = [models.CheckConstraint(condition=Q(subject__in=Subject.values), name="rubric_subject")]

    def __str__(self) -> str:
        return self.title


class RubricVersion(PublicModel):
    """One version of a rubric: a draft that may be edited, or a published one that never changes again."""

    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=120)
    asked_of = models.CharField(_("asked of"), max_length=40, blank=True)
    purpose = models.TextField(_("purpose"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    raters_min = models.PositiveSmallIntegerField(_("interviewers, at least"), default=2)
    raters_max = models.PositiveSmallIntegerField(_("interviewers, at most"), default=3)
    gate_rule = models.TextField(_("rule of the gate"), blank=True)
    exercise = models.JSONField(default=dict, blank=True)  # max_hours, format, avoid[], planted_faults[], source[]
    sources = models.JSONField(default=list, blank=True)
    reason = models.TextField(_("reason for this version"), blank=True)
    revision = models.PositiveIntegerField(default=1)  # counts edits of a draft, against silent overwriting
    content_digest = models.CharField(
        max_length=64, blank=True
    )  # of the pack's text, so that loading twice changes nothing
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = RubricVersionQuerySet.as_manager()
    frozen = Frozen(when="{row}.published_at IS NOT NULL")

    class Meta:
        ordering = ["rubric_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "number"], name="rubric_version_number_once"),
            models.UniqueConstraint(fields=["rubric"], condition=Q(published_at=None), name="rubric_one_draft"),
            models.CheckConstraint(condition=Q(published_at=None) | ~Q(reason=""), name="rubric_published_with_reason"),
            models.CheckConstraint(
                condition=Q(raters_min__gte=1, raters_max__gte=F("raters_min")), name="rubric_raters_range"
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="rubric_takes_time"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.published_at is None


class Criterion(PublicModel):
    """The identity of a criterion over rubrics and versions, so that results can be read across them."""

    key = models.SlugField(max_length=60, unique=True)

    objects = LibraryQuerySet.as_manager()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class RubricCriterion(PublicModel):
    """A criterion as one rubric version holds it: text, anchors, questions, weight and floor."""

    version = models.ForeignKey(RubricVersion, on_delete=models.CASCADE, related_name="criteria")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="uses")
    position = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=40)  # the pack's stage name, such as system_design
    group = models.CharField(max_length=14, choices=Group)
    title = models.CharField(_("title"), max_length=160)
    measures = models.TextField(_("what it measures"))
    weight = models.PositiveSmallIntegerField(_("weight"))
    must_have = models.BooleanField(_("must-have"), default=False)
    floor = models.PositiveSmallIntegerField(_("floor"), null=True, blank=True)
    level_1 = models.TextField(_("level 1"))
    level_2 = models.TextField(_("level 2"))
    level_3 = models.TextField(_("level 3"))
    level_4 = models.TextField(_("level 4"))
    level_5 = models.TextField(_("level 5"))
    questions = models.JSONField(default=list)  # [{ask, follow_ups[], source[]}]
    strong_signals = models.JSONField(default=list)
    red_flags = models.JSONField(default=list)
    sources = models.JSONField(default=list)

    objects = RubricCriterionQuerySet.as_manager()
    frozen = FROZEN_WITH_VERSION

    class Meta:
        ordering = ["version_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "criterion"], name="rubric_criterion_once"),
            models.UniqueConstraint(fields=["version", "position"], name="rubric_criterion_position_once"),
            models.CheckConstraint(condition=Q(weight__lte=100), name="rubric_criterion_weight"),
            models.CheckConstraint(
                condition=Q(must_have=False, floor__isnull=True)
                | Q(must_have=True, floor__isnull=False, floor__gte=1, floor__lte=5),
                name="rubric_criterion_floor_of_must_have",
            ),
            models.CheckConstraint(
                condition=~Q(level_1="") & ~Q(level_2="") & ~Q(level_3="") & ~Q(level_4="") & ~Q(level_5=""),
                name="rubric_criterion_five_anchors",
            ),
            models.CheckConstraint(condition=Q(group__in=Group.values), name="rubric_criterion_group"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def anchors(self) -> tuple[tuple[int, str], ...]:
        """Return (level, text) from 1 to 5."""
        return tuple((level, getattr(self, f"level_{level}")) for level in LEVELS)


class WeightChange(models.Model):
    """Who changed the weight of a criterion in a draft, when, from what to what, and why."""

    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="weight_changes")
    version = models.ForeignKey(RubricVersion, on_delete=models.CASCADE, related_name="weight_changes")
    old = models.PositiveSmallIntegerField(null=True)
    new = models.PositiveSmallIntegerField()
    reason = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    frozen = FROZEN_WITH_VERSION

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="weight_change_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.old} to {self.new}"


class Process(PublicModel):
    """An order of steps. Those of the library are presets; a team's own can be saved as one."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=120)
    from_library = models.BooleanField(default=False)
    decision_view = models.JSONField(default=list, blank=True)  # [{heading, rubrics[]}]
    expected_weeks = models.JSONField(default=dict, blank=True)
    sources = models.JSONField(default=list, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)

    objects = ProcessQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "processes"

    def __str__(self) -> str:
        return self.title


class ProcessStep(models.Model):
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="steps")
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    weight = models.PositiveSmallIntegerField()  # 0 marks a gate

    class Meta:
        ordering = ["process_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["process", "position"], name="process_step_position_once"),
            models.UniqueConstraint(fields=["process", "rubric"], name="process_step_rubric_once"),
            models.CheckConstraint(condition=Q(weight__lte=100), name="process_step_weight"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.rubric}"


class ProfileKind(models.TextChoices):
    ROLE = "role", _("Role type")
    SPECIALISM = "specialism", _("Specialism")


class Profile(PublicModel):
    """A role type or a specialism: other weights, must-haves switched off, things to look for, further questions."""

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=ProfileKind)
    title = models.CharField(max_length=120)
    summary = models.TextField(blank=True)
    must_have_off = models.JSONField(default=list, blank=True)  # criterion keys
    look_for = models.JSONField(default=list, blank=True)
    extra_questions = models.JSONField(default=list, blank=True)  # [{ask, follow_ups[], source[]}]
    overrides = models.JSONField(default=dict, blank=True)  # {rubric key: {criterion key: weight}}, complete, sum 100
    step_weights = models.JSONField(default=dict, blank=True)  # {process key: {rubric key: weight}}
    sources = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = LibraryQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "position"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=ProfileKind.values), name="profile_kind")]

    def __str__(self) -> str:
        return self.title


class Seniority(PublicModel):
    """A bar: the expected level of each group."""

    TITLES: ClassVar[dict[str, object]] = {
        "junior": _("Junior"),
        "mid": _("Mid-level"),
        "senior": _("Senior"),
        "staff": _("Staff"),
    }

    key = models.SlugField(max_length=20, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    technical = models.DecimalField(max_digits=2, decimal_places=1)
    production = models.DecimalField(max_digits=2, decimal_places=1)
    communication = models.DecimalField(max_digits=2, decimal_places=1)
    ethics = models.DecimalField(max_digits=2, decimal_places=1)
    must_have_off = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)
    sources = models.JSONField(default=list, blank=True)

    objects = LibraryQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "seniorities"

    def __str__(self) -> str:
        return str(self.TITLES.get(self.key, self.key.replace("_", " ").capitalize()))


class Checklist(PublicModel):
    """A list of tests for one system that a candidate describes; not a score of a person."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    sections = models.JSONField(default=list)  # [{key, title, tests: [{id, test, criteria[]}]}]
    bands = models.JSONField(default=list)  # [{over, up_to, reading}]
    scoring = models.JSONField(default=dict)  # points of a test, and the rules in words
    note = models.TextField(blank=True)

    objects = LibraryQuerySet.as_manager()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.title
