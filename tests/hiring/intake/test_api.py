"""Roles, stages, job descriptions and job reviews by the API: the same rights, the same seal, the same verbs."""

import pytest
from django.test import Client
from django.urls import reverse

from hiring.core.models import AuditEntry
from hiring.intake.descriptions import write_description
from hiring.intake.models import JobReview
from hiring.intake.reviews import start_review
from hiring.models import Role, Stage
from tests.factories.core import PlaceFactory, UserFactory
from tests.factories.hiring import TeamFactory
from tests.factories.intake import EVIDENCE, TEXT, fill, make_member, make_open, make_ready, make_review
from tests.factories.readiness import make_unready
from tests.factories.roles import make_role, publish_with
from tests.factories.tokens import api_client
from tests.hiring.wording.test_parts import FRAUD, MARKDOWN

BASE = "/api/v1/"


def send(client: Client, method: str, path: str, body: object = None, match: str = "", **headers: str) -> object:
    if match:
        headers["If-Match"] = match
    return getattr(client, method)(f"{BASE}{path}", body or {}, content_type="application/json", headers=headers)


def etag(client, path):
    return client.get(f"{BASE}{path}").headers["ETag"]


@pytest.fixture
def texted(role, manager):
    write_description(role, actor=manager, text=TEXT)
    return role


# roles


def test_the_collection_shows_what_its_reader_sees(library, role, manager, interviewer, recruiter, member):
    hidden = make_role(library, title="Hidden", confidential=True)
    for person, titles in (
        (manager, [role.title]),
        (interviewer, [role.title]),
        (recruiter, [role.title]),
        (hidden.created_by, ["Hidden"]),
        (member, []),
    ):
        rows = api_client(person).get(f"{BASE}roles/").json()["results"]
        assert [row["title"] for row in rows] == titles
    assert api_client(recruiter).get(f"{BASE}roles/{hidden.public_id}/").status_code == 404
    assert Client().get(f"{BASE}roles/").status_code == 401


def test_a_role_names_its_parts_by_public_id(library, role, manager):
    row = api_client(manager).get(f"{BASE}roles/{role.public_id}/").json()
    assert (row["id"], row["state"], row["own_steps"], row["specialism"]) == (role.public_id, "draft", False, None)
    assert row["process"] == library.process.public_id
    assert row["team"] == role.team.public_id


def test_roles_are_filtered(library, role, recruiter):
    other = make_role(library, title="Other")
    make_open(other)
    client = api_client(recruiter)

    def titles(query):
        return [row["title"] for row in client.get(f"{BASE}roles/?{query}").json()["results"]]

    assert titles("state=open") == ["Other"]
    assert titles(f"team={role.team.public_id}") == [role.title]
    assert client.get(f"{BASE}roles/?state=odd").status_code == 400


def role_body(library, team, **changes):
    return {
        "title": "By the API",
        "team": team.public_id,
        "place": PlaceFactory().public_id,
        "process": library.process.public_id,
        "role_type": library.role_type.public_id,
        "seniority": library.mid.public_id,
        **changes,
    }


def test_a_role_is_created_once_for_one_key(library, recruiter):
    client = api_client(recruiter)
    body = role_body(library, TeamFactory(), specialism=library.specialism.public_id)
    first = send(client, "post", "roles/", body, **{"Idempotency-Key": "one"})
    again = send(client, "post", "roles/", body, **{"Idempotency-Key": "one"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    role = Role.objects.get()
    assert first.headers["Location"].endswith(f"/roles/{role.public_id}/")
    assert (role.specialism, role.stages.count()) == (library.specialism, 3)


def test_creating_is_refused_like_on_the_page(library, manager, member, auditor):
    team = TeamFactory()
    for person in (member, auditor, manager):
        assert send(api_client(person), "post", "roles/", role_body(library, team)).status_code == 403
    team.managers.add(manager)
    wrong = send(
        api_client(manager), "post", "roles/", role_body(library, team, role_type=library.specialism.public_id)
    )
    assert (wrong.status_code, list(wrong.json()["errors"])) == (400, ["role_type"])
    assert send(api_client(manager, "read"), "post", "roles/", role_body(library, team)).status_code == 403
    assert Role.objects.filter(team=team).count() == 0


def test_a_change_needs_the_version_that_it_was_made_on(role, manager):
    client = api_client(manager)
    path = f"roles/{role.public_id}/"
    assert send(client, "patch", path, {"title": "New"}).status_code == 428
    seen = etag(client, path)
    assert send(client, "patch", path, {"title": "Hers"}, match=seen).json()["title"] == "Hers"
    late = send(client, "patch", path, {"title": "His"}, match=seen)
    assert late.status_code == 412
    assert late.json()["yours"] == {"title": "His"}
    assert late.json()["theirs"]["title"] == "Hers"


def test_who_changes_a_role(role, interviewer, auditor, member):
    path = f"roles/{role.public_id}/"
    for person, expected in ((interviewer, 403), (auditor, 403), (member, 404)):
        assert send(api_client(person), "patch", path, {"title": "Mine"}, match="*").status_code == expected


def test_opening_says_all_that_is_missing(role, manager):
    answer = send(api_client(manager), "post", f"roles/{role.public_id}/open/")
    assert answer.status_code == 409
    assert answer.json()["code"] == "not-ready"
    assert "Write the job description." in answer.json()["detail"]


def test_a_role_is_opened_closed_and_reopened(role, manager, interviewer, member):
    make_ready(role)
    path = f"roles/{role.public_id}/"
    for person, expected in ((interviewer, 403), (member, 404)):
        for verb in ("open", "close", "reopen"):
            assert send(api_client(person), "post", f"{path}{verb}/", {"reason": "Mine."}).status_code == expected
    client = api_client(manager)
    assert send(client, "post", f"{path}open/").json()["state"] == "open"
    assert send(client, "post", f"{path}open/").status_code == 409
    assert send(client, "post", f"{path}close/").status_code == 400
    assert send(client, "post", f"{path}close/", {"reason": "Filled."}).json()["state"] == "closed"
    assert send(client, "post", f"{path}reopen/", {"reason": "She declined."}).json()["state"] == "open"
    assert [event.kind for event in role.events.all()] == ["reopened", "closed", "opened"]


# stages


def test_stages_show_weights_and_where_they_come_from(library, recruiter):
    role = make_role(library, role_type=library.role_type, seniority=library.junior)
    make_role(library)
    rows = api_client(recruiter).get(f"{BASE}stages/?role={role.public_id}").json()["results"]
    stages = {row["title"]: row for row in rows}
    assert set(stages) == {"Job text", "Screen", "Production"}
    shipped = stages["Screen"]["criteria"][0]
    assert shipped == {
        "key": "shipped",
        "title": "Shipped",
        "group": "technical",
        "weight": 20,
        "weight_source": "role",
        "plain_weight": None,
        "raised_by": [],
        "must_have": False,
        "floor": None,
        "floor_by": [],
        "advice_floor": 3,
        "off_by": ["Data scientist", "Junior"],
    }


def test_a_stage_is_changed_in_draft_alone(library, role, manager, interviewer, member):
    stage = role.stages.get(title="Production")
    path = f"stages/{stage.public_id}/"
    for person, expected in ((interviewer, 403), (member, 404)):
        assert send(api_client(person), "patch", path, {"minutes": 90}).status_code == expected
    client = api_client(manager)
    assert send(client, "patch", path, {"minutes": 90}).json()["minutes"] == 90
    small = send(client, "patch", path, {"panel_size": 1})
    assert (small.status_code, list(small.json()["errors"])) == (400, ["panel_reason"])
    second = publish_with(library.production, 2, {"monitoring": (80, 3), "release": (20, None)})
    assert send(client, "patch", path, {"rubric_version": second.public_id}).json()["criteria"][0]["weight"] == 80
    assert send(client, "patch", path, {"minutes": 0}).status_code == 400
    make_open(role)
    frozen = send(client, "patch", path, {"minutes": 45})
    assert (frozen.status_code, "frozen" in frozen.json()["detail"]) == (409, True)
    assert Stage.objects.get(pk=stage.pk).minutes == 90


def test_weights_are_set_and_taken_back(role, manager, interviewer):
    stage = role.stages.get(title="Production")
    body = {"weights": {"monitoring": 70, "release": 30}, "reason": "Releases are rare."}
    assert send(api_client(interviewer), "post", f"stages/{stage.public_id}/weigh/", body).status_code == 403
    client = api_client(manager)
    done = send(client, "post", f"stages/{stage.public_id}/weigh/", body)
    assert [item["weight_source"] for item in done.json()["criteria"]] == ["hand", "hand"]
    wrong = {**body, "weights": {"monitoring": 70, "release": 40}}
    assert send(client, "post", f"stages/{stage.public_id}/weigh/", wrong).status_code == 400
    back = send(client, "post", f"stages/{stage.public_id}/unweigh/")
    assert [item["weight"] for item in back.json()["criteria"]] == [50, 50]


# job descriptions


def test_a_version_is_written_on_the_one_that_was_read(role, manager, interviewer, member):
    body = {"role": role.public_id, "text": TEXT, "base": 0}
    assert send(api_client(interviewer), "post", "job-descriptions/", body).status_code == 403
    assert send(api_client(member), "post", "job-descriptions/", body).status_code == 400
    client = api_client(manager)
    assert send(client, "post", "job-descriptions/", body).json()["number"] == 1
    late = send(client, "post", "job-descriptions/", {**body, "text": "Other.", "reason": "Shorter."})
    assert late.status_code == 412
    assert late.json()["theirs"]["text"] == TEXT
    rows = api_client(interviewer).get(f"{BASE}job-descriptions/?role={role.public_id}").json()["results"]
    assert [row["number"] for row in rows] == [1]
    assert api_client(member).get(f"{BASE}job-descriptions/").json()["results"] == []


def test_a_version_is_written_from_parts(role, manager):
    client, body = api_client(manager), {"role": role.public_id, "base": 0}
    missing = send(client, "post", "job-descriptions/", {**body, "parts": {"tools": "Python"}})
    assert (missing.status_code, "metric" in missing.json()["errors"]) == (400, True)
    assert send(client, "post", "job-descriptions/", body).status_code == 400
    both = send(client, "post", "job-descriptions/", {**body, "parts": FRAUD.as_json(), "text": "Both."})
    assert list(both.json()["errors"]) == ["text"]
    written = send(client, "post", "job-descriptions/", {**body, "parts": FRAUD.as_json()}).json()
    assert (written["parts"], written["text"]) == (FRAUD.as_json(), MARKDOWN)
    assert client.get(f"{BASE}job-descriptions/{written['id']}/").json()["parts"] == FRAUD.as_json()


def test_a_text_is_checked(role, manager, interviewer, member):
    path = f"roles/{role.public_id}/description-check/"
    text = "We want a ninja. After 90 days: deploy the model."
    check = send(api_client(manager), "post", path, {"text": text}).json()
    assert [finding["id"] for finding in check["findings"]] == ["outcome.task_only", "buzz.hero"]
    [quote] = check["findings"][1]["quotes"]
    assert (quote["words"], check["text"][quote["start"] : quote["end"]]) == ("ninja", "ninja")
    assert {part["id"]: part["present"] for part in check["parts"]}["outcome"] is False
    assert (check["described"]["role"], check["title"]["role"]) == (None, "ml_engineer")
    write_description(role, actor=manager, parts=FRAUD)
    check = send(api_client(manager), "post", path).json()
    assert (check["described"]["role"], all(part["present"] for part in check["parts"])) == ("ml_engineer", True)
    assert send(api_client(manager), "post", path, {"parts": {"production": "odd"}}).status_code == 400
    assert send(api_client(interviewer), "post", path, {"text": 5}).status_code == 403
    assert send(api_client(member), "post", path).status_code == 404
    assert send(Client(), "post", path).status_code == 401


# job reviews


def test_ratings_are_null_for_whom_the_review_is_sealed(texted, manager, interviewer, administrator, auditor, member):
    theirs = make_review(texted, {"outcome": 2, "environment": None})
    path = f"{BASE}job-reviews/{theirs.public_id}/"
    for person in (manager, interviewer, auditor):
        ratings = api_client(person).get(path).json()["ratings"]
        assert ratings == {
            "outcome": {"level": 2, "not_assessed": False, "evidence": EVIDENCE, "flags": {}},
            "environment": {"level": None, "not_assessed": True, "evidence": "", "flags": {}},
        }
    assert api_client(administrator).get(path).json()["ratings"] is None
    assert api_client(member).get(path).status_code == 404
    mine = fill(start_review(texted, actor=interviewer), {"outcome": 4})
    rows = {row["id"]: row for row in api_client(interviewer).get(f"{BASE}job-reviews/").json()["results"]}
    assert rows[theirs.public_id]["ratings"] is None
    assert rows[theirs.public_id]["state"] == "submitted"
    assert list(rows[mine.public_id]["ratings"]) == ["outcome"]
    assert api_client(manager).get(f"{BASE}job-reviews/{mine.public_id}/").json()["ratings"] is None


def test_a_review_is_asked_for_saved_submitted_and_amended(texted, manager, interviewer):
    asked = send(
        api_client(manager), "post", "job-reviews/", {"role": texted.public_id, "author": interviewer.public_id}
    )
    assert (asked.status_code, asked.json()["state"]) == (201, "open")
    path = f"job-reviews/{asked.json()['id']}/"
    client = api_client(interviewer)
    one = {"ratings": {"outcome": {"level": 3, "evidence": EVIDENCE}}}
    assert send(client, "patch", path, one).status_code == 428
    seen = etag(client, path)
    saved = send(client, "patch", path, one, match=seen)
    assert (saved.status_code, saved.json()["ratings"]["outcome"]["level"]) == (200, 3)
    late = send(client, "patch", path, {"ratings": {"outcome": {"level": 1}}}, match=seen)
    assert late.status_code == 412
    assert late.json()["theirs"]["ratings"]["outcome"]["level"] == 3
    early = send(client, "post", f"{path}submit/", {"text_number": 1}, match=etag(client, path))
    assert (early.status_code, list(early.json()["errors"])) == (400, ["environment"])
    two = {"ratings": {"environment": {"not_assessed": True}}}
    send(client, "patch", path, two, match=etag(client, path))
    unseen = send(client, "post", f"{path}submit/", {"text_number": 2}, match=etag(client, path))
    assert unseen.status_code == 412
    done = send(client, "post", f"{path}submit/", {"text_number": 1}, match=etag(client, path))
    assert (done.status_code, done.json()["state"]) == (200, "submitted")
    assert send(client, "patch", path, one, match=etag(client, path)).status_code == 409
    change = {"ratings": {"outcome": {"level": 5, "evidence": EVIDENCE}}, "reason": "Read it again."}
    amended = send(client, "post", f"{path}amend/", change, match=etag(client, path))
    assert amended.json()["ratings"]["outcome"]["level"] == 5
    assert JobReview.objects.get().revisions.count() == 2
    assert AuditEntry.objects.filter(action="jobreview.submitted").count() == 1


def test_a_draft_is_saved_by_its_author_alone(texted, manager, interviewer, auditor, member):
    review = start_review(texted, actor=interviewer)
    path = f"job-reviews/{review.public_id}/"
    one = {"ratings": {"outcome": {"level": 3, "evidence": EVIDENCE}}}
    for person, expected in ((manager, 403), (auditor, 403), (make_member(texted), 403), (member, 404)):
        client = api_client(person)
        assert send(client, "patch", path, one, match="*").status_code == expected
        assert send(client, "post", f"{path}submit/", {"text_number": 1}, match="*").status_code == expected
    assert not review.ratings.exists()


def test_a_review_of_ones_own_is_started_and_left(texted, interviewer, recruiter, manager):
    client = api_client(interviewer)
    mine = send(client, "post", "job-reviews/", {"role": texted.public_id})
    assert (mine.status_code, mine.json()["author"]) == (201, interviewer.public_id)
    assert send(client, "post", "job-reviews/", {"role": texted.public_id}).status_code == 409
    assert send(api_client(recruiter), "post", "job-reviews/", {"role": texted.public_id}).status_code == 403
    outsider = UserFactory()
    body = {"role": texted.public_id, "author": outsider.public_id}
    assert send(api_client(manager), "post", "job-reviews/", body).status_code == 400
    left = send(client, "post", f"job-reviews/{mine.json()['id']}/leave/")
    assert left.json()["state"] == "left"


def test_collections_are_read_by_the_same_queries_at_every_size(library, recruiter, django_assert_num_queries):
    client = api_client(recruiter)
    counts = {"roles": 2, "stages": 3, "job-reviews": 3, "job-descriptions": 2}
    for _size in range(2):
        make_ready(make_role(library))
        for name in counts:
            client.get(f"{BASE}{name}/")
        for name, expected in counts.items():
            with django_assert_num_queries(expected):
                client.get(f"{BASE}{name}/")


def test_the_page_and_the_api_agree_on_addresses(role):
    assert reverse("api:role-detail", kwargs={"id": role.public_id}) == f"{BASE}roles/{role.public_id}/"
    assert reverse("api:job-review-list") == f"{BASE}job-reviews/"


# the readiness of the team


def test_a_team_that_is_not_ready_is_overridden_by_a_verb(role, manager, interviewer):
    make_ready(role)
    make_unready(role.team)
    lead, colleague = api_client(manager), api_client(interviewer)
    path = f"roles/{role.public_id}/"
    refused = send(lead, "post", f"{path}open/")
    assert refused.status_code == 409
    assert "The team is not ready" in refused.json()["detail"]
    body = {"reason": "The data owner is named on Monday."}
    assert send(colleague, "post", f"{path}override-readiness/", body).status_code == 403
    assert send(lead, "post", f"{path}override-readiness/", {"reason": "Short"}).status_code == 400
    made = send(lead, "post", f"{path}override-readiness/", body)
    assert (made.status_code, made.json()["reason"], made.json()["unclear"]) == (200, body["reason"], 3)
    assert send(lead, "post", f"{path}override-readiness/", body).status_code == 409
    assert send(lead, "post", f"{path}open/").status_code == 200
    [copy] = colleague.get(f"{BASE}role-readiness/?role={role.public_id}").json()["results"]
    assert (copy["outcome"], copy["blocked"], copy["override"]) == ("prepare", True, made.json()["id"])
    assert copy["content"]["groups"][0]["questions"][0]["value"] == "unclear"


def test_the_copies_of_roles_are_seen_with_the_role(role, manager, member):
    make_open(role)
    [copy] = api_client(manager).get(f"{BASE}role-readiness/").json()["results"]
    assert (copy["role"], copy["override"]) == (role.public_id, None)
    assert api_client(member).get(f"{BASE}role-readiness/").json()["results"] == []
    assert api_client(member).get(f"{BASE}role-readiness/{copy['id']}/").status_code == 404
