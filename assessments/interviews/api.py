"""The collection of interviews. They are planned and moved on the pages of panels."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.routers import BaseRouter

from assessments.interviews.models import Interview, InterviewState
from candidates.applications.models import Application
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.roles.models import Stage


class InterviewSerializer(PublicSerializer):
    application = Reference()
    stage = Reference()

    class Meta:
        model = Interview
        fields = ["id", "application", "stage", "starts_at", "ends_at", "where", "state", "created_at"]


class InterviewFilters(serializers.Serializer):
    application = Reference(queryset=Application.objects.all(), required=False)
    stage = Reference(queryset=Stage.objects.all(), required=False)
    state = serializers.ChoiceField(InterviewState.choices, required=False)


class InterviewCollection(Collection):
    """Meetings of candidates with their panels."""

    queryset = Interview.objects.select_related("application", "stage")
    serializer_class = InterviewSerializer
    filters = InterviewFilters

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)


def register(router: BaseRouter) -> None:
    router.register("interviews", InterviewCollection, basename="interview")
