"""The bar of the first step, on reviews that were made by the real verbs."""

import pytest

from hiring.core.models import PolicyChange
from hiring.intake.descriptions import write_description
from hiring.intake.gate import read_gate
from hiring.intake.reviews import start_review
from hiring.roles.stages import set_steps
from hiring.roles.steps import Step
from tests.factories.intake import TEXT, make_review


@pytest.fixture
def texted(role, manager):
    write_description(role, actor=manager, text=TEXT)
    return role


def said(role):
    state = read_gate(role)
    return [state.say(reason) for reason in state.told]


def test_without_a_first_step_there_is_no_gate(role, manager, library):
    set_steps(role, actor=manager, steps=[Step(library.screen, 100)], reason="No gate.")
    assert read_gate(role) is None


def test_without_a_text_nothing_is_reviewed(role):
    state = read_gate(role)
    assert (state.text_number, state.reviews, state.gate.open) == (None, 0, False)


def test_without_reviews_only_they_are_told_to_be_missing(texted):
    assert said(texted) == ["0 of 2 job reviews of version 1 are in."]
    assert not read_gate(texted).gate.open


def test_what_the_first_review_left_out_is_told(texted):
    make_review(texted, {"outcome": None, "environment": 4})
    assert said(texted) == [
        "1 of 2 job reviews of version 1 are in.",
        "Nobody assessed the must-have Outcome.",
    ]


def test_two_reviews_at_the_bar_open_it(texted):
    """outcome weighs 60 with floor 3, environment 40; both at exactly 3.0."""
    make_review(texted, {"outcome": 2, "environment": 3})
    assert said(texted)[0] == "1 of 2 job reviews of version 1 are in."
    make_review(texted, {"outcome": 4, "environment": 3})
    state = read_gate(texted)
    assert (state.gate.open, state.gate.reasons) == (True, ())
    assert state.figures == {"description": 1, "reviews": 2, "score": "3.00"}


def test_a_must_have_just_below_its_floor_keeps_it_shut(texted):
    """Three reviews: outcome 3, 3, 2 = 2.67, which must not read as reaching 3."""
    for level in (3, 3, 2):
        make_review(texted, {"outcome": level, "environment": 5})
    assert said(texted) == ["Outcome stands at 2.7, below its floor of 3.0."]


def test_a_score_just_below_the_bar_keeps_it_shut(texted):
    """outcome 3 everywhere; environment 3, 3, 2: score 3 - 40/100/3 = 2.87."""
    for level in (3, 3, 2):
        make_review(texted, {"outcome": 3, "environment": level})
    assert said(texted) == ["The score of 2.87 is below the 3.00 that a job description needs."]


def test_a_must_have_that_nobody_assessed_keeps_it_shut(texted):
    for _review in range(2):
        make_review(texted, {"outcome": None, "environment": 5})
    assert said(texted) == ["Nobody assessed the must-have Outcome."]


def test_count_and_score_are_policy(texted):
    PolicyChange.objects.create(key="job_review.count", value=3, reason="More eyes.")
    PolicyChange.objects.create(key="job_review.score", value="3.5", reason="Better texts.")
    for _review in range(2):
        make_review(texted, {"outcome": 3, "environment": 4})
    assert said(texted) == [
        "2 of 3 job reviews of version 1 are in.",
        "The score of 3.40 is below the 3.50 that a job description needs.",
    ]
    PolicyChange.objects.create(key="job_review.count", value=2, reason="We are few.")
    PolicyChange.objects.create(key="job_review.score", value="3.4", reason="Enough.")
    assert said(texted) == []


def test_only_submitted_reviews_of_the_newest_text_count(texted, manager, interviewer):
    make_review(texted, {"outcome": 4, "environment": 4})
    make_review(texted, {"outcome": 4, "environment": 4})
    start_review(texted, actor=interviewer)
    assert read_gate(texted).figures["reviews"] == 2
    assert read_gate(texted).gate.open
    write_description(texted, actor=manager, text="Newer.", reason="Clearer.")
    assert read_gate(texted).reviews == 0
    assert said(texted)[0] == "0 of 2 job reviews of version 2 are in."


def test_a_must_have_that_the_bar_switched_off_is_advice(library, manager):
    from tests.factories.roles import make_role
    from tests.factories.rubrics import SeniorityFactory

    lenient = SeniorityFactory(key="trainee", must_have_off=["outcome"])
    role = make_role(library, seniority=lenient)
    write_description(role, actor=role.created_by, text=TEXT)
    for _review in range(2):
        make_review(role, {"outcome": 2, "environment": 5})
    assert read_gate(role).gate.open


def test_the_gate_is_read_by_five_queries_at_every_size(texted, django_assert_num_queries):
    for size in (1, 3):
        while read_gate(texted).figures["reviews"] < size:
            make_review(texted, {"outcome": 4, "environment": 4})
        with django_assert_num_queries(5):
            read_gate(texted)
