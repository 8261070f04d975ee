import pytest
from django.urls import reverse

from hiring.core.models import AuditEntry
from hiring.readiness.models import ReadinessAnswer
from hiring.readiness.overriding import override_readiness
from tests.factories.core import UserFactory
from tests.factories.hiring import TeamFactory
from tests.factories.readiness import make_answers, make_unready
from tests.factories.roles import make_role
from tests.factories.tokens import api_client

BASE = "/api/v1/"
JSON = "application/json"


@pytest.fixture
def url(team):
    return f"{BASE}readiness/{team.public_id}/"


def patch(client, url, answers, match=None):
    headers = {"If-Match": match or client.get(url).headers["ETag"]}
    return client.patch(url, {"answers": answers}, content_type=JSON, headers=headers)


def test_the_whole_organisation_reads_where_a_team_stands(url, team, member, django_assert_num_queries):
    make_unready(team)
    client = api_client(member)
    row = client.get(url).json()
    verdict = row["verdict"]
    assert (row["id"], row["name"], len(row["answers"])) == (team.public_id, team.name, 38)
    assert (verdict["outcome"], verdict["blocks"], verdict["key_unclear"], verdict["limit"]) == ("prepare", True, 3, 3)
    assert verdict["reasons"][0]["rule"] == "R1"
    assert verdict["first"][0]["question"] == "key_data"
    assert verdict["first"][0]["do"].startswith("List the data sources that the model needs")
    first = row["answers"][0]
    assert (first["question"], first["group"], first["value"], first["owner"]) == (
        "key_data",
        "key_questions",
        "unclear",
        None,
    )


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_is_read_by_the_same_queries_at_every_size(member, count, django_assert_num_queries):
    for team in TeamFactory.create_batch(count):
        make_answers(team)
    client = api_client(member)
    with django_assert_num_queries(5):
        assert len(client.get(f"{BASE}readiness/").json()["results"]) == count


def test_answers_are_changed_against_an_etag(url, team, manager, member):
    owner = UserFactory()
    client = api_client(manager)
    old = client.get(url).headers["ETag"]
    assert client.patch(url, {}, content_type=JSON).status_code == 428
    answers = {"key_data": {"value": "yes", "note": "Since May.", "owner": owner.public_id}, "key_limits": {}}
    changed = patch(client, url, answers)
    assert changed.status_code == 200
    assert changed.json()["verdict"]["answered"] == 1
    assert changed.headers["ETag"] != old
    answer = ReadinessAnswer.objects.get()
    assert (answer.value, answer.note, answer.owner) == ("yes", "Since May.", owner)
    assert patch(client, url, {"key_data": {"value": "no"}}, old).status_code == 412
    assert AuditEntry.objects.filter(action="readiness.answered").count() == 1
    assert patch(api_client(member), url, {"key_data": {"value": "no"}}).status_code == 403


def test_what_is_wrong_is_said_by_question(url, manager):
    client = api_client(manager)
    answer = patch(client, url, {"gone": {"value": "yes"}, "owns_model": {"value": "yes"}})
    assert answer.status_code == 400
    assert {"gone", "owns_model"} <= set(answer.text.split('"'))
    assert patch(client, url, {"key_data": {"value": "maybe"}}).status_code == 400
    assert not ReadinessAnswer.objects.exists()


def test_overrides_are_seen_with_the_role(library, role, manager, member, recruiter):
    make_unready(role.team)
    override = override_readiness(role, actor=manager, reason="The owner is named on Monday.")
    other = make_role(library, title="Other")
    for person, count in ((manager, 1), (recruiter, 1), (member, 0)):
        rows = api_client(person).get(f"{BASE}readiness-overrides/").json()["results"]
        assert len(rows) == count
    row = api_client(recruiter).get(f"{BASE}readiness-overrides/{override.public_id}/").json()
    assert (row["role"], row["reason"], row["unclear"]) == (role.public_id, "The owner is named on Monday.", 3)
    assert row["actor"] == manager.public_id
    filtered = api_client(recruiter).get(f"{BASE}readiness-overrides/?role={other.public_id}").json()["results"]
    assert filtered == []
    assert reverse("api:readiness-override-list") == f"{BASE}readiness-overrides/"
