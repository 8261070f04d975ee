"""The pages of debriefs and decisions: who sees them, who may do what, and by how many queries."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.debriefs.models import Decision, Dissent
from assessments.models import CardRead, Scorecard
from candidates.models import Access, Application, MoveReason
from hiring.core.models import AuditEntry, User
from hiring.models import Role, Stage
from tests.factories.assessments import ScorecardFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory, RoleFactory, StageFactory

EVIDENCE = "Said what ran, since when and how it was watched."
WHY = "Both heard the same figures, and the rollback was her own."
BrowserAs = Callable[[User], Client]


def debrief_of(application: Application, stage: Stage) -> str:
    return reverse("debrief", args=[application.public_id, stage.public_id])


def final_of(application: Application) -> str:
    return reverse("decide-final", args=[application.public_id])


def deed(application: Application, outcome: str, **fields: object) -> dict[str, object]:
    return {"outcome": outcome, "version": application.version, "reason": WHY, **fields}


@pytest.fixture
def panel(runa_card: Scorecard, jonas_card: Scorecard) -> list[Scorecard]:
    return [runa_card, jonas_card]


@pytest.fixture
def role_recruiter(role: Role) -> User:
    return MemberFactory(role=role, right="recruiter", user=UserFactory(name="Role Recruiter")).user


@pytest.fixture
def people(
    panel: list[Scorecard],
    manager: User,
    role_recruiter: User,
    recruiter: User,
    auditor: User,
    administrator: User,
    member: User,
    role: Role,
) -> dict[str, list[User]]:
    """Interviewers of the role who are on no panel of this application are strangers to it."""
    aside = MemberFactory(role=role, right="interviewer", user=UserFactory(name="Beside")).user
    return {
        "decides": [manager],
        "leads": [role_recruiter, recruiter],
        "sees": [auditor, *(card.author for card in panel)],
        "stranger": [administrator, member, aside],
    }


@pytest.fixture
def at_the_end(application: Application, later: Stage, manager: User, panel: list[Scorecard]) -> Application:
    """The last stage, judged by two."""
    Application.objects.filter(pk=application.pk).update(stage=later)
    for card in panel:
        ScorecardFactory(application=application, stage=later, author=card.author, submitted=True, level=4)
    application.refresh_from_db()
    return application


# who sees what


def test_who_sees_a_debrief(
    application: Application, stage: Stage, people: dict[str, list[User]], browser_as: BrowserAs, client: Client
) -> None:
    url = debrief_of(application, stage)
    for group, status in (("decides", 200), ("leads", 200), ("sees", 200), ("stranger", 404)):
        for person in people[group]:
            answer = browser_as(person).get(url)
            assert answer.status_code == status, (group, person)
            if status == 200:
                assert EVIDENCE in answer.text
                assert ('name="outcome"' in answer.text) is (group in {"decides", "leads"}), (group, person)
    assert client.get(url).status_code == 302
    assert browser_as(people["decides"][0]).delete(url).status_code == 405


def test_who_sees_the_final_decision(
    at_the_end: Application, people: dict[str, list[User]], browser_as: BrowserAs, client: Client
) -> None:
    url = final_of(at_the_end)
    for group, status in (("decides", 200), ("leads", 200), ("sees", 200), ("stranger", 404)):
        for person in people[group]:
            answer = browser_as(person).get(url)
            assert answer.status_code == status, (group, person)
            if status == 200:
                assert "Against the bar" in answer.text
                assert ('name="outcome"' in answer.text) is (group == "decides"), (group, person)
    assert client.get(url).status_code == 302
    assert browser_as(people["decides"][0]).delete(url).status_code == 405


def test_a_stage_of_another_role_or_the_gate_has_no_debrief(
    application: Application, manager: User, browser_as: BrowserAs
) -> None:
    gate = StageFactory(role=application.role, is_gate=True, weight=0)
    for stage in (gate, StageFactory(role=RoleFactory())):
        assert browser_as(manager).get(debrief_of(application, stage)).status_code == 404


def test_whoever_holds_an_open_card_sees_that_it_is_sealed_and_nothing_else(
    application: Application, stage: Stage, manager: User, panel: list[Scorecard], browser_as: BrowserAs
) -> None:
    ScorecardFactory(application=application, stage=stage, author=manager)
    for url in (debrief_of(application, stage), final_of(application)):
        page = browser_as(manager).get(url).text
        assert "Sealed" in page
        assert EVIDENCE not in page
        assert "4.00" not in page
        assert 'name="outcome"' not in page
    answer = browser_as(manager).post(debrief_of(application, stage), deed(application, "advance"))
    assert answer.status_code == 422
    assert "You hold an open scorecard on this application" in answer.text
    assert EVIDENCE not in answer.text
    assert not CardRead.objects.exists()


def test_access_that_ended_shows_nothing(
    application: Application, stage: Stage, panel: list[Scorecard], browser_as: BrowserAs
) -> None:
    author = panel[0].author
    access = Access.objects.get(application=application, user=author)
    access.ends_at = access.starts_at
    access.save()
    assert browser_as(author).get(debrief_of(application, stage)).status_code == 404


def test_reading_a_colleagues_card_is_noted(
    application: Application, stage: Stage, runa_card: Scorecard, manager: User, browser_as: BrowserAs
) -> None:
    browser_as(runa_card.author).get(debrief_of(application, stage))  # her own card alone
    assert not CardRead.objects.exists()
    browser_as(manager).get(debrief_of(application, stage))
    assert CardRead.objects.get().reader == manager


# what stands there


def test_the_rows_stand_in_the_order_that_is_asked_for(
    application: Application, stage: Stage, manager: User, panel: list[Scorecard], browser_as: BrowserAs
) -> None:
    first, second = (item.criterion for item in stage.criteria.order_by("position"))
    panel[0].ratings.filter(criterion=second).update(level=5)
    panel[1].ratings.filter(criterion=second).update(level=3)
    panel[1].ratings.filter(criterion=first).update(level=3)

    def order(query: str) -> list[str]:
        rows = browser_as(manager).get(debrief_of(application, stage) + query).context["rows"]
        return [row.criterion.key for row in rows]

    one, two = first.criterion.key, second.criterion.key
    assert order("") == order("?order=spread") == order("?order=nonsense") == [two, one]
    assert order("?order=rubric") == [one, two]
    assert order("?order=low") == [one, two]


def test_without_a_card_the_page_says_what_comes_here(
    application: Application, stage: Stage, manager: User, browser_as: BrowserAs
) -> None:
    page = browser_as(manager).get(debrief_of(application, stage)).text
    assert "No scorecard is in yet." in page
    assert "0 scorecards are in, 2 are needed." in page


def test_headings_stand_beside_what_the_seniority_expects(
    at_the_end: Application, manager: User, browser_as: BrowserAs
) -> None:
    view = browser_as(manager).get(final_of(at_the_end)).context["view"]
    assert [(line.score, line.bar) for line in view.lines] == [("4.00", "3.00")]
    assert (view.score, view.finished, view.ready) == ("4.00", "100", True)


# decisions at a stage


def test_who_decides_on_a_stage(
    application: Application,
    stage: Stage,
    later: Stage,
    people: dict[str, list[User]],
    browser_as: BrowserAs,
    client: Client,
) -> None:
    url = debrief_of(application, stage)
    for group, status in (("sees", 403), ("stranger", 404)):
        for person in people[group]:
            assert browser_as(person).post(url, deed(application, "advance")).status_code == status, (group, person)
    assert client.post(url, deed(application, "advance")).status_code == 302
    assert not Decision.objects.exists()
    answer = browser_as(people["leads"][0]).post(url, deed(application, "advance"))
    assert (answer.status_code, answer.url) == (302, reverse("application", args=[application.public_id]))
    application.refresh_from_db()
    assert application.stage == later
    assert AuditEntry.objects.filter(action="decision.advance").count() == 1


def test_a_decision_that_is_sent_twice_is_made_once(
    application: Application, stage: Stage, manager: User, panel: list[Scorecard], browser_as: BrowserAs
) -> None:
    for status in (302, 422):
        answer = browser_as(manager).post(debrief_of(application, stage), deed(application, "advance"))
        assert answer.status_code == status
    assert "does not stand at this stage any more" in answer.text
    assert Decision.objects.count() == 1


def test_a_hold_on_a_page_that_is_old_is_not_taken_and_says_so(
    application: Application, stage: Stage, manager: User, panel: list[Scorecard], browser_as: BrowserAs
) -> None:
    browser = browser_as(manager)
    sent = deed(application, "hold")
    assert browser.post(debrief_of(application, stage), sent).status_code == 302
    answer = browser.post(debrief_of(application, stage), sent)
    assert answer.status_code == 422
    assert "was moved since this page was opened" in answer.text
    assert WHY in answer.text  # what was typed stays
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"outcome": ""}, "Choose what you decide."),
        ({"reason": " "}, "Write which evidence settles it."),
        ({"outcome": "reject"}, "Choose a reason from the list."),
        ({"outcome": "hire"}, "Select a valid choice."),
    ],
)
def test_what_is_missing_is_named_and_what_was_typed_stays(
    application: Application,
    stage: Stage,
    manager: User,
    panel: list[Scorecard],
    browser_as: BrowserAs,
    change: dict[str, str],
    error: str,
) -> None:
    answer = browser_as(manager).post(debrief_of(application, stage), deed(application, "advance") | change)
    assert answer.status_code == 422
    assert error in answer.text
    assert change.get("reason", WHY).strip() in answer.text
    assert not Decision.objects.exists()


def test_a_reject_with_a_reason_of_the_list(
    application: Application,
    stage: Stage,
    manager: User,
    panel: list[Scorecard],
    reason: MoveReason,
    browser_as: BrowserAs,
) -> None:
    sent = deed(application, "reject", move_reason=reason.public_id)
    assert browser_as(manager).post(debrief_of(application, stage), sent).status_code == 302
    application.refresh_from_db()
    assert application.state == "rejected"
    page = browser_as(manager).get(debrief_of(application, stage)).text
    assert WHY in page
    assert 'name="outcome"' not in page  # nothing to decide any more


# the final decision


def test_who_decides_finally(
    at_the_end: Application, people: dict[str, list[User]], browser_as: BrowserAs, client: Client
) -> None:
    url = final_of(at_the_end)
    for group, status in (("leads", 403), ("sees", 403), ("stranger", 404)):
        for person in people[group]:
            assert browser_as(person).post(url, deed(at_the_end, "hire")).status_code == status, (group, person)
    assert client.post(url, deed(at_the_end, "hire")).status_code == 302
    assert not Decision.objects.exists()
    manager = people["decides"][0]
    assert browser_as(manager).post(url, deed(at_the_end, "hire", heading_0="Ran it himself.")).status_code == 302
    decision = Decision.objects.get()
    assert (decision.outcome, list(decision.heading_notes.values())) == ("hire", ["Ran it himself."])
    assert decision.figures == {
        "score": "4.00",
        "finished": "100",
        "headings": [{"title": "Production readiness", "score": "4.00", "expected": "3.00"}],
    }
    assert browser_as(manager).post(url, deed(at_the_end, "hire")).status_code == 422
    assert Decision.objects.count() == 1


def test_there_is_nothing_to_decide_before_the_last_stage_is_judged(
    application: Application, manager: User, panel: list[Scorecard], browser_as: BrowserAs
) -> None:
    page = browser_as(manager).get(final_of(application)).text
    assert 'name="outcome"' not in page
    assert "You can decide here once the last stage has its scorecards." in page
    answer = browser_as(manager).post(final_of(application), deed(application, "hire"))
    assert answer.status_code == 422
    assert "The final decision comes after the last stage." in answer.text
    assert not Decision.objects.exists()


# a different view


@pytest.fixture
def decision(at_the_end: Application, manager: User, browser_as: BrowserAs) -> Decision:
    browser_as(manager).post(final_of(at_the_end), deed(at_the_end, "hire"))
    return Decision.objects.get()


def test_who_notes_a_different_view(
    decision: Decision, people: dict[str, list[User]], browser_as: BrowserAs, client: Client
) -> None:
    url = reverse("decision-dissent", args=[decision.public_id])
    words = {"words": "Two of the three systems were run by the platform team."}
    auditor, runa, _jonas = people["sees"]
    assert browser_as(auditor).post(url, words).status_code == 403
    for person in people["stranger"]:
        assert browser_as(person).post(url, words).status_code == 404
    assert client.post(url, words).status_code == 302
    assert browser_as(runa).get(url).status_code == 405
    assert not Dissent.objects.exists()
    for _twice in range(2):
        assert browser_as(runa).post(url, words).url == final_of(decision.application)
    assert Dissent.objects.get().author == runa
    page = browser_as(runa).get(final_of(decision.application)).text
    assert "Runa Achterberg sees it differently:" in page
    assert "Do you see it differently?" not in page
    assert "Do you see it differently?" in browser_as(people["leads"][0]).get(final_of(decision.application)).text


def test_a_different_view_needs_words(decision: Decision, runa_card: Scorecard, browser_as: BrowserAs) -> None:
    url = reverse("decision-dissent", args=[decision.public_id])
    assert "Write what you see differently." in browser_as(runa_card.author).post(url, {"words": " "}, follow=True).text
    assert not Dissent.objects.exists()


# how many queries


@pytest.mark.parametrize("raters", [1, 3])
def test_a_debrief_is_read_by_the_same_queries_at_every_size(
    application: Application,
    stage: Stage,
    manager: User,
    browser_as: BrowserAs,
    django_assert_num_queries: DjangoAssertNumQueries,
    raters: int,
) -> None:
    for _rater in range(raters):
        ScorecardFactory(application=application, stage=stage, submitted=True)
    browser = browser_as(manager)
    browser.get(debrief_of(application, stage))  # the first reading is noted
    with django_assert_num_queries(12):
        browser.get(debrief_of(application, stage))


@pytest.mark.parametrize("raters", [1, 3])
def test_the_final_decision_is_read_by_the_same_queries_at_every_size(
    at_the_end: Application,
    later: Stage,
    manager: User,
    browser_as: BrowserAs,
    django_assert_num_queries: DjangoAssertNumQueries,
    raters: int,
) -> None:
    for _rater in range(raters):
        ScorecardFactory(application=at_the_end, stage=later, submitted=True)
    browser = browser_as(manager)
    browser.get(final_of(at_the_end))
    with django_assert_num_queries(12):
        browser.get(final_of(at_the_end))
