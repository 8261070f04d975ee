"""The collections of the library: rubrics, their versions, processes, profiles, bars and checklists."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers
from rest_framework.routers import BaseRouter

from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.core.api.verbs import verb
from rubrics.library import drafting, publishing
from rubrics.library.models import (
    Checklist,
    Process,
    ProcessStep,
    Profile,
    ProfileKind,
    Rubric,
    RubricCriterion,
    RubricVersion,
    Seniority,
    Subject,
)
from rubrics.library.permissions import require_editor


class QuestionSerializer(serializers.Serializer):
    ask = serializers.CharField()
    follow_ups = serializers.ListField(child=serializers.CharField())
    source = serializers.ListField(child=serializers.CharField())


class TextsField(serializers.ListField):
    child = serializers.CharField()


class CriterionSerializer(PublicSerializer):
    key = serializers.CharField(source="criterion.key", read_only=True)
    levels = serializers.SerializerMethodField(help_text="The five anchors, level 1 first.")
    questions = QuestionSerializer(many=True, read_only=True)
    strong_signals = TextsField(read_only=True)
    red_flags = TextsField(read_only=True)
    sources = TextsField(read_only=True)

    class Meta:
        model = RubricCriterion
        fields = [
            "id",
            "key",
            "position",
            "group",
            "title",
            "measures",
            "weight",
            "must_have",
            "floor",
            "levels",
            "questions",
            "strong_signals",
            "red_flags",
            "sources",
        ]

    def get_levels(self, row: RubricCriterion) -> list[str]:
        return [text for _level, text in row.anchors]


class VersionLineSerializer(PublicSerializer):
    """A version without its criteria."""

    rubric = Reference()

    class Meta:
        model = RubricVersion
        fields = [
            "id",
            "rubric",
            "number",
            "title",
            "asked_of",
            "purpose",
            "minutes",
            "raters_min",
            "raters_max",
            "reason",
            "revision",
            "published_at",
        ]


class VersionSerializer(VersionLineSerializer):
    criteria = CriterionSerializer(many=True, read_only=True)

    class Meta(VersionLineSerializer.Meta):
        fields = [*VersionLineSerializer.Meta.fields, "criteria"]


class RubricSerializer(PublicSerializer):
    latest = serializers.SerializerMethodField(help_text="The latest published version; null before the first.")

    class Meta:
        model = Rubric
        fields = ["id", "key", "title", "subject", "from_library", "retired_at", "latest"]

    def get_latest(self, rubric: Rubric) -> str | None:
        return rubric.latest_versions[0].public_id if rubric.latest_versions else None


class RubricFilters(serializers.Serializer):
    subject = serializers.ChoiceField(Subject.choices, required=False)
    key = serializers.CharField(max_length=60, required=False)


class RubricCollection(Collection):
    """Rubrics. Their content is that of their versions."""

    queryset = Rubric.objects.prefetch_related(
        Prefetch("versions", RubricVersion.objects.latest(), to_attr="latest_versions")
    )
    serializer_class = RubricSerializer
    filters = RubricFilters
    ordering = "key"
    orderings = ("key",)

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)

    @verb(answers=VersionLineSerializer, may=require_editor)
    def draft(self, rubric: Rubric) -> RubricVersion:
        """Start a draft from the latest version, or answer the one that is open."""
        return drafting.start_draft(rubric, actor=self.request.user)


class VersionFilters(serializers.Serializer):
    rubric = Reference(queryset=Rubric.objects.all(), required=False)


class PublishBody(serializers.Serializer):
    reason = serializers.CharField(max_length=1000)


class VersionCollection(Collection):
    """Versions of rubrics with their criteria. A published one never changes; drafts are seen by who may edit."""

    queryset = RubricVersion.objects.select_related("rubric").prefetch_related("criteria__criterion")
    serializer_class = VersionSerializer
    filters = VersionFilters
    version_field = "revision"

    def get_queryset(self) -> QuerySet:
        queryset = super().get_queryset()
        return queryset.prefetch_related(None) if self.action == "list" else queryset

    def get_serializer_class(self) -> type[VersionLineSerializer]:
        return VersionLineSerializer if self.action == "list" else VersionSerializer

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)

    @verb(PublishBody, may=require_editor, matches=True)
    def publish(self, version: RubricVersion, reason: str) -> RubricVersion:
        """Publish a draft, for good, with a reason."""
        return publishing.publish_version(version, actor=self.request.user, reason=reason, revision=version.revision)

    @verb(may=require_editor)
    def discard(self, version: RubricVersion) -> None:
        """Throw a draft away."""
        drafting.discard_draft(version, actor=self.request.user)


class StepSerializer(serializers.ModelSerializer):
    rubric = Reference()

    class Meta:
        model = ProcessStep
        fields = ["position", "rubric", "weight"]


class ProcessSerializer(PublicSerializer):
    steps = StepSerializer(many=True, read_only=True)

    class Meta:
        model = Process
        fields = [
            "id",
            "key",
            "title",
            "from_library",
            "retired_at",
            "steps",
            "decision_view",
            "expected_weeks",
            "sources",
        ]


class ProcessCollection(Collection):
    """Processes: orders of steps, each step a rubric and its weight. Weight 0 marks a gate."""

    queryset = Process.objects.prefetch_related("steps__rubric")
    serializer_class = ProcessSerializer
    ordering = "id"


class ProfileSerializer(PublicSerializer):
    extra_questions = QuestionSerializer(many=True, read_only=True)

    class Meta:
        model = Profile
        fields = [
            "id",
            "key",
            "kind",
            "title",
            "summary",
            "must_have_off",
            "look_for",
            "extra_questions",
            "overrides",
            "step_weights",
            "sources",
        ]


class ProfileFilters(serializers.Serializer):
    kind = serializers.ChoiceField(ProfileKind.choices, required=False)


class ProfileCollection(Collection):
    """Role types and specialisms: other weights, must-haves switched off, further questions."""

    queryset = Profile.objects.all()
    serializer_class = ProfileSerializer
    filters = ProfileFilters
    ordering = "id"

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)


class SenioritySerializer(PublicSerializer):
    class Meta:
        model = Seniority
        fields = [
            "id",
            "key",
            "technical",
            "production",
            "communication",
            "ethics",
            "must_have_off",
            "note",
            "sources",
        ]


class SeniorityCollection(Collection):
    """Bars: the expected level of each group."""

    queryset = Seniority.objects.all()
    serializer_class = SenioritySerializer
    ordering = "id"


class ChecklistSerializer(PublicSerializer):
    class Meta:
        model = Checklist
        fields = ["id", "key", "title", "sections", "bands", "scoring", "note"]


class ChecklistCollection(Collection):
    """Checklists for one system that a candidate describes. They score no person."""

    queryset = Checklist.objects.all()
    serializer_class = ChecklistSerializer
    ordering = "id"


def register(router: BaseRouter) -> None:
    router.register("rubrics", RubricCollection, basename="rubric")
    router.register("rubric-versions", VersionCollection, basename="rubric-version")
    router.register("processes", ProcessCollection, basename="process")
    router.register("profiles", ProfileCollection, basename="profile")
    router.register("seniorities", SeniorityCollection, basename="seniority")
    router.register("checklists", ChecklistCollection, basename="checklist")
