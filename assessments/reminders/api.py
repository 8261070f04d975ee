"""The collection of reminders: the ledger, and sending a mail again."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.routers import BaseRouter

from assessments.reminders.listing import SPANS, narrow
from assessments.reminders.models import Reminder
from assessments.reminders.states import RungKind, Standing
from assessments.reminders.verbs import send_reminder_again
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.core.api.verbs import verb
from hiring.roles.models import Role


class ReminderSerializer(PublicSerializer):
    role = Reference()
    application = Reference()
    scorecard = serializers.CharField(source="card.public_id", read_only=True)
    recipient = Reference()
    about = serializers.DateTimeField(
        source="anchor", help_text="The time that it is about: another time, another row."
    )
    state = serializers.ChoiceField(
        Standing.choices, source="standing", read_only=True, help_text="Of the row and its mail together."
    )
    why = serializers.CharField(help_text="Why it was skipped; empty otherwise.")
    carrier = Reference(help_text="The reminder whose mail took this one along.")

    class Meta:
        model = Reminder
        fields = [
            *["id", "role", "application", "scorecard", "recipient", "rung", "number"],
            *["about", "at", "state", "why", "carrier", "created_at"],
        ]


class ReminderFilters(serializers.Serializer):
    role = Reference(queryset=Role.objects.all(), required=False)
    application = Reference(queryset=Application.objects.all(), required=False)
    person = Reference(queryset=User.objects.all(), required=False, help_text="To whom.")
    state = serializers.ChoiceField(Standing.choices, required=False)
    rung = serializers.ChoiceField(RungKind.choices, required=False)
    days = serializers.ChoiceField(list(SPANS), required=False, help_text="Around today, in your time zone.")


class ReminderCollection(Collection):
    """Reminders of interviews and scorecards: planned, sent, merged, skipped and why, failed, may have been sent."""

    queryset = Reminder.objects.with_standing().select_related(
        "role", "application__role", "card", "recipient", "carrier", "mail"
    )
    serializer_class = ReminderSerializer
    filters = ReminderFilters
    orderings = ("at",)
    ordering = "-at"

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return narrow(queryset, **wanted)

    @verb()
    def send_again(self, reminder: Reminder) -> None:
        """Send the mail again that failed or may have been sent."""
        send_reminder_again(reminder, actor=self.request.user)


def register(router: BaseRouter) -> None:
    router.register("reminders", ReminderCollection, basename="reminder")
