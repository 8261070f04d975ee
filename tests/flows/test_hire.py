"""A whole hire through the pages: from a role of the real library to the decision, by the people who do it."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import cache

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from assessments.models import Decision, Scorecard
from candidates.models import Application
from hiring.core.audit.chain import link_entries, verify_chain
from hiring.core.models import AuditEntry, User
from rubrics.library.loading import load_library
from rubrics.library.reader import read_own_packs
from tests.candidates.documents import files
from tests.factories.core import PlaceFactory, UserFactory
from tests.factories.hiring import TeamFactory
from tests.flows.conftest import check

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
Faults = Callable[[Page], list[str]]

TITLE = "Senior ML engineer, payment fraud"
NAME = "Ottilie Rautenstrauch-Okpara"
RUNA, JONAS, DIVYA = "Runa Achterberg", "Jonas Tveitane", "Divya Mallikar"
JOB_DESCRIPTION = """# Senior ML engineer, payment fraud

Every card payment in our shop gets a fraud score before it is taken, 40 million a month. You own that score.

## What is hard about it

- Fraud labels arrive 45 days late; the attackers change within a week.
- **100 ms** at the 95th percentile, today 140. A declined good customer costs us 31 euro, a missed fraud 84.

## What you will have done after 90 days

1. Drift of the 30 strongest features alerts somebody, with a threshold that you set.
2. A release is rolled back in ten minutes by whoever is on call.

## What you bring

Two years of a model in production that you were paged for. A degree is not needed.

## How it runs today

Python, LightGBM, a Kafka topic, feature tables in PostgreSQL, one canary. You work with two data engineers and the
risk team; on call one week in five. Berlin or remote within Germany, 85 to 102 thousand euro.
"""
REVIEW = "The text names the figure of today and the one it should become, and who pays for the difference."
HEARD = "Ran one scoring service for two years; named the alert, its threshold and the night it woke her."
THIN = "Spoke of fairness in general; had not looked at the error by group in any of three projects."


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """Who works on the hire. Rights come from the pages, except those of the accounts."""
    load_library(read_own_packs(), actor=None)
    manager = UserFactory(name="Solveig Aderin")
    TeamFactory(name="Payments risk", managers=[manager])
    PlaceFactory(name="Berlin", time_zone="Europe/Berlin")
    people = {name: UserFactory(name=name) for name in (RUNA, JONAS, DIVYA)}
    return people | {"manager": manager, "recruiter": UserFactory(name="Emre Dalgard", is_recruiter=True)}


@pytest.fixture
def desks(people: dict[str, User], desk_of: Callable[..., Page]) -> Callable[[str], Page]:
    """The window of each person, in a browser of their own; Divya's is a phone."""
    return cache(lambda name: desk_of(people[name], width="phone" if name == DIVYA else "desk"))


def test_a_hire_from_the_role_to_the_decision(
    desks: Callable[[str], Page], people: dict[str, User], faults: Faults, carry_out_due: Callable[[], int]
) -> None:
    manager, recruiter = desks("manager"), desks("recruiter")

    answer_for_the_team(manager, faults)
    create_role(manager, faults)
    describe_scope(manager, faults)
    write_job_description(manager, faults)
    for name in (RUNA, JONAS):
        ask_for_review(manager, name)
    expect_cannot_open(manager, faults)
    for name in (RUNA, JONAS):
        review_job_description(desks(name), faults)
    open_role(manager, faults)

    add_candidate(recruiter, carry_out_due, faults)
    pass_on(recruiter, faults)

    both, all_three = [RUNA, JONAS], [RUNA, JONAS, DIVYA]
    for step, panel in {2: [RUNA], 3: both, 4: both, 5: all_three, 6: [RUNA, DIVYA], 7: [JONAS, DIVYA]}.items():
        put_on_panel(manager, panel, faults)
        for name in panel:
            score(desks(name), step, faults)
        if step < 7:
            advance(manager, step, faults)
    decide(manager, faults)
    disagree(desks(JONAS), faults)

    application = Application.objects.get()
    assert (application.state, application.candidate.name, application.role.title) == ("hired", NAME, TITLE)
    decisions = list(Decision.objects.order_by("id").values_list("stage__position", "outcome", "actor__name"))
    assert decisions == [
        *((step, "advance", "Solveig Aderin") for step in range(2, 7)),
        (None, "hire", "Solveig Aderin"),
    ]
    assert list(Scorecard.objects.values_list("state", "independent").distinct()) == [("submitted", True)]
    hold_the_trail()


def go_to_role(page: Page, tab: str) -> None:
    page.get_by_role("link", name="Roles", exact=True).first.click()
    page.get_by_role("link", name=TITLE).click()
    link = page.get_by_role("navigation", name="This role").get_by_role("link", name=tab)
    link.click()


def answer_for_the_team(page: Page, faults: Faults) -> None:
    """Each answer is saved as it is given; the verdict beside follows."""
    page.get_by_role("link", name="Roles", exact=True).first.click()
    page.get_by_role("link", name="Readiness of the teams").click()
    page.get_by_role("link", name="Payments risk").click()
    expect(page.locator("#verdict")).to_contain_text("Nothing is answered yet")
    check(page, faults)
    for number in range(5):
        page.locator("fieldset.ask").nth(number).get_by_role("radio", name="Yes").check()
        expect(page.locator("#verdict")).to_contain_text(f"{number + 1} of 38 answered.")
    first = page.locator("fieldset.ask").first
    first.get_by_text("Note and owner").click()
    first.get_by_label("Owner").fill(RUNA)
    first.get_by_label("Note").fill("Read access takes a day.")
    first.get_by_label("Note").blur()
    expect(first.locator(".ask-state .icon")).to_be_visible()
    expect(page.locator("#verdict")).to_contain_text("Roles of this team may open; the verdict stays on them.")
    check(page, faults)
    page.reload()
    expect(page.get_by_label("Note").first).to_have_value("Read access takes a day.")
    expect(page.get_by_label("Owner").first).to_have_value(RUNA)


def create_role(page: Page, faults: Faults) -> None:
    page.get_by_role("link", name="Roles", exact=True).first.click()
    page.get_by_role("link", name="Create a role").first.click()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Team").select_option(label="Payments risk")
    page.get_by_label("Place").select_option(label="Berlin")
    for choice in ("Seven-step structured hiring process", "Machine-learning engineer", "Senior"):
        page.get_by_role("radio", name=choice).first.check()
    page.get_by_role("button", name="Create the draft").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    check(page, faults)


def describe_scope(page: Page, faults: Faults) -> None:
    """What is missing leads to the page; numbers are typed as they are said."""
    page.get_by_text("Say where the work will run").locator("..").get_by_role("link", name="Scope").click()
    page.get_by_role("link", name="Describe the scope").click()
    for reason in ("Ship a model that is built but not live", "Nothing noticed drift"):
        page.get_by_role("checkbox", name=reason).check()
    for choice in ("On request, in real time", "Every week"):
        page.get_by_role("radio", name=choice).check()
    page.get_by_role("checkbox", name="Audit log of predictions").check()
    page.get_by_label("Latency target").fill("100 ms")
    page.get_by_label("Rows of data today").fill("10,000")
    page.get_by_label("Rows in two years").fill("ten million")
    page.get_by_role("button", name="Save the scope").click()
    expect(page.get_by_text("Write a whole number, like 10,000 or 10 million.").first).to_be_visible()
    page.get_by_label("Rows in two years").fill("10 million")
    check(page, faults)
    page.get_by_role("button", name="Save the scope").click()
    expect(page.get_by_text("7 of 7 wanted things are said.")).to_be_visible()
    expect(page.get_by_text("10 million rows")).to_be_visible()
    check(page, faults)


def write_job_description(page: Page, faults: Faults) -> None:
    go_to_role(page, "Job description")
    page.get_by_role("link", name="Write").first.click()
    page.get_by_label("Job description").fill(JOB_DESCRIPTION)
    expect(page.locator("#reading").get_by_role("heading", name="What is hard about it")).to_be_visible()
    check(page, faults)
    page.get_by_role("button", name="Save the version").click()
    expect(page.get_by_text("Version 1 is written.")).to_be_visible()
    expect(page.get_by_role("heading", name="What you will have done after 90 days")).to_be_visible()
    check(page, faults)


def ask_for_review(page: Page, name: str) -> None:
    go_to_role(page, "Hiring team")
    page.get_by_label("Person").select_option(label=name)
    page.get_by_role("radio", name="Interviewer").check()
    page.get_by_role("button", name="Add to the hiring team").click()
    go_to_role(page, "Job reviews")
    page.get_by_label("Whom").select_option(label=name)
    page.get_by_role("button", name="Ask for the review").click()
    expect(page.get_by_text(f"{name} is asked for a review.")).to_be_visible()


def expect_cannot_open(page: Page, faults: Faults) -> None:
    go_to_role(page, "Overview")
    expect(page.get_by_text("0 of 2 job reviews of version 1 are in.")).to_be_visible()
    expect(page.get_by_role("button", name="Open the role")).to_be_disabled()
    check(page, faults)


def review_job_description(page: Page, faults: Faults) -> None:
    page.goto(page.url)  # the inbox, with what came meanwhile
    page.get_by_role("link", name=TITLE).first.click()
    fill_sheet(page, 4, REVIEW)
    check(page, faults)
    page.get_by_role("button", name="Submit review").click()
    expect(page.get_by_text("Submitted.")).to_be_visible()
    page.get_by_role("link", name="Inbox").first.click()


def open_role(page: Page, faults: Faults) -> None:
    go_to_role(page, "Job reviews")
    expect(page.get_by_text("The text reaches the bar.")).to_be_visible()
    check(page, faults)
    go_to_role(page, "Overview")
    page.get_by_role("button", name="Open the role").click()
    page.get_by_role("dialog").get_by_role("button", name="Open the role").click()
    expect(page.get_by_text("The role is open. What it judges by is frozen from now on.")).to_be_visible()
    check(page, faults)


def add_candidate(page: Page, carry_out_due: Callable[[], int], faults: Faults) -> None:
    go_to_role(page, "Board")
    page.get_by_role("link", name="Add candidate").first.click()
    page.get_by_label("Resume").set_input_files(
        {
            "name": "Resume.pdf",
            "mimeType": "application/pdf",
            "buffer": files.make_pdf("Ottilie ran the fraud score of a bank for two years.", "Canary releases, 2024."),
        }
    )
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("E-mail address").fill("ottilie@example.org")
    page.get_by_role("button", name="Add the candidate").click()
    expect(page.get_by_text(f"{NAME} stands in New for {TITLE}.")).to_be_visible()
    assert carry_out_due() > 0
    check(page, faults)


def pass_on(page: Page, faults: Faults) -> None:
    page.get_by_role("link", name="Pass on or reject").first.click()
    picture = page.locator(".doc-pages img").first
    expect(picture).to_be_visible()
    check(page, faults)
    page.keyboard.press("p")
    expect(page.get_by_text(f"{NAME} is passed on.")).to_be_visible()


def go_to_candidate(page: Page) -> None:
    page.get_by_role("link", name="Candidates", exact=True).first.click()
    page.get_by_role("link", name=NAME).first.click()


def put_on_panel(page: Page, names: list[str], faults: Faults) -> None:
    go_to_candidate(page)
    page.get_by_role("link", name="Put interviewers on the panel").click()
    expect(page.get_by_role("button", name="Put on the panel")).to_be_visible()
    for name in names:
        if name == DIVYA:  # not on the hiring team: being put on a panel does that as well
            page.get_by_label("Somebody else").fill(User.objects.get(name=name).email)
        else:
            page.get_by_role("checkbox", name=name).check()
    ended = timezone.localtime() - timedelta(hours=2)
    page.get_by_label("Interview starts").fill(f"{ended:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Put on the panel").click()
    said = page.get_by_text("On the panel now:")
    for name in names:
        expect(said).to_contain_text(name)
    check(page, faults)


def fill_sheet(page: Page, level: int, words: str) -> None:
    expect(page.locator("[data-submit]")).to_be_visible()
    for number in range(1, page.locator("#sheet .rungs").count() + 1):
        if not page.locator(f"#e{number}").is_visible():
            page.locator(f"#c{number} summary").first.click()
        page.locator(f"#c{number} .rung:has(#r{number}-{level})").click()
        page.locator(f"#e{number}").fill(words)


def score(page: Page, step: int, faults: Faults) -> None:
    page.goto(page.url)
    page.get_by_role("link", name=NAME).first.click()
    fill_sheet(page, 4, HEARD)
    page.locator("[name=recommendation][value=yes]").check()
    if step == 5:
        check(page, faults)
    page.locator("[data-submit]").click()
    expect(page.get_by_text("Submitted.")).to_be_visible()
    page.locator(".brand").first.click()


def advance(page: Page, step: int, faults: Faults) -> None:
    go_to_candidate(page)
    page.get_by_role("link", name=f"Decide step {step}").click()
    expect(page.locator(".verdict-say")).to_contain_text("Advance.")
    check(page, faults)
    page.get_by_role("radio", name="Advance").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type(f"Step {step}: two of us heard the same figures.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The decision is recorded.")).to_be_visible()


def decide(page: Page, faults: Faults) -> None:
    go_to_candidate(page)
    page.get_by_role("link", name="Final decision").click()
    expect(page.get_by_text("Every stage is judged. What remains is one decision: hire or not.")).to_be_visible()
    for heading in ("Technical competence", "Production readiness", "Communication skills", "Cultural and ethical"):
        page.get_by_label(heading).fill("Above the bar, on evidence of two.")
    page.get_by_role("radio", name="Hire", exact=True).check()
    page.get_by_label("Reason", exact=True).fill(
        "Runs one system from data to on-call, with figures two of us checked."
    )
    check(page, faults)
    page.get_by_role("button", name="Record the final decision").click()
    expect(page.get_by_text("The decision is recorded.")).to_be_visible()
    expect(page.get_by_text("Hired").first).to_be_visible()
    check(page, faults)


def disagree(page: Page, faults: Faults) -> None:
    page.goto(page.url)  # the inbox, where the candidate's panels have opened
    page.get_by_role("link", name=NAME).first.click()
    page.get_by_role("navigation", name="You are here").get_by_role("link", name=NAME).click()
    page.get_by_role("link", name="Read it").click()
    page.get_by_label("What you see differently").fill(THIN)
    page.get_by_role("button", name="Note it beside the decision").click()
    expect(page.get_by_text(f"{JONAS} sees it differently:")).to_be_visible()
    check(page, faults)


def hold_the_trail() -> None:
    """All of it is written down and linked, and no entry holds a word of what people wrote."""
    link_entries()
    assert verify_chain().broken is None
    entries = list(AuditEntry.objects.values())
    actions = {entry["action"] for entry in entries}
    assert {"role.created", "role.opened", "application.hire", "decision.hire", "decision.dissent"} <= actions
    trail = json.dumps(entries, default=str)
    for words in (NAME, "ottilie@", HEARD, REVIEW, THIN, "two of us heard", JOB_DESCRIPTION[:40]):
        assert words not in trail
