"""The collections of floor 1: people, places, background tasks, the audit trail."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import BaseRouter

from hiring.core.accounts.models import User
from hiring.core.api.collection import Collection, ListCollection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.core.audit.models import AuditEntry
from hiring.core.background.models import Task, TaskState
from hiring.core.calendar.models import Place
from hiring.core.errors import NotAllowed


class UserSerializer(PublicSerializer):
    place = Reference()

    class Meta:
        model = User
        fields = [
            *["id", "name", "email", "is_active", "is_administrator", "is_auditor", "is_recruiter"],
            *["time_zone", "place"],
        ]


class UserFilters(serializers.Serializer):
    is_active = serializers.BooleanField(required=False)


class UserCollection(Collection):
    """People with an account."""

    queryset = User.objects.select_related("place")
    serializer_class = UserSerializer
    filters = UserFilters
    orderings = ("name",)

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)

    @action(detail=False)
    def me(self, request: Request) -> Response:
        """Whom this token or session stands for."""
        return Response(self.get_serializer(request.user).data)


class TaskSerializer(PublicSerializer):
    created_by = Reference()

    class Meta:
        model = Task
        fields = [
            "id",
            "kind",
            "state",
            "progress_done",
            "progress_total",
            "error",
            "result",
            "created_by",
            "created_at",
            "started_at",
            "finished_at",
        ]


class TaskFilters(serializers.Serializer):
    state = serializers.ChoiceField(TaskState.choices, required=False)


class TaskCollection(Collection):
    """Background work: what an answer with status 202 leads to."""

    queryset = Task.objects.select_related("created_by")
    serializer_class = TaskSerializer
    filters = TaskFilters

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)


class AuditSerializer(serializers.ModelSerializer):
    actor = Reference()

    class Meta:
        model = AuditEntry
        fields = ["id", "at", "actor", "action", "object_type", "object_id", "role_id", "fields", "digests"]


class AuditFilters(serializers.Serializer):
    action = serializers.CharField(required=False, max_length=60)
    object_id = serializers.CharField(required=False, max_length=32)
    actor = Reference(queryset=User.objects.all(), required=False)


class AuditCollection(ListCollection):
    """The audit trail, newest first. Its entries are numbered: the number is their place, not an address."""

    queryset = AuditEntry.objects.select_related("actor")
    serializer_class = AuditSerializer
    filters = AuditFilters
    lookup_field = "id"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not (request.user.is_auditor or request.user.is_administrator):
            raise NotAllowed(_("The audit trail is read by auditors and administrators."))

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)


class PlaceSerializer(PublicSerializer):
    class Meta:
        model = Place
        fields = ["id", "name", "country", "region", "time_zone", "currency", "is_active"]


class PlaceFilters(serializers.Serializer):
    is_active = serializers.BooleanField(required=False)


class PlaceCollection(Collection):
    """Where the company hires. Administrators keep places on their page."""

    queryset = Place.objects.all()
    serializer_class = PlaceSerializer
    filters = PlaceFilters
    orderings = ("name",)

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)


def register(router: BaseRouter) -> None:
    router.register("users", UserCollection, basename="user")
    router.register("places", PlaceCollection, basename="place")
    router.register("tasks", TaskCollection, basename="task")
    router.register("audit", AuditCollection, basename="audit")
