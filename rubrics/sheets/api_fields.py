"""What a scorecard and a job review share in the API: the answer to one criterion."""

from typing import Any

from rest_framework import serializers

from rubrics.sheets.content import LONGEST_TEXT
from rubrics.sheets.forms import clean_text


class TextField(serializers.CharField):
    """What somebody wrote: as the pages read it, up to the length that they take."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_blank": True, "max_length": LONGEST_TEXT, "trim_whitespace": False, **options})

    def to_internal_value(self, data: Any) -> str:
        return clean_text(super().to_internal_value(data))


class AnswerSerializer(serializers.Serializer):
    level = serializers.IntegerField(min_value=1, max_value=5, allow_null=True, required=False)
    not_assessed = serializers.BooleanField(required=False)
    evidence = TextField(required=False)
    flags = serializers.DictField(
        child=TextField(),
        required=False,
        help_text="Ticked red flags: position, counted from 0, and where each showed.",
    )
