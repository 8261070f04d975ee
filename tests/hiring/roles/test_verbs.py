import pytest

from hiring.core.errors import Invalid, NotAllowed, Refused, Stale
from hiring.core.models import AuditEntry
from hiring.models import Role
from hiring.roles.verbs import edit_role
from tests.factories.core import PlaceFactory, UserFactory
from tests.factories.hiring import TeamFactory
from tests.factories.roles import make_role
from tests.factories.rubrics import ProcessFactory


def rights(role):
    return sorted(role.members.current().values_list("user__name", "right"))


def test_a_team_manager_becomes_hiring_manager(role):
    assert role.state == "draft"
    assert rights(role) == [("Hiring Manager", "manager")]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.role_id) == ("role.created", role.created_by, role.public_id)
    assert "payment fraud" not in str(entry.__dict__)


def test_a_recruiter_becomes_recruiter_and_may_name_a_manager(library, recruiter):
    named = UserFactory(name="Named Manager")
    assert rights(make_role(library, actor=recruiter)) == [("Rec Ruiter", "recruiter")]
    assert rights(make_role(library, actor=recruiter, manager=named)) == [
        ("Named Manager", "manager"),
        ("Rec Ruiter", "recruiter"),
    ]
    assert rights(make_role(library, actor=recruiter, manager=recruiter)) == [
        ("Rec Ruiter", "manager"),
        ("Rec Ruiter", "recruiter"),
    ]


def test_an_administrator_may_create_and_then_is_hiring_manager(library, administrator):
    assert rights(make_role(library, actor=administrator)) == [("Ada Admin", "manager")]


def test_others_may_not_create(library, member, auditor):
    other_team = TeamFactory()
    other_team.managers.add(member)
    for actor, team in ((member, TeamFactory()), (auditor, other_team), (member, TeamFactory(is_active=False))):
        with pytest.raises(NotAllowed):
            make_role(library, actor=actor, team=team)
    assert not Role.objects.exists()


def test_only_what_is_offered_can_be_chosen(library, recruiter):
    from django.utils import timezone

    cases = {
        "title": {"title": "  "},
        "place": {"place": PlaceFactory(is_active=False)},
        "process": {"process": ProcessFactory(retired_at=timezone.now())},
        "role_type": {"role_type": library.specialism},
        "specialism": {"specialism": library.role_type},
        "manager": {"manager": UserFactory(is_active=False)},
    }
    for field, choice in cases.items():
        with pytest.raises(Invalid) as caught:
            make_role(library, actor=recruiter, **choice)
        assert list(caught.value.errors) == [field]
    assert not Role.objects.exists()


def test_a_change_of_role_type_brings_its_weights(role, manager, library):
    edit_role(role, actor=manager, role_type=library.role_type)
    weights = {stage.title: (stage.weight, stage.weight_source) for stage in role.stages.all()}
    assert weights == {"Job text": (0, "role"), "Screen": (70, "role"), "Production": (30, "role")}
    screen = role.stages.get(title="Screen")
    assert list(screen.criteria.values_list("key", "weight", "weight_source", "must_have", "advice_floor")) == [
        ("shipped", 20, "role", False, 3),
        ("results", 80, "role", False, None),
    ]


def test_an_edit_counts_names_its_fields_and_does_nothing_twice(role, manager):
    before = role.version
    for _again in range(2):
        role = edit_role(role, actor=manager, title="ML engineer, fraud")
    assert role.version == before + 1
    assert list(AuditEntry.objects.filter(action="role.edited").values_list("fields", flat=True)) == [["title"]]


def test_a_stale_edit_is_refused_with_what_stands_now(role, manager):
    edit_role(role, actor=manager, version=role.version, title="Hers")
    with pytest.raises(Stale) as caught:
        edit_role(role, actor=manager, version=role.version, title="His")
    assert caught.value.theirs["title"] == "Hers"
    assert caught.value.theirs["version"] == role.version + 1
    role.refresh_from_db()
    assert role.title == "Hers"


def test_who_may_edit(role, interviewer, recruiter, administrator, auditor, member):
    for actor in (interviewer, administrator, auditor, member):
        with pytest.raises(NotAllowed):
            edit_role(role, actor=actor, title="Mine")
    assert edit_role(role, actor=recruiter, title="By the recruiter").title == "By the recruiter"


def test_what_an_open_role_judges_by_is_frozen(role, manager, library):
    from django.utils import timezone

    Role.objects.filter(pk=role.pk).update(state="open", opened_at=timezone.now())
    for field, value in (("role_type", library.role_type), ("seniority", library.junior)):
        with pytest.raises(Refused):
            edit_role(role, actor=manager, **{field: value})
    assert edit_role(role, actor=manager, title="A better title").title == "A better title"


def test_nobody_shuts_themselves_out(role, recruiter, manager):
    with pytest.raises(Refused):
        edit_role(role, actor=recruiter, confidential=True)
    with pytest.raises(NotAllowed):
        edit_role(role, actor=manager, team=TeamFactory())
    assert edit_role(role, actor=manager, confidential=True).confidential
    assert not Role.objects.visible_to(recruiter).exists()


def test_an_unknown_field_is_a_mistake_of_the_caller(role, manager):
    with pytest.raises(TypeError):
        edit_role(role, actor=manager, state="open")
