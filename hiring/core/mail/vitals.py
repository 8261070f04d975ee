"""What mail tells about itself: whether it leaves the house, what waits, what failed last."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from prometheus_client import Metric

from hiring.core.mail.models import Mail
from hiring.core.mail.states import MailState
from hiring.core.monitoring.vitals import Fact, Fault, Vitals, gauge

SHOWN = (MailState.PLANNED, MailState.HELD, MailState.SENT, MailState.FAILED, MailState.UNCERTAIN)


def read_vitals() -> Vitals:
    counts = _count_by_state()
    way = _("kept in the data folder") if settings.MAIL_IS_KEPT else f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    facts = [Fact(_("Mails go to"), way), *(Fact(state.label, counts[state]) for state in SHOWN)]
    last = Mail.objects.filter(state__in=(MailState.FAILED, MailState.UNCERTAIN)).order_by("-id").first()
    if last:
        facts.append(Fact(_("Last failure"), last.ended_at or last.created_at, note=last.why_text))
    faults = (*_kept(), *_stuck(), *_uncertain(counts[MailState.UNCERTAIN]))
    return Vitals(_("Mail"), facts, faults, page="mail-list", page_label=_("All mails"))


def collect_metrics() -> Iterator[Metric]:
    yield gauge("plumbline_mails", "Mails by state.", _count_by_state(), label="state")


def _count_by_state() -> dict[str, int]:
    found = dict(Mail.objects.order_by().values_list("state").annotate(count=Count("pk")))
    return {state.value: found.get(state.value, 0) for state in MailState}


def _kept() -> Iterator[Fault]:
    if settings.MAIL_IS_KEPT:
        text = _("No mail leaves this installation: invitations and reminders are only kept as files.")
        yield Fault(text, _("Set EMAIL_URL to your mail server, such as smtp+tls://user:password@mail.example.org."))


def _stuck() -> Iterator[Fault]:
    waiting = Mail.objects.filter(state=MailState.PLANNED).exclude(why="").order_by("-id").first()
    if waiting:
        text = _("Mails wait because the mail server takes none. %(why)s") % {"why": waiting.why_text}
        yield Fault(text, _("Look at the mail server and at EMAIL_URL; they go out once it takes them."), urgent=True)


def _uncertain(count: int) -> Iterator[Fault]:
    if count:
        text = ngettext(
            "Of %(count)d mail nobody knows whether it went out.",
            "Of %(count)d mails nobody knows whether they went out.",
            count,
        )
        yield Fault(text % {"count": count}, _("It is not sent again by itself; decide where it is listed."))
