"""What mails about panels and interviews say: role, stage, when, where, due. Never who the candidate is."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.interviews.models import Interview, InterviewState
from assessments.scorecards import notices
from assessments.scorecards.models import Scorecard
from assessments.scorecards.querysets import ScorecardQuerySet
from hiring.core.calendar.words import write_short, write_span, write_time
from hiring.core.mail.letters import Action, Item, Letter, Section
from hiring.core.mail.models import Mail
from hiring.core.mail.registry import Group, NotWanted, mail_kind, wanted
from hiring.core.mail.states import Why
from hiring.roles.models import Role
from rubrics.sheets.models import SheetState

PANELS = Group(
    "panels",
    gettext_lazy("Panels and interviews"),
    gettext_lazy("You are put on a panel, an interview is planned, moved or cancelled, a scorecard is not needed."),
)
ON_A_PANEL = gettext_lazy("You get this because you are, or were, on a panel.")
Facts = list[tuple[str, str]]


def say_role(role: Role) -> str:
    """Return the role's title, unless who reads the mail over a shoulder must not learn of it."""
    return _("Confidential") if role.confidential else role.title


def tell_place(card: Scorecard) -> Facts:
    """Return which role and which stage a card is for."""
    return [(_("Role"), say_role(card.application.role)), (_("Stage"), card.stage.title)]


def tell_interview(interview: Interview) -> Facts:
    when = (_("When"), write_span(interview.starts_at, interview.ends_at))
    return [when, (_("Where"), interview.where)] if interview.where else [when]


def tell_due(card: Scorecard) -> Facts:
    return [(_("Scorecard due"), write_time(card.due_at))]


def open_card(card: Scorecard) -> Action:
    return Action(_("Open the scorecard"), reverse("scorecard", args=[card.public_id]))


def panel_kind(name: str, label: str | Promise) -> object:
    return mail_kind(name, label=label, group=PANELS, why=ON_A_PANEL)


def _cards() -> ScorecardQuerySet:
    return Scorecard.objects.select_related("application__role", "stage", "interview", "author")


def _open_card(mail: Mail) -> Scorecard:
    return wanted(_cards().open(), mail.about["card"])


def _planned_interview(card: Scorecard) -> Interview | None:
    interview = card.interview
    return interview if interview is not None and interview.state == InterviewState.PLANNED else None


def _coming_interview(mail: Mail, card: Scorecard) -> Interview:
    """Return the interview that the mail is about if it is still to come, and nothing newer is told about it."""
    interview = _planned_interview(card)
    if interview is None or interview.public_id != mail.about["interview"] or mail.is_overtaken:
        raise NotWanted
    if interview.ends_at <= timezone.now():
        raise NotWanted(Why.TOO_LATE)
    return interview


@panel_kind(notices.ASSIGNED, gettext_lazy("You are on a panel"))
def write_assigned(mail: Mail) -> Letter:
    card = _open_card(mail)
    if mail.is_overtaken:
        raise NotWanted
    interview = _planned_interview(card)
    if interview is None:
        line = _("Please read an application and write a scorecard.")
    elif interview.ends_at > timezone.now():
        line = _("You will meet a candidate and write a scorecard afterwards.")
    else:
        line = _("The interview has taken place; your scorecard is still wanted.")
    return Letter(
        subject=_("You are on a panel: %(stage)s") % {"stage": card.stage.title},
        lines=[line],
        facts=[*tell_place(card), *(tell_interview(interview) if interview else []), *tell_due(card)],
        action=open_card(card),
        after=[_("You cannot do it? Decline on the scorecard's page, so that somebody else can be asked.")],
        by=min(card.due_at, interview.starts_at) if interview else card.due_at,
    )


@panel_kind(notices.PLANNED, gettext_lazy("An interview is planned"))
def write_planned(mail: Mail) -> Letter:
    card = _open_card(mail)
    interview = _coming_interview(mail, card)
    return Letter(
        subject=_("Interview planned: %(when)s") % {"when": write_short(interview.starts_at)},
        lines=[_("You will meet the candidate of a scorecard that you have.")],
        facts=[*tell_place(card), *tell_interview(interview), *tell_due(card)],
        action=open_card(card),
        by=interview.starts_at,
    )


@panel_kind(notices.MOVED, gettext_lazy("An interview has moved"))
def write_moved(mail: Mail) -> Letter:
    card = _open_card(mail)
    interview = _coming_interview(mail, card)
    was = mail.about.get("was")
    if was is None:
        subject = _("Interview in another place: %(when)s")
        lines = [_("The time stays, the place is new.")]
    else:
        subject = _("Interview moved to %(when)s")
        lines = [_("It was planned for %(when)s.") % {"when": write_span(*map(datetime.fromisoformat, was))}]
        lines += [_("The place is new as well.")] if mail.about["place"] else []
    return Letter(
        subject=subject % {"when": write_short(interview.starts_at)},
        lines=lines,
        facts=[*tell_place(card), *tell_interview(interview), *tell_due(card)],
        action=open_card(card),
        by=interview.starts_at,
    )


@panel_kind(notices.CANCELLED, gettext_lazy("An interview is cancelled"))
def write_cancelled(mail: Mail) -> Letter:
    card = _open_card(mail)
    interview = wanted(Interview.objects.filter(state=InterviewState.CANCELLED), mail.about["interview"])
    if interview.ends_at <= timezone.now():
        raise NotWanted(Why.TOO_LATE)
    return Letter(
        subject=_("Interview cancelled: %(when)s") % {"when": write_short(interview.starts_at)},
        lines=[
            _("The interview of %(when)s does not take place.") % {"when": write_time(interview.starts_at)},
            _("Your scorecard stays open. If it is not needed either, you will hear of it."),
        ],
        facts=[*tell_place(card), *tell_due(card)],
        action=open_card(card),
        by=interview.starts_at,
    )


@panel_kind(notices.MISSED, gettext_lazy("An interview was missed"))
def write_missed(mail: Mail) -> Letter:
    card = _open_card(mail)
    interview = card.interview
    if interview is None or interview.state != InterviewState.MISSED:
        raise NotWanted
    return Letter(
        subject=_("Interview missed: %(when)s") % {"when": write_short(interview.starts_at)},
        lines=[
            _("Somebody has written down that this interview did not take place."),
            _("It did? Say so on the page of your scorecard, and the due time follows it again."),
        ],
        facts=[*tell_place(card), *tell_interview(interview), *tell_due(card)],
        action=open_card(card),
        by=card.due_at,
    )


@panel_kind(notices.DUE_CHANGED, gettext_lazy("A scorecard has another due time"))
def write_due_changed(mail: Mail) -> Letter:
    card = _open_card(mail)
    if mail.is_overtaken:
        raise NotWanted
    return Letter(
        subject=_("Scorecard due %(when)s") % {"when": write_short(card.due_at)},
        lines=[_("The due time of your scorecard was changed.")],
        facts=[*tell_place(card), *tell_due(card)],
        action=open_card(card),
        by=card.due_at,
    )


@panel_kind(notices.REMOVED, gettext_lazy("You are off a panel"))
def write_removed(mail: Mail) -> Letter:
    card = wanted(_cards().filter(state=SheetState.LEFT), mail.about["card"])
    interview = _planned_interview(card)
    lines = [_("You were taken off a panel. There is nothing left for you to do here.")]
    if interview is not None:
        lines.append(_("You need not come to its interview either."))
    return Letter(
        subject=_("You are off a panel: %(stage)s") % {"stage": card.stage.title},
        lines=lines,
        facts=[*tell_place(card), *(tell_interview(interview) if interview else [])],
        by=interview.starts_at if interview else None,
    )


@mail_kind(
    notices.DECLINED,
    label=gettext_lazy("An interviewer has declined"),
    group=PANELS,
    why=gettext_lazy("You get this because you planned this panel."),
)
def write_declined(mail: Mail) -> Letter:
    card = wanted(_cards().filter(state=SheetState.LEFT), mail.about["card"])
    interview = _planned_interview(card)
    return Letter(
        subject=_("%(name)s has declined: %(stage)s") % {"name": card.author.name, "stage": card.stage.title},
        lines=[_("Somebody else may have to be asked. The reason stands on the page of the panel.")],
        facts=[*tell_place(card), *(tell_interview(interview) if interview else [])],
        action=Action(
            _("Open the panel"), reverse("panel-assign", args=[card.application.public_id, card.stage.public_id])
        ),
        by=interview.starts_at if interview else None,
    )


@panel_kind(notices.CLOSED, gettext_lazy("A scorecard is no longer needed"))
def write_closed(mail: Mail) -> Letter:
    cards = _several(mail, SheetState.CLOSED)
    interviews = [interview for card in cards if (interview := _planned_interview(card))]
    return Letter(
        subject=ngettext("A scorecard is no longer needed", "%(count)d scorecards are no longer needed", len(cards))
        % {"count": len(cards)},
        lines=[
            _("You need not write it any more, nor come to an interview for it. What you have drafted stays yours.")
            if len(cards) == 1
            else _("You need not write them any more, nor come to interviews for them. Your drafts stay yours.")
        ],
        sections=[Section(_("No longer needed"), [_list_card(card) for card in cards])],
        by=min((interview.starts_at for interview in interviews), default=None),
    )


@panel_kind(notices.REOPENED, gettext_lazy("A scorecard is needed again"))
def write_reopened(mail: Mail) -> Letter:
    cards = _several(mail, SheetState.OPEN)
    return Letter(
        subject=ngettext("A scorecard is needed again", "%(count)d scorecards are needed again", len(cards))
        % {"count": len(cards)},
        lines=[_("A decision was taken back. Your draft is as you left it.")],
        sections=[Section(_("Needed again"), [_list_card(card, due=True) for card in cards])],
        by=min(card.due_at for card in cards),
    )


def _several(mail: Mail, state: SheetState) -> list[Scorecard]:
    """Return the mail's cards that are still in the state it tells about."""
    rows = _cards().filter(public_id__in=mail.about["cards"], state=state)
    cards = list(rows.order_by("application", "stage__position", "id"))
    if not cards:
        raise NotWanted
    return cards


def _list_card(card: Scorecard, *, due: bool = False) -> Item:
    interview = _planned_interview(card)
    facts = [*(tell_interview(interview) if interview else []), *(tell_due(card) if due else [])]
    return Item(card.stage.title, say_role(card.application.role), open_card(card) if due else None, facts)
