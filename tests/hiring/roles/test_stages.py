import pytest
from django.utils import timezone

from hiring.core.errors import Invalid, NotAllowed, Refused, Stale
from hiring.core.models import AuditEntry, PolicyChange
from hiring.intake.models import JobDescription, JobReview
from hiring.models import Role, StageWeightChange
from hiring.roles.stages import (
    edit_stage,
    refresh_stages,
    set_steps,
    use_library_weights,
    use_process_steps,
    weigh_criteria,
)
from hiring.roles.steps import Step
from hiring.roles.verbs import edit_role
from tests.factories.roles import make_role, make_rubric, publish_with
from tests.factories.rubrics import RubricFactory


def stage(role, title):
    return role.stages.get(title=title)


def weights(stage):
    return dict(stage.criteria.values_list("key", "weight"))


def settings_of(stage, **changes):
    return {
        "panel_size": stage.panel_size,
        "panel_reason": stage.panel_reason,
        "minutes": stage.minutes,
        "due_hours": stage.due_hours,
        "evidence_characters": stage.evidence_characters,
        **changes,
    }


def open_now(role):
    Role.objects.filter(pk=role.pk).update(state="open", opened_at=timezone.now())


def test_stages_come_from_the_process_with_the_librarys_defaults(role):
    found = list(
        role.stages.values_list("position", "title", "is_gate", "weight", "minutes", "panel_size", "due_hours")
    )
    assert found == [
        (1, "Job text", True, 0, 60, 2, 24),
        (2, "Screen", False, 40, 30, 1, 24),
        (3, "Production", False, 60, 75, 2, 24),
    ]
    assert {item.evidence_characters for item in role.stages.all()} == {40}


def test_the_resume_screen_starts_with_one_reader_and_says_why(role):
    assert stage(role, "Screen").panel_reason == "The resume screen starts with one reader."
    assert stage(role, "Production").panel_reason == ""


def test_due_time_and_evidence_rule_come_from_the_policy(library):
    PolicyChange.objects.create(key="scorecard.due_hours", value=48, reason="Panels travel.")
    PolicyChange.objects.create(key="evidence.characters", value=60, reason="More detail.")
    made = make_role(library)
    assert set(made.stages.values_list("due_hours", "evidence_characters")) == {(48, 60)}


@pytest.mark.parametrize(
    ("choices", "expected", "source"),
    [
        ({}, {"monitoring": 50, "release": 50}, "rubric"),
        ({"role_type": "role_type"}, {"monitoring": 90, "release": 10}, "role"),
        ({"specialism": "specialism"}, {"monitoring": 35, "release": 65}, "specialism"),
        (
            {"role_type": "role_type", "specialism": "specialism"},
            {"monitoring": 35, "release": 65},
            "specialism",
        ),
    ],
)
def test_criterion_weights_come_from_specialism_then_role_type_then_rubric(library, choices, expected, source):
    made = make_role(library, **{field: getattr(library, name) for field, name in choices.items()})
    production = stage(made, "Production")
    assert weights(production) == expected
    assert set(production.criteria.values_list("weight_source", flat=True)) == {source}


def test_what_is_switched_off_adds_up_and_becomes_advice(library):
    made = make_role(library, role_type=library.role_type, seniority=library.junior)
    shipped = stage(made, "Screen").criteria.get(key="shipped")
    assert (shipped.must_have, shipped.floor, shipped.advice_floor) == (False, None, 3)
    assert shipped.off_by == ["Data scientist", "Junior"]
    monitoring = stage(made, "Production").criteria.get(key="monitoring")
    assert (monitoring.must_have, monitoring.advice_floor, monitoring.off_by) == (False, 3, ["Junior"])
    release = stage(made, "Production").criteria.get(key="release")
    assert (release.must_have, release.floor, release.off_by) == (True, 3, [])


def test_step_weights_come_from_the_role_type_where_it_has_some(library):
    made = make_role(library, role_type=library.role_type)
    assert list(made.stages.values_list("weight", "weight_source")) == [(0, "role"), (70, "role"), (30, "role")]
    plain = make_role(library)
    assert list(plain.stages.values_list("weight_source", flat=True)) == ["process"] * 3


def test_weights_for_other_parts_than_there_are_give_way_to_the_next_source(library):
    """Somebody published a version with a further criterion: neither profile knows it."""
    publish_with(library.production, 2, {"monitoring": (40, 3), "release": (40, 3), "cost": (20, None)})
    made = make_role(library, role_type=library.role_type, specialism=library.specialism)
    assert weights(stage(made, "Production")) == {"monitoring": 40, "release": 40, "cost": 20}
    assert weights(stage(made, "Screen")) == {"shipped": 20, "results": 80}


def test_step_weights_for_another_process_give_way_to_its_own(library):
    library.process.steps.filter(rubric=library.screen).delete()
    library.process.steps.filter(rubric=library.production).update(weight=100)
    made = make_role(library, role_type=library.role_type)
    assert list(made.stages.values_list("weight", "weight_source")) == [(0, "process"), (100, "process")]


def test_a_rubric_without_a_published_version_is_refused(library, role, manager):
    with pytest.raises(Refused, match="no published version"):
        set_steps(role, actor=manager, steps=[Step(RubricFactory(), 100)], reason="Try it.")
    assert role.stages.count() == 3


def test_refreshing_takes_the_newest_versions(role, manager, library):
    publish_with(library.production, 2, {"monitoring": (80, 3), "release": (20, None)})
    refresh_stages(role, actor=manager)
    production = stage(role, "Production")
    assert production.rubric_version.number == 2
    assert weights(production) == {"monitoring": 80, "release": 20}
    assert not production.criteria.get(key="release").must_have
    assert AuditEntry.objects.filter(action="role.stages_refreshed", role_id=role.public_id).count() == 1


def test_refreshing_keeps_the_version_that_job_reviews_were_begun_on(role, manager, library):
    gate = stage(role, "Job text")
    text = JobDescription.objects.create(role=role, number=1, text="We need help.")
    JobReview.objects.create(
        role=role,
        stage=gate,
        description=text,
        author=manager,
        rubric_version=gate.rubric_version,
        due_at=timezone.now(),
    )
    second = publish_with(library.gate, 2, {"outcome": (50, 3), "environment": (50, 3)}, stage="job_description")
    refresh_stages(role, actor=manager)
    assert stage(role, "Job text").rubric_version.number == 1
    with pytest.raises(Refused, match="Job reviews"):
        edit_stage(gate, actor=manager, **settings_of(gate, rubric_version=second))
    with pytest.raises(Refused, match="Job reviews"):
        set_steps(role, actor=manager, steps=[Step(library.screen, 100)], reason="No gate.")
    assert role.stages.count() == 3


def test_a_smaller_panel_needs_a_reason(role, manager):
    production = stage(role, "Production")
    with pytest.raises(Invalid) as caught:
        edit_stage(production, actor=manager, **settings_of(production, panel_size=1, panel_reason="  "))
    assert list(caught.value.errors) == ["panel_reason"]
    edit_stage(production, actor=manager, **settings_of(production, panel_size=1, panel_reason="Team of three."))
    assert stage(role, "Production").panel_reason == "Team of three."
    edit_stage(production, actor=manager, **settings_of(production, panel_size=2, panel_reason="Team of three."))
    assert stage(role, "Production").panel_reason == ""
    with pytest.raises(Invalid):
        edit_stage(production, actor=manager, **settings_of(production, panel_size=0))


def test_an_edit_names_what_changed_and_does_nothing_twice(role, manager):
    production = stage(role, "Production")
    for _again in range(2):
        edit_stage(production, actor=manager, **settings_of(production, minutes=90, due_hours=48))
    production.refresh_from_db()
    assert (production.minutes, production.due_hours) == (90, 48)
    entries = AuditEntry.objects.filter(action="stage.edited").values_list("fields", flat=True)
    assert list(entries) == [["due_hours", "minutes"]]


def test_settings_survive_a_change_of_profile(role, manager, library):
    production = stage(role, "Production")
    edit_stage(production, actor=manager, **settings_of(production, minutes=90))
    edit_role(role, actor=manager, role_type=library.role_type)
    assert stage(role, "Production").minutes == 90
    assert stage(role, "Production").pk == production.pk


def test_another_version_of_the_same_rubric_can_be_chosen_and_no_other(role, manager, library):
    production = stage(role, "Production")
    second = publish_with(library.production, 2, {"monitoring": (80, 3), "release": (20, None)})
    edit_stage(production, actor=manager, **settings_of(production, rubric_version=second))
    assert weights(stage(role, "Production")) == {"monitoring": 80, "release": 20}
    other = library.screen.versions.get()
    with pytest.raises(Invalid):
        edit_stage(production, actor=manager, **settings_of(production, rubric_version=other))


def test_weights_by_hand_sum_to_100_and_keep_author_and_reason(role, manager):
    production = stage(role, "Production")
    for wrong in ({"monitoring": 50, "release": 49}, {"monitoring": 100}, {"monitoring": 101, "release": -1}):
        with pytest.raises(Invalid):
            weigh_criteria(production, actor=manager, weights=wrong, reason="Releases are rare.")
    with pytest.raises(Invalid) as caught:
        weigh_criteria(production, actor=manager, weights={"monitoring": 60, "release": 40}, reason=" ")
    assert list(caught.value.errors) == ["reason"]
    weigh_criteria(production, actor=manager, weights={"monitoring": 60, "release": 40}, reason="Releases are rare.")
    assert weights(production) == {"monitoring": 60, "release": 40}
    assert set(production.criteria.values_list("weight_source", flat=True)) == {"hand"}
    changes = StageWeightChange.objects.order_by("id").values_list("key", "old", "new", "reason", "author__name")
    assert list(changes) == [
        ("monitoring", 50, 60, "Releases are rare.", "Hiring Manager"),
        ("release", 50, 40, "Releases are rare.", "Hiring Manager"),
    ]


def test_weights_by_hand_stay_when_the_profile_changes_and_can_be_taken_back(role, manager, library):
    production = stage(role, "Production")
    weigh_criteria(production, actor=manager, weights={"monitoring": 60, "release": 40}, reason="Releases are rare.")
    edit_role(role, actor=manager, role_type=library.role_type)
    assert weights(production) == {"monitoring": 60, "release": 40}
    use_library_weights(production, actor=manager)
    assert weights(production) == {"monitoring": 90, "release": 10}


def test_own_steps_are_added_removed_and_reordered_at_once(role, manager, library):
    talk = make_rubric("talk", {"explains": (100, None)}, stage="communication")
    kept = stage(role, "Production").pk
    steps = [Step(library.gate, 0), Step(library.production, 70), Step(talk, 30)]
    set_steps(role, actor=manager, steps=steps, reason="We know the resumes.")
    role.refresh_from_db()
    assert list(role.stages.values_list("position", "title", "weight", "weight_source")) == [
        (1, "Job text", 0, "hand"),
        (2, "Production", 70, "hand"),
        (3, "Talk", 30, "hand"),
    ]
    assert stage(role, "Production").pk == kept
    assert role.own_steps
    assert role.decision_view == []
    swapped = [Step(library.gate, 0), Step(talk, 30), Step(library.production, 70)]
    set_steps(role, actor=manager, steps=swapped, reason="Talk first.")
    assert list(role.stages.values_list("title", flat=True)) == ["Job text", "Talk", "Production"]
    use_process_steps(role, actor=manager)
    role.refresh_from_db()
    assert list(role.stages.values_list("title", "weight")) == [("Job text", 0), ("Screen", 40), ("Production", 60)]
    assert not role.own_steps
    assert role.decision_view == [{"heading": "All of it", "rubrics": ["screen", "production"]}]


def test_own_step_weights_alone_keep_the_headings_of_the_process(role, manager, library):
    steps = [Step(library.gate, 0), Step(library.screen, 10), Step(library.production, 90)]
    set_steps(role, actor=manager, steps=steps, reason="Production decides.")
    role.refresh_from_db()
    assert not role.own_steps
    changes = StageWeightChange.objects.order_by("id").values_list("stage__title", "key", "old", "new")
    assert list(changes) == [("Screen", "", 40, 10), ("Production", "", 60, 90)]
    edit_role(role, actor=manager, role_type=library.role_type)
    assert list(role.stages.values_list("weight", flat=True)) == [0, 10, 90]


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ([("screen", 100), ("gate", 0)], "comes first"),
        ([("gate", 0)], "judges candidates"),
        ([], "judges candidates"),
        ([("screen", 60), ("screen", 40)], "stands twice"),
        ([("screen", 60), ("production", 30)], "sum to 90"),
        ([("screen", 100), ("production", 0)], "at least 1"),
        ([("gate", 10), ("screen", 90)], "no weight"),
    ],
)
def test_steps_that_are_no_process_are_refused(role, manager, library, steps, fault):
    plan = [Step(getattr(library, name), weight) for name, weight in steps]
    with pytest.raises(Invalid, match=fault):
        set_steps(role, actor=manager, steps=plan, reason="Because.")
    assert role.stages.count() == 3


def test_own_steps_need_a_reason(role, manager, library):
    with pytest.raises(Invalid) as caught:
        set_steps(role, actor=manager, steps=[Step(library.screen, 100)], reason="")
    assert list(caught.value.errors) == ["reason"]


def test_another_process_replaces_the_steps(role, manager, library):
    from hiring.roles.processes import save_process

    short = save_process(actor=manager, title="Screen only", steps=[Step(library.screen, 100)])
    edit_role(role, actor=manager, process=short)
    assert list(role.stages.values_list("position", "title", "weight")) == [(1, "Screen", 100)]


def verbs(role, library):
    production = stage(role, "Production")
    return {
        "edit": lambda **who: edit_stage(production, **settings_of(production, minutes=90), **who),
        "refresh": lambda **who: refresh_stages(role, **who),
        "steps": lambda **who: set_steps(role, steps=[Step(library.screen, 100)], reason="Short.", **who),
        "reset": lambda **who: use_process_steps(role, **who),
        "weigh": lambda **who: weigh_criteria(
            production, weights={"monitoring": 60, "release": 40}, reason="Rare.", **who
        ),
        "unweigh": lambda **who: use_library_weights(production, **who),
    }


VERBS = ["edit", "refresh", "steps", "reset", "weigh", "unweigh"]


@pytest.mark.parametrize("verb", VERBS)
def test_stages_of_an_open_role_do_not_change(role, manager, library, verb):
    before = list(role.stages.values()), list(stage(role, "Production").criteria.values())
    open_now(role)
    with pytest.raises(Refused, match="frozen"):
        verbs(role, library)[verb](actor=manager)
    assert (list(role.stages.values()), list(stage(role, "Production").criteria.values())) == before


@pytest.mark.parametrize("verb", VERBS)
def test_others_do_not_change_stages(role, interviewer, administrator, auditor, member, library, verb):
    for actor in (interviewer, administrator, auditor, member):
        with pytest.raises(NotAllowed):
            verbs(role, library)[verb](actor=actor)


@pytest.mark.parametrize("verb", VERBS)
def test_a_stale_version_is_refused(role, manager, library, verb):
    change = verbs(role, library)[verb]
    with pytest.raises(Stale):
        change(actor=manager, version=role.version + 1)
    change(actor=manager, version=role.version)
    with pytest.raises(Stale):
        change(actor=manager, version=role.version)
