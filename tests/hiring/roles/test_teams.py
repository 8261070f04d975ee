import pytest

from hiring.core.errors import Invalid, NotAllowed
from hiring.core.models import AuditEntry
from hiring.models import Team
from hiring.roles.teams import add_team, edit_team
from tests.factories.core import UserFactory
from tests.factories.hiring import TeamFactory


def test_an_administrator_adds_a_team_with_its_managers(administrator):
    person = UserFactory()
    team = add_team(actor=administrator, name="  Payments risk ", managers=[person])
    assert (team.name, list(team.managers.all()), team.is_active) == ("Payments risk", [person], True)
    assert list(Team.objects.may_ask(person)) == [team]
    assert AuditEntry.objects.get().fields == ["managers", "name"]


def test_a_name_is_there_and_taken_once(administrator):
    first = add_team(actor=administrator, name="Search")
    for name in ("", "  ", "search"):
        with pytest.raises(Invalid) as caught:
            add_team(actor=administrator, name=name)
        assert list(caught.value.errors) == ["name"]
    assert edit_team(first, actor=administrator, name="SEARCH", managers=[], is_active=True).name == "SEARCH"


def test_an_edit_names_its_fields_and_does_nothing_twice(administrator):
    team = TeamFactory(name="Search")
    person = UserFactory()
    for _again in range(2):
        edit_team(team, actor=administrator, name="Search", managers=[person], is_active=False)
    assert list(AuditEntry.objects.values_list("action", "fields")) == [("team.edited", ["is_active", "managers"])]
    assert not Team.objects.may_ask(person).exists()


def test_others_do_not_keep_teams(recruiter, auditor, member):
    team = TeamFactory()
    team.managers.add(member)
    for actor in (recruiter, auditor, member):
        with pytest.raises(NotAllowed):
            add_team(actor=actor, name="Mine")
        with pytest.raises(NotAllowed):
            edit_team(team, actor=actor, name="Mine", managers=[], is_active=True)
