"""A role's scope by the API: the same rights and the same verb, with the role's ETag."""

import json

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from hiring.core.models import User
from hiring.models import Environment, Role
from tests.factories.intake import make_member
from tests.factories.scope import ENVIRONMENT, make_scope
from tests.factories.tokens import api_client

EMPTY = {
    "serving": "",
    "latency": None,
    "throughput": None,
    "rows_today": None,
    "rows_in_two_years": None,
    "retraining": "",
    "duties": [],
    "clouds": [],
    "tools": "",
    "colleagues": [],
    "reasons": [],
}


def address(role: Role) -> str:
    return f"/api/v1/roles/{role.public_id}/environment/"


def put(client: Client, role: Role, body: object, match: str = "") -> HttpResponse:
    headers = {"If-Match": match} if match else {}
    return client.put(address(role), json.dumps(body), content_type="application/json", headers=headers)


def test_an_empty_scope_is_shown_as_unsaid(role: Role, interviewer: User) -> None:
    answer = api_client(interviewer).get(address(role))
    assert answer.json() == EMPTY | {"version": role.version}
    assert answer.headers["ETag"] == f'"{role.version}"'


def test_it_is_put_whole_with_the_etag_of_the_role(role: Role, manager: User) -> None:
    client = api_client(manager)
    etag = client.get(f"/api/v1/roles/{role.public_id}/").headers["ETag"]
    answer = put(client, role, ENVIRONMENT | {"reasons": ["remote", "ship_model"]}, etag)
    assert answer.status_code == 200
    expected = ENVIRONMENT | {"reasons": ["ship_model", "remote"], "version": role.version + 1}
    assert answer.json() == expected == client.get(address(role)).json()
    left_out = put(client, role, {"serving": "batch"}, answer.headers["ETag"])
    assert left_out.json() == EMPTY | {"serving": "batch", "version": role.version + 2}


def test_without_or_with_an_old_etag_nothing_is_written(role: Role, manager: User) -> None:
    client = api_client(manager)
    assert put(client, role, ENVIRONMENT).status_code == 428
    make_scope(role)
    answer = put(client, role, {"serving": "batch"}, f'"{role.version}"')
    assert answer.status_code == 412
    assert answer.json()["theirs"]["rows_in_two_years"] == 10_000_000
    assert Environment.objects.get().serving == "real_time"


def test_who_may_not_is_told_so(role: Role, interviewer: User, auditor: User, member: User) -> None:
    for person, status in ((interviewer, 403), (auditor, 403), (member, 404)):
        assert put(api_client(person), role, ENVIRONMENT, "*").status_code == status
    assert put(api_client(make_member(role, "recruiter")), role, ENVIRONMENT, "*").status_code == 200
    assert Client().get(address(role)).status_code == 401
    assert api_client(interviewer).post(address(role)).status_code == 405


def test_what_cannot_be_is_named(role: Role, manager: User) -> None:
    answer = put(api_client(manager), role, {"serving": "sometimes", "duties": ["none"], "rows_today": -1}, "*")
    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"serving", "rows_today"}
    both = put(api_client(manager), role, {"duties": ["none", "audit_log"]}, "*")
    assert both.json()["errors"] == {"duties": ["Choose either duties or none of them."]}


def test_once_open_it_needs_a_reason_and_its_reasons_are_frozen(role: Role, manager: User) -> None:
    make_scope(role)
    Role.objects.update(state="open", opened_at=timezone.now())
    client, body = api_client(manager), ENVIRONMENT | {"throughput": 4000, "reasons": ["ship_model"]}
    assert put(client, role, body, "*").json()["errors"] == {"changed_because": ["Say why the environment changes."]}
    assert put(client, role, body | {"changed_because": "Grew."}, "*").status_code == 200
    assert put(client, role, body | {"reasons": [], "changed_because": "Grew."}, "*").status_code == 409
