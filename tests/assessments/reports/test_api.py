"""Reports by the API alone: ask, wait, fetch, stop, under the same rights."""

import pytest

from assessments.models import Report
from hiring.core.background.states import TaskState
from tests.factories.assessments import ScorecardFactory

REPORTS = "/api/v1/reports/"


@pytest.fixture
def api(browser_as):
    def as_user(user):
        browser = browser_as(user)

        def call(path, body=None):
            if body is None:
                return browser.get(path)
            return browser.post(path, body, content_type="application/json")

        return call

    return as_user


def test_from_asking_to_the_file(api, manager, scored, carry_out_due):
    call = api(manager)
    asked = call(REPORTS, {"kind": "application", "application": scored.public_id})
    assert asked.status_code == 202
    task = asked.headers["Location"]
    (listed,) = call(f"{REPORTS}?task={asked.json()['task']}").json()["results"]
    assert (listed["state"], listed["task"]) == ("waiting", asked.json()["task"])
    file = f"{REPORTS}{listed['id']}/file/"
    assert call(file).status_code == 404
    carry_out_due()
    result = call(task).json()
    assert (result["state"], result["result"]["report"]) == ("done", listed["id"])
    assert call(f"{REPORTS}{listed['id']}/").json()["state"] == "ready"
    assert call(file).content[:5] == b"%PDF-"


def test_every_kind_can_be_asked_for(api, manager, scored, runa_card, described):
    call = api(manager)
    role = described.public_id
    bodies = [
        {"kind": "scorecard", "scorecard": runa_card.public_id},
        {"kind": "application", "application": scored.public_id},
        {"kind": "job_description", "role": role},
        {"kind": "role_brief", "role": role},
        {"kind": "role_zip", "role": role, "stage": scored.stage.public_id, "states": "open"},
        {"kind": "role_pdf", "role": role},
        {"kind": "table_csv", "role": role},
        {"kind": "table_xlsx", "role": role},
    ]
    assert [call(REPORTS, body).status_code for body in bodies] == [202] * len(bodies)
    assert sorted(Report.objects.values_list("kind", flat=True)) == sorted(body["kind"] for body in bodies)


def test_what_is_missing_is_named(api, manager, scored, later):
    call = api(manager)
    assert list(call(REPORTS, {"kind": "application"}).json()["errors"]) == ["application"]
    other = {"kind": "role_zip", "role": scored.role.public_id, "states": "nowhere"}
    assert list(call(REPORTS, other).json()["errors"]) == ["states"]
    assert not Report.objects.exists()


def test_rights_are_those_of_the_pages(api, member, scored, runa_card, later):
    assert api(member)(REPORTS, {"kind": "application", "application": scored.public_id}).status_code == 400
    assert api(runa_card.author)(REPORTS, {"kind": "application", "application": scored.public_id}).status_code == 403


def test_stopping_going_on_deleting_again(api, manager, report, carry_out_due):
    call = api(manager)
    one = f"{REPORTS}{report.public_id}/"
    assert call(f"{one}cancel/", {}).json()["state"] == "cancelled"
    assert call(f"{one}cancel/", {}).status_code == 409
    assert call(f"{one}resume/", {}).json()["state"] == "waiting"
    carry_out_due()
    assert call(f"{one}again/", {}).status_code == 202
    assert call(f"{one}remove/", {}).json()["state"] == "deleted"
    report.task.refresh_from_db()
    assert report.task.state == TaskState.DONE


def test_a_sealed_reader_gets_403_and_no_figure(api, manager, made, scored, later):
    ScorecardFactory(application=scored, stage=later, author=manager)
    call = api(manager)
    shown = call(f"{REPORTS}{made.public_id}/").json()
    assert shown["state"] == "ready"
    assert not {"size", "pages", "sha256", "file"} & set(shown)
    refused = call(f"{REPORTS}{made.public_id}/file/")
    assert (refused.status_code, refused.headers["Content-Type"]) == (403, "application/problem+json")
