"""The final decision and dissent by the API, under the rights and the seal of the pages."""

import pytest

from assessments.models import Decision
from tests.factories.assessments import ScorecardFactory
from tests.factories.tokens import api_client


@pytest.fixture
def at_the_end(application, later, manager):
    """The application at the last stage, its panel complete."""
    application.stage = later
    application.save()
    for _person in range(later.panel_size):
        ScorecardFactory(application=application, stage=later, submitted=True, level=4)
    return application


def decide(user, application, **body):
    url = f"/api/v1/applications/{application.public_id}/decide/"
    return api_client(user).post(url, body, content_type="application/json")


def test_hiring(at_the_end, manager):
    made = decide(
        manager, at_the_end, outcome="hire", reason="Ran it in production.", heading_notes={"Ethics": "Fine."}
    )
    assert made.status_code == 200
    assert (made.json()["outcome"], made.json()["stage"], made.json()["dissents"]) == ("hire", None, [])
    at_the_end.refresh_from_db()
    assert at_the_end.state == "hired"


def test_not_hiring_names_a_reason_of_the_list(at_the_end, manager, reason):
    assert decide(manager, at_the_end, outcome="no_hire", reason="No.").status_code == 400
    made = decide(manager, at_the_end, outcome="no_hire", reason="No system ran.", move_reason=reason.public_id)
    assert made.json()["outcome"] == "no_hire"


def test_the_final_decision_is_the_managers_and_comes_last(application, at_the_end, recruiter, manager, stage):
    assert decide(recruiter, at_the_end, outcome="hire", reason="Yes.").status_code == 403
    application.stage = stage
    application.save()
    assert decide(manager, application, outcome="hire", reason="Yes.").status_code == 409
    assert not Decision.objects.exists()


def test_dissent_stands_beside_the_decision(at_the_end, manager, member):
    decision = decide(manager, at_the_end, outcome="hire", reason="Ran it in production.").json()["id"]
    url = f"/api/v1/decisions/{decision}/dissent/"
    judge = at_the_end.access.first().user

    def object_to(user, words):
        return api_client(user).post(url, {"words": words}, content_type="application/json")

    assert object_to(judge, "They never owned an incident.").json()["dissents"][0]["words"].startswith("They never")
    assert object_to(judge, "Again.").status_code == 409
    assert object_to(manager, "Me too.").status_code in {403, 409}
    assert object_to(member, "Who am I?").status_code == 404
