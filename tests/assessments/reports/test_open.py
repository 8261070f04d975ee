"""Who may open a report that was made: relation to its content now, not when it was made."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Report
from assessments.reports import making
from assessments.reports.making import Chosen
from candidates.models import Access
from hiring.core.models import User
from tests.factories.assessments import ScorecardFactory
from tests.factories.hiring import MemberFactory


def finish(report, *, holds_scores=True, holds_reviews=False):
    """Stand in for the worker where only the seal is in question."""
    report.parts.update(holds_scores=holds_scores)
    Report.objects.filter(pk=report.pk).update(
        ready_at=timezone.now(), file=f"reports/{report.pk}", sha256="0" * 64, holds_reviews=holds_reviews
    )
    return report


def sees(report, user):
    return Report.objects.visible_to(user).filter(pk=report.pk).exists()


def opens(report, user):
    return Report.objects.open_to(user).filter(pk=report.pk).exists()


def lead(role, right="manager", **card) -> User:
    person = MemberFactory(role=role, right=right).user
    if card:
        ScorecardFactory(author=person, **card)
    return person


@pytest.fixture
def people(scored, later, recruiter, auditor, administrator, member, manager):
    application, role, stage = scored, scored.role, scored.stage
    return {
        "maker": manager,
        "another manager": lead(role),
        "recruiter of the role": lead(role, "recruiter"),
        "recruiter": recruiter,
        "auditor": auditor,
        "administrator": administrator,
        "stranger": member,
        "interviewer who has handed in": application_author(application, stage),
        "manager with an open card": lead(role, application=application, stage=stage),
        "manager with an open card of a later stage": lead(role, application=application, stage=later),
        "manager who left the panel": lead(role, application=application, stage=stage, state="left"),
        "manager who has handed in": lead(role, application=application, stage=later, submitted=True),
    }


def application_author(application, stage):
    return ScorecardFactory(application=application, stage=stage, submitted=True).author


# relation: (knows of the report, opens it)
SEEN = {
    "maker": (True, True),
    "another manager": (True, True),
    "recruiter of the role": (True, True),
    "recruiter": (True, True),
    "auditor": (True, True),
    "administrator": (False, False),
    "stranger": (False, False),
    "interviewer who has handed in": (False, False),
    "manager with an open card": (True, False),
    "manager with an open card of a later stage": (True, False),
    "manager who left the panel": (True, False),
    "manager who has handed in": (True, True),
}


@pytest.mark.parametrize("bulk", [False, True], ids=["one", "many"])
def test_relations(bulk, scored, manager, people):
    report = (
        making.export_role("role_zip", Chosen(scored.role), actor=manager)
        if bulk
        else making.print_application(scored, actor=manager)
    )
    finish(report)
    assert {name: (sees(report, user), opens(report, user)) for name, user in people.items()} == SEEN


def test_who_is_put_on_a_panel_later_is_shut_out_of_their_own_copy(scored, later, manager):
    report = finish(making.print_application(scored, actor=manager))
    assert opens(report, manager)
    card = ScorecardFactory(application=scored, stage=later, author=manager)
    assert not opens(report, manager)
    card.state, card.submitted_at, card.recommendation = "submitted", timezone.now(), "yes"
    card.save()
    assert opens(report, manager)


def test_a_copy_that_was_made_sealed_opens_to_its_sealed_maker(scored, later, manager):
    ScorecardFactory(application=scored, stage=later, author=manager)
    report = finish(making.print_application(scored, actor=manager), holds_scores=False)
    assert opens(report, manager)


def test_one_sealed_application_closes_the_whole_file(scored, further, later, manager):
    report = finish(making.export_role("role_pdf", Chosen(scored.role), actor=manager))
    ScorecardFactory(application=further[0], stage=later, author=manager)
    assert not opens(report, manager)


def test_ones_own_card_is_never_closed_to_oneself(runa_card, later, manager):
    runa = runa_card.author
    report = finish(making.print_scorecard(runa_card, actor=runa))
    ScorecardFactory(application=runa_card.application, stage=later, author=runa)
    assert opens(report, runa)


def test_who_sees_the_application_no_more_knows_nothing_of_their_copy(runa_card):
    runa = runa_card.author
    report = finish(making.print_scorecard(runa_card, actor=runa))
    assert (sees(report, runa), opens(report, runa)) == (True, True)
    past = timezone.now() - timedelta(minutes=1)
    Access.objects.filter(user=runa).update(starts_at=past, ends_at=past)
    assert (sees(report, runa), opens(report, runa)) == (False, False)


def test_who_leads_no_more_knows_nothing_of_an_export(scored, manager):
    report = finish(making.export_role("role_zip", Chosen(scored.role), actor=manager))
    scored.role.members.filter(user=manager).update(left_at=timezone.now())
    assert not sees(report, manager)


def test_reviews_of_the_job_description_are_sealed_like_cards(described, manager, stage):
    report = finish(making.print_job_description(described, actor=manager), holds_reviews=True)
    assert opens(report, manager)
    described.job_reviews.create(
        stage=stage,
        description=described.descriptions.get(),
        author=manager,
        rubric_version=stage.rubric_version,
        due_at=timezone.now(),
    )
    assert (sees(report, manager), opens(report, manager)) == (True, False)


def test_nobody_opens_what_is_not_ready_or_deleted(report, manager):
    assert not opens(report, manager)
    finish(report)
    Report.objects.update(deleted_at=timezone.now(), file="")
    assert (sees(report, manager), opens(report, manager)) == (True, False)


def test_signed_out_sees_nothing(report):
    from django.contrib.auth.models import AnonymousUser

    assert not sees(report, AnonymousUser())
