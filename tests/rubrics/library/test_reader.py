"""One broken pack for each rule: refused whole, with file, key path and reason."""

import copy
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.library.problems import PackError, Problem
from rubrics.library.reader import read_file, read_own_packs, read_packs
from tests.rubrics.library import small_pack

Step = str | int
MISSING = object()


def put(*route: Step, value: Any) -> Callable[[Any], None]:
    """Set the value at this route; MISSING deletes it."""

    def change(data: Any) -> None:
        *way, last = route
        parent = reduce(lambda found, step: found[step], way, data)
        if value is MISSING:
            del parent[last]
        else:
            parent[last] = value

    return change


def append(*route: Step, value: Any) -> Callable[[Any], None]:
    return lambda data: reduce(lambda found, step: found[step], route, data).append(value)


def found(library: Any = None, checklist: Any = None) -> list[tuple[str, str, str]]:
    with pytest.raises(PackError) as caught:
        small_pack.read(library, checklist)
    return [(problem.file, problem.path, problem.reason) for problem in caught.value.problems]


LIBRARY_RULES = {
    "unknown key": (put("colour", value=1), ("colour", "Unknown key.")),
    "unknown inner key": (put("criteria", 0, "colour", value=1), ("criteria[0].colour", "Unknown key.")),
    "missing key": (put("language", value=MISSING), ("language", "The key is missing.")),
    "missing inner key": (
        put("rubrics", 1, "purpose", value=MISSING),
        ("rubrics[1].purpose", "The key is missing."),
    ),
    "schema version": (put("schema_version", value=2), ("schema_version", "A number from 1 to 1")),
    "list wanted": (put("criteria", value={}), ("criteria", "A list is wanted")),
    "mapping wanted": (put("criteria", 2, value="c"), ("criteria[2]", "Keys with values are wanted")),
    "text wanted": (put("criteria", 0, "title", value=7), ("criteria[0].title", "Text is wanted, not 7.")),
    "truth is no text": (
        put("rubrics", 0, "title", value=True),
        ("rubrics[0].title", "Text is wanted, not true. Put it in quotes."),
    ),
    "empty text": (
        put("criteria", 0, "measures", value="  "),
        ("criteria[0].measures", "The text is empty."),
    ),
    "long text": (put("criteria", 0, "title", value="x" * 121), ("criteria[0].title", "At most 120")),
    "control character": (put("library", value="a\0b"), ("library", "The text holds a control character.")),
    "key form": (put("criteria", 3, "key", value="J 4"), ("criteria[3].key", "A key has small letters")),
    "truth wanted": (
        put("criteria", 0, "must_have", value="yes"),
        ("criteria[0].must_have", "true or false"),
    ),
    "number wanted": (put("rubrics", 0, "minutes", value="45"), ("rubrics[0].minutes", "A whole number")),
    "truth is no number": (put("rubrics", 0, "step", value=True), ("rubrics[0].step", "A whole number")),
    "minutes bounds": (put("rubrics", 0, "minutes", value=601), ("rubrics[0].minutes", "from 5 to 600")),
    "no criteria": (put("criteria", value=[]), ("criteria", "at least 1 entry is wanted here, found 0.")),
    "source tag twice": (put("sources", 1, "tag", value="book"), ("sources[1].tag", "book stands twice")),
    "unknown source": (
        put("criteria", 0, "source", value=["novel"]),
        ("criteria[0].source[0]", "No source has the tag 'novel'."),
    ),
    "source of a question": (
        put("criteria", 1, "questions", 2, "source", value=["novel"]),
        ("criteria[1].questions[2].source[0]", "No source has the tag 'novel'."),
    ),
    "source without a tag": (put("rubrics", 0, "source", value=[]), ("rubrics[0].source", "at least 1")),
    "source twice": (
        put("rubrics", 0, "source", value=["book", "book"]),
        ("rubrics[0].source[1]", "The same entry stands twice"),
    ),
    "unknown test": (
        put("criteria", 0, "source", value=["breck2017 Monitor 9"]),
        ("criteria[0].source[0]", "The checklist has no test 'Monitor 9'."),
    ),
    "place that is no article": (
        put("criteria", 0, "source", value=["law 7 somewhere"]),
        ("criteria[0].source[0]", "'somewhere' is no article of law 7."),
    ),
    "scale order": (
        put("scale", 0, "level", value=2),
        ("scale", "The five levels 1 to 5 are wanted, each once and in order."),
    ),
    "scale length": (put("scale", 4, value=MISSING), ("scale", "The five levels 1 to 5")),
    "scores": (
        put("scoring", "allowed_scores", value=[0, 1, 2, 3, 4]),
        ("scoring.allowed_scores[0]", "A number from 1 to 5"),
    ),
    "scores in order": (
        put("scoring", "allowed_scores", value=[5, 4, 3, 2, 1]),
        ("scoring.allowed_scores", "Only the five levels"),
    ),
    "evidence rule": (
        put("scoring", "evidence_required", value=False),
        ("scoring.evidence_required", "Only true can be followed"),
    ),
    "stage of two groups": (
        put("groups", "gate_only", value=["job", "talking"]),
        ("groups.gate_only[1]", "The stage talking stands in two groups."),
    ),
    "stage of no group": (
        put("criteria", 0, "stage", value="nowhere"),
        ("criteria[0].stage", "No group has the stage nowhere."),
    ),
    "criterion twice": (
        put("criteria", 1, "key", value="j1"),
        ("criteria[1].key", "j1 stands twice, first as criteria[0]."),
    ),
    "rubric twice": (put("rubrics", 1, "key", value="gate"), ("rubrics[1].key", "gate stands twice")),
    "profile twice": (
        put("profiles", 1, "key", value="language"),
        ("profiles[1].key", "language stands twice"),
    ),
    "anchor missing": (
        put("criteria", 0, "levels", 3, value=MISSING),
        ("criteria[0].levels.3", "The key is missing."),
    ),
    "anchor empty": (
        put("criteria", 0, "levels", 2, value=""),
        ("criteria[0].levels.2", "The text is empty."),
    ),
    "sixth anchor": (
        put("criteria", 0, "levels", 6, value="More."),
        ("criteria[0].levels.6", "Unknown key."),
    ),
    "two questions": (
        put("criteria", 0, "questions", 2, value=MISSING),
        ("criteria[0].questions", "3 to 5 entries are wanted here, found 2."),
    ),
    "six questions": (
        put("criteria", 0, "questions", value=[small_pack.question(n) for n in range(6)]),
        ("criteria[0].questions", "3 to 5 entries are wanted here, found 6."),
    ),
    "question twice": (
        put("criteria", 0, "questions", 1, "ask", value="Question 0?"),
        ("criteria[0].questions", "The same question stands twice."),
    ),
    "no follow-ups": (
        put("criteria", 0, "questions", 0, "follow_ups", value=[]),
        ("criteria[0].questions[0].follow_ups", "at least 1"),
    ),
    "must-have without floor": (
        put("criteria", 4, "must_have_floor", value=MISSING),
        ("criteria[4].must_have", "A must-have needs its floor"),
    ),
    "floor without must-have": (
        put("criteria", 0, "must_have_floor", value=3),
        ("criteria[0].must_have_floor", "Only a must-have has a floor."),
    ),
    "floor bounds": (
        put("criteria", 4, "must_have_floor", value=6),
        ("criteria[4].must_have_floor", "A number from 1 to 5 is wanted, found 6."),
    ),
    "three criteria": (
        put(
            "rubrics",
            0,
            "criteria",
            value=[{"criterion": f"j{n}", "weight": w} for n, w in ((1, 50), (2, 25), (3, 25))],
        ),
        ("rubrics[0].criteria", "4 to 7 entries are wanted here, found 3."),
    ),
    "eight criteria": (
        put(
            "rubrics",
            0,
            "criteria",
            value=[
                {"criterion": k, "weight": 12 + 4 * (k == "c4")}
                for k in ["j1", "j2", "j3", "j4", "c1", "c2", "c3", "c4"]
            ],
        ),
        ("rubrics[0].criteria", "4 to 7 entries are wanted here, found 8."),
    ),
    "weights sum": (
        put("rubrics", 1, "criteria", 0, "weight", value=26),
        ("rubrics[1].criteria", "The weights sum to 101, not 100."),
    ),
    "weight bounds": (
        put("rubrics", 1, "criteria", 0, "weight", value=0),
        ("rubrics[1].criteria[0].weight", "A number from 1 to 100 is wanted, found 0."),
    ),
    "criterion of rubric unknown": (
        put("rubrics", 1, "criteria", 0, "criterion", value="c9"),
        ("rubrics[1].criteria[0].criterion", "There is no criterion c9."),
    ),
    "criterion of rubric twice": (
        put("rubrics", 1, "criteria", 1, "criterion", value="c1"),
        ("rubrics[1].criteria[1].criterion", "c1 stands twice in this rubric."),
    ),
    "subject": (put("rubrics", 1, "subject", value="team"), ("rubrics[1].subject", "One of job, candidate")),
    "raters": (
        put("rubrics", 1, "raters", value={"min": 3, "max": 2}),
        ("rubrics[1].raters.max", "from 3 to"),
    ),
    "process unknown": (
        put("rubrics", 1, "process", value="long"),
        ("rubrics[1].process", "There is no process long."),
    ),
    "rubric without step": (
        append("rubrics", value=small_pack.rubric("spare", 4, "candidate", ["c1", "c2", "c3", "c4"])),
        ("rubrics[3].process", "short has no step with this rubric."),
    ),
    "exercise unknown": (
        put("rubrics", 1, "exercise_from", value="tusk"),
        ("rubrics[1].exercise_from", "There is no rubric tusk."),
    ),
    "exercise of a rubric without": (
        put("rubrics", 1, "exercise_from", value="gate"),
        ("rubrics[1].exercise_from", "gate has no exercise of its own."),
    ),
    "two exercises": (
        put("rubrics", 2, "exercise_from", value="task"),
        ("rubrics[2].exercise_from", "The rubric has its own exercise"),
    ),
    "step rubric unknown": (
        put("processes", 0, "steps", 1, "rubric", value="walk"),
        ("processes[0].steps[1].rubric", "There is no rubric walk."),
    ),
    "step rubric twice": (
        put("processes", 0, "steps", 2, "rubric", value="talk"),
        ("processes[0].steps[2].rubric", "talk stands twice in this process."),
    ),
    "step number": (
        put("rubrics", 1, "step", value=3),
        ("processes[0].steps[1].rubric", "talk says that it is step 3."),
    ),
    "step weights sum": (
        put("processes", 0, "steps", 1, "step_weight", value=40),
        ("processes[0].steps", "The weights sum to 90, not 100."),
    ),
    "gate with weight": (
        put(
            "processes",
            0,
            "steps",
            value=[
                {"rubric": "gate", "step_weight": 10},
                {"rubric": "talk", "step_weight": 40},
                {"rubric": "task", "step_weight": 50},
            ],
        ),
        ("processes[0].steps[0].step_weight", "A rubric of the job is a gate: its weight is 0."),
    ),
    "candidate step without weight": (
        put(
            "processes",
            0,
            "steps",
            value=[
                {"rubric": "gate", "step_weight": 0},
                {"rubric": "talk", "step_weight": 0},
                {"rubric": "task", "step_weight": 100},
            ],
        ),
        ("processes[0].steps[1].step_weight", "Only a gate, a rubric of the job, has the weight 0."),
    ),
    "heading rubric unknown": (
        append("processes", 0, "decision_view", 0, "rubrics", value="walk"),
        ("processes[0].decision_view[0].rubrics[2]", "short has no step with the rubric walk."),
    ),
    "heading rubric twice": (
        append("processes", 0, "decision_view", value={"heading": "Again", "rubrics": ["task"]}),
        ("processes[0].decision_view[1].rubrics[0]", "task stands under two headings."),
    ),
    "rubric under no heading": (
        put("processes", 0, "decision_view", 0, "rubrics", value=["talk"]),
        ("processes[0].decision_view", "task stands under no heading."),
    ),
    "weeks order": (
        put("processes", 0, "expected_weeks", "standard", value=[9, 4]),
        ("processes[0].expected_weeks.standard", "The first number of weeks is above the second."),
    ),
    "profile kind": (
        put("profiles", 0, "kind", value="team"),
        ("profiles[0].kind", "One of specialism, role"),
    ),
    "override rubric unknown": (
        put("profiles", 0, "overrides", "walk", value={"c1": 100}),
        ("profiles[0].overrides.walk", "There is no rubric walk."),
    ),
    "override incomplete": (
        put("profiles", 0, "overrides", "talk", value={"c1": 50, "c2": 25, "c3": 25}),
        ("profiles[0].overrides.talk", "The criterion c4 is missing."),
    ),
    "override too much": (
        put("profiles", 0, "overrides", "talk", "t1", value=1),
        ("profiles[0].overrides.talk.t1", "There is no criterion t1 here."),
    ),
    "override sum": (
        put("profiles", 0, "overrides", "talk", "c1", value=41),
        ("profiles[0].overrides.talk", "The weights sum to 101, not 100."),
    ),
    "step weights process unknown": (
        put("profiles", 1, "step_weights", value={"long": {"talk": 100}}),
        ("profiles[1].step_weights.long", "There is no process long."),
    ),
    "profile step weights sum": (
        put("profiles", 1, "step_weights", "short", "talk", value=50),
        ("profiles[1].step_weights.short", "The weights sum to 90, not 100."),
    ),
    "profile gate weight": (
        put("profiles", 1, "step_weights", "short", value={"gate": 10, "talk": 50, "task": 40}),
        ("profiles[1].step_weights.short.gate", "Gates, of weight 0, are the same as in the process."),
    ),
    "profile makes a gate": (
        put("profiles", 1, "step_weights", "short", value={"gate": 0, "talk": 0, "task": 100}),
        ("profiles[1].step_weights.short.talk", "Gates, of weight 0, are the same as in the process."),
    ),
    "must-have off unknown": (
        put("profiles", 1, "must_have_off", value=["c9"]),
        ("profiles[1].must_have_off[0]", "There is no criterion c9."),
    ),
    "must-have off without must-have": (
        put("seniority", 0, "must_have_off", value=["c2"]),
        ("seniority[0].must_have_off[0]", "c2 is no must-have."),
    ),
    "seniority twice": (
        append("seniority", value=small_pack.library()["seniority"][0]),
        ("seniority[1].key", "mid stands twice"),
    ),
    "level of a group missing": (
        put("seniority", 0, "expected_level", "technical", value=MISSING),
        ("seniority[0].expected_level.technical", "The key is missing."),
    ),
    "level of an unknown group": (
        put("seniority", 0, "expected_level", "gate_only", value=3.0),
        ("seniority[0].expected_level.gate_only", "Unknown key."),
    ),
    "level with two decimals": (
        put("seniority", 0, "expected_level", "technical", value=3.25),
        ("seniority[0].expected_level.technical", "At most one decimal place, found 3.25."),
    ),
    "group unknown": (put("groups", "talent", value=[]), ("groups.talent", "Unknown key.")),
    "level bounds": (
        put("seniority", 0, "expected_level", "technical", value=5.5),
        ("seniority[0].expected_level.technical", "A number from 1 to 5 is wanted, found 5.5."),
    ),
}


@pytest.mark.parametrize("name", LIBRARY_RULES)
def test_broken_library_is_refused(name: str) -> None:
    change, (path, reason) = LIBRARY_RULES[name]
    data = small_pack.library()
    change(data)
    problems = found(library=data)
    assert [problem for problem in problems if problem[:2] == ("small.yaml", path) and reason in problem[2]], problems


CHECKLIST_RULES = {
    "unknown key": (put("colour", value=1), ("colour", "Unknown key.")),
    "six tests": (
        put("sections", 0, "tests", 6, value=MISSING),
        ("sections[0].tests", "7 to 7 entries are wanted here, found 6."),
    ),
    "test twice": (
        put("sections", 0, "tests", 1, "id", value="Data 1"),
        ("sections[0].tests[1].id", "Data 1 stands twice."),
    ),
    "criterion unknown": (
        put("sections", 0, "tests", 1, "criteria", value=["c9"]),
        ("sections[0].tests[1].criteria[0]", "There is no criterion c9."),
    ),
    "bands with a gap": (
        put("scoring", "bands", 1, "over", value=1),
        ("scoring.bands", "Each band starts where the one before it ends"),
    ),
    "points": (
        put("scoring", "per_test", "automated_and_repeated", value=2),
        ("scoring.per_test.automated_and_repeated", "A number from 1 to 1"),
    ),
    "section twice": (
        append("sections", value=small_pack.checklist()["sections"][0]),
        ("sections", "Two sections have the same key."),
    ),
}


@pytest.mark.parametrize("name", CHECKLIST_RULES)
def test_broken_checklist_is_refused(name: str) -> None:
    change, (path, reason) = CHECKLIST_RULES[name]
    data = small_pack.checklist()
    change(data)
    problems = found(checklist=data)
    assert [problem for problem in problems if problem[:2] == ("tests.yaml", path) and reason in problem[2]], problems


def test_valid_packs_are_read_completely() -> None:
    packs = small_pack.read()
    criterion = packs.library.criteria[4]
    assert (criterion.key, criterion.must_have, criterion.floor) == ("c1", True, 3)
    assert criterion.levels == tuple(f"Anchor {level} of c1." for level in range(1, 6))
    assert packs.library.rubrics[1].exercise_from == "task"
    assert packs.library.processes[0].headings[0].rubrics == ("talk", "task")
    assert packs.library.profiles[0].overrides == {"talk": {"c1": 40, "c2": 30, "c3": 20, "c4": 10}}
    assert packs.library.seniority[0].expected_level["production"] == 3.5
    assert packs.checklist.test_ids == {f"Data {number}" for number in range(1, 8)}


def test_all_problems_of_both_files_are_reported_at_once() -> None:
    library, checklist = small_pack.library(), small_pack.checklist()
    library["criteria"][0]["title"] = ""
    library["rubrics"][1]["criteria"][0]["weight"] = 30
    checklist["sections"][0]["tests"][0]["criteria"] = ["c9"]
    assert [problem[:2] for problem in found(library, checklist)] == [
        ("small.yaml", "criteria[0].title"),
        ("small.yaml", "rubrics[1].criteria"),
        ("tests.yaml", "sections[0].tests[0].criteria[0]"),
    ]


def test_a_problem_names_the_line_of_its_key() -> None:
    data = small_pack.library()
    data["criteria"][2]["levels"][2] = ""
    text = small_pack.as_text(data)
    line = next(number for number, row in enumerate(text.splitlines(), 1) if row.strip() == "2: ''")
    with pytest.raises(PackError) as caught:
        read_packs(text, small_pack.as_text(small_pack.checklist()), "small.yaml", "tests.yaml")
    assert str(caught.value) == f"small.yaml, line {line}: criteria[2].levels.2: The text is empty."


def test_own_packs_hold_the_whole_library() -> None:
    packs = read_own_packs()
    library = packs.library
    counts = [len(library.criteria), len(library.rubrics), len(library.processes), len(library.profiles)]
    assert counts == [43, 16, 3, 8]
    assert len(library.seniority) == 4
    assert sum(len(criterion.questions) for criterion in library.criteria) == 129
    assert len(packs.checklist.test_ids) == 28
    assert [band.reading for band in packs.checklist.scoring.bands][1] == ("some tests, but serious holes are likely")


def test_a_library_is_read_beside_the_own_checklist(tmp_path: Path) -> None:
    """Its sources may name the tests; that it lacks the criteria of the checklist is a fault of no file."""
    data = small_pack.library()
    data["criteria"][0]["source"] = ["breck2017 Monitor 3"]
    (tmp_path / "mine.yaml").write_text(small_pack.as_text(data))
    packs = read_file(tmp_path / "mine.yaml")
    assert packs.library.criteria[0].source == ("breck2017 Monitor 3",)
    assert packs.checklist is None


def test_a_checklist_is_read_beside_the_own_library(tmp_path: Path) -> None:
    data = small_pack.checklist()
    (tmp_path / "tests.yaml").write_text(small_pack.as_text(data))
    with pytest.raises(PackError) as caught:
        read_file(tmp_path / "tests.yaml")
    assert {problem.reason for problem in caught.value.problems} == {
        "There is no criterion c1.",
        "There is no criterion t1.",
    }
    data["sections"][0]["tests"] = [test | {"criteria": ["ta_data"]} for test in data["sections"][0]["tests"]]
    (tmp_path / "tests.yaml").write_text(small_pack.as_text(data))
    assert read_file(tmp_path / "tests.yaml").library is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "The file cannot be read: No such file or directory."),
        (b"\xff\xfe\x00", "The file is not UTF-8 text."),
        (b"", "The file is empty."),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "mine.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PackError) as caught:
        read_file(path)
    assert str(caught.value) == f"mine.yaml: {reason}"


def routes(value: Any, route: tuple[Step, ...] = ()) -> list[tuple[Step, ...]]:
    if isinstance(value, dict):
        return [route] * bool(route) + [leaf for key in value for leaf in routes(value[key], (*route, key))]
    if isinstance(value, list):
        return [route] + [leaf for key, item in enumerate(value) for leaf in routes(item, (*route, key))]
    return [route]


LIBRARY, CHECKLIST = small_pack.library(), small_pack.checklist()
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text() | st.dates()
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner), max_leaves=8
)


def problems_of(library: Any, checklist: Any) -> tuple[Problem, ...]:
    try:
        small_pack.read(library, checklist)
    except PackError as error:
        return error.problems
    return ()


@settings(max_examples=200, deadline=None)
@given(route=st.sampled_from(routes(LIBRARY)), value=VALUES | st.just(MISSING))
def test_any_change_of_a_library_is_read_or_refused_by_name(route: tuple[Step, ...], value: Any) -> None:
    data = copy.deepcopy(LIBRARY)
    put(*route, value=value)(data)
    assert all(problem.file and problem.reason for problem in problems_of(data, CHECKLIST))


@settings(max_examples=100, deadline=None)
@given(route=st.sampled_from(routes(CHECKLIST)), value=VALUES | st.just(MISSING))
def test_any_change_of_a_checklist_is_read_or_refused_by_name(route: tuple[Step, ...], value: Any) -> None:
    data = copy.deepcopy(CHECKLIST)
    put(*route, value=value)(data)
    assert all(problem.file and problem.reason for problem in problems_of(LIBRARY, data))


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_is_refused(text: str) -> None:
    with pytest.raises(PackError):
        read_packs(text, text, "a.yaml", "b.yaml")
