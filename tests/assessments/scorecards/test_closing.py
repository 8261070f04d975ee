from datetime import timedelta

from django.utils import timezone

from assessments.models import Scorecard
from assessments.scorecards.closing import close_open_cards, reopen_cards
from candidates.models import Application
from hiring.core.audit.models import AuditEntry
from hiring.core.models import User
from hiring.models import Stage
from tests.factories.assessments import ScorecardFactory


def states() -> dict[str, str]:
    return dict(Scorecard.objects.values_list("author__name", "state"))


def test_open_cards_close_and_submitted_ones_stay(
    card: Scorecard, colleague: Scorecard, application: Application, manager: User
) -> None:
    elsewhere = ScorecardFactory()
    assert close_open_cards(application, actor=manager) == 1
    assert close_open_cards(application, actor=manager) == 0

    assert states() == {
        card.author.name: "closed",
        colleague.author.name: "submitted",
        elsewhere.author.name: "open",
    }
    assert list(AuditEntry.objects.values_list("action", "object_id")) == [("scorecard.closed", card.public_id)]


def test_undoing_opens_what_that_move_closed(
    card: Scorecard, application: Application, later: Stage, manager: User
) -> None:
    long_closed = ScorecardFactory(
        application=application, stage=later, state="closed", closed_at=timezone.now() - timedelta(days=9)
    )
    moved_at = timezone.now()
    close_open_cards(application, actor=manager)
    assert reopen_cards(application, actor=manager, closed_since=moved_at) == 1

    again = Scorecard.objects.get(pk=card.pk)
    assert (again.state, again.closed_at, again.due_at) == ("open", None, card.due_at)
    assert Scorecard.objects.get(pk=long_closed.pk).state == "closed"


def test_a_due_time_that_has_passed_meanwhile_starts_anew(
    card: Scorecard, application: Application, manager: User
) -> None:
    moved_at = timezone.now()
    Scorecard.objects.update(due_at=moved_at - timedelta(days=3))
    close_open_cards(application, actor=manager)
    reopen_cards(application, actor=manager, closed_since=moved_at)
    assert Scorecard.objects.get().due_at > moved_at + timedelta(days=1)
