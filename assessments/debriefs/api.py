"""Decisions in the API: read only, written by the verbs of applications. Their reasons pass the seal."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from rest_framework import serializers
from rest_framework.routers import BaseRouter

from assessments.debriefs.models import Decision
from assessments.scorecards.models import Scorecard
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference


class DecisionSerializer(PublicSerializer):
    application = Reference()
    stage = Reference()
    actor = Reference()

    class Meta:
        model = Decision
        fields = ["id", "application", "stage", "outcome", "reason", "figures", "heading_notes", "actor", "at"]


class DecisionFilters(serializers.Serializer):
    application = serializers.CharField(max_length=22, required=False)


class DecisionCollection(Collection):
    """Decisions with their reasons. Those on an application that is sealed to you are not listed."""

    queryset = Decision.objects.select_related("application", "stage", "actor")
    serializer_class = DecisionSerializer
    filters = DecisionFilters

    def get_queryset(self) -> QuerySet:
        sealing = Scorecard.objects.sealing(self.request.user).filter(application=OuterRef("application"))
        return super().get_queryset().filter(~Exists(sealing))

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        if "application" in wanted:
            queryset = queryset.filter(application__public_id=wanted["application"])
        return queryset


def register(router: BaseRouter) -> None:
    router.register("decisions", DecisionCollection, basename="decision")
