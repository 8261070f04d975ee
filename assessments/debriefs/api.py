"""Decisions in the API: written by the verbs of applications, dissent beside them. Their words pass the seal."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from rest_framework import serializers
from rest_framework.routers import BaseRouter

from assessments.debriefs.forms import LONGEST_WORDS
from assessments.debriefs.models import Decision, Dissent
from assessments.debriefs.verbs import dissent, require_dissent_right
from assessments.scorecards.models import Scorecard
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.core.api.verbs import verb


class DissentSerializer(PublicSerializer):
    author = Reference()

    class Meta:
        model = Dissent
        fields = ["id", "author", "words", "at"]


class DissentBody(serializers.Serializer):
    words = serializers.CharField(max_length=LONGEST_WORDS)


class DecisionSerializer(PublicSerializer):
    application = Reference()
    stage = Reference()
    actor = Reference()
    dissents = DissentSerializer(many=True, read_only=True)

    class Meta:
        model = Decision
        fields = [
            *["id", "application", "stage", "outcome", "reason", "figures", "heading_notes", "actor", "at"],
            "dissents",
        ]


class DecisionFilters(serializers.Serializer):
    application = serializers.CharField(max_length=22, required=False)


class DecisionCollection(Collection):
    """Decisions with their reasons. Those on an application that is sealed to you are not listed."""

    queryset = Decision.objects.select_related("application__role", "stage", "actor").prefetch_related(
        "dissents__author"
    )
    serializer_class = DecisionSerializer
    filters = DecisionFilters

    def get_queryset(self) -> QuerySet:
        sealing = Scorecard.objects.sealing(self.request.user).filter(application=OuterRef("application"))
        return super().get_queryset().filter(~Exists(sealing))

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        if "application" in wanted:
            queryset = queryset.filter(application__public_id=wanted["application"])
        return queryset

    @verb(DissentBody, may=require_dissent_right)
    def dissent(self, decision: Decision, words: str) -> None:
        """Put your own view beside a decision that you see differently."""
        dissent(decision, actor=self.request.user, words=words)


def register(router: BaseRouter) -> None:
    router.register("decisions", DecisionCollection, basename="decision")
