"""How rows are written in the API: always by their public id."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers


class PublicSerializer(serializers.ModelSerializer):
    """A model serializer whose ``id`` is the public id."""

    id = serializers.CharField(source="public_id", read_only=True)


class Reference(serializers.SlugRelatedField):
    """Another row by its public id; when it is sent, the sender must see that row. Join it in ``queryset``."""

    default_error_messages = {"does_not_exist": _("There is nothing with this id that you can see.")}

    def __init__(self, **kwargs: Any) -> None:
        if "queryset" not in kwargs and not kwargs.get("many"):
            kwargs.setdefault("read_only", True)
        super().__init__(slug_field="public_id", **kwargs)

    def bind(self, field_name: str, parent: serializers.BaseSerializer) -> None:
        """Know from the model's column whether there may be no row: the schema says so."""
        super().bind(field_name, parent)
        model = getattr(getattr(parent, "Meta", None), "model", None)
        column = next((field for field in model._meta.fields if field.name == self.source), None) if model else None
        if self.read_only and column is not None:
            self.allow_null = column.null

    def get_queryset(self) -> QuerySet | None:
        queryset = super().get_queryset()
        return None if queryset is None else queryset.visible_to(self.context["request"].user)
