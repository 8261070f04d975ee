"""The readiness of teams, what roles took of it, and overrides, in the API. Overriding is a verb of roles."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet, Sum
from django.db.models.functions import Coalesce
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.routers import BaseRouter

from hiring.core.accounts.models import User
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.core.api.verbs import changes
from hiring.readiness.answering import LONGEST_NOTE, Given, answer_questions
from hiring.readiness.models import (
    AnswerValue,
    OutcomeChoice,
    ReadinessAnswer,
    ReadinessOverride,
    RoleReadiness,
)
from hiring.readiness.permissions import require_answerer
from hiring.readiness.standing import Standing, lay_out, read_limit
from hiring.roles.models import Role, Team

UNANSWERED = [("", ""), *AnswerValue.choices]


class AnswerRow(serializers.Serializer):
    question = serializers.CharField()
    group = serializers.CharField()
    ask = serializers.CharField()
    value = serializers.ChoiceField(UNANSWERED, help_text="Empty while unanswered.")
    note = serializers.CharField()
    owner = serializers.CharField(allow_null=True)
    answered_by = serializers.CharField(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)


class ReasonRow(serializers.Serializer):
    rule = serializers.CharField(help_text="`R1` to `R6`.")
    says = serializers.ChoiceField([("blocks", "blocks"), ("prepare", "prepare"), ("caution", "caution")])
    text = serializers.CharField()


class FirstRow(serializers.Serializer):
    question = serializers.CharField()
    do = serializers.CharField()


class VerdictRow(serializers.Serializer):
    outcome = serializers.ChoiceField(OutcomeChoice.choices)
    blocks = serializers.BooleanField(help_text="Keeps roles of the team from opening without an override.")
    asked = serializers.IntegerField()
    answered = serializers.IntegerField()
    key_unclear = serializers.IntegerField()
    limit = serializers.IntegerField(help_text="So many unclear key questions block; a figure of the policy.")
    reasons = ReasonRow(many=True)
    first = FirstRow(many=True)


class TeamReadinessSerializer(PublicSerializer):
    version = serializers.IntegerField(source="readiness_version", read_only=True)
    verdict = serializers.SerializerMethodField()
    answers = serializers.SerializerMethodField()

    class Meta:
        model = Team
        fields = ["id", "name", "version", "verdict", "answers"]

    @extend_schema_field(VerdictRow)
    def get_verdict(self, team: Team) -> dict[str, Any]:
        standing = self._lay_out(team)
        verdict = standing.verdict
        return {
            "outcome": verdict.outcome,
            "blocks": verdict.blocks,
            "asked": verdict.asked,
            "answered": verdict.answered,
            "key_unclear": len(verdict.key_unclear),
            "limit": verdict.limit,
            "reasons": [{"rule": line.id, "says": line.says, "text": line.text} for line in standing.reasons],
            "first": [{"question": question.id, "do": question.first} for question in standing.first],
        }

    @extend_schema_field(AnswerRow(many=True))
    def get_answers(self, team: Team) -> list[dict[str, Any]]:
        rows = []
        for group in self._lay_out(team).groups:
            for line in group.lines:
                answer = line.answer
                rows.append(
                    {
                        "question": line.question.id,
                        "group": group.group.key,
                        "ask": line.question.ask,
                        "value": line.value,
                        "note": answer.note if answer else "",
                        "owner": answer.owner.public_id if answer and answer.owner else None,
                        "answered_by": answer.answered_by.public_id if answer and answer.answered_by else None,
                        "answered_at": answer.answered_at if answer else None,
                    }
                )
        return rows

    def _lay_out(self, team: Team) -> Standing:
        return lay_out(team.readiness_answers.all(), limit=self.context["limit"])


class AnswerBody(serializers.Serializer):
    value = serializers.ChoiceField(AnswerValue.choices, allow_blank=True, required=False)
    note = serializers.CharField(max_length=LONGEST_NOTE, allow_blank=True, required=False)
    owner = Reference(queryset=User.objects.all(), allow_null=True, required=False)


class AnswersField(serializers.DictField):
    child = AnswerBody()


class ReadinessChange(serializers.Serializer):
    answers = AnswersField(allow_empty=False, help_text="By question; what is left out of one is emptied.")


class TeamReadinessCollection(Collection):
    """Is the team ready for a hire? Under the id of the team. The whole organisation reads it."""

    queryset = Team.objects.annotate(readiness_version=Coalesce(Sum("readiness_answers__version"), 0))
    serializer_class = TeamReadinessSerializer
    version_field = "readiness_version"

    def get_queryset(self) -> QuerySet:
        answers = ReadinessAnswer.objects.select_related("owner", "answered_by")
        return super().get_queryset().prefetch_related(Prefetch("readiness_answers", answers))

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "limit": read_limit() if self.request else 0}

    @changes(ReadinessChange, may=require_answerer)
    def partial_update(self, team: Team, answers: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        """Answer questions, each whole."""
        given = {key: Given(**answer) for key, answer in (answers or {}).items()}
        answer_questions(team, actor=self.request.user, given=given)


class ByRoleFilters(serializers.Serializer):
    role = Reference(queryset=Role.objects.all(), required=False)


class OverrideSerializer(PublicSerializer):
    role = Reference()
    actor = Reference()

    class Meta:
        model = ReadinessOverride
        fields = ["id", "role", "reason", "unclear", "actor", "at"]
        extra_kwargs = {"unclear": {"help_text": "Key questions that were unclear then."}}


class OverrideCollection(Collection):
    """Why a role opens although its team is not ready; of one opening. Made by `roles/ID/override-readiness/`."""

    queryset = ReadinessOverride.objects.select_related("role", "actor")
    serializer_class = OverrideSerializer
    filters = ByRoleFilters

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)


class CopiedAnswerRow(serializers.Serializer):
    id = serializers.CharField()
    ask = serializers.CharField()
    value = serializers.ChoiceField(UNANSWERED)
    note = serializers.CharField()
    owner = serializers.CharField(help_text="A name.")


class CopiedGroupRow(serializers.Serializer):
    key = serializers.CharField()
    title = serializers.CharField()
    questions = CopiedAnswerRow(many=True)


class CopyRow(serializers.Serializer):
    source = serializers.CharField()
    limit = serializers.IntegerField()
    unclear = serializers.IntegerField()
    reasons = ReasonRow(many=True)
    first = serializers.ListField(child=serializers.CharField())
    groups = CopiedGroupRow(many=True)


class RoleReadinessSerializer(PublicSerializer):
    role = Reference()
    override = Reference()
    content = serializers.SerializerMethodField()

    class Meta:
        model = RoleReadiness
        fields = ["id", "role", "outcome", "blocked", "override", "at", "content"]

    @extend_schema_field(CopyRow)
    def get_content(self, copy: RoleReadiness) -> dict[str, Any]:
        return copy.content


class RoleReadinessCollection(Collection):
    """What a role took of its team's readiness, each time it opened. It never changes."""

    queryset = RoleReadiness.objects.select_related("role", "override")
    serializer_class = RoleReadinessSerializer
    filters = ByRoleFilters

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)


def register(router: BaseRouter) -> None:
    router.register("readiness", TeamReadinessCollection, basename="readiness")
    router.register("role-readiness", RoleReadinessCollection, basename="role-readiness")
    router.register("readiness-overrides", OverrideCollection, basename="readiness-override")
