"""The ledger's page, a role's rungs, the buttons: who sees and may what, filters, fifty rows and more, queries."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Reminder, RungChange, Scorecard
from assessments.reminders.tick import tick
from hiring.core.models import Mail, User
from hiring.models import Role, Stage
from tests.assessments.reminders.conftest import at
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory
from tests.factories.tokens import api_client

LEDGER = "/reminders/"
HTMX = {"HX-Request": "true"}


def rows_of(client: Client, **asked: str) -> list[tuple[str, str]]:
    ledger = client.get(LEDGER, asked).context["ledger"]
    return [(line.row.recipient.name, line.rung) for line in ledger.lines]


def nearest(client: Client, card: Scorecard) -> list[tuple[str, str]]:
    """What opens on the page of the card's application."""
    address = reverse("application-reminders", args=[card.application.public_id])
    return [(line.row.recipient.name, line.rung) for line in client.get(address, headers=HTMX).context["lines"]]


@pytest.fixture
def told(card: Scorecard, assign: Callable, stage: Stage, jonas: User, live: Callable, mail_server: object) -> None:
    """Runa was asked on the 18th; Jonas has an interview of another application on the 20th."""
    assign(jonas, on=ApplicationFactory(role=stage.role, stage=stage), starts_at=at(20, 14))
    live(at(18, 9), at(18, 10))


def test_what_is_asked_for_is_found(told: None, manager: User, runa: User, role: Role, browser_as: Callable) -> None:
    desk = browser_as(manager)
    assert rows_of(desk) == [
        ("Jonas Tveitane", "Scorecard due"),
        ("Jonas Tveitane", "After an interview"),
        ("Jonas Tveitane", "The hour before an interview"),
        ("Jonas Tveitane", "The day before an interview"),
        ("Runa Achterberg", "Late, day 1"),
        ("Runa Achterberg", "Scorecard due"),
    ]
    sent = [("Runa Achterberg", "Scorecard due")]
    assert rows_of(desk, state="sent") == rows_of(desk, days="today") == rows_of(desk, days="behind") == sent
    assert rows_of(desk, person=runa.public_id, rung="due") == sent
    assert rows_of(desk, state="failed") == rows_of(desk, rung="manager") == []
    assert len(rows_of(desk, role=role.public_id)) == len(rows_of(desk, state="", days="")) == 6
    assert len(rows_of(desk, state="planned", days="ahead")) == 5
    application = Scorecard.objects.get(author=runa).application
    assert len(rows_of(desk, application=application.public_id)) == 2


def test_what_is_asked_for_that_is_not_there_finds_nothing(told: None, manager: User, browser_as: Callable) -> None:
    desk = browser_as(manager)
    for asked in ({"state": "sung"}, {"role": "A" * 22}, {"person": "\0"}, {"days": "1"}, {"mail": "x" * 30}):
        answer = desk.get(LEDGER, asked)
        assert (answer.status_code, answer.context["ledger"]) == (200, None)
        assert "No reminder fits these filters." in answer.content.decode()


def test_a_merged_row_leads_to_the_mail_that_took_it_along(
    card: Scorecard,
    assign: Callable,
    stage: Stage,
    runa: User,
    manager: User,
    live: Callable,
    browser_as: Callable,
    mail_server: object,
) -> None:
    assign(runa, on=ApplicationFactory(role=stage.role, stage=stage), due_at=at(18, 15))
    live(at(18, 9), at(18, 10))
    carrier = Reminder.objects.get(state="handed")
    page = browser_as(manager).get(LEDGER, {"state": "merged"}).content.decode()
    assert f"?mail={carrier.public_id}" in page
    assert "in the mail of Wed 18 Nov, 10:00" in page
    assert len(rows_of(browser_as(manager), mail=carrier.public_id)) == 2


def test_who_sees_what(
    told: None, manager: User, runa: User, recruiter: User, auditor: User, browser_as: Callable
) -> None:
    assert [len(rows_of(browser_as(user))) for user in (manager, recruiter, auditor, runa)] == [6, 6, 6, 2]
    assert rows_of(browser_as(UserFactory())) == []
    Role.objects.update(confidential=True)
    assert [len(rows_of(browser_as(user))) for user in (manager, recruiter, auditor)] == [6, 0, 6]
    Scorecard.objects.filter(author=runa).update(state="left")
    runa_sees = Scorecard.objects.get(author=runa).application.access.update(ends_at=timezone.now())
    assert (runa_sees, rows_of(browser_as(runa))) == (1, [])


def test_an_empty_ledger_says_what_comes_here(manager: User, browser_as: Callable) -> None:
    assert "No reminders yet." in browser_as(manager).get(LEDGER).content.decode()


def test_fifty_rows_and_the_next_ones(card: Scorecard, manager: User, browser_as: Callable) -> None:
    tick()
    first = Reminder.objects.get()
    Reminder.objects.bulk_create(
        Reminder(
            card=card,
            application=card.application,
            role=first.role,
            recipient=card.author,
            rung="late",
            number=number,
            anchor=first.anchor,
            at=first.at + timedelta(days=number // 2),
        )
        for number in range(1, 120)
    )
    desk, seen, after = browser_as(manager), [], ""
    for _ in range(3):
        ledger = desk.get(LEDGER, {"after": after, "state": "planned"}, headers={"HX-Request": "true"}).context[
            "ledger"
        ]
        seen += [line.row.pk for line in ledger.lines]
        after = ledger.after
    assert (len(seen), len(set(seen)), after) == (120, 120, "")
    assert "?state=planned&amp;after=" in desk.get(LEDGER, {"state": "planned"}).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_queries(
    assign: Callable, stage: Stage, manager: User, browser_as: Callable, django_assert_num_queries: Callable, rows: int
) -> None:
    for _ in range(rows):
        assign(UserFactory(), on=ApplicationFactory(role=stage.role, stage=stage), due_at=at(18, 10))
    tick()
    client = browser_as(manager)
    with django_assert_num_queries(10):
        client.get(LEDGER)


def test_an_application_shows_its_own_to_who_may_see_them(
    told: None, manager: User, recruiter: User, auditor: User, runa: User, jonas: User, browser_as: Callable
) -> None:
    card = Scorecard.objects.get(author=runa)
    colleague = ScorecardFactory(application=card.application, stage=card.stage).author
    both = [("Runa Achterberg", "Late, day 1"), ("Runa Achterberg", "Scorecard due")]
    assert [nearest(browser_as(user), card) for user in (manager, recruiter, auditor, runa)] == [both] * 4
    assert nearest(browser_as(colleague), card) == []
    address = reverse("application-reminders", args=[card.application.public_id])
    assert browser_as(jonas).get(address, headers=HTMX).status_code == 404
    assert browser_as(UserFactory()).get(address).status_code == 404
    assert browser_as(manager).post(address).status_code == 405
    assert Client().get(address).status_code == 302


def test_without_a_script_the_way_leads_to_the_ledger_of_the_application(
    told: None, manager: User, runa: User, browser_as: Callable
) -> None:
    application = Scorecard.objects.get(author=runa).application
    desk = browser_as(manager)
    address = reverse("application-reminders", args=[application.public_id])
    assert address in desk.get(reverse("application", args=[application.public_id])).text
    answer = desk.get(address)
    assert (answer.status_code, answer.url) == (302, f"{LEDGER}?application={application.public_id}")


def test_what_is_sent_again_from_an_application_leads_back_to_its_page(
    told: None, manager: User, runa: User, browser_as: Callable
) -> None:
    Mail.objects.update(state="failed", why="refused")
    application = Scorecard.objects.get(author=runa).application
    fragment = browser_as(manager).get(reverse("application-reminders", args=[application.public_id]), headers=HTMX)
    page = reverse("application", args=[application.public_id])
    assert f'name="next" value="{page}"' in fragment.text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_reminders_of_an_application_cost_the_same_at_every_size(
    assign: Callable, manager: User, browser_as: Callable, django_assert_num_queries: Callable, rows: int
) -> None:
    card, *_ = assign(*UserFactory.create_batch(rows), due_at=at(18, 10))
    tick()
    client = browser_as(manager)
    with django_assert_num_queries(5):  # session, account, application, rights, reminders
        assert len(nearest(client, card)) == rows


def test_sending_again(told: None, manager: User, runa: User, auditor: User, browser_as: Callable) -> None:
    Mail.objects.update(state="failed", why="refused")
    row = Reminder.objects.get(state="handed")
    url = reverse("reminder-send-again", args=[row.public_id])
    page = browser_as(manager).get(LEDGER).content.decode()
    assert url in page
    assert "1 reminder failed or may not have arrived." in page
    assert url not in browser_as(auditor).get(LEDGER).content.decode()
    assert browser_as(UserFactory()).post(url).status_code == 404
    assert browser_as(runa).post(url).status_code == browser_as(auditor).post(url).status_code == 403
    assert browser_as(manager).get(url).status_code == 405
    answer = browser_as(manager).post(url, {"next": "/reminders/?state=failed"})
    assert answer["Location"] == "/reminders/?state=failed"
    assert browser_as(manager).post(url, {"next": "https://elsewhere.example"})["Location"] == LEDGER
    assert Mail.objects.get(pk=row.mail_id).state == "planned"


def test_reminding_now(card: Scorecard, manager: User, runa: User, auditor: User, browser_as: Callable) -> None:
    url = reverse("scorecard-remind", args=[card.public_id])
    panel = reverse("panel-assign", args=[card.application.public_id, card.stage.public_id])
    assert url in browser_as(manager).get(panel).content.decode()
    assert browser_as(UserFactory()).post(url).status_code == 404
    assert browser_as(runa).post(url).status_code == browser_as(auditor).post(url).status_code == 403
    assert browser_as(manager).get(url).status_code == 405
    assert browser_as(manager).post(url, {"next": panel})["Location"] == panel
    answer = browser_as(manager).post(url, follow=True)
    assert "Runa Achterberg was reminded today, 08:00." in answer.content.decode()
    assert Reminder.objects.count() == 1
    assert nearest(browser_as(manager), card) == [("Runa Achterberg", "By hand, by Mana Ger")]


RUNGS = {"before_hours": 24, "before_minutes": 60, "after_minutes": 60, "late_days": 5, "manager_on": 3}


def test_the_rungs_of_a_role(role: Role, manager: User, runa: User, auditor: User, browser_as: Callable) -> None:
    MemberFactory(role=role, user=runa)
    url = reverse("role-reminders", args=[role.public_id])
    sent = RUNGS | {"reason": "Its panel travels a lot."}
    assert browser_as(UserFactory()).get(url).status_code == 404
    for user in (runa, auditor):
        assert browser_as(user).get(url).context["form"] is None
        assert browser_as(user).post(url, sent).status_code == 403
    desk = browser_as(manager)
    assert desk.delete(url).status_code == 405
    refused = desk.post(url, sent | {"late_days": 21})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["late_days"])
    assert desk.post(url, sent | {"late_days": "many"}).status_code == 422
    assert desk.post(url, sent)["Location"] == url
    assert RungChange.objects.get().late_days == 5
    assert "Its panel travels a lot." in desk.get(url).content.decode()


def test_by_the_api(told: None, manager: User, runa: User, role: Role) -> None:
    url = "/api/v1/reminders/"
    found = api_client(manager).get(url, {"role": role.public_id, "state": "sent"}).json()["results"]
    assert [(row["rung"], row["recipient"], row["state"], row["why"]) for row in found] == [
        ("due", runa.public_id, "sent", "")
    ]
    assert set(found[0]) == {
        *["id", "role", "application", "scorecard", "recipient", "rung", "number"],
        *["about", "at", "state", "why", "carrier", "created_at"],
    }
    assert len(api_client(runa).get(url).json()["results"]) == 2
    assert [row["rung"] for row in api_client(manager).get(url, {"ordering": "at"}).json()["results"]][0] == "due"
    assert api_client(manager).get(url, {"state": "sung"}).status_code == 400
    again = f"{url}{found[0]['id']}/send-again/"
    assert api_client(manager).post(again, {}, content_type="application/json").status_code == 409
    Mail.objects.update(state="uncertain")
    answer = api_client(manager).post(again, {}, content_type="application/json")
    assert (answer.status_code, answer.json()["state"]) == (200, "sending")
    assert api_client(runa).post(again, {}, content_type="application/json").status_code == 403
    assert api_client(manager).post(url, {}, content_type="application/json").status_code == 405


def test_vitals(told: None, clock: Callable) -> None:
    from assessments.reminders.vitals import collect_metrics, read_vitals

    figures = {fact.label: fact.value for fact in read_vitals().facts}
    assert (figures["Planned"], figures["Sent"], read_vitals().faults) == (5, 1, [])
    clock(at(20, 18))
    assert str(read_vitals().faults[0].text) == "4 reminders should have gone out."
    sample = {sample.labels["state"]: sample.value for sample in next(collect_metrics()).samples}
    assert (sample["planned"], sample["sent"], sample["failed"]) == (5, 1, 0)
