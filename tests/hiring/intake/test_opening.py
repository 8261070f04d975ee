import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hiring.core.errors import Invalid, NotAllowed, Refused, Stale
from hiring.core.models import AuditEntry
from hiring.intake.descriptions import write_description
from hiring.intake.opening import NotReady, close_role, open_role, reopen_role
from hiring.intake.overview import read_overview
from hiring.intake.reviews import ask_for_review, leave_review, start_review
from hiring.models import Environment, HiringTeamMember, ReadinessAnswer, Role, Stage
from hiring.readiness.copies import read_copy
from hiring.readiness.gate import judge_team, team_gate_of, with_team_gate
from hiring.readiness.overriding import override_readiness
from hiring.readiness.standing import read_standing
from hiring.roles.stages import set_steps
from hiring.roles.steps import Step
from hiring.scope.verbs import describe_scope
from tests.factories.intake import TEXT, fill, make_member, make_open, make_ready, make_review
from tests.factories.readiness import KEYS, make_answers, make_unready
from tests.factories.roles import make_role
from tests.factories.scope import ENVIRONMENT


def opening(role, user):
    return read_overview(user, role.public_id).opening


def texts(role, user):
    return [item.text for item in opening(role, user).missing]


def test_a_role_opens_when_nothing_is_missing(role, manager):
    make_ready(role)
    assert opening(role, manager).can_open
    opened = open_role(role, actor=manager, version=role.version)
    assert (opened.state, opened.opened_by, opened.version) == ("open", manager, role.version + 1)
    event = role.events.get()
    assert (event.kind, event.actor, event.gate) == (
        "opened",
        manager,
        {"description": 1, "reviews": 2, "score": "3.60"},
    )
    assert AuditEntry.objects.filter(action="role.opened", role_id=role.public_id).count() == 1


def test_all_that_is_missing_is_said_at_once(role, manager):
    assert texts(role, manager) == ["Write the job description."]
    HiringTeamMember.objects.update(right="recruiter")
    write_description(role, actor=manager, text=TEXT)
    make_review(role, {"outcome": 2, "environment": 3})
    wanted = [
        "Name a hiring manager: somebody must decide.",
        "1 of 2 job reviews of version 1 are in.",
        "Outcome stands at 2.0, below its floor of 3.0.",
        "The score of 2.40 is below the 3.00 that a job description needs.",
    ]
    assert texts(role, manager) == wanted
    with pytest.raises(NotReady) as caught:
        open_role(role, actor=manager)
    assert [item.text for item in caught.value.missing] == wanted
    assert all(text in str(caught.value) for text in wanted)
    role.refresh_from_db()
    assert (role.state, role.events.count()) == ("draft", 0)


def test_a_process_without_a_first_step_has_no_gate(role, manager, library):
    set_steps(role, actor=manager, steps=[Step(library.screen, 100)], reason="No gate.")
    assert opening(role, manager).gate is None
    assert open_role(role, actor=manager).state == "open"
    assert role.events.get().gate == {}


def test_opening_ends_the_reviews_that_are_still_open(role, manager, interviewer):
    make_ready(role)
    late = fill(ask_for_review(role, actor=manager, author=interviewer), {"outcome": 2})
    open_role(role, actor=manager)
    late.refresh_from_db()
    assert (late.state, late.closed_at is not None, late.ratings.count()) == ("closed", True, 1)


def test_whoever_holds_an_open_review_cannot_open_the_role(role, manager):
    make_ready(role)
    mine = start_review(role, actor=manager)
    found = opening(role, manager)
    assert (found.gate, found.can_open) == (None, False)
    assert found.closed == "What the others’ reviews say is sealed until yours is in."
    with pytest.raises(Refused, match="sealed"):
        open_role(role, actor=manager)
    leave_review(mine, actor=manager)
    with pytest.raises(Refused, match="sealed"):
        open_role(role, actor=manager)
    second = make_member(role, right="manager")
    assert open_role(role, actor=second).state == "open"
    assert not opening(role, manager).closed


def test_the_figures_are_sealed_and_the_count_is_open(role, manager, interviewer):
    write_description(role, actor=manager, text=TEXT)
    make_review(role, {"outcome": 2, "environment": 3})
    start_review(role, actor=interviewer)
    assert texts(role, interviewer) == ["1 of 2 job reviews of version 1 are in."]
    assert len(texts(role, manager)) == 3


def test_an_administrator_learns_the_count_and_no_figures(role, manager, administrator):
    write_description(role, actor=manager, text=TEXT)
    make_review(role, {"outcome": 2, "environment": 3})
    assert texts(role, administrator) == ["1 of 2 job reviews of version 1 are in."]
    assert opening(role, administrator).closed.startswith("Only the hiring team")


def test_who_may_open_close_and_reopen(role, manager, interviewer, administrator, auditor, member, recruiter):
    make_ready(role)
    for actor in (interviewer, administrator, auditor, member):
        with pytest.raises(NotAllowed):
            open_role(role, actor=actor)
    open_role(role, actor=recruiter)
    for actor in (interviewer, administrator, auditor, member):
        with pytest.raises(NotAllowed):
            close_role(role, actor=actor, reason="Filled.")
    close_role(role, actor=recruiter, reason="Filled.")
    for actor in (interviewer, administrator, auditor, member):
        with pytest.raises(NotAllowed):
            reopen_role(role, actor=actor, reason="She declined.")
    assert reopen_role(role, actor=recruiter, reason="She declined.").state == "open"


def test_closing_and_opening_again_keep_their_reasons(role, manager):
    make_open(role)
    closed = close_role(role, actor=manager, reason=" Filled. ")
    assert (closed.state, closed.close_reason, closed.closed_at is not None) == ("closed", "Filled.", True)
    opened = reopen_role(role, actor=manager, reason="She declined.")
    assert (opened.state, opened.close_reason, opened.closed_at) == ("open", "", None)
    assert list(role.events.order_by("id").values_list("kind", "reason")) == [
        ("opened", ""),
        ("closed", "Filled."),
        ("reopened", "She declined."),
    ]
    assert list(AuditEntry.objects.filter(object_type="role").order_by("id").values_list("action", flat=True)) == [
        "role.created",
        "role.opened",
        "role.closed",
        "role.reopened",
    ]


def test_reasons_are_wanted(role, manager):
    make_open(role)
    with pytest.raises(Invalid):
        close_role(role, actor=manager, reason="  ")
    close_role(role, actor=manager, reason="Filled.")
    with pytest.raises(Invalid):
        reopen_role(role, actor=manager, reason="")


def test_each_step_starts_from_its_state(role, manager):
    make_ready(role)
    with pytest.raises(Refused):
        close_role(role, actor=manager, reason="Filled.")
    with pytest.raises(Refused):
        reopen_role(role, actor=manager, reason="Again.")
    open_role(role, actor=manager)
    with pytest.raises(Refused):
        open_role(role, actor=manager)
    with pytest.raises(Refused):
        reopen_role(role, actor=manager, reason="Again.")
    close_role(role, actor=manager, reason="Filled.")
    with pytest.raises(Refused):
        close_role(role, actor=manager, reason="Filled.")
    assert role.events.count() == 2


def test_a_changed_text_needs_new_reviews_to_reopen(role, manager):
    make_open(role)
    close_role(role, actor=manager, reason="Frozen budget.")
    write_description(role, actor=manager, text="Newer.", reason="Other scope.")
    with pytest.raises(NotReady, match="0 of 2 job reviews of version 2 are in"):
        reopen_role(role, actor=manager, reason="Budget is back.")
    make_ready(role)
    assert reopen_role(role, actor=manager, reason="Budget is back.").state == "open"
    assert role.events.first().gate["description"] == 2


def test_an_open_role_stays_open_and_says_that_its_text_is_newer(role, manager):
    make_open(role)
    assert not opening(role, manager).text_is_newer
    write_description(role, actor=manager, text="Newer.", reason="Pay range.")
    role.refresh_from_db()
    assert role.state == "open"
    found = opening(role, manager)
    assert (found.text_is_newer, found.text_number, found.opened_on.gate["description"]) == (True, 2, 1)


def test_a_stale_version_opens_nothing(role, manager):
    make_ready(role)
    with pytest.raises(Stale):
        open_role(role, actor=manager, version=role.version + 1)


def test_the_database_freezes_what_an_open_role_judges_by(role):
    make_open(role)
    stage = Stage.objects.get(role=role, title="Production")
    stage.minutes = 10
    criterion = stage.criteria.first()
    criterion.weight = 1
    for change in (stage.save, criterion.save, stage.delete, criterion.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    draft = make_role_beside(role)
    Stage.objects.filter(role=draft).update(minutes=10)
    assert set(draft.stages.values_list("minutes", flat=True)) == {10}


def make_role_beside(role):
    from tests.factories.core import UserFactory

    return make_role(
        type("Library", (), {"process": role.process, "plain_type": role.role_type, "mid": role.seniority}),
        actor=UserFactory(is_recruiter=True),
    )


def test_events_are_only_added(role):
    make_open(role)
    for change in (lambda: role.events.update(reason="Other."), lambda: role.events.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert Role.objects.get().events.count() == 1


# the readiness of the team

WHY = "The data owner is named on Monday; Runa prepares the sources meanwhile."
NOT_READY = "The team is not ready: 3 key questions are unclear, and from 3 on no role opens."


def test_a_team_that_is_not_ready_keeps_its_roles_from_opening(role, manager):
    make_ready(role)
    make_unready(role.team)
    assert texts(role, manager) == [NOT_READY]
    with pytest.raises(NotReady) as caught:
        open_role(role, actor=manager)
    assert [(item.code, item.page) for item in caught.value.missing] == [("readiness", "role-readiness")]
    assert not role.readiness_copies.exists()
    make_answers(role.team)
    assert open_role(role, actor=manager).state == "open"


def test_a_role_keeps_what_its_team_answered_when_it_opened(role, manager):
    make_ready(role)
    make_answers(role.team, tool_access="partly", owns_model="no")
    opened = open_role(role, actor=manager)
    make_unready(role.team)
    copy = read_copy(opened)
    assert (copy.is_go, copy.outcome, copy.blocked, copy.unclear, copy.limit) == (True, "Go", False, 0, 3)
    assert (copy.override_by, copy.override_reason, copy.override_at) == ("", "", None)
    assert [(reason.rule, reason.says) for reason in copy.reasons] == [("R5", "caution"), ("R6", "caution")]
    assert copy.first == ["Name the one person who decides about the model."]
    assert [group.tally.answered for group in copy.groups] == [5, 4, 4, 4, 4, 4, 4, 5, 4]
    assert copy.groups[2].answers[0].value == "partly"
    assert copy.groups[3].answers[1].note == "Ada Amsel"
    for change in (role.readiness_copies.update, role.readiness_copies.filter(outcome="go").update):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(outcome="prepare")


def test_an_override_lets_one_opening_pass_and_stays_on_the_role(role, manager):
    make_ready(role)
    make_unready(role.team)
    override = override_readiness(role, actor=manager, reason=WHY)
    assert opening(role, manager).can_open
    opened = open_role(role, actor=manager)
    copy = read_copy(opened)
    assert (copy.blocked, copy.is_go, copy.override_by, copy.override_reason) == (True, False, str(manager), WHY)
    assert role.readiness_copies.get().override == override
    close_role(role, actor=manager, reason="Filled.")
    assert texts(role, manager) == [NOT_READY]
    with pytest.raises(NotReady):
        reopen_role(role, actor=manager, reason="She declined.")
    override_readiness(role, actor=manager, reason="As before, and the owner is named now.")
    reopen_role(role, actor=manager, reason="She declined.")
    reasons = role.readiness_copies.order_by("id").values_list("override__reason", flat=True)
    assert list(reasons) == [WHY, "As before, and the owner is named now."]


def test_an_override_that_was_not_needed_any_more_is_used_up_and_told(role, manager):
    make_ready(role)
    make_unready(role.team)
    override_readiness(role, actor=manager, reason=WHY)
    make_answers(role.team)
    copy = read_copy(open_role(role, actor=manager))
    assert (copy.blocked, copy.is_go, copy.override_by) == (False, True, str(manager))
    assert not role.readiness_overrides.standing().exists()


def test_an_open_role_is_overridden_no_more(role, manager):
    make_open(role)
    make_unready(role.team)
    assert texts(role, manager) == []
    with pytest.raises(Refused, match="open already"):
        override_readiness(role, actor=manager, reason=WHY)


def test_prepare_first_opens_and_stays_on_the_role(role, manager):
    make_ready(role)
    make_answers(role.team, pause_problem="no")
    copy = read_copy(open_role(role, actor=manager))
    assert (copy.outcome, copy.blocked, copy.override_by) == ("Prepare first", False, "")


@given(answers=st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["", "yes", "partly", "no", "unclear"])))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_page_and_the_verb_count_the_same_questions(role, manager, answers):
    role.team.readiness_answers.all().delete()
    ReadinessAnswer.objects.bulk_create(
        ReadinessAnswer(team=role.team, question=key, value=value) for key, value in answers.items()
    )
    read = with_team_gate(Role.objects.filter(pk=role.pk)).get()
    assert team_gate_of(read, 3) == judge_team(read_standing(role.team), None)


def test_a_role_does_not_open_before_its_scope_is_said(library):
    role = make_role(library, described=False)
    make_ready(role)
    manager = role.created_by
    assert texts(role, manager) == ["Say where the work will run, and what it is hired for."]
    describe_scope(role, actor=manager, environment={**ENVIRONMENT, "latency": None, "duties": []}, reasons=["remote"])
    with pytest.raises(NotReady) as caught:
        open_role(role, actor=manager)
    assert [(item.code, item.page) for item in caught.value.missing] == [
        ("scope.latency", "role-scope"),
        ("scope.duties", "role-scope"),
        ("scope.why", "role-scope"),
    ]
    describe_scope(role, actor=manager, environment=ENVIRONMENT, reasons=["ship_model"])
    assert open_role(role, actor=manager).state == "open"


def test_a_role_opened_before_goes_on_and_is_described_before_it_opens_again(role, manager, browser_as):
    make_open(role)
    Environment.objects.all().delete()
    Role.objects.update(reasons=[])
    page = browser_as(manager).get(reverse("role-detail", args=[role.public_id])).text
    assert "This role opened before its environment was asked for." in page
    close_role(Role.objects.get(pk=role.pk), actor=manager, reason="Filled.")
    with pytest.raises(NotReady, match="Say where the work will run"):
        reopen_role(role, actor=manager, reason="They left.")
    describe_scope(role, actor=manager, environment=ENVIRONMENT, reasons=[], changed_because="Asked for since.")
    assert reopen_role(role, actor=manager, reason="They left.").state == "open"
