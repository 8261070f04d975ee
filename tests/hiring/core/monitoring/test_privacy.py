"""Words that nobody else would write are planted wherever people write; none of them is in any line of the log."""

import contextlib
import io
import json
import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from candidates.models import Candidate
from hiring.core.background.queue import enqueue
from hiring.core.background.registry import handler
from hiring.core.background.work import carry_out
from hiring.core.invitations.verbs import invite_person
from hiring.core.models import Task, User
from hiring.core.monitoring.formats import PlainFormatter
from hiring.urls import handler400, handler500
from hiring.urls import urlpatterns as house
from tests.candidates.documents import files
from tests.factories.assessments import ScorecardFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory, RoleFactory
from tests.factories.tokens import make_token

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
PLANTED = {
    "name": "Quillfeather",
    "mail": "zanzibarmoth",
    "evidence": "Obsidiankettle",
    "resume": "Marmaladefjord",
    "search": "Thistledownsearch",
    "password": "Wrenchpassword-77",
    "token": "plb_Tokensaffron0123456789",
    "secret": "Invitationbasalt",
    "note": "Copperwindnote",
    "host": "hostvelvet.example",
}


@handler("test.private", label="Failing with what somebody wrote", attempts=1)
def fail_privately(run):
    candidate = Candidate.objects.get()
    try:
        json.loads(candidate.name)
    except ValueError as error:
        raise RuntimeError(f"{candidate.name} <{candidate.email}>") from error


@handler("test.constraint", label="Breaking a constraint", attempts=1)
def break_constraint(run):
    with transaction.atomic():
        User.objects.create(email=User.objects.get(name=PLANTED["name"]).email, name="Again")


def fail(request):
    raise LookupError(request.POST["name"])


def fail_in_database(request):
    person = User.objects.get(name=PLANTED["name"])
    User.objects.create(email=person.email, name=person.name)
    return HttpResponse()


def fail_in_statement(request):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT '{request.POST['name']}' FROM nowhere")


def warn(request):
    logging.getLogger("somebody").warning("Odd header from %s", request.POST["name"])
    logging.getLogger("gunicorn.error").error("Invalid request from " + request.POST["name"])  # noqa: G003
    return HttpResponse()


urlpatterns = [
    path("fail/", fail),
    path("fail/database/", fail_in_database),
    path("fail/statement/", fail_in_statement),
    path("warn/", warn),
    path("api/fail/", fail),
    *house,
]
__all__ = ["handler400", "handler500"]


@pytest.fixture
def plain():
    """The log as a terminal shows it, from the finest level on."""
    stream = io.StringIO()
    shown = logging.StreamHandler(stream)
    shown.setFormatter(PlainFormatter())
    for name in ("", "gunicorn.error"):
        logging.getLogger(name).addHandler(shown)
    yield stream
    for name in ("", "gunicorn.error"):
        logging.getLogger(name).removeHandler(shown)


@pytest.fixture
def role():
    return RoleFactory()


@pytest.fixture
def desk(role, browser_as):
    browser = browser_as(MemberFactory(role=role, right="manager").user)
    browser.raise_request_exception = False
    return browser


@pytest.fixture
def listen(said, plain, capfd):
    """Return all that was said, after having made sure that something was."""

    def hear():
        heard = json.dumps(said(), ensure_ascii=False) + plain.getvalue()
        caught = capfd.readouterr()
        assert said()
        return heard + caught.out + caught.err

    yield hear
    assert {name for name, word in PLANTED.items() if word.lower() in hear().lower()} == set()


def test_signing_in_and_links(listen, administrator):
    address = f"{PLANTED['mail']}@example.org"
    visitor = Client(raise_request_exception=False)
    UserFactory(name=PLANTED["name"], email=address)
    for login in (address, PLANTED["password"]):
        visitor.post("/accounts/login/", {"login": login, "password": PLANTED["password"]})
    visitor.post("/accounts/password/reset/", {"email": address})
    visitor.get(f"/accounts/password/reset/key/1-{PLANTED['secret']}/")
    visitor.get(f"/invitations/{PLANTED['secret']}/")
    _invitation, secret = invite_person("new@example.org", PLANTED["name"], [], actor=administrator)
    visitor.get(f"/invitations/{secret}/")
    assert secret not in listen()
    visitor.get("/", headers={"Host": PLANTED["host"]})
    visitor.get(f"/nowhere/{PLANTED['secret']}/", headers={"X-Request-ID": PLANTED["mail"] + "@example.org"})
    Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": address})


def test_tokens_of_the_api(listen, recruiter):
    for offered in (PLANTED["token"], f"{PLANTED['token']}\n", PLANTED["name"]):
        with contextlib.suppress(ValueError):
            Client().get("/api/v1/roles/", headers={"Authorization": f"Bearer {offered}"})
    _token, secret = make_token(recruiter)
    client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {secret}"})
    assert client.get("/api/v1/roles/").status_code == 200
    client.get(f"/api/v1/roles/?ordering={PLANTED['search']}")
    client.post("/api/fail/", {"name": PLANTED["name"]})
    assert secret not in listen()


def test_candidates_search_and_documents(listen, desk, role, carry_out_due):
    resume = SimpleUploadedFile("Quillfeather.pdf", files.make_pdf(PLANTED["resume"]))
    typed = {"role": role.public_id, "name": PLANTED["name"], "email": f"{PLANTED['mail']}@example.org"}
    assert desk.post("/candidates/add/", {**typed, "resume": resume}).status_code == 302
    broken = SimpleUploadedFile("Quillfeather.pdf", files.make_pdf(PLANTED["resume"])[:80])
    desk.post("/candidates/add/", {**typed, "resume": broken})
    assert carry_out_due() >= 1
    desk.get(f"/search/?q={PLANTED['search']}")
    desk.get(f"/candidates/?q={PLANTED['search']}&order={PLANTED['search']}")
    assert Candidate.objects.filter(name=PLANTED["name"]).exists()


def test_evidence(listen, browser_as):
    card = ScorecardFactory()
    browser = browser_as(card.author)
    browser.raise_request_exception = False
    key = card.rubric_version.criteria.first().criterion.key
    typed = {"version": card.version, "page": "desk", "number": 1, key: "4", f"{key}-evidence": PLANTED["evidence"]}
    browser.post(f"/scorecards/{card.public_id}/draft/", typed)
    browser.post(f"/scorecards/{card.public_id}/draft/", {**typed, "version": PLANTED["note"]})
    browser.post(f"/scorecards/{card.public_id}/", {**typed, "do": "submit", "summary": PLANTED["note"]})


@pytest.mark.parametrize("where", ["fail/", "fail/database/", "fail/statement/", "warn/"])
def test_requests_that_fail(listen, said, desk, where):
    UserFactory(name=PLANTED["name"], email=f"{PLANTED['mail']}@example.org")
    with transaction.atomic():
        desk.post(f"/{where}", {"name": PLANTED["name"], "evidence": PLANTED["evidence"]})
        transaction.set_rollback(True)
    assert where == "warn/" or any("test_privacy.py" in line.get("error", "") for line in said())


@pytest.mark.parametrize("kind", ["test.private", "test.constraint"])
def test_work_that_fails(listen, said, kind):
    Candidate.objects.create(name=PLANTED["name"], email=f"{PLANTED['mail']}@example.org")
    UserFactory(name=PLANTED["name"], email=f"{PLANTED['mail']}@example.org")
    task = enqueue(kind, key=kind, actor=None, payload={})
    carry_out(task.pk)
    assert any("test_privacy.py" in line.get("error", "") for line in said())
    assert PLANTED["name"] not in Task.objects.get().error
