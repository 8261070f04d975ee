"""What the board shows: a column per judged stage and one for New, the first cards of each, who is in and who is late.

Nothing here reads what a card says: the order is by time or name, and "to decide" means that the quorum is in.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import BigIntegerField, Count, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.pipeline.querysets import CappedCount, say_count
from assessments.scorecards.models import Scorecard
from candidates.applications.models import OPEN_STATES, Application, ApplicationState
from candidates.people.words import fold
from hiring.core.accounts.models import User
from hiring.core.calendar.words import Clock
from hiring.core.prepared import Given, GivenMany, GivenReader, Prepared, PreparedModels
from hiring.core.templatetags.plumbline import panel_dots, say_days
from hiring.roles.models import Role, Stage
from hiring.roles.permissions import RoleRights
from rubrics.sheets.models import SheetState

FIRST = 20
ORDERS = {
    "waiting": ("stage_entered_at", "id"),
    "newest": ("-applied_at", "-id"),
    "name": ("sort_name", "id"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked to see of the board."""

    text: str = ""
    late: bool = False
    decide: bool = False
    mine: bool = False
    order: str = "waiting"

    @property
    def any(self) -> bool:
        return bool(self.text or self.late or self.decide or self.mine)

    @property
    def query(self) -> str:
        """Return the filters as a query string, without the text: a name does not belong into an address."""
        chosen = {name: "1" for name in ("late", "decide", "mine") if getattr(self, name)}
        return urlencode({"order": self.order, **chosen})


class Card(NamedTuple):
    """One application on the board, ready to print. Plain values: a board has a hundred and forty of them."""

    id: str
    name: str
    note: str
    in_stage: str
    tone: str
    mark: SafeString
    dots: SafeString
    move_label: str


class Item(NamedTuple):
    """What a card is made of, named as the query has it."""

    pk: int
    public_id: str
    candidate__name: str
    source: str
    state: str
    stage_entered_at: datetime


class Tally(NamedTuple):
    """How many of the cards at the stage where an application stands are in, late and due."""

    done: int = 0
    late: int = 0
    due: int = 0


@dataclass(slots=True)
class Column:
    """A stage, or New where ``stage`` is None."""

    stage: Stage | None
    count: int
    late: int
    cards: list[Card] = field(default_factory=list)
    more: bool = False

    @property
    def key(self) -> str:
        return self.stage.public_id if self.stage else "new"

    @property
    def shown_count(self) -> str:
        return say_count(self.count)

    @property
    def shown_late(self) -> str:
        return say_count(self.late)

    def fill(self, items: list[Item], tallies: dict[int, Tally]) -> None:
        """Take the first cards of ``items``; one more than that says that there are more."""
        self.more = len(items) > FIRST
        quorum = self.stage.panel_size if self.stage else None
        self.cards = list(_cards(items[:FIRST], quorum, tallies))


def board(role: Role, *, reader: User, rights: RoleRights, filters: Filters) -> list[Column]:
    """Return the columns of ``role`` with the first cards of each, by four queries at any size."""
    sight = None if _sees_all(rights) else GivenReader.like(reader)
    given = {"role": role.pk, "now": timezone.now()} | ({} if sight is None else {"reader": reader.pk})
    ((new,),) = _new_of(sight).ask(**given)
    columns = [Column(None, new, 0)]
    columns += (Column(stage, stage.standing, stage.late_cards) for stage in _stages_of(sight).ask(**given))
    if filters.any:
        rows = _first_of(filtered(seen_of(role, reader, rights), reader=reader, filters=filters), filters.order)
    else:
        rows = _cards_of(sight, filters.order).ask(**given)
    found: dict[int | None, list[Item]] = {}
    for stage, *values in rows:
        found.setdefault(stage, []).append(Item(*values))
    tallies = _tally([item.pk for items in found.values() for item in items[:FIRST]])
    for column in columns:
        column.fill(found.get(column.stage.pk if column.stage else None, []), tallies)
    return columns


def further_cards(
    role: Role, stage: Stage | None, *, reader: User, rights: RoleRights, filters: Filters, offset: int
) -> Column:
    """Return the next cards of one column, from ``offset`` on."""
    seen = filtered(seen_of(role, reader, rights).filter(stage=stage), reader=reader, filters=filters)
    rows = seen.order_by(*ORDERS[filters.order]).values_list(*Item._fields)[offset : offset + FIRST + 1]
    items = [Item(*values) for values in rows]
    column = Column(stage=stage, count=0, late=0)
    column.fill(items, _tally([item.pk for item in items[:FIRST]]))
    return column


def seen_of(role: Role, reader: User, rights: RoleRights) -> QuerySet[Application]:
    """Return the applications of one role that the reader sees: what ``visible_to`` says, asked of the role once.

    Who leads the role, and the auditor, sees all of them; to ask that of every row again costs most of a board.
    """
    applications = Application.objects.filter(role=role)
    return applications if _sees_all(rights) else applications.visible_to(reader)


def _sees_all(rights: RoleRights) -> bool:
    return rights.leads or rights.auditor


def filtered(applications: QuerySet, *, reader: User, filters: Filters) -> QuerySet:
    """Return those of ``applications`` that are open and that the reader asked for."""
    found = applications.filter(state__in=OPEN_STATES)
    here = Scorecard.objects.filter(application=OuterRef("pk"), stage=OuterRef("stage"))
    if filters.text:
        found = found.filter(sort_name__contains=fold(filters.text))
    if filters.late:
        found = found.filter(Exists(here.open().filter(due_at__lt=timezone.now())))
    if filters.mine:
        found = found.filter(Exists(here.on_panel().filter(author=reader)))
    if filters.decide:
        found = (
            found.filter(stage__isnull=False)
            .alias(cards_in=Coalesce(CappedCount(here.submitted()), 0))
            .filter(cards_in__gte=F("stage__panel_size"))
        )
    return found


def _first_of(applications: QuerySet, order: str) -> QuerySet:
    """Return the first cards of each stage, and one more where there are more."""
    rank = Window(RowNumber(), partition_by=[F("stage")], order_by=ORDERS[order])
    ranked = applications.annotate(rank=rank).filter(rank__lte=FIRST + 1)
    return ranked.order_by("rank").values_list("stage", *Item._fields)


# What a board asks without a filter, prepared for each kind of sight: None sees the whole role.
_ROLE, _NOW = Given("role", BigIntegerField()), Given("now", DateTimeField())


def _open_of(sight: GivenReader | None) -> QuerySet[Application]:
    applications = Application.objects.filter(role=_ROLE, state__in=OPEN_STATES)
    return applications if sight is None else applications.visible_to(sight, at=_NOW)


@cache
def _new_of(sight: GivenReader | None) -> Prepared:
    """How many stand in New."""
    new = CappedCount(_open_of(sight).filter(stage=None))
    return Prepared(lambda: Role.objects.filter(pk=_ROLE).order_by().annotate(new=new).values_list("new"), ahead=True)


@cache
def _stages_of(sight: GivenReader | None) -> PreparedModels:
    """The judged stages, with how many stand there and how many cards are late."""
    overdue = Scorecard.objects.open().filter(
        stage=OuterRef("pk"),
        due_at__lt=_NOW,
        application__stage=OuterRef("pk"),
        application__in=_open_of(sight).values("pk"),
    )
    counts = {
        "standing": CappedCount(_open_of(sight).filter(stage=OuterRef("pk"))),
        "late_cards": CappedCount(overdue),
    }
    stages = Stage.objects.filter(role=_ROLE, is_gate=False)
    return PreparedModels(lambda: stages.order_by("position").annotate(**counts), ahead=True)


@cache
def _cards_of(sight: GivenReader | None, order: str) -> Prepared:
    return Prepared(lambda: _first_of(_open_of(sight), order), ahead=True)


def _tally(applications: list[int]) -> dict[int, Tally]:
    rows = _CARDS_IN.ask(applications=applications, now=timezone.now())
    return {application: Tally(*counts) for application, *counts in rows}


def _count_cards() -> QuerySet:
    cards = Scorecard.objects.filter(application__in=GivenMany("applications"), stage=F("application__stage"))
    still_open = Q(state=SheetState.OPEN)
    counts = {
        "done": Count("pk", filter=Q(state=SheetState.SUBMITTED)),
        "late": Count("pk", filter=still_open & Q(due_at__lt=_NOW)),
        "due": Count("pk", filter=still_open & Q(due_at__gte=_NOW)),
    }
    return cards.order_by().values("application").annotate(**counts).values_list("application", *counts)


_CARDS_IN = Prepared(_count_cards, ahead=True)


def _cards(items: list[Item], quorum: int | None, tallies: dict[int, Tally]) -> Iterable[Card]:
    dots, days, clock = cache(panel_dots), cache(say_days), Clock()  # most cards of a column stand alike
    move, no_panel, none = _("Move %(name)s"), _("No panel yet"), SafeString("")
    on_hold = format_html('<b class="card-hold">{}</b>', _("On hold"))
    decide = format_html('<b class="card-decide">{}</b>', _("Decide"))
    for item in items:
        tally = tallies.get(item.pk, Tally())
        is_in = quorum is not None and tally.done >= quorum
        yield Card(
            id=item.public_id,
            name=item.candidate__name,
            note=item.source if quorum is None else "" if any(tally) else no_panel,
            in_stage=days(clock.days_since(item.stage_entered_at)),
            tone="card-late" if tally.late else "",
            mark=on_hold if item.state == ApplicationState.ON_HOLD else decide if is_in else none,
            dots=dots(*tally) if any(tally) else none,
            move_label=move % {"name": item.candidate__name},
        )
