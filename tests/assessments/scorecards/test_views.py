import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import CardRead, Scorecard
from candidates.models import Access, Application, Document
from hiring.core.audit.models import AuditEntry
from hiring.core.models import User
from hiring.models import Environment, Role, Stage
from rubrics.models import Checklist
from tests.factories.assessments import InterviewFactory, ScorecardFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.core import UserFactory

LONG = "Ran it for two years, watched latency and drift, rolled back twice."


def address(card: Scorecard, name: str = "scorecard") -> str:
    return reverse(name, args=[card.public_id])


def keys(card: Scorecard) -> list[str]:
    return list(card.rubric_version.criteria.order_by("position").values_list("criterion__key", flat=True))


def typed(card: Scorecard, **more: object) -> dict[str, object]:
    """A whole page of the form, complete."""
    first, second = keys(card)
    return {
        "version": card.version,
        "page": "desk",
        "number": 0,
        first: "4",
        f"{first}-evidence": LONG,
        f"{first}-flag": ["0"],
        f"{first}-flag-0": "Said so.",
        second: "x",
        f"{second}-evidence": "",
        "recommendation": "yes",
        "summary": "Runs things.",
        **more,
    }


@pytest.fixture
def desk(card: Scorecard, browser_as: Callable[[User], Client]) -> Client:
    return browser_as(card.author)


def fresh(card: Scorecard) -> Scorecard:
    return Scorecard.objects.get(pk=card.pk)


class TestShowing:
    def test_the_author_gets_the_form(self, card: Scorecard, desk: Client) -> None:
        answer = desk.get(address(card))
        assert answer.status_code == 200
        assert [block.key for block in answer.context["form"].blocks] == keys(card)
        assert "no-store" in answer.headers["Cache-Control"]

    @pytest.mark.parametrize("cards", [1, 3])
    def test_at_the_same_cost_at_every_size(
        self, card: Scorecard, desk: Client, cards: int, django_assert_num_queries: Callable
    ) -> None:
        ScorecardFactory.create_batch(cards, application=card.application, stage=card.stage)
        desk.get(address(card))
        with django_assert_num_queries(9):
            desk.get(address(card))

    def test_after_an_interview_and_with_a_checklist_it_keeps_to_ten(
        self, card: Scorecard, desk: Client, django_assert_num_queries: Callable
    ) -> None:
        sections = [{"key": "data", "title": "Data", "tests": [{"id": "d1", "test": "Schemas are checked."}]}]
        Checklist.objects.create(key="tests", title="Tests", sections=sections)
        Scorecard.objects.update(interview=InterviewFactory(application=card.application, stage=card.stage))
        desk.get(address(card))
        with django_assert_num_queries(10):
            page = desk.get(address(card))
        assert (page.context["checklist"].title, bool(page.context["facts"].interview)) == ("Tests", True)

    def test_the_environment_stands_beside_it_and_fills_the_questions_at_no_cost(
        self, card: Scorecard, desk: Client, django_assert_num_queries: Callable
    ) -> None:
        assert "Nobody has said yet where this role will work." in desk.get(address(card)).content.decode()
        values = {"serving": "real_time", "latency": 100, "rows_in_two_years": 10_000_000, "duties": ["audit_log"]}
        Environment.objects.create(role=card.application.role, **values)
        Role.objects.update(reasons=["revenue_critical"])
        with django_assert_num_queries(9):
            answer = desk.get(address(card))
        lines = [(line.label, line.text) for line in answer.context["environment"]]
        assert lines == [
            ("What hangs on it", "Revenue-critical"),
            ("Predicts", "On request, in real time"),
            ("Latency target", "100 ms at the 95th percentile"),
            ("In two years", "10 million rows"),
            ("Audit and compliance", "Audit log of predictions"),
        ]
        assert "Judge against this one, and no other." in answer.content.decode()

    def test_a_stranger_finds_nothing_and_nobody_is_asked_to_sign_in(
        self, card: Scorecard, member: User, administrator: User, browser_as: Callable, client: Client
    ) -> None:
        for person in (member, administrator):
            assert browser_as(person).get(address(card)).status_code == 404
        assert browser_as(member).get("/scorecards/AAAAAAAAAAAAAAAAAAAAAA/").status_code == 404
        assert client.get(address(card)).status_code == 302

    def test_an_open_card_is_its_authors_alone(
        self, card: Scorecard, manager: User, auditor: User, recruiter: User, browser_as: Callable
    ) -> None:
        for person in (manager, auditor, recruiter):
            answer = browser_as(person).get(address(card))
            assert answer.status_code == 403
            assert "Runa Achterberg has not submitted this scorecard" in answer.content.decode()

    def test_a_colleague_with_an_open_card_is_refused_with_the_reason(
        self, card: Scorecard, colleague: Scorecard, desk: Client
    ) -> None:
        answer = desk.get(address(colleague))
        assert answer.status_code == 403
        assert "you hold an open scorecard on this candidate" in answer.content.decode()
        assert not CardRead.objects.exists()

    def test_who_left_is_refused_with_the_reason(
        self, colleague: Scorecard, manager: User, browser_as: Callable
    ) -> None:
        left = ScorecardFactory(application=colleague.application, stage=colleague.stage, author=manager, state="left")
        browser = browser_as(manager)
        answer = browser.get(address(colleague))
        assert answer.status_code == 403
        assert "you have left a panel of this candidate" in answer.content.decode()
        assert browser.get(address(left)).status_code == 403

    def test_reading_a_submitted_card_is_noted_once(
        self, colleague: Scorecard, manager: User, browser_as: Callable
    ) -> None:
        browser = browser_as(manager)
        for _ in range(2):
            answer = browser.get(address(colleague))
            assert answer.status_code == 200
        assert "Said what ran" in answer.content.decode()
        assert CardRead.objects.get().reader == manager

    def test_reading_ones_own_is_not(self, colleague: Scorecard, browser_as: Callable) -> None:
        assert browser_as(colleague.author).get(address(colleague)).status_code == 200
        assert not CardRead.objects.exists()

    @pytest.mark.parametrize("cards", [1, 3])
    def test_reading_costs_the_same_at_every_size(
        self, colleague: Scorecard, manager: User, browser_as: Callable, cards: int, django_assert_num_queries: Callable
    ) -> None:
        ScorecardFactory.create_batch(cards, application=colleague.application, stage=colleague.stage)
        browser = browser_as(manager)
        browser.get(address(colleague))
        with django_assert_num_queries(10):
            browser.get(address(colleague))

    def test_a_card_no_longer_needed_is_read_by_its_author_alone(
        self, card: Scorecard, desk: Client, manager: User, browser_as: Callable
    ) -> None:
        card.ratings.create(criterion=card.rubric_version.criteria.first(), level=2, evidence="Kept for me.")
        Scorecard.objects.update(state="closed")
        assert "Kept for me." in desk.get(address(card)).content.decode()
        assert browser_as(manager).get(address(card)).status_code == 403

    def test_who_was_taken_off_is_told_so(self, card: Scorecard, desk: Client) -> None:
        Scorecard.objects.update(state="left")
        Access.objects.update(ends_at=timezone.now())
        answer = desk.get(address(card))
        assert answer.status_code == 403
        assert "You are not on this panel any more" in answer.content.decode()
        assert card.application.candidate.name not in answer.content.decode()

    def test_only_get_and_post(self, card: Scorecard, desk: Client) -> None:
        assert desk.put(address(card)).status_code == 405
        assert desk.get(address(card, "scorecard-draft")).status_code == 405


class TestPlainForm:
    """Everything works without a script."""

    def test_save_keeps_and_comes_back(self, card: Scorecard, desk: Client) -> None:
        sent = typed(card, do="save")
        del sent["recommendation"]  # not open yet on that page
        answer = desk.post(address(card), sent)

        assert answer.status_code == 302
        blocks = desk.get(address(card)).context["form"].blocks
        assert [(block.level, block.answer.not_assessed, block.answer.evidence) for block in blocks] == [
            (4, False, LONG),
            (None, True, ""),
        ]
        assert blocks[0].answer.flags == {"0": "Said so."}
        assert (fresh(card).state, fresh(card).summary) == ("open", "Runs things.")

    def test_submit_saves_and_freezes(self, card: Scorecard, desk: Client) -> None:
        answer = desk.post(address(card), typed(card, do="submit"), follow=True)
        assert answer.status_code == 200
        assert "Your colleagues’ scorecards are open to you" in answer.content.decode()
        assert (fresh(card).state, fresh(card).recommendation) == ("submitted", "yes")

    def test_the_second_of_two_clicks_changes_nothing(self, card: Scorecard, desk: Client) -> None:
        for _ in range(2):
            assert desk.post(address(card), typed(card, do="submit")).status_code == 302
        assert card.revisions.count() == 1
        assert AuditEntry.objects.filter(action="scorecard.submitted").count() == 1

    def test_what_is_missing_is_said_at_its_place_and_all_is_kept(self, card: Scorecard, desk: Client) -> None:
        first, second = keys(card)
        sent = typed(card, do="submit", **{f"{first}-evidence": "Good.", second: "", f"{first}-flag-0": ""})
        del sent["recommendation"]
        answer = desk.post(address(card), sent)

        assert answer.status_code == 422
        page = answer.content.decode()
        for place in ("#e1", "#f1-0", "#r2-1", "#recommendation"):
            assert f'href="{place}"' in page
        assert page.count('aria-invalid="true"') == 2
        assert "Good.</textarea>" in page
        assert fresh(card).ratings.get().evidence == "Good."

    def test_another_pages_text_is_shown_beside_ones_own(self, card: Scorecard, desk: Client) -> None:
        first, _second = keys(card)
        desk.post(address(card), typed(card, page="phone", **{f"{first}-evidence": "On the phone: " + LONG}))
        answer = desk.post(address(card), typed(card, page="desk", do="save"))

        assert answer.status_code == 412
        page = answer.content.decode()
        assert f"{LONG}</textarea>" in page
        assert "On the phone: " + LONG in page
        assert fresh(card).ratings.get(criterion__criterion__key=first).evidence == "On the phone: " + LONG

        version = answer.context["form"].version
        again = desk.post(address(card), typed(card, page="desk", number=1, do="save", version=version))
        assert again.status_code == 302
        assert fresh(card).ratings.get(criterion__criterion__key=first).evidence == LONG

    def test_an_old_page_that_changes_something_else_merges(self, card: Scorecard, desk: Client) -> None:
        first, second = keys(card)
        desk.post(address(card), typed(card))
        loaded = fresh(card)
        desk.post(address(card), typed(loaded, page="phone", **{f"{second}-evidence": "No time."}))
        answer = desk.post(address(card), typed(loaded, page="desk", **{f"{first}-evidence": "Here: " + LONG}))

        assert answer.status_code == 412
        page = answer.content.decode()
        assert "No time." in page

    def test_a_card_that_was_closed_meanwhile_keeps_what_was_typed_on_the_page(
        self, card: Scorecard, desk: Client
    ) -> None:
        Scorecard.objects.update(state="closed")
        answer = desk.post(address(card), typed(card, do="submit"))
        assert answer.status_code == 409
        assert f"{LONG}</textarea>" in answer.content.decode()
        assert not card.revisions.exists()

    def test_only_the_author_sends(self, card: Scorecard, manager: User, member: User, browser_as: Callable) -> None:
        assert browser_as(manager).post(address(card), typed(card, do="submit")).status_code == 403
        assert browser_as(member).post(address(card), typed(card, do="submit")).status_code == 404
        assert fresh(card).version == 1

    def test_a_damaged_page_is_refused(self, card: Scorecard, desk: Client) -> None:
        assert desk.post(address(card), typed(card, version="one")).status_code == 400


class TestAutosave:
    def send(self, browser: Client, card: Scorecard, parts: dict, **more: object) -> object:
        body = {"version": 1, "page": "desk", "number": 1, "parts": parts, **more}
        return browser.post(address(card, "scorecard-draft"), json.dumps(body), content_type="application/json")

    def part(self, **more: object) -> dict:
        return {"level": 4, "not_assessed": False, "evidence": LONG, "flags": {}, **more}

    def test_it_answers_what_holds_now(self, card: Scorecard, desk: Client) -> None:
        first, _ = keys(card)
        answer = self.send(desk, card, {first: self.part()})
        assert answer.status_code == 200
        saved_at = timezone.localtime(fresh(card).saved_at)
        assert answer.json() == {"version": 2, "at": f"{saved_at:%H:%M}", "others": {}}

    def test_it_costs_seven_statements(
        self, card: Scorecard, desk: Client, django_assert_num_queries: Callable
    ) -> None:
        parts = {key: self.part() for key in keys(card)}
        self.send(desk, card, parts)
        # session, user, card; savepoint, sheet, ratings, release
        with django_assert_num_queries(7):
            self.send(desk, card, parts, version=2, number=2)

    def test_a_conflict_has_both_texts(self, card: Scorecard, desk: Client) -> None:
        first, _ = keys(card)
        self.send(desk, card, {first: self.part(evidence="On the phone.")}, page="phone")
        answer = self.send(desk, card, {first: self.part()})
        assert answer.status_code == 412
        content = answer.json()
        assert (content["version"], content["parts"][first]["evidence"]) == (2, "On the phone.")

    @pytest.mark.parametrize("state", ["submitted", "closed", "left"])
    def test_a_card_that_is_not_open_says_why(self, card: Scorecard, desk: Client, state: str) -> None:
        Scorecard.objects.update(state=state, submitted_at=timezone.now(), recommendation="yes")
        answer = self.send(desk, card, {keys(card)[0]: self.part()})
        assert answer.status_code == 409
        assert "takes no changes" in answer.json()["text"]

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"[]",
            b"{",
            b'{"version": 1, "page": "p", "number": 1, "parts": []}',
            b'{"version": "x", "page": "p", "number": 1, "parts": {}}',
            b'{"version": 1, "page": "p", "number": 1, "parts": {"a": 1}}',
            b'{"version": 1, "page": "p", "number": 1, "parts": {"a": {"level": "4"}}}',
            b'{"version": 1, "page": "p", "number": 1, "parts": {"*closing": {"summary": []}}}',
            b"[" * 10_000,
        ],
    )
    def test_nonsense_is_refused(self, card: Scorecard, desk: Client, body: bytes) -> None:
        answer = desk.post(address(card, "scorecard-draft"), body, content_type="application/json")
        assert answer.status_code == 400
        assert fresh(card).version == 1

    def test_characters_that_no_database_takes_are_left_out(self, card: Scorecard, desk: Client) -> None:
        first, _ = keys(card)
        answer = self.send(desk, card, {first: self.part(evidence="a\0b\ud800c\r\nd")})
        assert answer.status_code == 200
        assert fresh(card).ratings.get().evidence == "ab?c\nd"

    def test_nobody_else_saves_here(
        self, card: Scorecard, manager: User, member: User, auditor: User, browser_as: Callable, client: Client
    ) -> None:
        parts = {keys(card)[0]: self.part()}
        for person, status in ((manager, 403), (auditor, 403), (member, 404)):
            assert self.send(browser_as(person), card, parts).status_code == status
        assert self.send(client, card, parts).status_code == 302
        assert fresh(card).version == 1

    def test_a_script_that_is_signed_out_is_told_so(self, card: Scorecard, client: Client) -> None:
        answer = client.post(address(card, "scorecard-draft"), {}, headers={"HX-Request": "true"})
        assert answer.status_code == 401


class TestAmending:
    @pytest.fixture
    def submitted(self, card: Scorecard, desk: Client) -> Scorecard:
        desk.post(address(card), typed(card, do="submit"))
        return fresh(card)

    def test_an_amendment_is_read_beside_the_first_version(
        self, submitted: Scorecard, desk: Client, manager: User, browser_as: Callable
    ) -> None:
        first, _ = keys(submitted)
        assert desk.get(address(submitted, "scorecard-amend")).status_code == 200
        sent = typed(submitted, reason="It was not hers.", **{first: "2", f"{first}-evidence": "Not hers: " + LONG})
        assert desk.post(address(submitted, "scorecard-amend"), sent).status_code == 302

        page = browser_as(manager).get(address(submitted)).content.decode()
        for text in ("It was not hers.", "Not hers: " + LONG, "Before it was amended", LONG):
            assert text in page

    @pytest.mark.parametrize(("reason", "status"), [("", 422), ("Why not.", 409)])
    def test_without_reason_or_change_all_is_kept_on_the_page(
        self, submitted: Scorecard, desk: Client, reason: str, status: int
    ) -> None:
        first, _ = keys(submitted)
        change = {} if reason else {f"{first}-evidence": "Not hers: " + LONG}
        answer = desk.post(address(submitted, "scorecard-amend"), typed(submitted, reason=reason, **change))
        assert answer.status_code == status
        assert submitted.revisions.count() == 1
        if change:
            assert f"Not hers: {LONG}</textarea>" in answer.content.decode()

    def test_only_the_author_and_only_what_was_submitted(
        self, card: Scorecard, desk: Client, manager: User, member: User, browser_as: Callable
    ) -> None:
        assert desk.get(address(card, "scorecard-amend")).status_code == 302
        assert browser_as(manager).get(address(card, "scorecard-amend")).status_code == 403
        assert browser_as(member).get(address(card, "scorecard-amend")).status_code == 404


class TestDeclining:
    def test_it_takes_a_reason(self, card: Scorecard, desk: Client) -> None:
        assert desk.get(address(card, "scorecard-decline")).status_code == 200
        assert desk.post(address(card, "scorecard-decline"), {"reason": " "}).status_code == 422
        assert desk.post(address(card, "scorecard-decline"), {"reason": "On leave."}).status_code == 302
        assert (fresh(card).state, fresh(card).left_reason) == ("left", "On leave.")

    def test_twice_has_one_effect(self, card: Scorecard, desk: Client) -> None:
        for _ in range(2):
            assert desk.post(address(card, "scorecard-decline"), {"reason": "On leave."}).status_code == 302
        assert AuditEntry.objects.count() == 1

    def test_only_the_author_declines(self, card: Scorecard, manager: User, member: User, browser_as: Callable) -> None:
        assert browser_as(manager).post(address(card, "scorecard-decline"), {"reason": "x"}).status_code == 403
        assert browser_as(member).post(address(card, "scorecard-decline"), {"reason": "x"}).status_code == 404


class TestResume:
    @pytest.fixture
    def resume(self, card: Scorecard) -> Document:
        return Document.objects.create(
            candidate=card.application.candidate,
            application=card.application,
            file_name="resume.pdf",
            kind="pdf",
            size=1,
            sha256="0",
            file="x",
            state="ready",
            text="Ran the arrival-time service for 38 depots.",
        )

    def test_its_text_is_fetched_when_asked_for_and_that_is_written_down(
        self, card: Scorecard, resume: Document, desk: Client
    ) -> None:
        assert "38 depots" not in desk.get(address(card)).content.decode()
        assert not AuditEntry.objects.exists()

        answer = desk.get(address(card, "scorecard-resume"))
        assert "38 depots" in answer.content.decode()
        assert "<html" not in answer.content.decode()
        assert (AuditEntry.objects.get().action, AuditEntry.objects.get().actor) == ("document.viewed", card.author)

    def test_without_one_or_without_sight_of_it_there_is_none(
        self, card: Scorecard, desk: Client, member: User, browser_as: Callable
    ) -> None:
        assert desk.get(address(card, "scorecard-resume")).status_code == 404
        assert browser_as(member).get(address(card, "scorecard-resume")).status_code == 404
        assert desk.post(address(card, "scorecard-resume")).status_code == 405

    def test_of_another_application_of_the_person_nothing_is_shown(
        self, card: Scorecard, resume: Document, desk: Client
    ) -> None:
        other = ApplicationFactory(candidate=card.application.candidate)
        Document.objects.update(application=other)
        assert desk.get(address(card, "scorecard-resume")).status_code == 404


def test_pages_of_another_person_of_the_same_panel_differ_in_nothing_that_is_sealed(
    card: Scorecard, application: Application, stage: Stage, desk: Client
) -> None:
    """Two installations in one: what a sealed colleague gets does not depend on the content of a submitted card."""
    ScorecardFactory(application=application, stage=stage, author=UserFactory(name="A"), submitted=True)
    before = desk.get(address(card)).content
    Scorecard.objects.exclude(pk=card.pk).update(recommendation="strong_no", summary="Charts only.")
    after = desk.get(address(card)).content
    assert strip_tokens(before) == strip_tokens(after)


def strip_tokens(page: bytes) -> str:
    tokens = ("csrf", 'name="page"', 'id="again"')
    return "\n".join(line for line in page.decode().splitlines() if not any(mark in line.lower() for mark in tokens))
