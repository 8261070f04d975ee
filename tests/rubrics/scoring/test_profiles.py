from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.scoring.errors import BadFigure, GatesMoved, IncompleteWeights, WrongProfileKind, WrongTotal
from rubrics.scoring.profiles import (
    Profile,
    ProfileKind,
    Seniority,
    StepWeights,
    WeightSource,
    check_weights,
    has_weights_for,
    resolve_rubric,
    resolve_steps,
)
from tests.rubrics.scoring.examples import make_rubric

KEY = "technical"
RUBRIC = make_rubric(("data", 40, None), ("evaluation", 35, 3), ("code", 25, 4))
STEPS = {"job": 0, "technical": 60, "design": 40}

SCIENTIST = Profile(
    "data_scientist",
    ProfileKind.ROLE_TYPE,
    overrides={KEY: {"code": 10, "data": 50, "evaluation": 40}},
    step_weights={"seven_step": {"design": 30, "technical": 70, "job": 0}},
    must_have_off=("code", "elsewhere"),
)
VISION = Profile("vision", ProfileKind.SPECIALISM, overrides={KEY: {"data": 60, "evaluation": 20, "code": 20}})
PLAIN = Profile("ml_engineer", ProfileKind.ROLE_TYPE)
JUNIOR = Seniority("junior", {"technical": Decimal("3.0")}, must_have_off=("code", "evaluation", "data"))


def weights_of(resolved):
    return {criterion.key: criterion.weight for criterion in resolved.criteria}


def test_the_specialism_comes_before_the_role_type():
    resolved = resolve_rubric(KEY, RUBRIC, role_type=SCIENTIST, specialism=VISION)
    assert weights_of(resolved) == {"data": 60, "evaluation": 20, "code": 20}
    assert (resolved.source, resolved.profile) == (WeightSource.SPECIALISM, "vision")


def test_the_role_type_comes_before_the_rubric():
    for specialism in (None, Profile("other", ProfileKind.SPECIALISM, overrides={"design": {}})):
        resolved = resolve_rubric(KEY, RUBRIC, role_type=SCIENTIST, specialism=specialism)
        assert weights_of(resolved) == {"data": 50, "evaluation": 40, "code": 10}
        assert (resolved.source, resolved.profile) == (WeightSource.ROLE_TYPE, "data_scientist")


def test_else_the_rubrics_own_stand():
    for role_type in (None, PLAIN):
        resolved = resolve_rubric(KEY, RUBRIC, role_type=role_type)
        assert resolved.criteria == RUBRIC
        assert (resolved.source, resolved.profile, resolved.switched_off) == (WeightSource.RUBRIC, None, {})


def test_the_order_of_criteria_is_the_rubrics():
    resolved = resolve_rubric(KEY, RUBRIC, role_type=SCIENTIST)
    assert [criterion.key for criterion in resolved.criteria] == ["data", "evaluation", "code"]
    assert all(type(criterion.weight) is Fraction for criterion in resolved.criteria)


def test_what_is_switched_off_adds_up():
    resolved = resolve_rubric(KEY, RUBRIC, role_type=SCIENTIST, specialism=VISION, seniority=JUNIOR)
    assert resolved.switched_off == {"evaluation": ("junior",), "code": ("data_scientist", "junior")}
    data, evaluation, code = resolved.criteria
    assert (data.must_have, data.floor, data.advice_floor) == (False, None, None)
    assert (evaluation.must_have, evaluation.floor, evaluation.advice_floor) == (False, None, 3)
    assert (code.must_have, code.floor, code.advice_floor) == (False, None, 4)


def test_a_specialism_can_switch_off_too():
    specialism = replace(VISION, must_have_off=("evaluation",))
    resolved = resolve_rubric(KEY, RUBRIC, specialism=specialism)
    assert resolved.switched_off == {"evaluation": ("vision",)}
    assert resolved.criteria[2].must_have


def test_profiles_have_their_places():
    with pytest.raises(WrongProfileKind, match="profile vision is no role"):
        resolve_rubric(KEY, RUBRIC, role_type=VISION)
    with pytest.raises(WrongProfileKind, match="profile data_scientist is no specialism"):
        resolve_rubric(KEY, RUBRIC, specialism=SCIENTIST)
    with pytest.raises(WrongProfileKind):
        resolve_steps("seven_step", STEPS, role_type=VISION)


def test_an_override_is_complete():
    profile = replace(SCIENTIST, overrides={KEY: {"data": 50, "evaluation": 40, "speed": 10}})
    with pytest.raises(
        IncompleteWeights, match="data_scientist: technical: weights missing for code; unknown: speed"
    ) as caught:
        resolve_rubric(KEY, RUBRIC, role_type=profile)
    assert (caught.value.missing, caught.value.unknown) == (("code",), ("speed",))
    with pytest.raises(IncompleteWeights, match="missing for none; unknown: x"):
        check_weights("here", ["a"], {"a": 100, "x": 0})
    with pytest.raises(IncompleteWeights, match="missing for b; unknown: none"):
        check_weights("here", ["a", "b"], {"a": 100})


def test_an_override_sums_to_a_hundred():
    profile = replace(SCIENTIST, overrides={KEY: {"data": 50, "evaluation": 40, "code": 11}})
    with pytest.raises(WrongTotal, match="data_scientist: technical: weights sum to 101, not to 100"):
        resolve_rubric(KEY, RUBRIC, role_type=profile)


def test_so_do_the_rubrics_own_even_when_overridden():
    with pytest.raises(WrongTotal, match="technical: weights sum to 75"):
        resolve_rubric(KEY, RUBRIC[:2], role_type=PLAIN)
    with pytest.raises(WrongTotal, match=r"^technical: weights sum to 75"):
        resolve_rubric(KEY, RUBRIC[:2], role_type=replace(SCIENTIST, overrides={KEY: {"data": 60, "evaluation": 40}}))


def test_no_weight_is_negative():
    with pytest.raises(BadFigure, match="here: weight of b is -1"):
        check_weights("here", ["a", "b"], {"a": 101, "b": -1})
    assert check_weights("here", ["a", "b"], {"b": 0, "a": Decimal("100.0")}) == {"a": 100, "b": 0}


def test_step_weights_are_the_role_types_for_this_process():
    assert resolve_steps("seven_step", STEPS, role_type=SCIENTIST) == StepWeights(
        {"job": 0, "technical": 70, "design": 30}, WeightSource.ROLE_TYPE, "data_scientist"
    )
    assert list(resolve_steps("seven_step", STEPS, role_type=SCIENTIST).weights) == ["job", "technical", "design"]


def test_else_the_processs_own_stand():
    for process, role_type in (("seven_step", None), ("seven_step", PLAIN), ("five_step", SCIENTIST)):
        assert resolve_steps(process, STEPS, role_type=role_type) == StepWeights(STEPS, WeightSource.PROCESS, None)


@pytest.mark.parametrize(
    ("weights", "moved"),
    [
        ({"job": 10, "technical": 60, "design": 30}, ("job",)),
        ({"job": 0, "technical": 100, "design": 0}, ("design",)),
        ({"job": 10, "technical": 90, "design": 0}, ("job", "design")),
    ],
)
def test_a_profile_moves_no_gate(weights, moved):
    profile = replace(SCIENTIST, step_weights={"seven_step": weights})
    with pytest.raises(GatesMoved, match="data_scientist: seven_step: weight 0 marks a gate") as caught:
        resolve_steps("seven_step", STEPS, role_type=profile)
    assert caught.value.steps == moved


def test_step_weights_are_checked():
    with pytest.raises(WrongTotal, match="seven_step: weights sum to 90"):
        resolve_steps("seven_step", {"job": 0, "technical": 90})
    with pytest.raises(IncompleteWeights, match="missing for design"):
        resolve_steps(
            "seven_step",
            STEPS,
            role_type=replace(SCIENTIST, step_weights={"seven_step": {"job": 0, "technical": 100}}),
        )


@pytest.mark.parametrize(
    ("profile", "process", "rubrics", "wanted"),
    [
        (SCIENTIST, "seven_step", [], True),
        (SCIENTIST, "five_step", ["technical"], True),
        (SCIENTIST, "five_step", ["pipeline"], False),
        (VISION, "seven_step", ["job", "technical"], True),
        (PLAIN, "seven_step", ["job", "technical"], False),
    ],
)
def test_whether_a_profile_weighs_anything_in_a_process(profile, process, rubrics, wanted):
    assert has_weights_for(profile, process, rubrics) is wanted


@given(st.lists(st.sampled_from(["data", "evaluation", "code"])), st.lists(st.sampled_from(["evaluation", "code"])))
def test_no_floor_is_lost(by_role_type, by_seniority):
    resolved = resolve_rubric(
        KEY,
        RUBRIC,
        role_type=replace(SCIENTIST, must_have_off=by_role_type),
        seniority=Seniority("junior", must_have_off=by_seniority),
    )
    for before, after in zip(RUBRIC, resolved.criteria, strict=True):
        off = before.must_have and before.key in {*by_role_type, *by_seniority}
        assert after.must_have == (before.must_have and not off)
        assert (after.advice_floor if off else after.floor) == before.floor
    assert sum(criterion.weight for criterion in resolved.criteria) == 100
