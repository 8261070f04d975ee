"""Weights after the reasons of a hire: examples worked by hand, and what holds for all."""

from hypothesis import given
from hypothesis import strategies as st

from hiring.roles.emphasis import Emphasis, apportion, emphasise, raise_floors

KEYS = ("a", "b", "c", "d", "e", "f")
WHOLE = 100
points = st.dictionaries(st.sampled_from((*KEYS, "elsewhere")), st.integers(1, 20), max_size=4)
floors = st.dictionaries(st.sampled_from(KEYS), st.integers(1, 5), max_size=3)
emphases = st.lists(
    st.builds(Emphasis, name=st.text("xyz", min_size=1, max_size=3), points=points, floors=floors),
    max_size=5,
    unique_by=lambda emphasis: emphasis.name,
)


@st.composite
def weights(draw: st.DrawFn) -> dict[str, int]:
    """Weights of a rubric or of a process that begins with a gate: whole numbers that sum to 100."""
    parts = draw(st.lists(st.integers(1, 60), min_size=1, max_size=5))
    shares = apportion(WHOLE, {str(place): part for place, part in enumerate(parts)})
    return dict(zip(KEYS, [0, *shares.values()], strict=False))


def test_the_unnamed_give_in_equal_parts() -> None:
    found = emphasise({"a": 40, "b": 30, "c": 30}, [Emphasis("Notebook", {"a": 10})])
    assert found.weights == {"a": 50, "b": 25, "c": 25}
    assert found.raised_by == {"a": ("Notebook",)}


def test_points_add_up_and_half_is_the_most_that_goes() -> None:
    reasons = [Emphasis("Load", {"a": 6}), Emphasis("Drift", {"a": 3, "b": 3})]
    found = emphasise({"a": 50, "b": 30, "c": 20}, reasons)
    assert found.weights == {"a": 57, "b": 32, "c": 11}
    assert found.raised_by == {"a": ("Load", "Drift"), "b": ("Drift",)}


def test_the_own_rubric_on_drift() -> None:
    """Step 5 of the seven: monitoring 20 + 5. The six others have 74 above 1; of 5 they give 16/74, 14/74, 17/74,
    11/74, 9/74 and 7/74: 1.08, 0.95, 1.15, 0.74, 0.61, 0.47, so 1 each of the first five.
    """
    own = {"pipeline": 17, "cicd": 15, "deployment": 18, "lineage": 12, "monitoring": 20, "incidents": 10, "cost": 8}
    found = emphasise(own, [Emphasis("Nothing noticed drift", {"monitoring": 5})])
    assert list(found.weights.values()) == [16, 14, 17, 11, 25, 9, 8]


def test_without_reasons_nothing_moves() -> None:
    own = {"a": 60, "b": 40}
    assert emphasise(own, []).weights == own
    assert not emphasise(own, [Emphasis("Elsewhere", {"z": 9})]).moved


def test_where_every_key_is_named_nobody_gives() -> None:
    own = {"a": 60, "b": 40}
    found = emphasise(own, [Emphasis("All", {"a": 5, "b": 9})])
    assert (found.weights, found.moved) == (own, False)


@given(weights(), emphases)
def test_the_sum_stays_and_nothing_turns_around(own: dict[str, int], reasons: list[Emphasis]) -> None:
    found = emphasise(own, reasons)
    named = {key for reason in reasons for key in reason.points}
    assert list(found.weights) == list(own)
    assert sum(found.weights.values()) == sum(own.values()) == WHOLE
    for key, weight in own.items():
        now = found.weights[key]
        assert now >= weight if key in named else now <= weight
        assert (now == 0) == (weight == 0)
        assert (key in found.raised_by) == (now > weight)


@given(weights(), emphases)
def test_the_order_of_reasons_does_not_matter(own: dict[str, int], reasons: list[Emphasis]) -> None:
    assert emphasise(own, reasons).weights == emphasise(own, list(reversed(reasons))).weights


@given(weights(), emphases)
def test_no_more_is_given_than_asked_and_than_half(own: dict[str, int], reasons: list[Emphasis]) -> None:
    found = emphasise(own, reasons)
    for key, weight in own.items():
        asked = sum(reason.points.get(key, 0) for reason in reasons)
        assert found.weights[key] - weight <= asked
    spare = sum(weight - 1 for key, weight in own.items() if weight and not any(key in r.points for r in reasons))
    assert sum(max(weight - found.weights[key], 0) for key, weight in own.items()) <= spare // 2


@given(st.integers(0, 200), st.dictionaries(st.sampled_from(KEYS), st.integers(0, 60)))
def test_apportioned_parts_are_near_their_share(whole: int, shares: dict[str, int]) -> None:
    parts, total = apportion(whole, shares), sum(shares.values())
    assert sum(parts.values()) == (whole if total else 0)
    for key, part in parts.items():
        assert not total or abs(part * total - whole * shares[key]) < total


def test_a_floor_is_raised_and_never_made() -> None:
    raised, by = raise_floors({"a": 3, "b": 4, "c": None}, [Emphasis("Revenue", {}, {"a": 4, "b": 4, "c": 4})])
    assert raised == {"a": 4, "b": 4, "c": None}
    assert by == {"a": ("Revenue",)}


@given(st.dictionaries(st.sampled_from(KEYS), st.none() | st.integers(1, 5)), emphases)
def test_floors_never_fall(own: dict[str, int | None], reasons: list[Emphasis]) -> None:
    raised, by = raise_floors(own, reasons)
    for key, floor in own.items():
        assert (raised[key] is None) == (floor is None)
        assert floor is None or raised[key] >= floor
        assert (key in by) == (raised[key] != floor)
