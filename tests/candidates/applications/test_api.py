import pytest

from candidates.models import Candidate
from candidates.people.records import add_candidate
from tests.factories.candidates import AccessFactory, ApplicationFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory, RoleFactory
from tests.factories.tokens import api_client

pytestmark = pytest.mark.django_db

URL = "/api/v1/candidates/"
JSON = "application/json"


@pytest.fixture
def client(recruiter):
    RoleFactory()
    return api_client(recruiter)


@pytest.fixture
def ada(recruiter):
    return add_candidate(actor=recruiter, name="Ada Lovelace", email="ada@example.org", links=["ada.example.org"])


def test_adding_leads_to_the_record(client):
    response = client.post(URL, {"name": "Grace  Hopper", "links": ["grace.example.org"]}, content_type=JSON)
    assert response.status_code == 201
    grace = Candidate.objects.get()
    assert response["Location"] == f"{URL}{grace.public_id}/"
    assert response.json() == {
        "id": grace.public_id,
        "name": "Grace Hopper",
        "email": "",
        "phone": "",
        "headline": "",
        "location": "",
        "links": ["https://grace.example.org"],
        "version": 1,
        "created_at": response.json()["created_at"],
    }


def test_faults_are_named_by_field(client):
    body = {"name": "Grace", "email": "grace@", "links": ["nonsense"]}
    response = client.post(URL, body, content_type=JSON)
    assert response.status_code == 400
    assert sorted(response.json()["errors"]) == ["email", "links"]
    assert not Candidate.objects.exists()


def test_change_needs_the_version_that_was_read(client, ada):
    url = f"{URL}{ada.public_id}/"
    assert client.patch(url, {"phone": "1"}, content_type=JSON).status_code == 428
    changed = client.patch(url, {"phone": "1"}, content_type=JSON, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed["ETag"], changed.json()["phone"]) == (200, '"2"', "1")
    stale = client.patch(url, {"phone": "2"}, content_type=JSON, headers={"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["theirs"]["phone"]) == (412, "1")


def test_search_finds_by_words_and_address(client, ada, recruiter):
    add_candidate(actor=recruiter, name="Grace Hopper")

    def found(q):
        return [row["name"] for row in client.get(URL, {"q": q}).json()["results"]]

    assert found("lovel ad") == ["Ada Lovelace"]
    assert found("ADA@example.org") == ["Ada Lovelace"]
    assert found("nobody") == []
    assert found("") == ["Grace Hopper", "Ada Lovelace"]


@pytest.mark.parametrize(
    ("who", "read", "changed"),
    [
        ("manager", 200, 200),
        ("panel", 200, 403),
        ("auditor", 200, 403),
        ("stranger", 404, 404),
        ("administrator", 404, 404),
    ],
)
def test_who_reads_and_changes(who, read, changed, auditor, administrator, member):
    application = ApplicationFactory()
    user = {"auditor": auditor, "administrator": administrator, "stranger": member}.get(who) or UserFactory()
    if who == "manager":
        MemberFactory(role=application.role, right="manager", user=user)
    if who == "panel":
        AccessFactory(application=application, user=user)
    client, url = api_client(user), f"{URL}{application.candidate.public_id}/"
    assert client.get(url).status_code == read
    response = client.patch(url, {"phone": "1"}, content_type=JSON, headers={"If-Match": '"1"'})
    assert response.status_code == changed


def test_who_leads_no_role_adds_nobody(member):
    response = api_client(member).post(URL, {"name": "Grace"}, content_type=JSON)
    assert response.status_code == 403
    assert not Candidate.objects.exists()


def test_queries_stay_the_same(client, ada, recruiter, django_assert_num_queries):
    client.get(URL)
    with django_assert_num_queries(2):
        client.get(URL)
    for n in range(2):
        add_candidate(actor=recruiter, name=f"Person {n}")
    with django_assert_num_queries(2):
        assert len(client.get(URL).json()["results"]) == 3
