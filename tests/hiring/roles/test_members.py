import pytest

from hiring.core.errors import Invalid, NotAllowed, Refused
from hiring.core.models import AuditEntry
from hiring.models import Role
from hiring.roles.members import add_member, ensure_interviewer, remove_member
from hiring.roles.permissions import rights_on
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory, RoleFactory
from tests.factories.roles import make_role


def test_a_right_is_given_and_ended_and_written_down(role, manager):
    person = UserFactory(name="New Colleague")
    member = add_member(role, actor=manager, user=person, right="interviewer")
    assert rights_on(role, person).interviewer
    assert Role.objects.visible_to(person).get() == role
    remove_member(member, actor=manager)
    assert not rights_on(role, person).on_team
    assert not Role.objects.visible_to(person).exists()
    member.refresh_from_db()
    assert member.left_at >= member.added_at
    entries = AuditEntry.objects.filter(object_id=member.public_id).order_by("id")
    assert list(entries.values_list("action", "actor__name", "role_id")) == [
        ("hiring_team.added", "Hiring Manager", role.public_id),
        ("hiring_team.removed", "Hiring Manager", role.public_id),
    ]


def test_rights_add_up_and_each_is_held_once(role, manager):
    person = UserFactory()
    for right in ("manager", "recruiter", "interviewer"):
        add_member(role, actor=manager, user=person, right=right)
        with pytest.raises(Refused, match="already"):
            add_member(role, actor=manager, user=person, right=right)
    found = rights_on(role, person)
    assert (found.manager, found.recruiter, found.interviewer) == (True, True, True)


def test_a_right_can_be_given_again_after_it_ended(role, manager):
    person = UserFactory()
    for _again in range(2):
        remove_member(add_member(role, actor=manager, user=person, right="interviewer"), actor=manager)
    assert role.members.filter(user=person).count() == 2


def test_the_last_hiring_manager_stays(role, manager):
    mine = role.members.get(user=manager, right="manager")
    with pytest.raises(Refused, match="hiring manager"):
        remove_member(mine, actor=manager)
    second = add_member(role, actor=manager, user=UserFactory(), right="manager")
    remove_member(mine, actor=second.user)
    with pytest.raises(Refused):
        remove_member(second, actor=second.user)
    assert role.members.current().get(right="manager") == second


def test_ending_a_right_twice_does_nothing(role, manager, interviewer):
    member = role.members.get(user=interviewer)
    first = remove_member(member, actor=manager).left_at
    assert remove_member(member, actor=manager).left_at == first
    assert AuditEntry.objects.filter(action="hiring_team.removed").count() == 1


def test_a_closed_account_or_an_unknown_right_is_not_taken(role, manager):
    for user, right, field in ((UserFactory(is_active=False), "manager", "user"), (UserFactory(), "owner", "right")):
        with pytest.raises(Invalid) as caught:
            add_member(role, actor=manager, user=user, right=right)
        assert list(caught.value.errors) == [field]


def test_who_may_change_the_team(role, interviewer, recruiter, administrator, auditor, member):
    held = role.members.get(user=interviewer)
    for actor in (interviewer, administrator, auditor, member):
        with pytest.raises(NotAllowed):
            add_member(role, actor=actor, user=actor, right="manager")
        with pytest.raises(NotAllowed):
            remove_member(held, actor=actor)
    assert add_member(role, actor=recruiter, user=recruiter, right="recruiter").added_by == recruiter


def test_a_recruiter_by_account_has_no_right_on_a_confidential_role(library, recruiter):
    hidden = make_role(library, confidential=True)
    with pytest.raises(NotAllowed):
        add_member(hidden, actor=recruiter, user=recruiter, right="recruiter")


def test_a_panel_verb_makes_the_interviewer_once(role, manager):
    person = UserFactory()
    for _again in range(2):
        add_inside_transaction(role, manager, person)
    assert role.members.current().filter(user=person, right="interviewer").count() == 1
    assert AuditEntry.objects.filter(action="hiring_team.added").count() == 1


def add_inside_transaction(role, manager, person):
    from django.db import transaction

    with transaction.atomic():
        ensure_interviewer(role, actor=manager, user=person)


def test_a_right_on_one_role_opens_no_other(role, interviewer):
    other = RoleFactory()
    MemberFactory(role=other)
    assert list(Role.objects.visible_to(interviewer)) == [role]
