"""Rules over a process: each fires at its bound and not before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.planning.checks import RuleId, check_process, find_puzzle
from hiring.planning.coverage import draw_map
from hiring.planning.process import StepKind, find_kind
from hiring.planning.rules import read_rules
from tests.hiring.planning.made_up import RULES, criterion, step


def found(*steps, hints=False, against=RULES):
    coverage = draw_map(steps, against.parts, known=(), owning=against.owning)
    findings = check_process(coverage, steps, against)
    return [item for item in findings if item.rule.is_hint == hints]


def rules(*steps, hints=False):
    """Which rules fire, without those on what is judged."""
    quiet = {RuleId.PART_UNOWNED, RuleId.HEADING_MISSING}
    return [item.rule for item in found(*steps, hints=hints) if item.rule not in quiet]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"kind": StepKind.SCREEN, "minutes": 30, "panel": 1}, []),
        ({"kind": StepKind.SCREEN, "minutes": 31, "panel": 1}, [RuleId.SCREEN_LONG]),
        ({"kind": StepKind.TASK, "minutes": 180}, []),
        ({"kind": StepKind.TASK, "minutes": 181}, [RuleId.TASK_LONG]),
        ({"minutes": 400}, []),
        ({"panel": 1}, [RuleId.PANEL_SMALL]),
        ({"panel": 2}, []),
        ({"panel": 3}, []),
        ({"panel": 4}, [RuleId.PANEL_LARGE]),
        ({"title": "Whiteboard coding"}, [RuleId.PUZZLE]),
    ],
)
def test_a_step_against_its_limits(change, expected):
    assert rules(step(criterion("ce_team", 100), **change)) == expected


def test_without_a_number_of_a_source_there_is_no_limit():
    long = [step(criterion("ce_team", 100), kind=kind, minutes=900, panel=12) for kind in ("screen", "task")]
    bounded = {RuleId.SCREEN_LONG, RuleId.TASK_LONG, RuleId.PANEL_LARGE}
    assert not bounded & {item.rule for item in found(*long, against=read_rules())}


def test_our_own_step_is_held_against_nothing():
    assert rules(step(criterion("ce_team", 100), kind=StepKind.GATE, minutes=500, panel=1, weight=0)) == []


def test_more_than_four_interviews_and_neither_screen_nor_task_is_one():
    talks = [step(criterion("ce_team", 100), title=str(number), weight=10) for number in range(4)]
    others = [
        step(criterion("ce_team", 100), title="S", kind=StepKind.SCREEN, minutes=30, weight=30),
        step(criterion("ce_team", 100), title="T", kind=StepKind.TASK, minutes=120, weight=30),
    ]
    assert rules(*talks, *others) == []
    [finding] = [item for item in found(*talks, *others, talks[0]) if item.rule is RuleId.MANY_INTERVIEWS]
    assert (finding.value, finding.bound, finding.step) == (5, 4, None)


def test_puzzles_are_found_in_questions_and_in_the_format():
    asks = criterion("ta_code", 100, questions=("Reverse a linked list.", "Sort it with quicksort."))
    [finding] = [item for item in found(step(asks, title="Code")) if item.rule is RuleId.PUZZLE]
    assert finding.words == "linked list"
    plain = criterion("ta_code", 100, questions=("What do you do if inference is too slow?",))
    assert RuleId.PUZZLE in rules(step(plain, kind=StepKind.TASK, minutes=120, format="90 minutes on LeetCode"))
    assert RuleId.PUZZLE not in rules(step(plain))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("LEETCODE, medium", "leetcode"),
        ("a binary\n  tree", "binary tree"),
        ("Big-O of your loop", "big-o"),
        ("leetcoded", ""),
        ("How do you release a decision tree?", ""),
        ("", ""),
    ],
)
def test_words_of_puzzles_stand_whole(text, word):
    assert find_puzzle(text, RULES.puzzles) == word


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_puzzle_is_found_wherever_it_stands(before, after):
    assert find_puzzle(f"{before} leetcode {after}", ["leetcode"]) == "leetcode"


def test_parts_and_headings_that_nobody_judges():
    technical = step(criterion("sd_data", 100))
    assert [(item.rule.value, item.words) for item in found(technical)] == [
        ("part_unowned", "Optimise algorithms"),
        ("part_unowned", "Serve by API"),
        ("part_unowned", "CI/CD"),
        ("part_unowned", "Monitor and troubleshoot"),
        ("heading_missing", "production"),
        ("heading_missing", "communication"),
        ("heading_missing", "ethics"),
    ]


def test_hints_for_panels():
    task = step(criterion("ta_code", 100), title="Task", kind=StepKind.TASK, minutes=120, weight=30)
    talk = step(criterion("cc_explain", 60), criterion("ce_team", 40), title="Talk", weight=30)
    last = step(criterion("ce_team", 100), title="Last", weight=40)
    assert [(item.rule.value, item.step.title) for item in found(task, talk, last, hints=True)] == [
        ("hint_realistic", "Task"),
        ("hint_outsider", "Talk"),
        ("hint_both_sides", "Talk"),
        ("hint_colleagues", "Last"),
    ]
    assert found(step(criterion("sd_data", 100), kind=StepKind.SCREEN), hints=True) == []


def test_how_a_step_is_held():
    reads, asks = criterion("rs_fit", 50, resume=True), criterion("cc_explain", 50)
    assert find_kind(is_gate=True, has_task=True, criteria=[reads]) is StepKind.GATE
    assert find_kind(is_gate=False, has_task=True, criteria=[reads]) is StepKind.TASK
    assert find_kind(is_gate=False, has_task=False, criteria=[reads, asks]) is StepKind.SCREEN
    assert find_kind(is_gate=False, has_task=False, criteria=[reads, asks, asks]) is StepKind.INTERVIEW
    assert find_kind(is_gate=False, has_task=False, criteria=[]) is StepKind.INTERVIEW
