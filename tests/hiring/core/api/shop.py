"""An API of one collection with every kind of operation, to try the ground on."""

from typing import Any

from django.urls import include, path
from rest_framework import serializers
from rest_framework.routers import SimpleRouter

import hiring.urls  # noqa: F401  # registers <pid:…>
from hiring.core.api import views
from hiring.core.api.api import TaskCollection
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.core.api.verbs import adds, changes, verb
from hiring.core.background.models import Task
from hiring.core.errors import Invalid, NotAllowed, Refused
from hiring.core.models import User
from hiring.roles.models import HiringTeamMember, Role, RoleState


class RoleSerializer(PublicSerializer):
    team = Reference()

    class Meta:
        model = Role
        fields = ["id", "title", "state", "team", "version"]


class MemberSerializer(PublicSerializer):
    user = Reference()

    class Meta:
        model = HiringTeamMember
        fields = ["id", "user", "right"]


class TitleBody(serializers.Serializer):
    title = serializers.CharField(max_length=120)


class MemberBody(serializers.Serializer):
    user = Reference(queryset=User.objects.all())


class FileBody(serializers.Serializer):
    file = serializers.FileField()


class Filters(serializers.Serializer):
    state = serializers.ChoiceField(RoleState.choices, required=False)
    confidential = serializers.BooleanField(required=False)


class ShopCollection(Collection):
    """Openings of the shop."""

    queryset = Role.objects.select_related("team")
    serializer_class = RoleSerializer
    version_field = "version"
    orderings = ("created_at", "title")
    filters = Filters

    def narrow(self, queryset: Any, **wanted: Any) -> Any:
        return queryset.filter(**wanted)

    @adds(TitleBody)
    def create(self, title: str) -> Role:
        """Open a role like the newest one."""
        role = Role.objects.order_by("-id").first()
        copy = {name: getattr(role, name) for name in ("team", "place", "process", "role_type", "seniority")}
        return Role.objects.create(title=title, **copy)

    @changes(TitleBody)
    def partial_update(self, role: Role, **data: Any) -> None:
        """Change the title."""
        for name, value in data.items():
            setattr(role, name, value)
        role.version += 1
        role.save()

    @verb()
    def refuse(self, role: Role) -> None:
        """Change it, and then refuse after all."""
        Role.objects.filter(pk=role.pk).update(title="Changed")
        raise Refused("The role is closed.")

    @verb()
    def forbid(self, role: Role) -> None:
        raise NotAllowed("Only its manager may do this.")

    @verb()
    def doubt(self, role: Role) -> None:
        raise Invalid("This cannot be.", errors={"title": ["Too plain."]})

    @verb()
    def crash(self, role: Role) -> None:
        raise ZeroDivisionError

    @verb()
    def hide(self, role: Role) -> None:
        """Take the role out of everybody's sight."""
        Role.objects.filter(pk=role.pk).update(confidential=True)

    @verb(MemberBody, answers=MemberSerializer, status=201)
    def add_member(self, role: Role, user: User) -> HiringTeamMember:
        """Put a person on the team."""
        return HiringTeamMember.objects.create(role=role, user=user, right="interviewer")

    @verb(background=True)
    def report(self, role: Role) -> Task:
        """Start a report."""
        return Task.objects.create(kind="report", key=f"report:{Task.objects.count()}", created_by=self.request.user)

    @verb(FileBody, files=True)
    def upload(self, role: Role, file: Any) -> None:
        """Name the role after a file."""
        Role.objects.filter(pk=role.pk).update(title=file.read().decode(), version=role.version + 1)


router = SimpleRouter(use_regex_path=False)
router.register("shop", ShopCollection, basename="shop")
router.register("tasks", TaskCollection, basename="task")
api = [path("v1/", include(router.urls)), path("<path:path>", views.show_unknown)]
urlpatterns = [path("api/", include((api, "api")))]
