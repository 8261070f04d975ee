"""Adding, changing and verbs: ETags, Idempotency-Key, tasks, files."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from hiring.core.api.models import IdempotencyKey
from hiring.core.models import Task, User
from hiring.roles.models import HiringTeamMember, Role
from tests.factories.core import UserFactory
from tests.factories.hiring import RoleFactory
from tests.factories.tokens import api_client

JSON = "application/json"


def send(client: Client, url: str, body: dict | None = None, key: str | None = None, **headers: str) -> object:
    if key is not None:
        headers["Idempotency-Key"] = key
    return client.post(url, body if body is not None else {}, content_type=JSON, headers=headers)


def test_adding_leads_to_the_new_row(client: Client, shop: str, role: Role) -> None:
    response = send(client, shop, {"title": "Second"})
    assert response.status_code == 201
    made = Role.objects.get(title="Second")
    assert response["Location"] == f"{shop}{made.public_id}/"
    assert response["ETag"] == '"1"'
    assert response.json() == client.get(response["Location"]).json()


def test_a_change_carries_the_version(client: Client, shop: str, role: Role) -> None:
    url = f"{shop}{role.public_id}/"
    tag = client.get(url)["ETag"]
    response = client.patch(url, {"title": "Other"}, content_type=JSON, headers={"If-Match": tag})
    assert (response.status_code, response["ETag"], response.json()["title"]) == (200, '"2"', "Other")


def test_a_change_without_if_match(client: Client, shop: str, role: Role) -> None:
    response = client.patch(f"{shop}{role.public_id}/", {"title": "Other"}, content_type=JSON)
    assert (response.status_code, response.json()["code"]) == (428, "match-missing")
    role.refresh_from_db()
    assert role.title == "First"


@pytest.mark.parametrize("tag", ['"0"', 'W/"1"', "1", "", '"', "\u00e9"])
def test_a_stale_change_gets_both_texts(client: Client, shop: str, role: Role, tag: str) -> None:
    response = client.patch(f"{shop}{role.public_id}/", {"title": "Mine"}, content_type=JSON, headers={"If-Match": tag})
    assert (response.status_code, response.json()["code"]) == (412, "stale")
    assert response.json()["yours"] == {"title": "Mine"}
    assert response.json()["theirs"]["title"] == "First"


def test_any_of_several_tags_and_the_star_match(client: Client, shop: str, role: Role) -> None:
    url = f"{shop}{role.public_id}/"
    assert client.patch(url, {}, content_type=JSON, headers={"If-Match": '"0", "1"'}).status_code == 200
    assert client.patch(url, {}, content_type=JSON, headers={"If-Match": "*"}).status_code == 200


def test_the_same_key_happens_once(client: Client, shop: str, role: Role) -> None:
    first = send(client, shop, {"title": "Second"}, key="k-1")
    again = send(client, shop, {"title": "Second"}, key="k-1")
    assert (again.status_code, again.json(), again["Location"]) == (201, first.json(), first["Location"])
    assert Role.objects.count() == 2


def test_the_same_key_for_another_request(client: Client, shop: str, role: Role) -> None:
    send(client, shop, {"title": "Second"}, key="k-1")
    other = send(client, shop, {"title": "Third"}, key="k-1")
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")
    elsewhere = send(client, f"{shop}{role.public_id}/hide/", {"title": "Second"}, key="k-1")
    assert elsewhere.status_code == 422
    assert Role.objects.count() == 2


def test_a_key_is_its_senders_own(client: Client, shop: str, role: Role) -> None:
    send(client, shop, {"title": "Second"}, key="k-1")
    other = api_client(UserFactory(is_recruiter=True))
    assert send(other, shop, {"title": "Third"}, key="k-1").status_code == 201


def test_a_refused_request_leaves_the_key_free(client: Client, shop: str, role: Role) -> None:
    assert send(client, shop, {}, key="k-1").status_code == 400
    assert send(client, f"{shop}{role.public_id}/refuse/", key="k-2").status_code == 409
    assert IdempotencyKey.objects.count() == 0
    assert send(client, shop, {"title": "Second"}, key="k-1").status_code == 201


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 121, "\u00e9"])
def test_a_malformed_key(client: Client, shop: str, role: Role, key: str) -> None:
    assert send(client, shop, {"title": "Second"}, key=key).status_code == 400
    assert Role.objects.count() == 1


def test_a_repeated_answer_shows_what_may_be_seen_now(client: Client, shop: str, role: Role) -> None:
    first = send(client, shop, {"title": "Second"}, key="k-1")
    Role.objects.filter(public_id=first.json()["id"]).update(confidential=True)
    again = send(client, shop, {"title": "Second"}, key="k-1")
    assert (again.status_code, again.content) == (204, b"")


def test_a_verb_that_takes_the_row_out_of_sight(client: Client, shop: str, role: Role) -> None:
    response = send(client, f"{shop}{role.public_id}/hide/")
    assert (response.status_code, response.content) == (204, b"")


def test_a_verb_may_answer_another_kind(client: Client, shop: str, role: Role, member: User) -> None:
    url = f"{shop}{role.public_id}/add-member/"
    response = send(client, url, {"user": member.public_id}, key="k-1")
    assert response.status_code == 201
    row = HiringTeamMember.objects.get()
    assert response.json() == {"id": row.public_id, "user": member.public_id, "right": "interviewer"}
    assert "ETag" not in response
    assert send(client, url, {"user": member.public_id}, key="k-1").json() == response.json()


@pytest.mark.parametrize("value", ["A" * 22, "", "\0", "\ud800", None, 5, [], {}, True])
def test_a_reference_to_nothing(client: Client, shop: str, role: Role, value: object) -> None:
    response = send(client, f"{shop}{role.public_id}/add-member/", {"user": value})
    assert (response.status_code, list(response.json()["errors"])) == (400, ["user"])


def test_background_work_leads_to_its_task(client: Client, shop: str, role: Role) -> None:
    response = send(client, f"{shop}{role.public_id}/report/", key="k-1")
    task = Task.objects.get()
    assert (response.status_code, response.json()) == (202, {"task": task.public_id})
    assert response["Location"] == f"/api/v1/tasks/{task.public_id}/"
    assert client.get(response["Location"]).json()["state"] == "queued"
    again = send(client, f"{shop}{role.public_id}/report/", key="k-1")
    assert (again.status_code, again["Location"]) == (202, response["Location"])
    assert Task.objects.count() == 1


def test_files_are_sent_as_a_form(client: Client, shop: str, role: Role) -> None:
    url = f"{shop}{role.public_id}/upload/"
    for content, status in ((b"From a file", 200), (b"From a file", 200), (b"Another", 422)):
        file = SimpleUploadedFile("title.txt", content)
        response = client.post(url, {"file": file}, headers={"Idempotency-Key": "k-1"})
        assert response.status_code == status
    role.refresh_from_db()
    assert (role.title, role.version) == ("From a file", 2)
    assert client.post(url, {}, content_type=JSON).status_code == 415


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_happen_once(shop: str) -> None:
    RoleFactory(title="First")
    client = api_client(UserFactory(is_recruiter=True))
    client.get(shop)
    gate = threading.Barrier(2)
    answers = []

    def post() -> None:
        gate.wait()
        response = send(client, shop, {"title": "Second"}, key="k-1")
        answers.append((response.status_code, response.content))
        connection.close()

    threads = [threading.Thread(target=post) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [status for status, _ in answers] == [201, 201]
    assert answers[0] == answers[1]
    assert Role.objects.filter(title="Second").count() == 1
