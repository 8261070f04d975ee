import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.scoring.completeness import Entry, Problem, ProblemKind, count_characters, find_problems
from rubrics.scoring.errors import ContradictoryEntry, DuplicateCriterion, LevelOutOfRange, UnknownCriterion
from rubrics.scoring.policy import Policy
from tests.rubrics.scoring.examples import levels, make_rubric

CRITERIA = make_rubric(("a", 50, None), ("b", 30, None), ("c", 20, None))
LONG = "x" * 40


def problems_of(*entries, recommendation="yes", **more):
    return list(find_problems(CRITERIA, entries, recommendation=recommendation, **more))


def rated(key, evidence=LONG, level=3, **more):
    return Entry(key, level=level, evidence=evidence, **more)


def left_out(key, **more):
    return Entry(key, not_assessed=True, **more)


def test_a_complete_sheet_lacks_nothing():
    assert problems_of(rated("a"), left_out("b"), rated("c", flags=((0, "Said so."),))) == []


def test_each_criterion_wants_an_answer():
    assert problems_of(rated("a"), Entry("b", evidence=LONG)) == [
        Problem(ProblemKind.NOT_ANSWERED, "b"),
        Problem(ProblemKind.NOT_ANSWERED, "c"),
        Problem(ProblemKind.RECOMMENDATION_TOO_EARLY),
    ]


@pytest.mark.parametrize(
    ("evidence", "written"),
    [
        ("", 0),
        ("x" * 39, 39),
        ("  " + "x" * 39 + "\n", 39),
        ("x" + " " * 40 + "y", 3),
        ("a\n\n\tb", 3),
        ("é" * 39, 39),
    ],
)
def test_a_level_wants_an_observation(evidence, written):
    assert count_characters(evidence) == written
    assert problems_of(rated("a", evidence), rated("b"), rated("c")) == [
        Problem(ProblemKind.EVIDENCE_SHORT, "a", written, 40)
    ]


@pytest.mark.parametrize("evidence", [LONG, "  " + LONG + "  ", "x" * 20 + " " + "y" * 19, "x" * 4000])
def test_forty_characters_are_enough(evidence):
    assert problems_of(rated("a", evidence), rated("b"), rated("c")) == []


def test_the_length_is_policy():
    policy = Policy(evidence_min=3)
    assert problems_of(rated("a", "abc"), rated("b"), rated("c"), policy=policy) == []
    assert problems_of(rated("a", "ab"), rated("b"), rated("c"), policy=policy) == [
        Problem(ProblemKind.EVIDENCE_SHORT, "a", 2, 3)
    ]


def test_not_assessed_wants_no_words():
    assert problems_of(rated("a"), left_out("b", evidence="short"), left_out("c")) == []


def test_a_red_flag_wants_words_of_its_own_also_where_nothing_was_assessed():
    flags = ((1, " \n"), (0, ""), (2, "Said so twice."))
    bare = [Problem(ProblemKind.FLAG_WITHOUT_EVIDENCE, "b", flag=position) for position in (0, 1)]
    assert problems_of(rated("a"), left_out("b", flags=flags), rated("c")) == bare
    assert problems_of(rated("a"), rated("b", flags=flags), rated("c")) == bare


def test_an_open_criterion_with_a_flag_lacks_both():
    assert problems_of(Entry("a", flags=((0, ""),)), rated("b"), rated("c"))[:2] == [
        Problem(ProblemKind.NOT_ANSWERED, "a"),
        Problem(ProblemKind.FLAG_WITHOUT_EVIDENCE, "a", flag=0),
    ]


def test_something_must_be_assessed():
    assert problems_of(left_out("a"), left_out("b"), left_out("c")) == [Problem(ProblemKind.NOTHING_ASSESSED)]
    assert Problem(ProblemKind.NOTHING_ASSESSED) not in problems_of(left_out("a"), left_out("b"))


@pytest.mark.parametrize("nothing", [None, ""])
def test_the_recommendation_is_wanted(nothing):
    full = (rated("a"), rated("b"), rated("c"))
    assert problems_of(*full, recommendation=nothing) == [Problem(ProblemKind.RECOMMENDATION_MISSING)]
    assert problems_of(*full[:2], recommendation=nothing) == [
        Problem(ProblemKind.NOT_ANSWERED, "c"),
        Problem(ProblemKind.RECOMMENDATION_MISSING),
    ]


def test_a_job_review_has_no_recommendation():
    full = (rated("a"), rated("b"), rated("c"))
    assert problems_of(*full, recommendation=None, wants_recommendation=False) == []
    assert problems_of(*full[:2], recommendation="yes", wants_recommendation=False) == [
        Problem(ProblemKind.NOT_ANSWERED, "c")
    ]


def test_all_is_listed_in_page_order():
    entries = (left_out("c", flags=((0, ""),)), rated("a", "no"))
    assert problems_of(*entries, recommendation=None) == [
        Problem(ProblemKind.EVIDENCE_SHORT, "a", 2, 40),
        Problem(ProblemKind.NOT_ANSWERED, "b"),
        Problem(ProblemKind.FLAG_WITHOUT_EVIDENCE, "c", flag=0),
        Problem(ProblemKind.RECOMMENDATION_MISSING),
    ]


def test_an_entry_says_one_thing():
    with pytest.raises(ContradictoryEntry, match="a has a level and is marked as not assessed"):
        Entry("a", level=3, not_assessed=True)
    with pytest.raises(LevelOutOfRange):
        Entry("a", level=6)


def test_entries_are_of_this_rubric_and_once():
    with pytest.raises(UnknownCriterion, match="x is no criterion"):
        problems_of(rated("x"))
    with pytest.raises(DuplicateCriterion, match="a stands twice"):
        problems_of(rated("a"), rated("a"))


entries = st.builds(
    lambda key, level, words, flags: Entry(key, level or None, level == 0, "x" * words, tuple(flags.items())),
    st.just(""),
    st.none() | st.just(0) | levels,
    st.integers(30, 50),
    st.dictionaries(st.integers(0, 3), st.sampled_from(["", "Said so."])),
)


@given(st.tuples(entries, entries, entries), st.none() | st.just("no"))
def test_nothing_is_missing_exactly_when_all_rules_hold(drawn, recommendation):
    sheet = [
        Entry(one.key, drawn_one.level, drawn_one.not_assessed, drawn_one.evidence, drawn_one.flags)
        for one, drawn_one in zip(CRITERIA, drawn, strict=True)
    ]
    wanted = (
        all(entry.level is not None or entry.not_assessed for entry in sheet)
        and all(len(entry.evidence) >= 40 for entry in sheet if entry.level is not None)
        and all(words for entry in sheet for _, words in entry.flags)
        and any(entry.level is not None for entry in sheet)
        and recommendation is not None
    )
    assert (find_problems(CRITERIA, sheet, recommendation=recommendation) == ()) == wanted


@given(st.text())
def test_white_space_at_the_ends_does_not_count(text):
    assert count_characters(f" \n{text}\t ") == count_characters(text) <= len(text)
