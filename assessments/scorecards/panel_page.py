"""What the page of a panel shows: who is on it, their interviews, and whom to ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.interviews.models import Interview, InterviewState
from assessments.scorecards.models import Scorecard
from assessments.scorecards.panel_forms import DueForm, MoveForm, RefusableForm, Suggestion
from candidates.applications.models import Application
from hiring.core.accounts.models import User
from hiring.core.calendar.words import say_span, say_time
from hiring.core.templatetags.plumbline import late_by
from hiring.roles.models import HiringTeamMember, Stage
from rubrics.sheets.models import SheetState

MOST_SUGGESTED = 40


@dataclass(frozen=True, slots=True)
class Seat:
    """One card of the panel, for whoever plans it."""

    card: Scorecard
    line: str
    late: str
    form: RefusableForm | None

    @property
    def is_open(self) -> bool:
        return self.card.state == SheetState.OPEN


@dataclass(frozen=True, slots=True)
class Meeting:
    interview: Interview
    time: str
    names: str
    form: RefusableForm

    @property
    def has_begun(self) -> bool:
        return self.interview.starts_at <= timezone.now()

    @property
    def was_missed(self) -> bool:
        return self.interview.state == InterviewState.MISSED


@dataclass(frozen=True, slots=True)
class Panel:
    seats: Sequence[Seat]
    left: Sequence[Scorecard]
    meetings: Sequence[Meeting]

    @property
    def size(self) -> int:
        return len(self.seats)


def read_panel(application: Application, stage: Stage, *, refused: dict[str, RefusableForm] | None = None) -> Panel:
    """Return the panel of an application at a stage. ``refused`` are forms to show again, by the id of their object."""
    refused = refused or {}
    cards = list(
        Scorecard.objects.filter(application=application, stage=stage)
        .select_related("author", "interview")
        .order_by("author__name", "pk")
    )
    seats = [_seat(card, refused) for card in cards if card.state != SheetState.LEFT]
    interviews = {card.interview.pk: card.interview for card in cards if card.interview}
    meetings = [
        _meeting(interview, [card for card in cards if card.interview_id == interview.pk], refused)
        for interview in sorted(interviews.values(), key=lambda interview: interview.starts_at)
        if interview.state != InterviewState.CANCELLED
    ]
    return Panel(seats, [card for card in cards if card.state == SheetState.LEFT], meetings)


def _seat(card: Scorecard, refused: dict[str, RefusableForm]) -> Seat:
    late = late_by(card.due_at) if card.state == SheetState.OPEN else ""
    if card.state == SheetState.SUBMITTED:
        line = _("Submitted %(when)s") % {"when": say_time(card.submitted_at)}
    elif card.state == SheetState.CLOSED:
        line = _("No longer needed")
    else:
        line = _("Due %(when)s") % {"when": say_time(card.due_at)}
    form = refused.get(card.public_id)
    if form is None and card.state == SheetState.OPEN:
        form = DueForm(initial={"due_at": card.due_at}, prefix=card.public_id)
    return Seat(card, line, late, form)


def _meeting(interview: Interview, cards: Sequence[Scorecard], refused: dict[str, RefusableForm]) -> Meeting:
    form = refused.get(interview.public_id)
    if form is None:
        initial = {"starts_at": interview.starts_at, "ends_at": interview.ends_at, "where": interview.where}
        form = MoveForm(initial=initial, prefix=interview.public_id)
    names = ", ".join(card.author.name for card in cards if card.state != SheetState.LEFT)
    return Meeting(interview, say_span(interview.starts_at, interview.ends_at), names, form)


def suggest_people(application: Application, stage: Stage) -> list[Suggestion]:
    """Return the hiring team without those on the panel, least loaded first, by one query."""
    cards = Scorecard.objects.open().filter(author=OuterRef("pk")).order_by()
    load = Subquery(cards.values("author").annotate(number=Count("pk")).values("number"))
    team = HiringTeamMember.objects.current().filter(role=application.role_id).values("user")
    seated = Scorecard.objects.filter(
        application=application, stage=stage, state__in=[SheetState.OPEN, SheetState.SUBMITTED]
    ).values("author")
    people = (
        User.objects.active()
        .filter(pk__in=team)
        .exclude(pk__in=seated)
        .annotate(load=Coalesce(load, 0, output_field=IntegerField()))
        .order_by("load", "name")
    )
    return [Suggestion(person, person.load) for person in people[:MOST_SUGGESTED]]
