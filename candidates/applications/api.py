"""The collection of candidates: a person's record, seen through the applications that are seen."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.routers import BaseRouter

from candidates.applications.editing import add_person, edit_candidate
from candidates.applications.permissions import require_candidate_lead
from candidates.people.fields import LONGEST_LINK, MOST_LINKS
from candidates.people.models import Candidate
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer
from hiring.core.api.verbs import adds, changes


class CandidateSerializer(PublicSerializer):
    links = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Candidate
        fields = ["id", "name", "email", "phone", "headline", "location", "links", "version", "created_at"]


class CandidateBody(serializers.Serializer):
    """Lengths are the record's; everything else is the verbs' to judge, as for the pages."""

    name = serializers.CharField(max_length=200)
    email = serializers.CharField(max_length=254, required=False, allow_blank=True)
    phone = serializers.CharField(max_length=40, required=False, allow_blank=True)
    headline = serializers.CharField(max_length=200, required=False, allow_blank=True)
    location = serializers.CharField(max_length=120, required=False, allow_blank=True)
    links = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST_LINK), max_length=MOST_LINKS, required=False
    )


class CandidateFilters(serializers.Serializer):
    q = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=200,
        help_text="Beginnings of words of the name, or a whole e-mail address.",
    )


class CandidateCollection(Collection):
    """People who apply. A person has one record, however often they apply."""

    queryset = Candidate.objects.all()
    serializer_class = CandidateSerializer
    version_field = "version"
    filters = CandidateFilters

    def narrow(self, queryset: QuerySet, q: str = "") -> QuerySet:
        return queryset.matching(q) if q else queryset

    @adds(CandidateBody)
    def create(self, **data: Any) -> Candidate:
        """Add a person. Whoever adds one sees the record; others see it once there is an application."""
        return add_person(actor=self.request.user, **data)

    @changes(CandidateBody, may=require_candidate_lead)
    def partial_update(self, candidate: Candidate, **data: Any) -> Candidate:
        """Change the record."""
        return edit_candidate(candidate, actor=self.request.user, version=candidate.version, fields=data)


def register(router: BaseRouter) -> None:
    router.register("candidates", CandidateCollection, basename="candidate")
