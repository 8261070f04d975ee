"""Which parts are there: by their headings, by the words of a free text, and by the builder's answers."""

import pytest

from hiring.wording.check import check_text
from hiring.wording.parts import Parts, write_markdown
from tests.hiring.wording.adverts import BAD, GOOD
from tests.hiring.wording.test_parts import FRAUD


def states(text, **more):
    return {part.id: part.present for part in check_text("", text, **more).completeness.parts}


def outcome(text):
    return {part.id: part for part in check_text("", text).completeness.parts}["outcome"]


def test_a_built_text_is_complete():
    text = write_markdown(FRAUD)
    assert set(states(text, parts=FRAUD).values()) == {True}
    assert states(text) == states(text, parts=FRAUD)


def test_a_free_text_is_read_by_its_words():
    assert states(GOOD) == dict.fromkeys(states(GOOD), True)
    assert states(BAD) == {
        "ml_work": True,
        "production": False,
        "mlops": True,
        "tools": True,
        "domain": False,
        "first_project": False,
        "first_30_days": False,
        "outcome": False,
    }


def test_the_worked_example():
    text = "After 90 days fraud scores take under 100 ms (today 140 ms) on the live dashboard."
    assert [name for name, present in states(text).items() if present] == ["ml_work", "domain", "outcome"]
    assert [quote.words for quote in outcome(text).quotes] == ["After 90 days", "ms", "today", "under", "dashboard"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "What is different after 90 days is not said."),
        ("Retrained every 90 days.", "What is different after 90 days is not said."),
        ("After 90 days latency is under 100 ms in the CRM.", "Missing: its value today."),
        (
            "After 90 days customers are happier.",
            "Missing: a metric, its value today, a target and the system in which it shows.",
        ),
        (
            "## After 90 days\n\n- Metric: churn\n- Target: 3 %\n- System: the CRM",
            "Missing: its value today.",
        ),
    ],
)
def test_what_is_missing_of_the_outcome(text, reason):
    assert (outcome(text).present, outcome(text).reason) == (False, reason)


@pytest.mark.parametrize(
    "text",
    [
        "After 90 days: deploy the model.",
        "In your first 90 days you put the model into production.",
        "## After 90 days\n\n- Metric: deploy the model\n- Today: no\n- Target: yes\n- System: Kubernetes",
        "## After 90 days\n\n- **Metric:** deploy the model\n- **Today:** 140 ms\n- **Target:** 100 ms",
    ],
)
def test_deploying_the_model_is_no_business_outcome(text):
    assert outcome(text).present is False
    assert "no business outcome" in outcome(text).reason
    assert "outcome.task_only" in [finding.rule.id for finding in check_text("", text).findings]


def test_deploying_beside_a_number_of_the_business_is_fine():
    text = 'After 90 days, not "deploy the model": churn falls from 5 to 4 per cent in the CRM. Today it is 5 per cent.'
    assert outcome(text).present
    text = "After 90 days you deploy the model and latency falls from 140 ms today to 100 ms in the CRM."
    assert outcome(text).present


def test_thirty_days_need_a_deliverable():
    def of(text):
        check = check_text("", text)
        part = {part.id: part for part in check.completeness.parts}["first_30_days"]
        return part.present, [finding.rule.id for finding in check.findings]

    assert of("In the first 30 days you read documentation and get to know the team.") == (
        False,
        ["outcome.only_reading_in"],
    )
    assert of("In the first 30 days you move one model.") == (True, [])
    assert of("The first 30 days are paid.") == (False, [])
    assert of("We have 30 days of holiday. You report to the head of risk.") == (False, [])
    assert of("## The first 30 days\n\nOne model answers in shadow mode.") == (True, [])
    assert of("## The first 30 days\n\nOnboarding and learning.") == (False, ["outcome.only_reading_in"])


def test_a_first_project_is_small():
    def of(text):
        check = check_text("", text)
        part = {part.id: part for part in check.completeness.parts}["first_project"]
        return part.present, [finding.rule.id for finding in check.findings]

    assert of("Your first project: one of four models.") == (True, [])
    assert of("Your first project: rebuild the whole platform from scratch.") == (
        True,
        ["outcome.first_project_large"],
    )
    assert of("A project.") == (False, [])


def test_placeholders_say_nothing():
    parts = Parts(tools="TBD", domain="…", metric="n/a", first_project="-")
    assert not any(states(write_markdown(parts), parts=parts).values())
