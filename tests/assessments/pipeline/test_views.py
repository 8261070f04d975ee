"""The board and the moves from it: who may, what twice does, and what an address may hold."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Scorecard
from assessments.pipeline.board import FIRST
from candidates.models import Application, Move, MoveReason
from hiring.core.models import User
from hiring.models import Role, Stage
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.hiring import MemberFactory

Browser = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
WHY = "Shipped two models and says how they were watched."


@pytest.fixture
def desk(manager: User, browser_as: Browser) -> Client:
    return browser_as(manager)


@pytest.fixture
def board(role: Role, stage: Stage, later: Stage) -> str:
    return reverse("board", args=[role.public_id])


@pytest.fixture
def move(application: Application) -> str:
    return reverse("application-move", args=[application.public_id])


@pytest.fixture
def undo(application: Application) -> str:
    return reverse("application-undo", args=[application.public_id])


@pytest.fixture
def judged(application: Application, runa_card: Scorecard, jonas_card: Scorecard) -> Application:
    """The application with the quorum of its stage in."""
    return application


def names(page: object) -> list[str]:
    return re.findall(r'class="card-name" [^>]+>([^<]+)<', page.text)


def kinds(application: Application) -> list[str]:
    return list(application.moves.order_by("id").values_list("kind", flat=True))


class TestBoard:
    def test_words_are_posted_and_filters_have_an_address(self, board: str, stage: Stage, desk: Client) -> None:
        for name in ("Zoë Łukasz", "Ada Byron"):
            ApplicationFactory(role=stage.role, stage=stage, candidate__name=name, sort_name=name.casefold())
        assert names(desk.get(board)) == ["Zoë Łukasz", "Ada Byron"]
        assert names(desk.get(board, {"order": "name", "text": "zoe"})) == ["Ada Byron", "Zoë Łukasz"]
        page = desk.post(board, {"order": "name", "text": "ada", "mine": "1"}, headers=HTMX)
        assert page.headers["HX-Replace-Url"] == f"{board}?order=name&mine=1"
        assert "Nobody here fits the filter." in page.text
        assert names(desk.post(board, {"text": "ada"})) == ["Ada Byron"]

    def test_more_of_a_column(self, board: str, stage: Stage, desk: Client) -> None:
        ApplicationFactory.create_batch(FIRST + 2, role=stage.role, stage=stage)
        ApplicationFactory(role=stage.role)
        more = f"{board}{stage.public_id}/"
        assert len(names(desk.get(board))) == FIRST + 1
        assert [len(names(desk.post(f"{more}?from={at}"))) for at in (0, FIRST, 999, "x")] == [FIRST, 2, 0, FIRST]
        assert len(names(desk.post(f"{board}new/"))) == 1
        assert [desk.post(f"{board}{wrong}/").status_code for wrong in ("A" * 22, "nonsense")] == [404, 404]

    def test_a_column_of_another_role_is_not_there(self, board: str, desk: Client, manager: User) -> None:
        other = ApplicationFactory(role=MemberFactory(user=manager, right="manager").role)
        stage = ScorecardFactory(application=other).stage
        assert desk.post(f"{board}{stage.public_id}/").status_code == 404

    def test_who_sees_what(
        self,
        board: str,
        application: Application,
        runa_card: Scorecard,
        recruiter: User,
        auditor: User,
        administrator: User,
        member: User,
        browser_as: Browser,
    ) -> None:
        ApplicationFactory(role=application.role, candidate__name="Somebody Else")
        MemberFactory(role=application.role, user=runa_card.author)
        people = [(recruiter, 2, 2), (auditor, 2, 0), (runa_card.author, 1, 0), (administrator, 0, 0)]
        for user, seen, moves in people:
            page = browser_as(user).get(board)
            assert (len(names(page)), page.text.count("data-move ")) == (seen, moves)
        stranger = browser_as(member)
        assert [stranger.get(board).status_code, stranger.post(f"{board}new/").status_code] == [404, 404]

    def test_wrong_method_and_nobody(self, board: str, desk: Client, client: Client) -> None:
        assert [desk.delete(board).status_code, desk.get(f"{board}new/").status_code] == [405, 405]
        assert client.get(board).url == f"/accounts/login/?next={board}"

    @pytest.mark.parametrize("size", [1, 3])
    def test_the_same_queries_at_every_size(
        self, board: str, stage: Stage, desk: Client, size: int, django_assert_num_queries: Callable
    ) -> None:
        for _ in range(size):
            ScorecardFactory(application=ApplicationFactory(role=stage.role, stage=stage), stage=stage)
            ApplicationFactory(role=stage.role)
        with django_assert_num_queries(9):
            desk.get(board)
        with django_assert_num_queries(7):
            desk.post(f"{board}{stage.public_id}/")


class TestMove:
    def test_advanced_with_a_reason(self, judged: Application, later: Stage, move: str, desk: Client) -> None:
        page = desk.get(f"{move}?to={later.public_id}")
        assert re.search(rf'value="{later.public_id}"[^>]*checked', page.text)
        done = desk.post(move, {"what": later.public_id, "words": WHY, "version": 1}, follow=True)
        assert "Ottilie Okpara is now in Communication." in done.text
        judged.refresh_from_db()
        assert (judged.stage, kinds(judged)) == (later, ["advance"])

    def test_a_dialog_is_told_by_an_event(self, judged: Application, later: Stage, move: str, desk: Client) -> None:
        assert "<html" not in desk.get(move, headers=HTMX).text
        done = desk.post(move, {"what": "hold", "words": WHY, "version": 1}, headers=HTMX)
        assert (done.status_code, "Ottilie Okpara is on hold" in done.headers["HX-Trigger"]) == (204, True)

    def test_twice_moves_once(self, judged: Application, later: Stage, move: str, desk: Client) -> None:
        form = {"what": later.public_id, "words": WHY, "version": 1}
        assert [desk.post(move, form).status_code for _ in range(2)] == [302, 422]
        assert kinds(judged) == ["advance"]

    def test_without_the_quorum_it_names_whose_card_is_missing(
        self, application: Application, runa_card: Scorecard, later: Stage, stage: Stage, move: str, desk: Client
    ) -> None:
        missing = ScorecardFactory(application=application, stage=stage)
        page = desk.post(move, {"what": later.public_id, "words": WHY, "version": 1})
        assert (page.status_code, missing.author.name in page.text, WHY in page.text) == (422, True, True)
        assert kinds(application) == []

    def test_rejecting_wants_a_reason_of_the_list_and_closes_open_cards(
        self, application: Application, stage: Stage, move: str, desk: Client, reason: MoveReason
    ) -> None:
        card = ScorecardFactory(application=application, stage=stage)
        assert "Choose a reason" in desk.post(move, {"what": "reject", "version": 1}).text
        withdraw = MoveReason.objects.filter(kind="withdraw").first()
        wrong = desk.post(move, {"what": "reject", "reject_reason": withdraw.public_id, "version": 1})
        assert (wrong.status_code, kinds(application)) == (422, [])
        desk.post(move, {"what": "reject", "reject_reason": reason.public_id, "words": WHY, "version": 1})
        card.refresh_from_db()
        (made,) = application.moves.all()
        assert (made.kind, made.reason, made.words, card.state) == ("reject", reason, WHY, "closed")
        assert "This application is closed and moves no more." in desk.get(move).text

    @pytest.mark.parametrize(("what", "words"), [("", "Choose what happens."), ("nonsense", "Select a valid choice.")])
    def test_what_cannot_be_chosen(
        self, application: Application, move: str, desk: Client, what: str, words: str
    ) -> None:
        page = desk.post(move, {"what": what, "version": 1})
        assert (page.status_code, words in page.text, kinds(application)) == (422, True, [])

    @pytest.mark.parametrize("what", ["", "x", "2"])
    def test_a_version_that_is_none_or_another_moves_nothing(
        self, judged: Application, later: Stage, move: str, desk: Client, what: str
    ) -> None:
        page = desk.post(move, {"what": later.public_id, "words": WHY, "version": what})
        assert (page.status_code, kinds(judged)) == (422, [])


class TestUndo:
    @pytest.fixture
    def held(self, application: Application, move: str, desk: Client) -> Application:
        desk.post(move, {"what": "hold", "words": WHY, "version": 1})
        application.refresh_from_db()
        return application

    def test_undone_once_with_a_reason(self, held: Application, undo: str, desk: Client) -> None:
        assert "Put on hold" in desk.get(undo).text
        assert desk.post(undo, {"words": " ", "version": 2}).status_code == 422
        form = {"words": "Too early.", "version": 2}
        assert [desk.post(undo, form).status_code for _ in range(2)] == [302, 422]
        held.refresh_from_db()
        assert (held.state, kinds(held)) == ("active", ["hold", "undo"])

    def test_nothing_to_undo_says_so(self, application: Application, undo: str, desk: Client) -> None:
        page = desk.post(undo, {"words": "Why not.", "version": 1})
        assert (page.status_code, "There is nothing to undo." in page.text) == (422, True)


@pytest.mark.parametrize("name", ["application-move", "application-undo"])
@pytest.mark.parametrize(
    ("who", "status"), [("recruiter", 200), ("panel", 403), ("auditor", 403), ("administrator", 404), ("member", 404)]
)
def test_who_moves(
    name: str,
    who: str,
    status: int,
    application: Application,
    runa_card: Scorecard,
    request: pytest.FixtureRequest,
    browser_as: Browser,
) -> None:
    address = reverse(name, args=[application.public_id])
    browser = browser_as(runa_card.author if who == "panel" else request.getfixturevalue(who))
    assert browser.get(address).status_code == status
    if status != 200:
        assert browser.post(address, {"what": "hold", "words": WHY, "version": 1}).status_code == status
    assert not Move.objects.exists()


def test_wrong_method_what_is_not_there_and_nobody(move: str, undo: str, desk: Client, client: Client) -> None:
    assert [desk.delete(address).status_code for address in (move, undo)] == [405, 405]
    absent = [reverse(name, args=["A" * 22]) for name in ("application-move", "application-undo")]
    assert [desk.post(address).status_code for address in absent] == [404, 404]
    assert [client.post(address).url for address in (move, undo)] == [
        f"/accounts/login/?next={address}" for address in (move, undo)
    ]


@pytest.mark.parametrize("size", [1, 3])
def test_the_forms_ask_the_same_at_every_size(
    application: Application,
    stage: Stage,
    move: str,
    undo: str,
    desk: Client,
    size: int,
    django_assert_num_queries: Callable,
) -> None:
    now = timezone.now()
    ScorecardFactory.create_batch(size, application=application, stage=stage, due_at=now + timedelta(days=1))
    for _ in range(size):
        Move.objects.create(application=application, kind="back", to_state="active", at=now)
    with django_assert_num_queries(8):
        desk.get(move)
    with django_assert_num_queries(6):
        desk.get(undo)
