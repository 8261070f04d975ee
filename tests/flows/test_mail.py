"""From a panel to a mail, and from the mail to the scorecard; then a digest instead. No mail server is set."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from assessments.scorecards.panels import assign_interviewers
from hiring.core.models import Mail, User
from tests.factories.core import PASSWORD, UserFactory
from tests.factories.mails import set_stage

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]


def test_a_kept_mail_leads_to_its_page(
    page: Page,
    live_server: LiveServer,
    enter: Callable,
    faults: Callable,
    settings: object,
    tmp_path: Path,
    carry_out_due: Callable,
) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "hiring.core.mail.kept.Backend", tmp_path
    settings.MAIL_IS_KEPT, settings.PLUMBLINE_URL = True, live_server.url
    admin: User = UserFactory(email="admin@demo.test", is_administrator=True)
    scene = set_stage()
    assign_interviewers(
        scene.application,
        scene.stage,
        actor=scene.manager,
        people=[scene.interviewer],
        starts_at=timezone.now() + timedelta(days=2),
    )
    carry_out_due()

    enter(page, admin, "/mails/?show=sent")
    expect(page.get_by_role("row", name="You are on a panel")).to_contain_text(scene.interviewer.name)
    assert faults(page) == []
    page.get_by_role("link", name="Read what is kept").click()
    assert faults(page) == []
    page.get_by_role("link", name="You are on a panel: ML system design").click()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="You are on a panel: ML system design")).to_be_visible()
    page.get_by_role("link", name="As text").click()
    expect(page.get_by_text("You will meet a candidate")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="As set").click()
    expect(frame.get_by_role("link", name="Open the scorecard")).to_be_visible()
    # the administrator knows of no candidate: the interviewer opens the link
    page.context.clear_cookies()
    frame.get_by_role("link", name="Open the scorecard").click()
    page.locator("#id_login").fill(scene.interviewer.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{live_server.url}/scorecards/{scene.card.public_id}/")


def test_a_digest_instead(page: Page, enter: Callable, faults: Callable, carry_out_due: Callable) -> None:
    scene = set_stage()
    page.set_viewport_size({"width": 390, "height": 844})
    enter(page, scene.interviewer, "/account/mail/")
    page.get_by_role("group", name="Panels and interviews").get_by_label("In the digest, once a day").check()
    page.get_by_label("When does the digest come?").select_option("07:00")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Your mail comes as you have chosen.")).to_be_visible()
    assert faults(page) == []
    scene.assign(hours=24 * 5)
    carry_out_due()
    assert Mail.objects.get().state == "held"
