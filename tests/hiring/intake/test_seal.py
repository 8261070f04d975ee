"""Whose job reviews a person may read: the one predicate, over every relation and state."""

import pytest

from hiring.intake.descriptions import write_description
from hiring.intake.models import JobReview
from hiring.intake.opening import close_role, open_role
from hiring.intake.reviews import leave_review, start_review
from hiring.models import Role
from tests.factories.intake import TEXT, fill, make_member, make_ready, make_review
from tests.factories.roles import make_role


@pytest.fixture
def submitted(role, manager):
    """Somebody's submitted review."""
    write_description(role, actor=manager, text=TEXT)
    return make_review(role, {"outcome": 3, "environment": 3})


def readable(user):
    return set(JobReview.objects.readable_by(user))


def test_the_team_the_recruiters_and_the_auditors_read_what_is_submitted(
    submitted, role, manager, interviewer, recruiter, auditor
):
    team_recruiter = make_member(role, right="recruiter")
    for reader in (manager, interviewer, team_recruiter, recruiter, auditor):
        assert readable(reader) == {submitted}


def test_administrators_and_strangers_read_nothing(submitted, role, administrator, member):
    assert readable(administrator) == set()
    assert readable(member) == set()
    assert JobReview.objects.visible_to(administrator).get() == submitted
    assert not JobReview.objects.visible_to(member).exists()


def test_an_administrator_on_the_team_reads(submitted, role, administrator):
    from tests.factories.hiring import MemberFactory

    MemberFactory(role=role, user=administrator, right="interviewer")
    assert readable(administrator) == {submitted}


def test_a_confidential_role_is_read_by_its_team_and_the_auditors(library, manager, recruiter, auditor):
    hidden = make_role(library, confidential=True)
    write_description(hidden, actor=hidden.created_by, text=TEXT)
    review = make_review(hidden, {"outcome": 3, "environment": 3})
    assert readable(hidden.created_by) == {review}
    assert readable(auditor) == {review}
    assert readable(recruiter) == set()
    assert readable(manager) == set()


def test_an_own_open_review_seals_the_others(submitted, role, interviewer):
    assert readable(interviewer) == {submitted}
    mine = start_review(role, actor=interviewer)
    assert readable(interviewer) == {mine}
    assert not JobReview.objects.open_to(interviewer, role)
    fill(mine, {"outcome": 2, "environment": 2})
    from hiring.intake.reviews import submit_review

    submit_review(mine, actor=interviewer, version=mine.version, text_number=1)
    assert readable(interviewer) == {submitted, mine}


def test_a_draft_is_its_authors_alone(submitted, role, manager, interviewer, recruiter, auditor):
    draft = start_review(role, actor=interviewer)
    for reader in (manager, recruiter, auditor, make_member(role)):
        assert readable(reader) == {submitted}
        assert set(JobReview.objects.visible_to(reader)) == {submitted, draft}


def test_a_seal_outweighs_every_right(submitted, role):
    everything = make_member(role, right="manager", is_recruiter=True, is_auditor=True, is_administrator=True)
    assert readable(everything) == {submitted}
    mine = start_review(role, actor=everything)
    assert readable(everything) == {mine}


def test_leaving_opens_nothing_until_the_role_opens(submitted, role, manager, interviewer):
    mine = start_review(role, actor=interviewer)
    leave_review(mine, actor=manager)
    assert readable(interviewer) == {mine}
    make_review(role, {"outcome": 4, "environment": 4})
    open_role(role, actor=manager)
    assert len(readable(interviewer)) == 3
    close_role(role, actor=manager, reason="Filled.")
    assert readable(interviewer) == {mine}


def test_who_left_one_text_and_submits_a_later_one_is_not_sealed(submitted, role, manager, interviewer):
    mine = start_review(role, actor=interviewer)
    leave_review(mine, actor=interviewer)
    write_description(role, actor=manager, text="Newer.", reason="Clearer.")
    assert readable(interviewer) == {mine}
    later = make_review(role, {"outcome": 3, "environment": 3}, author=interviewer)
    assert readable(interviewer) == {submitted, mine, later}


def test_a_review_that_is_no_longer_needed_seals_nothing(submitted, role, manager, interviewer):
    make_review(role, {"outcome": 4, "environment": 4})
    mine = start_review(role, actor=interviewer)
    open_role(role, actor=manager)
    mine.refresh_from_db()
    assert mine.state == "closed"
    assert len(readable(interviewer)) == 3
    assert len(readable(manager)) == 2


def test_a_seal_on_one_role_is_none_on_another(submitted, role, library, interviewer):
    from tests.factories.hiring import MemberFactory

    other = make_role(library)
    make_ready(other)
    MemberFactory(role=other, user=interviewer)
    mine = start_review(other, actor=interviewer)
    assert readable(interviewer) == {submitted, mine}


def test_whoever_has_left_the_team_reads_nothing_more(submitted, role, manager):
    from hiring.roles.members import remove_member

    author = submitted.author
    remove_member(role.members.get(user=author), actor=manager)
    assert readable(author) == set()
    assert Role.objects.visible_to(author).count() == 0
