from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from hiring.core.errors import Invalid, NotAllowed, Refused, Stale
from hiring.core.models import AuditEntry, PolicyChange
from hiring.intake.descriptions import write_description
from hiring.intake.models import JobReview
from hiring.intake.reviews import (
    amend_review,
    ask_for_review,
    leave_review,
    save_review,
    start_review,
    submit_review,
)
from hiring.roles.members import remove_member
from hiring.roles.stages import set_steps
from hiring.roles.steps import Step
from rubrics.sheets.content import Answer, Save
from rubrics.sheets.saving import NotOpen
from rubrics.sheets.submitting import Incomplete
from tests.factories.core import UserFactory
from tests.factories.intake import EVIDENCE, TEXT, fill, make_member, make_review


@pytest.fixture
def role(role):
    write_description(role, actor=role.created_by, text=TEXT)
    return role


@pytest.fixture
def manager(role):
    return role.created_by


@time_machine.travel(datetime(2026, 11, 20, 14, 0, tzinfo=UTC), tick=False)  # a Friday
def test_a_review_is_asked_for_and_due_two_working_days_later(role, manager, interviewer):
    review = ask_for_review(role, actor=manager, author=interviewer)
    assert (review.state, review.asked_by, review.description.number) == ("open", manager, 1)
    assert review.rubric_version == role.stages.get(is_gate=True).rubric_version
    assert review.due_at == datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
    entry = AuditEntry.objects.get(action="job_review.asked")
    assert (entry.object_id, entry.role_id) == (review.public_id, role.public_id)


@time_machine.travel(datetime(2026, 11, 20, 14, 0, tzinfo=UTC), tick=False)
def test_the_due_time_is_policy_or_set(role, manager, interviewer):
    PolicyChange.objects.create(key="scorecard.due_days", value=1, reason="Quicker.")
    assert ask_for_review(role, actor=manager, author=interviewer).due_at.day == 23
    other = make_member(role)
    due = timezone.now() + timedelta(hours=3)
    assert ask_for_review(role, actor=manager, author=other, due_at=due).due_at == due
    with pytest.raises(Invalid) as caught:
        ask_for_review(role, actor=manager, author=make_member(role), due_at=timezone.now())
    assert list(caught.value.errors) == ["due_at"]


def test_who_may_ask_and_who_may_be_asked(role, manager, interviewer, recruiter, administrator, auditor, member):
    for actor in (interviewer, administrator, auditor, member):
        with pytest.raises(NotAllowed):
            ask_for_review(role, actor=actor, author=interviewer)
    closed = make_member(role, is_active=False)
    left = make_member(role)
    remove_member(role.members.get(user=left), actor=manager)
    for author in (member, recruiter, closed, left):
        with pytest.raises(Invalid) as caught:
            ask_for_review(role, actor=manager, author=author)
        assert list(caught.value.errors) == ["author"]
    assert ask_for_review(role, actor=recruiter, author=manager).author == manager


def test_anybody_on_the_team_starts_their_own_and_nobody_else(role, manager, interviewer, recruiter, member, auditor):
    assert start_review(role, actor=manager).asked_by == manager
    assert start_review(role, actor=interviewer).author == interviewer
    for actor in (recruiter, member, auditor):
        with pytest.raises(NotAllowed):
            start_review(role, actor=actor)


def test_one_review_a_person_and_text(role, manager, interviewer):
    review = ask_for_review(role, actor=manager, author=interviewer)
    with pytest.raises(Refused, match="asked already"):
        ask_for_review(role, actor=manager, author=interviewer)
    with pytest.raises(Refused, match="open already"):
        start_review(role, actor=interviewer)
    fill(review, {"outcome": 3, "environment": 3})
    submit_review(review, actor=interviewer, version=review.version, text_number=1)
    with pytest.raises(Refused, match="reviewed this version"):
        ask_for_review(role, actor=manager, author=interviewer)
    write_description(role, actor=manager, text="Newer.", reason="Clearer.")
    again = ask_for_review(role, actor=manager, author=interviewer)
    assert again != review
    assert again.description.number == 2


def test_without_a_text_or_a_first_step_there_is_nothing_to_review(library, role, manager):
    from tests.factories.roles import make_role

    bare = make_role(library, actor=manager, team=role.team)
    with pytest.raises(Refused, match="job description first"):
        start_review(bare, actor=manager)
    set_steps(bare, actor=manager, steps=[Step(library.screen, 100)], reason="No gate.")
    with pytest.raises(Refused, match="no step"):
        start_review(bare, actor=manager)


def test_leaving_keeps_the_draft_and_it_can_be_taken_up_again(role, manager, interviewer):
    review = fill(ask_for_review(role, actor=manager, author=interviewer), {"outcome": 2})
    leave_review(review, actor=interviewer)
    assert (review.state, review.ratings.get().level) == ("left", 2)
    with pytest.raises(NotOpen):
        save_review(review, actor=interviewer, save=Save(review.version, {"outcome": Answer(4, False, EVIDENCE)}))
    with pytest.raises(NotOpen):
        leave_review(review, actor=interviewer)
    again = ask_for_review(role, actor=manager, author=interviewer)
    assert (again.pk, again.state, again.closed_at) == (review.pk, "open", None)
    fill(again, {"environment": 4})
    assert list(again.ratings.order_by("criterion__position").values_list("level", flat=True)) == [2, 4]


def test_who_may_end_a_review(role, manager, interviewer, recruiter, administrator, auditor, member):
    review = ask_for_review(role, actor=manager, author=interviewer)
    other = make_member(role)
    for actor in (other, administrator, auditor, member):
        with pytest.raises(NotAllowed):
            leave_review(review, actor=actor)
    assert leave_review(review, actor=recruiter).state == "left"


def test_a_submitted_review_cannot_be_left(role):
    review = make_review(role, {"outcome": 3, "environment": 3})
    with pytest.raises(NotOpen):
        leave_review(review, actor=review.author)


def test_submitting_checks_freezes_and_is_done_once(role, interviewer):
    review = fill(start_review(role, actor=interviewer), {"outcome": 4})
    with pytest.raises(Incomplete) as caught:
        submit_review(review, actor=interviewer, version=review.version, text_number=1)
    assert list(caught.value.errors) == ["environment"]
    fill(review, {"environment": None})
    submit_review(review, actor=interviewer, version=review.version, text_number=1)
    assert review.state == "submitted"
    revision = review.revisions.get()
    assert revision.content["ratings"]["outcome"]["level"] == 4
    assert revision.content["ratings"]["environment"]["not_assessed"]
    with pytest.raises(NotOpen):
        submit_review(review, actor=interviewer, version=review.version, text_number=1)
    assert AuditEntry.objects.filter(action="jobreview.submitted", object_id=review.public_id).count() == 1


def test_nobody_submits_a_review_of_a_text_they_never_saw(role, manager, interviewer):
    review = fill(start_review(role, actor=interviewer), {"outcome": 4, "environment": 3})
    write_description(role, actor=manager, text="Newer.", reason="Clearer.")
    with pytest.raises(Stale) as caught:
        submit_review(review, actor=interviewer, version=review.version, text_number=1)
    assert caught.value.theirs == {"number": 2, "text": "Newer."}
    submit_review(review, actor=interviewer, version=review.version, text_number=2)
    assert review.state == "submitted"


def test_nobody_submits_another_persons_review(role, manager, interviewer):
    review = fill(start_review(role, actor=interviewer), {"outcome": 4, "environment": 3})
    for actor in (manager, UserFactory()):
        with pytest.raises(NotAllowed):
            submit_review(review, actor=actor, version=review.version, text_number=1)
        with pytest.raises(NotAllowed):
            save_review(review, actor=actor, save=Save(review.version, {"outcome": Answer(1, False, EVIDENCE)}))


def test_an_amendment_has_a_reason_and_keeps_the_first_version(role):
    review = make_review(role, {"outcome": 2, "environment": 3})
    save = Save(review.version, {"outcome": Answer(4, False, EVIDENCE)})
    with pytest.raises(Invalid):
        amend_review(review, actor=review.author, save=save, reason=" ")
    amend_review(review, actor=review.author, save=save, reason="I had missed the table.")
    levels = [item.content["ratings"]["outcome"]["level"] for item in review.revisions.order_by("number")]
    assert levels == [2, 4]
    assert JobReview.objects.get().ratings.get(criterion__criterion__key="outcome").level == 4
