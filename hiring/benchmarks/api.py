"""Benchmarks in the API: read by everybody, changed by administrators."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.routers import BaseRouter

from hiring.benchmarks.editing import edit_benchmark, require_editor
from hiring.benchmarks.models import Benchmark
from hiring.benchmarks.words import ENGAGEMENTS, REGIONS, TOPICS
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer
from hiring.core.api.verbs import verb
from rubrics.library.listing import show_source


class BenchmarkSerializer(PublicSerializer):
    source = serializers.SerializerMethodField(help_text="The name of the work.")
    levels = serializers.ListField(child=serializers.CharField(), read_only=True, help_text="Empty: all levels.")

    class Meta:
        model = Benchmark
        fields = [
            "id",
            "key",
            "topic",
            "unit",
            "currency",
            "low",
            "high",
            "is_open",
            "levels",
            "region",
            "engagement",
            "source",
            "quote",
            "published",
            "read_on",
            "note",
            "is_used",
            "is_changed",
            "version",
        ]

    def get_source(self, row: Benchmark) -> str:
        return show_source(row.source).name


class BenchmarkFilters(serializers.Serializer):
    topic = serializers.ChoiceField(list(TOPICS.items()), required=False)
    region = serializers.ChoiceField(list(REGIONS.items()), required=False)
    engagement = serializers.ChoiceField(list(ENGAGEMENTS.items()), required=False)
    is_used = serializers.BooleanField(required=False)


class EditBody(serializers.Serializer):
    low = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=0, required=False)
    high = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=0, required=False)
    is_open = serializers.BooleanField(required=False)
    is_used = serializers.BooleanField(required=False)
    note = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    reason = serializers.CharField(max_length=2000)


class BenchmarkCollection(Collection):
    """Numbers that articles give on money, time and factors, each with its source and its words."""

    queryset = Benchmark.objects.select_related("source")
    serializer_class = BenchmarkSerializer
    version_field = "version"
    filters = BenchmarkFilters
    ordering = "id"

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)

    @verb(EditBody, may=require_editor, matches=True)
    def edit(self, row: Benchmark, reason: str, **changes: Any) -> None:
        """Change what calculations take, with a reason; the history keeps what stood."""
        edit_benchmark(row, actor=self.request.user, reason=reason, **changes)


def register(router: BaseRouter) -> None:
    router.register("benchmarks", BenchmarkCollection, basename="benchmark")
