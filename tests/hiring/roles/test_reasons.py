"""The catalogue of reasons, and what it makes of a role's weights."""

import pytest

from hiring.models import Role, Stage
from hiring.roles.reasons import ReasonKind, find_reasons, read_catalogue, read_reasons
from hiring.roles.stages import weigh_again, weigh_criteria
from rubrics.library.problems import PackError
from rubrics.library.reader import read_own_packs
from tests.factories.roles import SmallLibrary, make_role, make_rubric
from tests.factories.rubrics import ProcessFactory, ProcessStepFactory

GOOD = """schema_version: 1
reasons:
  - id: drift
    kind: why
    title: Drift
    criteria: {monitoring: 5}
    steps: {production: 4}
    floors: {monitoring: 4}
    source: [arora2026]
"""


def test_it_names_what_the_articles_name() -> None:
    kinds = [reason.kind for reason in read_reasons().values()]
    assert [kinds.count(kind) for kind in ReasonKind] == [7, 2, 5, 1, 2]


def test_it_names_criteria_rubrics_and_sources_of_the_library() -> None:
    library = read_own_packs().library
    criteria = {item.key: item for item in library.criteria}
    rubrics = {rubric.key for rubric in library.rubrics}
    tags = {source.tag for source in library.sources}
    for reason in read_reasons().values():
        assert reason.criteria.keys() <= criteria.keys(), reason.id
        assert reason.steps.keys() <= rubrics, reason.id
        assert set(reason.source) <= tags, reason.id
        assert all(criteria[key].must_have for key in reason.floors), reason.id


def test_it_moves_something_in_each_process() -> None:
    library = read_own_packs().library
    held = {rubric.key: {item.criterion for item in rubric.criteria} for rubric in library.rubrics}
    for process in library.processes:
        for reason in read_reasons().values():
            steps = {step.rubric for step in process.steps}
            moved = any(held[key] & (reason.criteria.keys() | reason.floors.keys()) for key in steps)
            assert moved or steps & reason.steps.keys() or reason.id in SILENT[process.key], (process.key, reason.id)


SILENT = {"seven_step": set(), "production_five_step": {"remote", "core_feature"}, "short_four_step": set()}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: why", "kind: whim"),
        ("{monitoring: 5}", "{monitoring: 99}"),
        ("{monitoring: 4}", "{monitoring: 6}"),
        ("    title: Drift\n", ""),
        ("schema_version: 1", "schema_version: 2"),
    ],
)
def test_a_file_out_of_order_is_refused_whole(old: str, new: str) -> None:
    assert read_catalogue(GOOD, "reasons.yaml")["drift"].floors == {"monitoring": 4}
    with pytest.raises(PackError):
        read_catalogue(GOOD.replace(old, new), "reasons.yaml")


def test_an_id_stands_once() -> None:
    with pytest.raises(PackError, match="twice"):
        read_catalogue(GOOD + GOOD.split("reasons:\n")[1], "reasons.yaml")


def test_a_reason_that_is_gone_is_left_out() -> None:
    assert [reason.id for reason in find_reasons(["gone", "remote", "ship_model"])] == ["ship_model", "remote"]


@pytest.fixture
def role(library: SmallLibrary) -> Role:
    """A draft with a step that the catalogue names, and with one of its criteria."""
    named = make_rubric(
        "seven_5_production_readiness", {"po_monitoring": (50, 3), "release": (50, 3)}, stage="production_readiness"
    )
    process = ProcessFactory(key="named", title="Named")
    for position, (rubric, weight) in enumerate([(library.gate, 0), (library.screen, 40), (named, 60)], 1):
        ProcessStepFactory(process=process, rubric=rubric, position=position, weight=weight)
    return make_role(library, process=process)


def production(role: Role) -> Stage:
    return role.stages.get(rubric_version__rubric__key="seven_5_production_readiness")


def rows(role: Role) -> dict[str, tuple]:
    found = production(role).criteria.all()
    return {row.key: (row.plain_weight, row.weight, row.raised_by, row.floor, row.floor_by) for row in found}


DRIFT, REVENUE = "Nothing noticed drift", "Revenue-critical"


def test_criteria_steps_and_floors_say_what_raised_them(role: Role) -> None:
    role.reasons = ["no_drift_tool", "revenue_critical"]
    weigh_again(role)
    assert rows(role) == {
        "po_monitoring": (50, 55, [DRIFT], 4, [REVENUE]),
        "release": (50, 45, [], 3, []),
    }
    steps = role.stages.values_list("is_gate", "plain_weight", "weight", "raised_by")
    assert list(steps) == [(True, 0, 0, []), (False, 40, 36, []), (False, 60, 64, [DRIFT])]


def test_taken_back_all_is_as_before(role: Role) -> None:
    role.reasons = ["no_drift_tool", "revenue_critical"]
    weigh_again(role)
    role.reasons = []
    weigh_again(role)
    assert rows(role) == {"po_monitoring": (None, 50, [], 3, []), "release": (None, 50, [], 3, [])}
    assert set(role.stages.values_list("plain_weight", "weight")) == {(None, 0), (None, 40), (None, 60)}


def test_weights_set_by_hand_stay_but_floors_rise(role: Role) -> None:
    weights = {"po_monitoring": 30, "release": 70}
    weigh_criteria(production(role), actor=role.created_by, weights=weights, reason="Releases are ours.")
    role.refresh_from_db()
    role.reasons = ["no_drift_tool", "revenue_critical"]
    weigh_again(role)
    assert rows(role) == {"po_monitoring": (None, 30, [], 4, [REVENUE]), "release": (None, 70, [], 3, [])}


def test_what_a_seniority_switched_off_stays_advice(library: SmallLibrary, role: Role) -> None:
    library.junior.must_have_off = ["po_monitoring"]
    library.junior.save()
    role.seniority, role.reasons = library.junior, ["revenue_critical"]
    weigh_again(role)
    row = production(role).criteria.get(key="po_monitoring")
    assert (row.must_have, row.floor, row.advice_floor, row.floor_by) == (False, None, 3, [])
