"""Rubrics in a browser: read at a desk and on a phone, edited by two people at once, published, compared."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from hiring.core.models import User
from rubrics.library.loading import load_library
from rubrics.library.reader import read_own_packs
from rubrics.models import Process, Profile, Rubric
from tests.flows.conftest import WIDTHS

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, User, str], None]
Faults = Callable[[Page], list[str]]


@pytest.fixture
def production(db: None) -> Rubric:
    load_library(read_own_packs(), actor=None)
    return Rubric.objects.get(key="seven_5_production_readiness")


def check(page: Page, faults: Faults) -> None:
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_anyone_reads_the_library(
    page: Page, enter: Enter, member: User, faults: Faults, production: Rubric, width: str, scheme: str
) -> None:
    wide, high = WIDTHS[width]
    page.set_viewport_size({"width": wide, "height": high})
    page.emulate_media(color_scheme=scheme)
    enter(page, member, reverse("rubric-list"))
    check(page, faults)
    names = ["process-list", "profile-list", "seniority-list", "checklist-list", "source-list"]
    addresses = [reverse(name) for name in names]
    addresses += [
        reverse("process", args=[Process.objects.get(key="seven_step").public_id]),
        reverse("profile", args=[Profile.objects.get(key="data_scientist").public_id]),
        reverse("rubric-versions", args=[production.public_id]),
        reverse("rubric", args=[production.public_id]),
    ]
    for address in addresses:
        page.goto(page.url.split("/rubrics/")[0] + address)
        check(page, faults)
    for fold in page.locator("details.fold > summary").all()[1:]:
        fold.click()
    check(page, faults)


def test_words_find_a_criterion_while_they_are_typed(
    page: Page, enter: Enter, member: User, production: Rubric
) -> None:
    enter(page, member, reverse("rubric-list"))
    page.get_by_label("Find a rubric or a criterion").fill("drift")
    expect(page.get_by_role("heading", name="Found for “drift”")).to_be_visible()
    expect(page.locator("#results a.row-link")).to_have_text(
        ["Monitoring and drift detection", "MLOps and production readiness"]
    )
    expect(page).to_have_url(re.compile(r"\?q=drift$"))


def test_two_people_edit_a_draft_and_it_is_published(
    page: Page,
    browser: Browser,
    live_server: LiveServer,
    enter: Enter,
    recruiter: User,
    administrator: User,
    faults: Faults,
    production: Rubric,
) -> None:
    colleague = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    enter(page, recruiter, reverse("rubric", args=[production.public_id]))
    page.get_by_role("button", name="Edit in a draft").click()
    page.get_by_role("button", name="Move “Automated training pipelines” down").click()
    expect(page.locator("#criteria a.row-link").first).to_have_text("Testing and CI/CD for ML")
    check(page, faults)

    page.get_by_role("link", name="Change weights").click()
    page.get_by_label("Testing and CI/CD for ML").fill("20")
    expect(page.locator("[data-sum]")).to_have_text("105")
    page.get_by_label("Automated training pipelines").fill("12")
    expect(page.locator("[data-sum]")).to_have_text("100")
    page.get_by_label("Reason").fill("Tests stop more bad releases than pipelines do.")
    page.get_by_role("button", name="Save the weights").click()

    page.get_by_role("link", name="Monitoring and drift detection", exact=True).click()
    enter(colleague, administrator, page.url.removeprefix(live_server.url))
    colleague.get_by_label("Level 4, strong").fill("Names test and window, and the rate of false alarms.")
    check(colleague, faults)
    colleague.get_by_role("button", name="Save this criterion").click()
    expect(colleague.get_by_text("“Monitoring and drift detection” is saved.")).to_be_visible()
    check(colleague, faults)

    page.get_by_label("Level 4, strong").fill("Names test, window and threshold.")
    page.get_by_role("button", name="Save this criterion").click()
    conflict = page.get_by_role("alert")
    expect(conflict).to_contain_text("Somebody else changed this while you wrote")
    expect(conflict.locator("del").first).to_be_visible()
    expect(page.get_by_label("Level 4, strong")).to_have_value("Names test, window and threshold.")
    check(page, faults)
    page.get_by_role("button", name="Save this criterion").click()

    page.get_by_role("link", name="Publish").click()
    check(page, faults)
    page.get_by_label("What changed, and why").fill("Thresholds count; tests weigh more.")
    page.get_by_role("button", name="Publish version 2").click()
    expect(page.get_by_text("Version 2 is published.")).to_be_visible()

    page.get_by_role("link", name="Version 2").click()
    expect(page.get_by_text("Tests stop more bad releases than pipelines do.").first).to_be_visible()
    check(page, faults)
    page.get_by_role("link", name="Compare versions").click()
    expect(page.locator("ins").first).to_be_visible()
    check(page, faults)
    colleague.context.close()
