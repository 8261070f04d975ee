"""New, one after the other: each press is one deed, and what was done can be taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from candidates.models import Application, Document, Move, MoveReason
from hiring.core.models import AuditEntry, User
from hiring.models import Role, Stage
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.hiring import MemberFactory

Browser = Callable[[User], Client]


@pytest.fixture
def desk(manager: User, browser_as: Browser) -> Client:
    return browser_as(manager)


@pytest.fixture
def new(role: Role) -> str:
    return reverse("triage", args=[role.public_id])


@pytest.fixture
def undo(role: Role) -> str:
    return reverse("triage-undo", args=[role.public_id])


@pytest.fixture
def waiting(role: Role, stage: Stage) -> list[Application]:
    """Three in New, the one who has waited longest first."""
    now = timezone.now()
    return [
        ApplicationFactory(role=role, candidate__name=name, applied_at=now - timedelta(days=9 - at))
        for at, name in enumerate(("Ada Byron", "Grace Hopper", "Mary Somerville"))
    ]


def turn(page: object) -> str:
    application = page.context["turn"].application
    return application.candidate.name if application else ""


def kinds(application: Application) -> list[str]:
    return list(application.moves.order_by("id").values_list("kind", flat=True))


def press(desk: Client, new: str, application: Application, deed: str, **more: object) -> object:
    return desk.post(new, {"application": application.public_id, "deed": deed, "version": 1, **more})


def test_passed_on_and_the_next_one_shown(new: str, waiting: list[Application], stage: Stage, desk: Client) -> None:
    assert turn(desk.get(new)) == "Ada Byron"
    done = press(desk, new, waiting[0], "pass_on")
    page = desk.get(done.url)
    assert (turn(page), "Ada Byron is passed on." in page.text) == ("Grace Hopper", True)
    waiting[0].refresh_from_db()
    assert (waiting[0].stage, kinds(waiting[0])) == (stage, ["pass_on"])


def test_a_second_press_is_the_same_deed_and_not_another(
    new: str, waiting: list[Application], desk: Client, reason: MoveReason
) -> None:
    answers = [press(desk, new, waiting[0], "pass_on") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    other = press(desk, new, waiting[0], "reject", move_reason=reason.public_id)
    assert "That application was decided in the meantime. Nothing was done." in other.text
    assert [kinds(application) for application in waiting] == [["pass_on"], [], []]


def test_rejecting_wants_a_reason(new: str, waiting: list[Application], desk: Client, reason: MoveReason) -> None:
    page = press(desk, new, waiting[0], "reject", words="Papers only.")
    assert (page.status_code, turn(page), "Papers only." in page.text) == (422, "Ada Byron", True)
    press(desk, new, waiting[0], "reject", words="Papers only.", move_reason=reason.public_id)
    (made,) = waiting[0].moves.all()
    assert (made.kind, made.reason, made.words) == ("reject", reason, "Papers only.")


def test_left_for_later_and_begun_again(new: str, waiting: list[Application], desk: Client) -> None:
    after = [desk.get(new, {"after": application.public_id}) for application in waiting]
    assert [turn(page) for page in after] == ["Grace Hopper", "Mary Somerville", ""]
    assert "3 were left for later." in after[2].text
    assert [turn(desk.get(new, {"after": odd})) for odd in ("A" * 22, "\0", "x")] == ["Ada Byron"] * 3
    assert turn(desk.get(new, {"at": waiting[1].public_id})) == "Grace Hopper"


def test_undone_once_by_who_did_it(
    new: str, undo: str, waiting: list[Application], desk: Client, recruiter: User, browser_as: Browser
) -> None:
    done = press(desk, new, waiting[0], "pass_on").url
    assert reverse("triage-undo", args=[waiting[0].role.public_id]) in desk.get(done).text
    assert "Undo" not in browser_as(recruiter).get(done).text
    form = {"move": Move.objects.get().public_id, "words": "Too quickly."}
    back = desk.post(undo, form)
    assert turn(desk.get(back.url)) == "Ada Byron"
    again = desk.post(undo, form)
    assert (again.status_code, "Only the latest move can be undone" in again.text) == (422, True)
    assert kinds(waiting[0]) == ["pass_on", "undo"]


def test_an_undo_without_words_is_refused(new: str, undo: str, waiting: list[Application], desk: Client) -> None:
    press(desk, new, waiting[0], "pass_on")
    answer = desk.post(undo, {"move": Move.objects.get().public_id, "words": ""})
    assert (answer.status_code, kinds(waiting[0])) == (422, ["pass_on"])


def test_a_move_of_another_role_is_not_here(undo: str, desk: Client, manager: User, waiting: list[Application]) -> None:
    other = ApplicationFactory(role=MemberFactory(user=manager, right="manager").role)
    moved = Move.objects.create(application=other, kind="hold", to_state="on_hold", from_state="active")
    for move in (moved.public_id, "A" * 22, "\0"):
        assert desk.post(undo, {"move": move, "words": "Why."}).status_code == 404
    assert kinds(other) == ["hold"]


def test_the_resume_beside_the_reasons_is_a_view_that_is_written_down(
    new: str, waiting: list[Application], desk: Client
) -> None:
    Document.objects.create(
        candidate=waiting[0].candidate, application=waiting[0], file_name="cv.json", kind="json", size=2,
        sha256="0" * 64, file="x", state="ready", text="Ran the models of a bank.",
    )  # fmt: skip
    assert "Ran the models of a bank." in desk.get(new).text
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["document.viewed"]
    desk.get(new, {"after": waiting[0].public_id})
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "status"), [("recruiter", 200), ("panel", 403), ("auditor", 403), ("administrator", 403), ("member", 404)]
)
def test_who_goes_through_new(
    who: str,
    status: int,
    new: str,
    undo: str,
    waiting: list[Application],
    application: Application,
    request: pytest.FixtureRequest,
    browser_as: Browser,
) -> None:
    if who == "panel":
        user = ScorecardFactory(application=application).author
        MemberFactory(role=application.role, user=user)
    else:
        user = request.getfixturevalue(who)
    browser = browser_as(user)
    assert browser.get(new).status_code == status
    if status != 200:
        assert press(browser, new, waiting[0], "pass_on").status_code == status
        assert browser.post(undo, {"move": "A" * 22}).status_code == status
    assert not Move.objects.exists()


def test_wrong_method_what_is_not_there_and_nobody(
    new: str, undo: str, waiting: list[Application], application: Application, desk: Client, client: Client
) -> None:
    assert [desk.delete(new).status_code, desk.get(undo).status_code] == [405, 405]
    assert desk.post(new, {"application": "A" * 22, "deed": "pass_on"}).status_code == 404
    assert [client.get(new).url, client.post(undo).url] == [f"/accounts/login/?next={path}" for path in (new, undo)]


@pytest.mark.parametrize("size", [1, 3])
def test_the_same_queries_at_every_size(
    new: str, role: Role, desk: Client, size: int, django_assert_num_queries: Callable
) -> None:
    ApplicationFactory.create_batch(size, role=role)
    MoveReason.objects.filter(kind="reject").exclude(pk__in=MoveReason.objects.values("pk")[:size]).delete()
    with django_assert_num_queries(9):
        desk.get(new)


def test_without_an_application_or_a_move_that_is_said(
    new: str, undo: str, desk: Client, waiting: list[Application]
) -> None:
    for address, said in (
        (new, "Pass on or reject who is shown here."),
        (undo, "Undo stands beside what was done last."),
    ):
        answer = desk.post(address, {})
        assert (answer.status_code, said in answer.text) == (422, True)
    assert kinds(waiting[0]) == []


def test_what_cannot_be_stored_is_left_out_of_words(
    new: str, undo: str, desk: Client, waiting: list[Application]
) -> None:
    press(desk, new, waiting[0], "pass_on")
    answer = desk.post(undo, {"move": Move.objects.get().public_id, "words": "Too\0 quick.\u202e"})
    assert (answer.status_code, Move.objects.get(kind="undo").words) == (302, "Too quick.")
    assert desk.post(reverse("search"), {"text": "Ka\0veh"}, follow=True).context["search_text"] == "Kaveh"
