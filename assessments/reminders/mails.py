"""What reminders say: role, stage, when, where, due, and who is late. Never who the candidate is."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.interviews.models import Interview, InterviewState
from assessments.reminders.changed import WANTED
from assessments.reminders.ladder import BEFORE, Rung
from assessments.reminders.models import Reminder
from assessments.reminders.sending import INTERVIEWS, SCORECARDS
from assessments.scorecards.mails import open_card, say_role, tell_due, tell_interview, tell_place
from assessments.scorecards.models import Scorecard
from hiring.core.calendar.words import write_short
from hiring.core.mail.letters import Action, Item, Letter, Section
from hiring.core.mail.models import Mail
from hiring.core.mail.registry import Group, NotWanted, mail_kind
from hiring.core.mail.states import Why

REMINDERS = Group(
    "reminders",
    gettext_lazy("Reminders"),
    gettext_lazy("An interview is near, a scorecard is due or late. What is near goes out at once all the same."),
)
Rows = Sequence[Reminder]


def read_rows(mail: Mail) -> Rows:
    """Return the rows of a mail whose cards are still wanted, one a card: the row that carries it and those with it."""
    public_id = mail.about["reminder"]
    rows = Reminder.objects.filter(Q(public_id=public_id) | Q(carrier__public_id=public_id)).order_by("at", "pk")
    cards = Scorecard.objects.filter(WANTED, pk__in=rows.values("card"))
    joined = cards.select_related("application__role", "stage", "interview", "author")
    standing = {card.pk: card for card in joined}
    found = {}
    for row in rows:
        if row.card_id in standing:
            row.card = standing[row.card_id]
            found[row.card_id, row.rung == Rung.MANAGER] = row
    if not found:
        raise NotWanted
    return list(found.values())


@mail_kind(
    INTERVIEWS,
    label=gettext_lazy("An interview is near"),
    group=REMINDERS,
    why=gettext_lazy("You get this because you are on a panel."),
)
def write_interviews(mail: Mail) -> Letter:
    rows = [row for row in read_rows(mail) if _is_coming(row)]
    if not rows:
        raise NotWanted(Why.TOO_LATE)
    rows.sort(key=lambda row: row.anchor)
    first = rows[0].card
    count = len(rows)
    subject = ngettext("Interview: %(when)s", "%(count)d interviews, the first: %(when)s", count)
    common = {
        "subject": subject % {"when": write_short(rows[0].anchor), "count": count},
        "by": rows[0].anchor,
        "until": rows[-1].anchor,
    }
    if count > 1:
        return Letter(
            **common, lines=[], sections=[Section(_("Your interviews"), [_list_interview(row.card) for row in rows])]
        )
    return Letter(
        **common,
        lines=[_("You will meet a candidate and write a scorecard afterwards.")],
        facts=[*tell_interview(_interview(first)), *tell_place(first), *tell_due(first)],
        action=open_card(first),
    )


def _is_coming(row: Reminder) -> bool:
    """Tell whether the interview is as it was when the row was planned, and still to come."""
    interview = row.card.interview
    planned = interview is not None and interview.state == InterviewState.PLANNED
    return row.rung in BEFORE and planned and interview.starts_at == row.anchor > timezone.now()


def _interview(card: Scorecard) -> Interview:
    assert card.interview is not None
    return card.interview


def _list_interview(card: Scorecard) -> Item:
    return Item(card.stage.title, say_role(card.application.role), open_card(card), tell_interview(_interview(card)))


@mail_kind(
    SCORECARDS,
    label=gettext_lazy("A scorecard is due"),
    group=REMINDERS,
    why=gettext_lazy("You get this because a scorecard is due from you, or late on a role that you hire for."),
)
def write_scorecards(mail: Mail) -> Letter:
    rows = sorted(read_rows(mail), key=lambda row: row.card.due_at)
    own = [row for row in rows if row.rung != Rung.MANAGER]
    others = [row for row in rows if row.rung == Rung.MANAGER]
    if len(own) == 1 and not others:
        return _write_one(own[0].card)
    if len(others) == 1 and not own:
        return _write_notice(others[0].card)
    sections = [
        Section(_("Due from you"), [_list_card(row.card) for row in own]),
        Section(_("Late on your roles"), [_list_late(row.card) for row in others]),
    ]
    count = len(own) or len(others)
    subject = (
        ngettext("A scorecard is due from you", "%(count)d scorecards are due from you", count)
        if own
        else ngettext("A scorecard is late", "%(count)d scorecards are late", count)
    )
    return Letter(
        subject=subject % {"count": count},
        lines=[],
        sections=[section for section in sections if section.items],
        action=Action(_("Open what is due"), reverse("inbox")),
    )


def _write_one(card: Scorecard) -> Letter:
    is_late = card.due_at <= timezone.now()
    subject = _("Scorecard late: %(stage)s") if is_late else _("Scorecard due %(when)s: %(stage)s")
    lines = [_("Memory fades: what you write down today is worth more than what you remember tomorrow.")]
    return Letter(
        subject=subject % {"stage": card.stage.title, "when": write_short(card.due_at)},
        lines=[_("A scorecard of yours was due and is not in yet."), *lines] if is_late else lines,
        facts=[*tell_place(card), *_tell_meeting(card), *tell_due(card)],
        action=open_card(card),
        after=[_("You cannot do it? Decline on the scorecard's page, so that somebody else can be asked.")],
    )


def _tell_meeting(card: Scorecard) -> list[tuple[str, str]]:
    interview = card.interview
    if interview is None or interview.state != InterviewState.PLANNED:
        return []
    return [(_("Interview"), tell_interview(interview)[0][1])]


def _write_notice(card: Scorecard) -> Letter:
    names = {"name": card.author.name, "stage": card.stage.title}
    return Letter(
        subject=_("%(name)s is late: %(stage)s") % names,
        lines=[
            _("%(name)s has been reminded and has not handed in the scorecard yet. A word from you may help.") % names
        ],
        facts=[*tell_place(card), *tell_due(card)],
        action=_open_application(card),
    )


def _open_application(card: Scorecard) -> Action:
    return Action(_("Open the candidate"), reverse("application", args=[card.application.public_id]))


def _list_card(card: Scorecard) -> Item:
    return Item(card.stage.title, say_role(card.application.role), open_card(card), tell_due(card))


def _list_late(card: Scorecard) -> Item:
    title = _("%(name)s: %(stage)s") % {"name": card.author.name, "stage": card.stage.title}
    return Item(title, say_role(card.application.role), _open_application(card), tell_due(card))
