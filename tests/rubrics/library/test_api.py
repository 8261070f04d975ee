"""The library by the API: the same content, the same rights, the same verbs."""

import pytest
from django.test import Client

from hiring.core.models import User
from rubrics.library.loading import load_library
from rubrics.library.reader import read_own_packs
from rubrics.models import Process, Rubric, RubricCriterion, RubricVersion, Seniority
from tests.factories.rubrics import ProcessStepFactory, ProfileFactory, RubricVersionFactory
from tests.factories.tokens import api_client

BASE = "/api/v1/"
COLLECTIONS = ["rubrics", "rubric-versions", "processes", "profiles", "seniorities", "checklists"]


def post(client: Client, address: str, body: object = None, **headers: str) -> object:
    return client.post(address, body or {}, content_type="application/json", headers=headers)


@pytest.mark.parametrize("name", COLLECTIONS)
@pytest.mark.parametrize("persona", ["member", "auditor", "recruiter", "administrator"])
def test_everybody_reads(talk: Rubric, name: str, persona: str, request: pytest.FixtureRequest) -> None:
    client = api_client(request.getfixturevalue(persona))
    rows = client.get(f"{BASE}{name}/").json()["results"]
    assert rows
    assert client.get(f"{BASE}{name}/{rows[0]['id']}/").status_code == 200


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_visitor_reads_nothing(talk: Rubric, client: Client, name: str) -> None:
    assert client.get(f"{BASE}{name}/").status_code == 401


@pytest.mark.parametrize("name", COLLECTIONS)
def test_nothing_is_added_changed_or_deleted(talk: Rubric, administrator: User, name: str) -> None:
    client = api_client(administrator)
    row = client.get(f"{BASE}{name}/").json()["results"][0]
    assert post(client, f"{BASE}{name}/").status_code == 405
    assert client.patch(f"{BASE}{name}/{row['id']}/", {}, content_type="application/json").status_code == 405
    assert client.delete(f"{BASE}{name}/{row['id']}/").status_code == 405


def test_a_version_holds_its_criteria_whole(talk: Rubric, member: User) -> None:
    client = api_client(member)
    rubric = client.get(f"{BASE}rubrics/{talk.public_id}/").json()
    assert (rubric["key"], rubric["subject"], rubric["from_library"]) == ("talk", "candidate", True)
    version = client.get(f"{BASE}rubric-versions/{rubric['latest']}/").json()
    row = RubricCriterion.objects.get(version__rubric=talk, position=1)
    first = version["criteria"][0]
    assert first["levels"] == [text for _level, text in row.anchors]
    assert first["questions"] == row.questions
    assert (first["key"], first["weight"], first["must_have"], first["floor"]) == ("c1", 25, True, 3)
    assert "criteria" not in client.get(f"{BASE}rubric-versions/").json()["results"][0]


def test_a_process_names_its_rubrics_in_order(talk: Rubric, member: User) -> None:
    process = Process.objects.get(key="short")
    steps = api_client(member).get(f"{BASE}processes/{process.public_id}/").json()["steps"]
    ids = dict(Rubric.objects.values_list("key", "public_id"))
    assert [(step["position"], step["rubric"], step["weight"]) for step in steps] == [
        (1, ids["gate"], 0),
        (2, ids["talk"], 50),
        (3, ids["task"], 50),
    ]


def test_lists_are_narrowed_by_what_the_schema_names(talk: Rubric, member: User) -> None:
    client = api_client(member)
    by_subject = client.get(f"{BASE}rubrics/", {"subject": "job"}).json()["results"]
    assert [rubric["key"] for rubric in by_subject] == ["gate"]
    versions = client.get(f"{BASE}rubric-versions/", {"rubric": talk.public_id}).json()["results"]
    assert [version["rubric"] for version in versions] == [talk.public_id]
    profiles = client.get(f"{BASE}profiles/", {"kind": "role"}).json()["results"]
    assert [profile["key"] for profile in profiles] == ["engineer"]
    assert client.get(f"{BASE}rubrics/", {"subject": "team"}).status_code == 400


def test_a_member_sees_no_draft(draft: RubricVersion, member: User, recruiter: User) -> None:
    address = f"{BASE}rubric-versions/{draft.public_id}/"
    assert api_client(member).get(address).status_code == 404
    shown = api_client(recruiter).get(address)
    assert (shown.status_code, shown["ETag"], shown.json()["published_at"]) == (200, '"1"', None)


def test_a_draft_is_started_once(talk: Rubric, recruiter: User) -> None:
    client = api_client(recruiter)
    address = f"{BASE}rubrics/{talk.public_id}/draft/"
    first, second = post(client, address).json(), post(client, address).json()
    assert first["id"] == second["id"] == talk.versions.get(number=2).public_id


def test_a_member_starts_no_draft(talk: Rubric, member: User) -> None:
    response = post(api_client(member), f"{BASE}rubrics/{talk.public_id}/draft/")
    assert (response.status_code, response.json()["code"]) == (403, "not-allowed")
    assert talk.versions.count() == 1


def test_a_draft_is_published_by_what_was_read_of_it(draft: RubricVersion, talk: Rubric, recruiter: User) -> None:
    RubricVersion.objects.filter(pk=draft.pk).update(title="Better talk", revision=2)
    client = api_client(recruiter)
    address = f"{BASE}rubric-versions/{draft.public_id}/publish/"
    body = {"reason": "Clearer."}
    assert post(client, address, body).status_code == 428
    assert post(client, address, body, **{"If-Match": '"1"'}).status_code == 412
    assert post(client, address, {}, **{"If-Match": '"2"'}).status_code == 400
    assert post(client, address, {"reason": " "}, **{"If-Match": '"2"'}).status_code == 400
    response = post(client, address, body, **{"If-Match": '"2"'})
    assert (response.status_code, response.json()["reason"]) == (200, "Clearer.")
    assert post(client, address, body, **{"If-Match": '"2"'}).json()["code"] == "draft-gone"


def test_a_draft_that_is_not_ready_says_so(draft: RubricVersion, recruiter: User) -> None:
    address = f"{BASE}rubric-versions/{draft.public_id}/publish/"
    response = post(api_client(recruiter), address, {"reason": "Why."}, **{"If-Match": '"1"'})
    assert (response.status_code, response.json()["code"]) == (409, "not-ready")
    assert "Nothing differs from version 1." in response.json()["detail"]


def test_a_draft_is_discarded(draft: RubricVersion, talk: Rubric, recruiter: User) -> None:
    address = f"{BASE}rubric-versions/{draft.public_id}/discard/"
    client = api_client(recruiter)
    assert post(client, address).status_code == 204
    assert talk.versions.count() == 1
    assert post(client, address).status_code == 404


def test_a_published_version_is_not_discarded(talk: Rubric, recruiter: User) -> None:
    version = talk.versions.get()
    response = post(api_client(recruiter), f"{BASE}rubric-versions/{version.public_id}/discard/")
    assert (response.status_code, response.json()["code"]) == (409, "draft-gone")


def test_the_own_library_comes_whole(member: User, db: None) -> None:
    load_library(read_own_packs(), actor=None)
    client = api_client(member)
    assert len(client.get(f"{BASE}rubrics/").json()["results"]) == 16
    assert [bar["key"] for bar in client.get(f"{BASE}seniorities/", {"ordering": ""}).json()["results"]] == list(
        Seniority.objects.order_by("id").values_list("key", flat=True)
    )
    checklist = client.get(f"{BASE}checklists/").json()["results"][0]
    assert len([test for section in checklist["sections"] for test in section["tests"]]) == 28


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("rubrics", 3), ("rubric-versions", 2), ("processes", 4), ("profiles", 2)]
)
def test_queries_do_not_grow(
    member: User, django_assert_num_queries: object, name: str, queries: int, rows: int
) -> None:
    for number in range(rows):
        step = ProcessStepFactory(rubric=RubricVersionFactory().rubric)
        ProcessStepFactory(process=step.process, rubric=RubricVersionFactory().rubric, position=2 + number)
        ProfileFactory()
    client = api_client(member)
    client.get(f"{BASE}{name}/")
    with django_assert_num_queries(queries):
        assert client.get(f"{BASE}{name}/").status_code == 200
