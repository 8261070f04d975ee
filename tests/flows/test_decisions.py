"""A hiring manager in a browser: reads panels, decides, and keeps what was typed when something goes wrong."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments.models import Decision
from candidates.models import Application
from hiring.core.models import User
from tests.flows.conftest import WIDTHS, check, debrief_of, resize, says, sign_in_beside

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, User, str], None]
Faults = Callable[[Page], list[str]]

NAME = "Ottilie Rautenstrauch-Okpara"
WHY = "Both heard the same figures, and the rollback was her own."


# decisions


@pytest.mark.parametrize("width", WIDTHS)
def test_a_panel_is_read_and_the_candidate_advances_by_keys(
    page: Page, enter: Enter, application: Application, manager: User, faults: Faults, width: str
) -> None:
    resize(page, width)
    enter(page, manager, reverse("application", args=[application.public_id]))
    page.get_by_role("link", name="Decide step 2").click()
    says(page, "2 scorecards are in, 1 is needed.")
    expect(page.locator(".verdict-say")).to_contain_text("Advance. The score of 4.00 reaches the 3.00")
    check(page, faults)
    evidence = page.locator("details", has_text="Evidence").last
    evidence.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(evidence.locator("blockquote").first).to_be_visible()
    expect(page.get_by_label("Reason for the list")).to_be_hidden()

    page.get_by_role("radio", name="Advance").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type(WHY)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    says(page, "The decision is recorded.")
    says(page, WHY)
    check(page, faults)
    assert Decision.objects.get().outcome == "advance"


def test_a_hold_and_a_reject_with_their_reasons(
    page: Page, enter: Enter, application: Application, manager: User, faults: Faults
) -> None:
    enter(page, manager, debrief_of(application))
    page.get_by_role("button", name="Record the decision").click()
    expect(page.locator(".error-summary")).to_be_focused()
    check(page, faults)
    page.get_by_role("radio", name="Hold").check()
    page.get_by_label("Reason", exact=True).fill("The second reference is missing.")
    page.get_by_role("button", name="Record the decision").click()
    says(page, "The decision is recorded.")

    page.get_by_role("link", name="Decide step 2").click()
    says(page, "The second reference is missing.")
    page.get_by_role("radio", name="Reject").check()
    page.get_by_label("Reason", exact=True).fill(WHY)
    page.get_by_role("button", name="Record the decision").click()
    expect(page.locator(".field-error", has_text="Choose a reason from the list.")).to_be_visible()
    expect(page.get_by_label("Reason", exact=True)).to_have_value(WHY)
    check(page, faults)
    page.get_by_label("Reason for the list").select_option(index=1)
    page.get_by_role("button", name="Record the decision").click()
    says(page, "The decision is recorded.")
    assert list(Decision.objects.order_by("id").values_list("outcome", flat=True)) == ["hold", "reject"]
    application.refresh_from_db()
    assert application.state == "rejected"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_final_decision_is_no_and_says_why(
    page: Page, enter: Enter, at_the_end: Application, manager: User, faults: Faults, width: str
) -> None:
    resize(page, width)
    enter(page, manager, reverse("application", args=[at_the_end.public_id]))
    page.get_by_role("link", name="Final decision").click()
    says(page, "4.00 of 5 over all steps")
    says(page, "3.00 expected")
    check(page, faults)
    page.get_by_role("radio", name="Do not hire").check()
    page.get_by_label("Reason for the list").select_option(index=1)
    page.get_by_label("Reason", exact=True).fill(WHY)
    page.get_by_role("button", name="Record the final decision").click()
    says(page, "The decision is recorded.")
    page.goto(page.url + "decision/")
    says(page, "Do not hire, decided by Solveig Aderin.")
    check(page, faults)


# what goes wrong


def test_two_clicks_decide_once_and_going_back_offers_nothing_old(
    page: Page, enter: Enter, application: Application, manager: User
) -> None:
    enter(page, manager, debrief_of(application))
    page.get_by_role("radio", name="Hold").check()
    page.get_by_label("Reason", exact=True).fill(WHY)
    page.get_by_role("button", name="Record the decision").dblclick()
    says(page, "The decision is recorded.")
    assert Decision.objects.count() == 1
    page.go_back()
    says(page, "Decided here")
    expect(page.locator(".event-decision")).to_contain_text(WHY)


def test_somebody_was_quicker_and_what_was_typed_stays(
    application: Application, manager: User, desk_of: Callable[..., Page], faults: Faults
) -> None:
    first, second = (desk_of(manager, debrief_of(application)) for _window in range(2))
    for window in (first, second):
        window.get_by_role("radio", name="Advance").check()
        window.get_by_label("Reason", exact=True).fill(WHY)
    first.get_by_role("button", name="Record the decision").click()
    says(first, "The decision is recorded.")
    second.get_by_role("button", name="Record the decision").click()
    says(second, "The application does not stand at this stage any more.")
    expect(second.get_by_label("Reason", exact=True)).to_have_value(WHY)
    check(second, faults)
    assert Decision.objects.count() == 1


def test_signed_out_in_the_middle_of_a_decision(
    page: Page, enter: Enter, application: Application, manager: User, faults: Faults
) -> None:
    enter(page, manager, debrief_of(application))
    Session.objects.all().delete()
    page.get_by_role("radio", name="Advance").check()
    page.get_by_label("Reason", exact=True).fill(WHY)
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_role("dialog", name="You were signed out")).to_be_visible()
    check(page, faults)
    assert not Decision.objects.exists()
    page.get_by_role("button", name="Not now").click()
    expect(page.get_by_label("Reason", exact=True)).to_have_value(WHY)
    page.get_by_role("button", name="Record the decision").click()
    sign_in_beside(page, "Solveig Aderin")
    says(page, "The decision is recorded.")
    assert Decision.objects.get().reason == WHY


def test_without_a_connection_a_decision_stays_on_the_page(
    page: Page, enter: Enter, application: Application, manager: User
) -> None:
    enter(page, manager, debrief_of(application))
    page.get_by_role("radio", name="Advance").check()
    page.get_by_label("Reason", exact=True).fill(WHY)
    page.context.set_offline(True)
    page.get_by_role("button", name="Record the decision").click()
    says(page, "No connection")
    expect(page.get_by_label("Reason", exact=True)).to_have_value(WHY)
    page.context.set_offline(False)
    page.get_by_role("button", name="Record the decision").click()
    says(page, "The decision is recorded.")
