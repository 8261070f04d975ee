"""An auditor in a browser: reads the trail, every submitted card and decision, no draft, and changes nothing."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from assessments.debriefs.verbs import advance
from assessments.models import CardRead, Rating, Scorecard
from candidates.models import Application
from hiring.core.audit.chain import link_entries
from hiring.core.models import AuditEntry, User
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.hiring import TeamFactory
from tests.factories.intake import make_open
from tests.factories.roles import make_library, make_role
from tests.flows.conftest import WIDTHS, check, resize

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, User, str], None]
Faults = Callable[[Page], list[str]]

EVIDENCE = "Said what ran, since when and how it was watched."
DRAFT = "Only half an hour in, and already a second system in production."
WHY = "Both heard the same figures, and the rollback was her own."


@pytest.fixture
def application(manager: User) -> Application:
    """A confidential role; the first stage is decided, at the second one card is in and one is a draft."""
    team = TeamFactory(managers=[manager])
    role = make_open(make_role(make_library(), actor=manager, team=team, confidential=True))
    first, second = role.stages.filter(is_gate=False).order_by("position")
    application = ApplicationFactory(role=role, stage=first, candidate__name="Ottilie Rautenstrauch-Okpara")
    for name in ("Runa Achterberg", "Jonas Tveitane"):
        ScorecardFactory(application=application, stage=first, author__name=name, submitted=True, level=4)
    advance(application, actor=manager, reason=WHY)
    ScorecardFactory(application=application, stage=second, author__name="Divya Mallikar", submitted=True)
    draft = ScorecardFactory(application=application, stage=second, author__name="Kaja Brandvold")
    criterion = second.rubric_version.criteria.first()
    Rating.objects.create(sheet=draft, criterion=criterion, level=5, evidence=DRAFT)
    link_entries()
    return application


@pytest.mark.parametrize("width", WIDTHS)
def test_the_trail_is_read_and_filtered(
    page: Page, enter: Enter, auditor: User, application: Application, faults: Faults, width: str
) -> None:
    resize(page, width)
    enter(page, auditor, "/audit/")
    expect(page.get_by_role("link", name="decision.advance")).to_be_visible()
    check(page, faults)
    page.get_by_role("link", name="decision.advance").click()
    rows = page.locator(".trail tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("Solveig Aderin")
    check(page, faults)
    page.get_by_role("link", name="Show all").click()
    page.get_by_role("link", name="Solveig Aderin").first.click()
    expect(page.get_by_role("link", name="role.opened")).to_be_visible()
    content = page.content()
    for words in (application.candidate.name, EVIDENCE, WHY):
        assert words not in content


def test_submitted_cards_and_decisions_are_read_and_drafts_are_not(
    page: Page, enter: Enter, auditor: User, application: Application, faults: Faults, live_server: LiveServer
) -> None:
    enter(page, auditor, "/roles/")
    page.get_by_role("link", name=application.role.title).click()
    check(page, faults)
    enter(page, auditor, reverse("application", args=[application.public_id]))
    expect(page.get_by_text(WHY)).to_be_visible()
    expect(page.get_by_text("You are an auditor.")).to_be_visible()
    check(page, faults)

    second = application.role.stages.latest("position")
    page.goto(live_server.url + reverse("debrief", args=[application.public_id, second.public_id]))
    expect(page.get_by_text("Kaja Brandvold").first).to_be_visible()
    expect(page.get_by_text(EVIDENCE).first).to_be_attached()
    assert DRAFT not in page.content()
    check(page, faults)
    page.get_by_role("link", name="Scorecard Divya Mallikar").click()
    expect(page.get_by_text(EVIDENCE).first).to_be_visible()
    check(page, faults)

    draft = Scorecard.objects.get(state="open")
    answer = page.request.get(live_server.url + reverse("scorecard", args=[draft.public_id]))
    assert (answer.status, DRAFT in answer.text()) == (403, False)
    assert CardRead.objects.get().reader == auditor


def test_nothing_can_be_changed(
    page: Page, enter: Enter, auditor: User, application: Application, live_server: LiveServer
) -> None:
    """No page that an auditor reads offers a deed, and none takes one."""
    role, first = application.role, application.role.stages.filter(is_gate=False).earliest("position")
    before = (AuditEntry.objects.count(), Application.objects.values().get(pk=application.pk))
    pages = [
        reverse(name, args=[role.public_id]) for name in ("role-detail", "role-stages", "role-team", "job-results")
    ]
    pages += [reverse("board", args=[role.public_id]), reverse("application", args=[application.public_id])]
    pages += [reverse("debrief", args=[application.public_id, first.public_id])]
    pages += [reverse("decide-final", args=[application.public_id]), "/audit/", "/candidates/"]
    prints = reverse("brief-print", args=[role.public_id])  # a copy for themselves, written down as such
    for path in pages:
        enter(page, auditor, path)
        deeds = page.locator(f"main form[method=post]:not([role=search], [action='{prints}'])")
        assert [deed.get_attribute("action") for deed in deeds.all()] == [], path
    token = page.context.request.get(live_server.url + "/").text().split('"X-CSRFToken": "')[1].split('"')[0]
    for path, form in {
        reverse("role-open", args=[role.public_id]): {},
        reverse("role-close", args=[role.public_id]): {"reason": "No.", "version": "1"},
        reverse("job-description-write", args=[role.public_id]): {"text": "Other words.", "base": "1", "reason": "No."},
        reverse("job-review-start", args=[role.public_id]): {},
        reverse("debrief", args=[application.public_id, first.public_id]): {"outcome": "hold", "reason": "No."},
        reverse("decide-final", args=[application.public_id]): {"outcome": "hire", "reason": "No."},
        reverse("application-move", args=[application.public_id]): {"kind": "reject"},
    }.items():
        headers = {"X-CSRFToken": token, "Referer": live_server.url}
        answer = page.request.post(live_server.url + path, form=form, headers=headers, max_redirects=0)
        assert answer.status == 403, path
    assert (AuditEntry.objects.count(), Application.objects.values().get(pk=application.pk)) == before
