"""What the words of a job description say, as the API shows it."""

from typing import Any

from rest_framework import serializers

from hiring.intake.descriptions import LONGEST_TEXT
from hiring.intake.parts import LONGEST
from hiring.wording.check import Check
from hiring.wording.parts import MLOPS, PRODUCTION, Parts
from hiring.wording.rules import Kind
from hiring.wording.signs import Function, RoleType


class PartsField(serializers.Serializer):
    """The builder's answers. Those of the typical case are few and short; what is missing is named by what refuses."""

    production = serializers.ChoiceField(list(PRODUCTION), required=False, allow_blank=True)
    mlops = serializers.ListField(child=serializers.ChoiceField(list(MLOPS)), required=False)

    def get_fields(self) -> dict[str, serializers.Field]:
        typed = {
            name: serializers.CharField(max_length=most, required=False, allow_blank=True)
            for name, most in LONGEST.items()
        }
        return super().get_fields() | typed


def read_sent(sent: dict[str, Any] | None) -> Parts | None:
    return None if sent is None else Parts.from_json(sent)


class CheckBody(serializers.Serializer):
    """A text or its parts; without either the newest version is checked."""

    text = serializers.CharField(
        max_length=LONGEST_TEXT, trim_whitespace=False, required=False, allow_blank=True, help_text="In Markdown."
    )
    parts = PartsField(required=False)


class QuoteSerializer(serializers.Serializer):
    """Words and their place, in characters."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    words = serializers.CharField()


class SignSerializer(serializers.Serializer):
    id = serializers.CharField(source="sign.id")
    label = serializers.CharField(source="sign.label")
    points = serializers.DictField(source="sign.points", child=serializers.IntegerField())
    quotes = QuoteSerializer(many=True)


class DescribedSerializer(serializers.Serializer):
    role = serializers.ChoiceField(list(RoleType), allow_null=True)
    sentence = serializers.CharField()
    points = serializers.SerializerMethodField()
    signs = SignSerializer(source="seen", many=True)

    def get_points(self, described: Any) -> dict[str, int]:
        return dict(described.points)


class TitleSerializer(serializers.Serializer):
    role = serializers.ChoiceField(list(RoleType), allow_null=True)
    note = serializers.CharField()


class CoveredSerializer(serializers.Serializer):
    function = serializers.ChoiceField(list(Function))
    sentence = serializers.CharField()
    is_gap = serializers.BooleanField()
    asked = QuoteSerializer(many=True)
    mates = QuoteSerializer(many=True)


class PartStateSerializer(serializers.Serializer):
    id = serializers.CharField()
    title = serializers.CharField()
    present = serializers.BooleanField()
    reason = serializers.CharField()
    source = serializers.CharField()
    quotes = QuoteSerializer(many=True)


class WordFindingSerializer(serializers.Serializer):
    """``quotes`` are of the text, or of the title where ``in_title``; ``more`` counts those that are left out."""

    id = serializers.CharField(source="rule.id")
    kind = serializers.ChoiceField(list(Kind), source="rule.kind")
    title = serializers.CharField(source="rule.title")
    detail = serializers.CharField()
    why = serializers.CharField(source="rule.why")
    better = serializers.CharField(source="rule.better")
    source = serializers.CharField(source="rule.source")
    in_title = serializers.BooleanField()
    quotes = QuoteSerializer(many=True)
    more = serializers.IntegerField()


class CheckSerializer(serializers.Serializer):
    """What the words say of ``text``, which is given as it was read: offsets count its characters."""

    text = serializers.CharField(source="document.text")
    described = DescribedSerializer()
    title = TitleSerializer()
    team = CoveredSerializer(many=True)
    parts = PartStateSerializer(source="completeness.parts", many=True)
    findings = WordFindingSerializer(many=True)


def draw_check(check: Check) -> dict[str, Any]:
    return dict(CheckSerializer(check).data)
