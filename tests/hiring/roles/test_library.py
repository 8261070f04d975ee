"""Weights and floors of roles on the library that Plumbline comes with."""

import pytest

from hiring.models import Role, Stage
from hiring.roles.verbs import create_role
from rubrics.library.loading import load_library
from rubrics.library.reader import read_own_packs
from rubrics.models import Process, Profile, Seniority
from tests.factories.core import PlaceFactory
from tests.factories.hiring import TeamFactory


@pytest.fixture
def make(db, recruiter):
    load_library(read_own_packs())

    def make_role(process="seven_step", role_type="ml_engineer", specialism=None, seniority="mid") -> Role:
        return create_role(
            actor=recruiter,
            title="ML engineer",
            team=TeamFactory(),
            place=PlaceFactory(),
            process=Process.objects.get(key=process),
            role_type=Profile.objects.get(key=role_type),
            specialism=specialism and Profile.objects.get(key=specialism),
            seniority=Seniority.objects.get(key=seniority),
        )

    return make_role


def stage(role: Role, rubric: str) -> Stage:
    return role.stages.get(rubric_version__rubric__key=rubric)


def weights(role: Role, rubric: str) -> tuple[dict[str, int], set[str]]:
    criteria = stage(role, rubric).criteria
    return dict(criteria.values_list("key", "weight")), set(criteria.values_list("weight_source", flat=True))


def test_the_seven_steps(make):
    role = make()
    found = role.stages.values_list("position", "is_gate", "weight", "minutes", "panel_size")
    assert list(found) == [
        (1, True, 0, 60, 2),
        (2, False, 10, 30, 1),
        (3, False, 20, 180, 2),
        (4, False, 20, 75, 2),
        (5, False, 25, 60, 2),
        (6, False, 14, 45, 2),
        (7, False, 11, 45, 2),
    ]


def test_sources_of_weights_on_the_seven_steps(make):
    """An AI engineer for generative products: the specialism's weights before the role type's before the rubric's."""
    role = make(role_type="ai_engineer", specialism="generative_ai")
    assert weights(role, "seven_2_resume_screen") == (
        {
            "rs_production": 25,
            "rs_outcomes": 18,
            "rs_real_data": 8,
            "rs_ownership": 27,
            "rs_fit": 12,
            "rs_collaboration": 10,
        },
        {"role"},
    )
    assert weights(role, "seven_7_ethics_culture") == (
        {
            "ce_fairness": 18,
            "ce_data": 20,
            "ce_transparency": 16,
            "ce_release": 24,
            "ce_learning": 11,
            "ce_team": 11,
        },
        {"specialism"},
    )
    assert weights(role, "seven_6_communication")[1] == {"rubric"}
    assert list(role.stages.values_list("weight", flat=True)) == [0, 10, 20, 25, 18, 15, 12]
    assert set(role.stages.values_list("weight_source", flat=True)) == {"role"}


def test_must_haves_switched_off_add_up_on_the_seven_steps(make):
    """Of the data scientist: rs_production, sd_serving, po_deployment. Of the junior bar: these and po_monitoring."""
    role = make(role_type="data_scientist", seniority="junior")
    off = {
        criterion.key: criterion.off_by
        for each in role.stages.all()
        for criterion in each.criteria.all()
        if criterion.advice_floor is not None
    }
    assert off == {
        "rs_production": ["Data scientist", "Junior"],
        "sd_serving": ["Data scientist", "Junior"],
        "po_deployment": ["Data scientist", "Junior"],
        "po_monitoring": ["Junior"],
    }


def test_every_choice_gives_stages_whose_weights_sum_to_100(make):
    for process in Process.objects.all():
        for role_type in Profile.objects.filter(kind="role"):
            for specialism in [None, *Profile.objects.filter(kind="specialism")]:
                role = make(process.key, role_type.key, specialism and specialism.key)
                assert sum(role.stages.values_list("weight", flat=True)) == 100
                for each in role.stages.all():
                    assert sum(each.criteria.values_list("weight", flat=True)) == 100


def test_a_panel_starts_with_as_many_as_the_rubric_asks_for(make):
    role = make("short_four_step")
    assert list(role.stages.values_list("is_gate", "panel_size", "panel_reason")) == [
        (False, 1, ""),
        (False, 2, ""),
        (False, 2, ""),
        (False, 2, ""),
    ]
