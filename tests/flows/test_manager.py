"""A hiring manager in a browser: makes a role, has its job description judged, opens it, and closes it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from assessments.scorecards.panels import assign_interviewers
from candidates.models import Application
from hiring.core.models import AuditEntry, User
from hiring.intake.descriptions import write_description
from hiring.models import Role
from hiring.roles.verbs import create_role
from rubrics.library.loading import load_library
from rubrics.library.reader import read_own_packs
from tests.factories.core import PlaceFactory, UserFactory
from tests.factories.hiring import MemberFactory, TeamFactory
from tests.factories.intake import TEXT, make_ready, make_review
from tests.flows.conftest import WIDTHS, check, debrief_of, resize, says, sign_in_beside

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, User, str], None]
Faults = Callable[[Page], list[str]]

LONGER = TEXT + "\n\n- Berlin or Lisbon\n- **on call** one week in five"


# a role


def test_a_role_of_the_real_library_is_made(page: Page, enter: Enter, manager: User, faults: Faults) -> None:
    """From the list to stages with own panel, weights and steps; each change with its reason."""
    load_library(read_own_packs(), actor=None)
    TeamFactory(name="Payments risk", managers=[manager])
    PlaceFactory(name="Berlin")
    enter(page, manager, "/roles/")
    says(page, "No roles yet")
    check(page, faults)
    page.get_by_role("link", name="Create a role").first.click()
    page.get_by_role("button", name="Create the draft").click()
    expect(page.locator(".error-summary")).to_be_focused()
    check(page, faults)
    page.get_by_label("Title").fill("Senior ML engineer, payment fraud")
    page.get_by_label("Team").select_option(label="Payments risk")
    page.get_by_label("Place").select_option(label="Berlin")
    for choice in ("Seven-step structured hiring process", "Machine-learning engineer", "NLP and language", "Senior"):
        page.get_by_role("radio", name=choice).first.check()
    expect(page.locator("#preview")).to_contain_text("Weights of the specialism")
    check(page, faults)
    page.get_by_role("button", name="Create the draft").click()
    says(page, "Write the job description.")
    check(page, faults)

    page.get_by_role("link", name="What they judge by").click()
    check(page, faults)
    page.get_by_role("link", name="Panel, time and evidence of Technical assessment").click()
    page.get_by_label("Interviewers needed").fill("1")
    page.get_by_role("button", name="Save the stage").click()
    expect(page.locator(".error-summary")).to_contain_text("Say why")
    check(page, faults)
    page.get_by_label("Why fewer are enough").fill("A take-home that one of us marks by the rubric.")
    page.get_by_role("button", name="Save the stage").click()
    says(page, "A take-home that one of us marks by the rubric.")
    page.get_by_role("link", name="Set weights by hand of Technical assessment").click()
    weights = page.locator(".weight-field input")
    first = int(weights.nth(0).input_value())
    weights.nth(0).fill(str(first + 5))
    expect(page.locator("[data-sum]")).to_have_text("105")
    page.get_by_label("Why these weights fit this role better").fill("Leakage is what hurt us last year.")
    page.get_by_role("button", name="Save the weights").click()
    expect(page.locator(".error-summary")).to_contain_text("100")
    check(page, faults)
    weights.nth(1).fill(str(int(weights.nth(1).input_value()) - 5))
    page.get_by_role("button", name="Save the weights").click()
    says(page, "“Leakage is what hurt us last year.”")
    check(page, faults)
    role = Role.objects.get()
    stage = role.stages.get(rubric_version__rubric__key="seven_3_technical_assessment")
    assert (stage.panel_size, role.specialism.key, role.members.get().right) == (1, "nlp_llm", "manager")
    assert sum(stage.criteria.values_list("weight", flat=True)) == 100


def test_a_job_description_grows_in_versions(
    page: Page, enter: Enter, role: Role, manager: User, faults: Faults
) -> None:
    enter(page, manager, reverse("job-description", args=[role.public_id]))
    check(page, faults)
    page.get_by_role("link", name="Write").first.click()
    page.get_by_label("Job description").fill(TEXT)
    expect(page.locator("#reading")).to_contain_text("The fraud score of every card payment.")
    page.get_by_role("button", name="Save the version").click()
    says(page, "Version 1 is written.")
    page.get_by_role("link", name="Write").first.click()
    page.get_by_label("Job description").fill(LONGER)
    page.get_by_role("button", name="Save the version").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("Job description")).to_have_value(LONGER)
    check(page, faults)
    page.get_by_label("What changed, and why").fill("Second place, and the duty.")
    page.get_by_role("button", name="Save the version").click()
    says(page, "Version 2 is written.")
    says(page, "Second place, and the duty.")
    check(page, faults)
    page.get_by_role("link", name="Compare").first.click()
    says(page, "Berlin or Lisbon")
    check(page, faults)


def test_two_sealed_reviews_decide_whether_a_role_opens(
    role: Role, manager: User, desk_of: Callable[..., Page], faults: Faults
) -> None:
    write_description(role, actor=manager, text=TEXT)
    runa, jonas = (
        MemberFactory(role=role, user=UserFactory(name=name), right="interviewer").user
        for name in ("Runa Achterberg", "Jonas Tveitane")
    )
    results = reverse("job-results", args=[role.public_id])
    lead = desk_of(manager, results)
    says(lead, "No review of this version is in")
    check(lead, faults)
    for person in (runa, jonas):
        lead.get_by_label("Whom").select_option(label=person.name)
        lead.get_by_role("button", name="Ask for the review").click()
        says(lead, f"{person.name} is asked for a review.")

    first, second = desk_of(runa), desk_of(jonas, width="phone")
    give_review(first, role, 2, "Nowhere does it say what is better after the hire, in a figure.", faults)
    second.goto(lead.url)  # Jonas still holds his own: what Runa said is sealed
    says(second, "Sealed")
    expect(second.get_by_text("Nowhere does it say")).to_have_count(0)
    check(second, faults)

    lead.get_by_role("link", name="Overview").click()
    says(lead, "1 of 2 job reviews of version 1 are in.")
    says(lead, "Outcome stands at 2.0, below its floor of 3.0.")
    expect(lead.get_by_role("button", name="Open the role")).to_be_disabled()
    check(lead, faults)

    second.goto(second.url.replace(results, "/"))
    give_review(second, role, 4, "The latency of today and the target stand in it.", faults)
    second.goto(lead.url.replace(reverse("role-detail", args=[role.public_id]), results))
    expect(second.get_by_text("Nowhere does it say").first).to_be_attached()
    lead.reload()
    says(lead, "Ready to open")
    check(lead, faults)
    lead.get_by_role("button", name="Open the role").click()
    lead.get_by_role("dialog").get_by_role("button", name="Open the role").click()
    says(lead, "The role is open. What it judges by is frozen from now on.")
    check(lead, faults)


def give_review(page: Page, role: Role, level: int, words: str, faults: Faults) -> None:
    page.reload()
    page.get_by_role("link", name=role.title).first.click()
    for number in (1, 2):
        page.locator(f"#c{number} .rung:has(#r{number}-{level if number == 1 else 4})").click()
        page.locator(f"#e{number}").fill(words)
    check(page, faults)
    page.locator("[data-submit]").click()
    says(page, "Submitted.")
    check(page, faults)


def test_two_windows_open_one_role_once(role: Role, manager: User, desk_of: Callable[..., Page]) -> None:
    make_ready(role)
    address = reverse("role-detail", args=[role.public_id])
    first, second = desk_of(manager, address), desk_of(manager, address)
    for window in (first, second):
        window.get_by_role("button", name="Open the role").click()
        window.get_by_role("dialog").get_by_role("button", name="Open the role").click()
    says(first, "The role is open. What it judges by is frozen from now on.")
    says(second, "This role has opened.")
    assert AuditEntry.objects.filter(action="role.opened").count() == 1


def test_a_role_is_closed_and_its_open_cards_end(
    page: Page, enter: Enter, application: Application, manager: User, faults: Faults
) -> None:
    (waiting,) = assign_interviewers(
        application,
        application.stage,
        actor=manager,
        people=[UserFactory(name="Divya Mallikar")],
        starts_at=timezone.now() + timedelta(days=1),
    )
    enter(page, manager, reverse("role-detail", args=[application.role.public_id]))
    page.get_by_role("link", name="Close the role").click()
    check(page, faults)
    page.get_by_role("button", name="Close the role").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_label("Reason").fill("The team was moved to another place.")
    page.get_by_role("button", name="Close the role").click()
    says(page, "The role is closed.")
    says(page, "The team was moved to another place.")
    check(page, faults)
    waiting.refresh_from_db()
    assert waiting.state == "closed"


# what goes wrong


def test_signed_out_in_the_middle_of_a_job_description(page: Page, enter: Enter, role: Role, manager: User) -> None:
    enter(page, manager, reverse("job-description-write", args=[role.public_id]))
    page.get_by_label("Job description").fill(LONGER)
    expect(page.locator("#reading")).to_contain_text("Berlin or Lisbon")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save the version").click()
    sign_in_beside(page, "Solveig Aderin")
    says(page, "Version 1 is written.")
    assert role.descriptions.get().text.replace("\r\n", "\n") == LONGER


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_are_open_to_everybody(
    page: Page, enter: Enter, at_the_end: Application, manager: User, faults: Faults, width: str, theme: str
) -> None:
    resize(page, width)
    page.emulate_media(color_scheme=theme)
    role = at_the_end.role
    same = {name: getattr(role, name) for name in ("team", "place", "process", "role_type", "specialism", "seniority")}
    draft = create_role(actor=manager, title="Forschungsingenieur:in Sprachverarbeitungsinfrastruktur", **same)
    write_description(draft, actor=manager, text=TEXT)
    make_review(draft, {"outcome": 2, "environment": 5})
    names = ("role-detail", "role-stages", "job-description", "job-results", "role-team", "role-edit")
    paths = [reverse(name, args=[one.public_id]) for one in (role, draft) for name in names]
    stage = draft.stages.latest("position")
    paths += [reverse(name, args=[draft.public_id, stage.public_id]) for name in ("stage-edit", "stage-weights")]
    paths += [reverse(name, args=[draft.public_id]) for name in ("role-steps", "role-steps-save")]
    paths += [
        debrief_of(at_the_end),
        reverse("decide-final", args=[at_the_end.public_id]),
        "/roles/",
        "/processes/new/",
    ]
    for path in paths:
        enter(page, manager, path)
        check(page, faults)
        assert re.search("Traceback|Server Error", page.content()) is None, path
