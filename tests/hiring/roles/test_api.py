"""Hiring teams in the API: who is on one, giving and ending a right."""

import pytest

from hiring.models import HiringTeamMember
from tests.factories.core import UserFactory
from tests.factories.tokens import api_client

URL = "/api/v1/hiring-team/"


@pytest.fixture
def call(manager):
    client = api_client(manager)
    return lambda url, body: client.post(url, body, content_type="application/json")


def test_a_right_is_given_and_ended(call, role, manager):
    person = UserFactory()
    body = {"role": role.public_id, "user": person.public_id, "right": "interviewer"}
    made = call(URL, body)
    assert made.status_code == 201
    listed = api_client(manager).get(URL, {"role": role.public_id}).json()["results"]
    assert [(row["user"], row["right"], row["left_at"]) for row in listed] == [
        (person.public_id, "interviewer", None),
        (manager.public_id, "manager", None),
    ]
    ended = call(f"{URL}{made.json()['id']}/remove/", {})
    assert ended.json()["left_at"] is not None
    assert call(URL, body | {"right": "nothing"}).status_code == 400


def test_the_last_manager_stays(call, role, manager):
    member = role.members.get(user=manager, right="manager")
    assert call(f"{URL}{member.public_id}/remove/", {}).status_code == 409
    assert HiringTeamMember.objects.current().filter(pk=member.pk).exists()


def test_whoever_only_sees_the_role_changes_nothing(interviewer, role, member):
    body = {"role": role.public_id, "user": member.public_id, "right": "manager"}
    refused = api_client(interviewer).post(URL, body, content_type="application/json")
    unknown = api_client(member).post(URL, body, content_type="application/json")
    assert (refused.status_code, unknown.status_code) == (403, 400)
    assert api_client(member).get(URL).json()["results"] == []
