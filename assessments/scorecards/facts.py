"""What the pages of a card say about its circumstances: where, when, with whom. Nothing of what anybody wrote."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import BigIntegerField, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assessments.interviews.models import Interview, InterviewState
from assessments.scorecards.models import Scorecard
from hiring.core.accounts.models import User
from hiring.core.calendar.words import say_span, say_time
from hiring.core.prepared import Given, Prepared
from hiring.core.templatetags.plumbline import late_by
from hiring.roles.models import Stage, StageCriterion
from rubrics.sheets.blocks import Weighing
from rubrics.sheets.models import SheetState


@dataclass(frozen=True, slots=True)
class CardFacts:
    number: int
    total: int
    next_title: str
    standing: str
    interview: str
    where: str
    where_url: str
    may_miss: bool  # it has begun, and whoever was there may say that it did not take place
    was_missed: bool
    due: str
    due_short: str
    is_late: bool
    submitted: str
    rubric: str


def tell_facts(card: Scorecard) -> CardFacts:
    """Return the facts of a card that ``find_card`` has found."""
    planned = card.interview if card.interview and card.interview.state == InterviewState.PLANNED else None
    where = planned.where if planned else ""
    late = late_by(card.due_at) if card.state == SheetState.OPEN else ""
    return CardFacts(
        number=card.stage.position,
        total=card.steps,
        next_title=card.next_title,
        standing=card.application.stage.title if card.application.stage else _("New"),
        interview=_say_meeting(card.interview),
        where=where,
        where_url=where if is_link(where) else "",
        may_miss=bool(planned and planned.starts_at <= timezone.now()),
        was_missed=bool(card.interview and card.interview.state == InterviewState.MISSED),
        due=_("Late by %(late)s") % {"late": late} if late else _("Due %(when)s") % {"when": say_time(card.due_at)},
        due_short=capfirst(say_time(card.due_at)),
        is_late=bool(late),
        submitted=_("Submitted %(when)s") % {"when": say_time(card.submitted_at)} if card.submitted_at else "",
        rubric=_("Rubric version %(number)d, published %(day)s. It stays frozen for this scorecard.")
        % {
            "number": card.rubric_version.number,
            "day": date_format(timezone.localtime(card.rubric_version.published_at), "j F Y"),
        },
    )


def _say_meeting(interview: Interview | None) -> str:
    if interview is None or interview.state == InterviewState.CANCELLED:
        return ""
    span = say_span(interview.starts_at, interview.ends_at)
    return _("Missed: %(when)s") % {"when": span} if interview.state == InterviewState.MISSED else capfirst(span)


def is_link(where: str) -> bool:
    """Tell whether a place is the address of a call; only web addresses become links."""
    try:
        parts = urlsplit(where)
    except ValueError:
        return False
    return parts.scheme in {"https", "http"} and bool(parts.netloc) and " " not in where


@dataclass(frozen=True, slots=True)
class Mate:
    """Somebody else on the panel, and how far they are; that is open to everybody who sees the application."""

    name: str
    state: str


def find_mates(card: Scorecard, reader: User) -> list[Mate]:
    words = {
        SheetState.OPEN: _("Scores, not in yet"),
        SheetState.SUBMITTED: _("Scorecard is in"),
        SheetState.CLOSED: _("No longer needed"),
    }
    mates = _MATES.ask(application=card.application_id, stage=card.stage_id, reader=reader.pk)
    return [Mate(name, words[state]) for name, state in mates]


def _read_mates() -> QuerySet:
    application, stage, reader = (Given(name, BigIntegerField()) for name in ("application", "stage", "reader"))
    cards = Scorecard.objects.on_panel().filter(application=application, stage=stage).exclude(author=reader)
    return cards.order_by("author__name").values_list("author__name", "state")


def weigh_criteria(stage: Stage) -> dict[str, Weighing]:
    """Return weight and floor of each criterion at a stage, by key."""
    return {key: Weighing(weight, floor) for key, weight, floor in _WEIGHTS.ask(stage=stage.pk)}


_MATES = Prepared(_read_mates)
_WEIGHTS = Prepared(
    lambda: StageCriterion.objects.filter(stage=Given("stage", BigIntegerField())).values_list("key", "weight", "floor")
)
