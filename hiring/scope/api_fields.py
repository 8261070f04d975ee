"""How a role's scope is written in the API. The collection of roles, a room higher, has the operations."""

from typing import Any

from rest_framework import serializers

from hiring.roles.models import Role
from hiring.roles.reasons import read_reasons
from hiring.scope.gaps import read_values
from hiring.scope.models import Cloud, Colleague, Duty, Retraining, Serving
from hiring.scope.verbs import HIGHEST, LONGEST_REASON, LONGEST_TOOLS, LOWEST


def _figure(name: str, unit: str) -> serializers.IntegerField:
    return serializers.IntegerField(
        min_value=LOWEST[name], max_value=HIGHEST[name], allow_null=True, default=None, help_text=unit
    )


def _several(choices: type, text: str = "") -> serializers.ListField:
    return serializers.ListField(
        child=serializers.ChoiceField(choices.choices), default=list, max_length=len(choices.choices), help_text=text
    )


class ScopeBody(serializers.Serializer):
    """The whole scope: what is left out is not said."""

    serving = serializers.ChoiceField(Serving.choices, allow_blank=True, default="")
    latency = _figure("latency", "Milliseconds, 95th percentile.")
    throughput = _figure("throughput", "Predictions a second at the peak.")
    rows_today = _figure("rows_today", "Rows of data today.")
    rows_in_two_years = _figure("rows_in_two_years", "Rows of data in two years.")
    retraining = serializers.ChoiceField(Retraining.choices, allow_blank=True, default="")
    duties = _several(Duty, "Either duties, or `none` alone.")
    clouds = _several(Cloud)
    tools = serializers.CharField(max_length=LONGEST_TOOLS, allow_blank=True, default="")
    colleagues = _several(Colleague, "Who works around the role already.")
    reasons = serializers.ListField(
        child=serializers.ChoiceField([(key, reason.title) for key, reason in read_reasons().items()]),
        default=list,
        max_length=len(read_reasons()),
        help_text="Why the role is hired for, and what hangs on it. Frozen once it has opened.",
    )
    changed_because = serializers.CharField(
        max_length=LONGEST_REASON, allow_blank=True, default="", help_text="Wanted once the role has opened."
    )


class ScopeSerializer(serializers.Serializer):
    """A role's scope; a figure is null and a choice empty where nobody has said yet."""

    serving = serializers.CharField()
    latency = serializers.IntegerField(allow_null=True)
    throughput = serializers.IntegerField(allow_null=True)
    rows_today = serializers.IntegerField(allow_null=True)
    rows_in_two_years = serializers.IntegerField(allow_null=True)
    retraining = serializers.CharField()
    duties = serializers.ListField(child=serializers.CharField())
    clouds = serializers.ListField(child=serializers.CharField())
    tools = serializers.CharField()
    colleagues = serializers.ListField(child=serializers.CharField())
    reasons = serializers.ListField(child=serializers.CharField())
    version = serializers.IntegerField()

    class Meta:
        model = Role  # of which this is a part

    def to_representation(self, role: Role) -> dict[str, Any]:
        return super().to_representation({**read_values(role), "reasons": role.reasons, "version": role.version})
