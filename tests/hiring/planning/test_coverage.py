"""The map: every number once, every hole seen, every part owned or not."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hiring.planning.coverage import band_of, draw_map
from hiring.planning.process import StepKind
from hiring.planning.rules import read_rules
from rubrics.library.reader import read_own_packs
from tests.hiring.planning.made_up import KEYS, criterion, step, whole_steps

RULES = read_rules()


def map_of(steps, known=(), owning=15):
    return draw_map(steps, RULES.parts, known=known, owning=owning)


def by_key(coverage):
    return {row.key: row for row in coverage.rows}


def part(coverage, name):
    return next(section for section in coverage.sections if section.part and section.part.id == name)


def test_a_worked_map():
    """Two steps of 40 and 60: data counts 0.4 * 50 = 20, code 20 and 0.6 * 25 = 15 together 35, serving 45."""
    first = step(criterion("sd_data"), criterion("ta_code"), title="One", weight=40)
    second = step(criterion("ta_code", 25), criterion("sd_serving", 75, must_have=True), title="Two", weight=60)
    rows = by_key(map_of([first, second], known=[criterion("po_monitoring", 0)]))
    assert {key: row.percent for key, row in rows.items()} == {
        "sd_data": 20,
        "ta_code": 35,
        "sd_serving": 45,
        "po_monitoring": 0,
    }
    assert [cell.percent for cell in rows["ta_code"].cells] == [20, 15]
    assert [cell.band for cell in rows["ta_code"].cells] == [3, 2]  # of the largest, 45: ceil(5 * 20 / 45), ...
    assert [cell.must_have for cell in rows["sd_serving"].cells] == [False, True]


def test_what_is_covered_twice_and_what_nowhere():
    steps = [step(criterion("sd_data", 100), weight=50), step(criterion("sd_data"), criterion("own_one"), weight=50)]
    coverage = map_of(steps, known=[criterion("cc_explain", 0), criterion("sd_data", 0)])
    assert [row.key for row in coverage.twice] == ["sd_data"]
    assert [row.key for row in coverage.nowhere] == ["cc_explain"]


def test_a_part_is_owned_from_the_limit_on():
    enough = step(criterion("sd_data", 15), criterion("ce_team", 85), title="Enough")
    little = step(criterion("sd_data", 14), criterion("ce_team", 86), title="Little")
    assert [owner.title for owner in part(map_of([enough, little]), "pipelines").owners] == ["Enough"]
    assert part(map_of([little]), "pipelines").points == (14,)
    assert "pipelines" in {section.part.id for section in map_of([little]).unowned}


def test_our_own_step_owns_nothing_and_has_no_column():
    gate = step(criterion("sd_data", 100), kind=StepKind.GATE, weight=0)
    talk = step(criterion("ce_team", 100))
    coverage = map_of([gate, talk])
    assert coverage.steps == (talk,)
    assert not part(coverage, "pipelines").owners


def test_nothing_at_all_is_a_map_too():
    coverage = map_of([])
    assert (coverage.percent, coverage.rows, len(coverage.unowned)) == (0, [], 5)


@given(whole_steps())
def test_the_numbers_of_a_whole_process_sum_to_100(steps):
    coverage = map_of(steps, known=[criterion(key, 0) for key in KEYS])
    assert coverage.share == 100
    for place, own in enumerate(steps):
        assert sum(row.cells[place].share for row in coverage.rows) == own.weight


@given(whole_steps())
def test_every_criterion_has_one_row_and_every_share_is_drawn(steps):
    coverage = map_of(steps, known=[criterion(key, 0) for key in KEYS])
    assert sorted(row.key for row in coverage.rows) == sorted(KEYS)
    for row in coverage.rows:
        assert [cell.band > 0 for cell in row.cells] == [cell.share > 0 for cell in row.cells]
        assert (row in coverage.nowhere) == (row.share == 0)


@given(whole_steps(), st.integers(1, 100))
def test_asking_for_more_never_gives_a_part_another_owner(steps, owning):
    lax, strict = map_of(steps, owning=1), map_of(steps, owning=owning)
    assert {s.part.id for s in lax.unowned} <= {s.part.id for s in strict.unowned}


@given(st.fractions(0, 100), st.fractions(0, 100), st.fractions("0.01", 100))
def test_bands_grow_with_the_share(one, other, largest):
    low, high = sorted((min(one, largest), min(other, largest)))
    assert 0 <= band_of(low, largest) <= band_of(high, largest) <= 5
    assert band_of(largest, largest) == 5
    assert band_of(Fraction(0), largest) == 0


def test_the_parts_name_criteria_of_the_library_once():
    """The five parts of the workflow, in the order of the article, out of criteria that exist."""
    library = read_own_packs().library
    known = {item.key for item in library.criteria}
    named = [key for item in RULES.parts for key in item.criteria]
    assert [item.id for item in RULES.parts] == ["pipelines", "algorithms", "serving", "cicd", "monitoring"]
    assert set(named) <= known
    assert len(named) == len(set(named))
    sources = {source.tag for source in library.sources}
    backings = [
        *(item.backing for item in RULES.parts),
        *(item.backing for item in RULES.limits.values()),
        *RULES.reasons.values(),
    ]
    assert {backing.source for backing in backings} <= sources
    assert all(backing.says for backing in backings)
