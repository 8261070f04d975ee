"""The builder of the job description: filled in, checked while typing, taken in, and without a script."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from hiring.core.models import User
from hiring.models import Role
from hiring.wording.parts import MLOPS, PRODUCTION
from tests.flows.conftest import check, resize, says
from tests.hiring.wording.test_parts import FRAUD, MARKDOWN

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]

Enter = Callable[[Page, User, str], None]
Faults = Callable[[Page], list[str]]
TYPED = {
    "Type of ML work": FRAUD.ml_work,
    "Tools and platforms": FRAUD.tools,
    "Business domain": FRAUD.domain,
    "First project": FRAUD.first_project,
    "Deliverable of the first 30 days": FRAUD.first_30_days,
    "Today": FRAUD.baseline,
    "Target": FRAUD.target,
    "System": FRAUD.system,
}


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_a_job_description_is_built_from_its_parts(
    page: Page, enter: Enter, role: Role, manager: User, faults: Faults, width: str
) -> None:
    resize(page, width)
    enter(page, manager, reverse("job-description", args=[role.public_id]))
    page.get_by_role("link", name="Build the job description").click()
    says(page, "0 of 8 parts")
    check(page, faults)
    for label, text in TYPED.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label(PRODUCTION["own"]).check()
    for key in FRAUD.mlops:
        page.get_by_label(MLOPS[key]).check()
    page.get_by_label("Metric", exact=True).fill("Deploy the model")
    expect(page.locator("#found")).to_contain_text("Deploying the model is no business outcome")
    check(page, faults)
    page.get_by_label("Metric", exact=True).fill("")
    page.get_by_role("button", name="Save the version").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("Today", exact=True)).to_have_value(FRAUD.baseline)
    check(page, faults)
    page.get_by_label("Metric", exact=True).fill(FRAUD.metric)
    says(page, "8 of 8 parts")
    page.get_by_role("button", name="Save the version").click()
    says(page, "Version 1 is written.")
    page.get_by_text("The text describes an ML engineer").click()
    says(page, "Who does what, by the text")
    check(page, faults)
    assert role.descriptions.get().text == MARKDOWN


def test_without_a_script_the_check_is_a_button(
    browser: Browser, browser_context_args: dict, enter: Enter, role: Role, manager: User
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    enter(page, manager, reverse("job-description-build", args=[role.public_id]))
    page.get_by_label("Business domain").fill("Card payments")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#found")).to_contain_text("It stands under “Business domain”.")
    expect(page.get_by_label("Business domain")).to_have_value("Card payments")
    page.get_by_text("Take Markdown in").click()
    page.get_by_label("Paste Markdown").fill(MARKDOWN)
    page.get_by_role("button", name="Read it in").click()
    expect(page.get_by_label("System", exact=True)).to_have_value(FRAUD.system)
    context.close()
