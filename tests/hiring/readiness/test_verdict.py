"""The rules, by examples checked by hand and by properties that hold for all answers."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.readiness.catalogue import Catalogue, Counts, Group, Question
from hiring.readiness.reader import own_catalogue
from hiring.readiness.verdict import Outcome, RuleId, Says, Tally, Value, judge


def group(key: str, counts: Counts, size: int) -> Group:
    questions = tuple(Question(f"{key}{n}", f"{key} {n}?", "As it says.", "Do it.") for n in range(1, size + 1))
    return Group(key, key.title(), "Section", counts, questions)


SMALL = Catalogue(
    "Made up", (group("key", Counts.KEY, 5), group("tool", Counts.PLAIN, 4), group("pause", Counts.PAUSE, 4))
)
IDS = [question.id for question in SMALL.questions()]
ALL_YES = dict.fromkeys(IDS, Value.YES)


def rules(answers: Mapping[str, Value], limit: int = 3) -> list[tuple[str, str, int]]:
    return [(reason.rule, reason.group, len(reason.questions)) for reason in judge(SMALL, answers, limit=limit).reasons]


def with_answers(**values: str) -> dict[str, Value]:
    return ALL_YES | {key: Value(value) for key, value in values.items()}


# by hand


def test_every_yes_is_a_plain_go() -> None:
    verdict = judge(SMALL, ALL_YES, limit=3)
    assert (verdict.outcome, verdict.blocks, verdict.reasons, verdict.first) == (Outcome.GO, False, (), ())
    assert (verdict.answered, verdict.asked) == (13, 13)


def test_the_worked_example_of_the_module() -> None:
    answers = with_answers(key3="partly", key4="unclear")
    del answers["key5"]
    verdict = judge(SMALL, answers, limit=3)
    assert (verdict.outcome, verdict.blocks, verdict.key_unclear) == (Outcome.GO, False, ("key4", "key5"))
    assert rules(answers) == [("R5", "key", 2), ("R6", "key", 1)]
    assert verdict.first == ("key4", "key5")
    verdict = judge(SMALL, answers | {"key3": Value.UNCLEAR}, limit=3)
    assert (verdict.outcome, verdict.blocks) == (Outcome.PREPARE, True)
    assert [reason.rule for reason in verdict.reasons] == [RuleId.KEY_UNCLEAR]


def test_nothing_answered_blocks_and_says_so_of_every_group() -> None:
    assert rules({}) == [("R1", "key", 5), ("R4", "tool", 4), ("R4", "pause", 4)]
    verdict = judge(SMALL, {}, limit=3)
    assert (verdict.answered, verdict.blocks, verdict.first) == (0, True, tuple(IDS))


@pytest.mark.parametrize(
    ("answers", "expected", "outcome"),
    [
        (with_answers(key1="no"), [("R2", "key", 1)], "prepare"),
        (with_answers(key1="no", key2="no", key3="no"), [("R2", "key", 3)], "prepare"),
        (with_answers(pause2="no"), [("R3", "pause", 1)], "prepare"),
        (with_answers(pause2="no", pause3="unclear"), [("R3", "pause", 1), ("R5", "pause", 1)], "prepare"),
        (with_answers(pause2="unclear"), [("R5", "pause", 1)], "go"),
        (with_answers(pause1="unclear", pause2="unclear", pause3="unclear"), [("R4", "pause", 3)], "prepare"),
        (with_answers(tool1="no", tool2="no"), [("R5", "tool", 2)], "go"),
        (with_answers(tool1="no", tool2="no", tool3="unclear"), [("R4", "tool", 3)], "prepare"),
        (with_answers(tool1="partly", tool2="partly", tool3="partly"), [("R6", "tool", 3)], "go"),
        (
            with_answers(key1="unclear", key2="unclear", key3="unclear", key4="no", tool1="no", pause1="no"),
            [("R1", "key", 3), ("R2", "key", 1), ("R3", "pause", 1), ("R5", "tool", 1)],
            "prepare",
        ),
    ],
)
def test_rules(answers: dict[str, Value], expected: list[tuple[str, str, int]], outcome: str) -> None:
    assert rules(answers) == expected
    assert judge(SMALL, answers, limit=3).outcome == outcome


@pytest.mark.parametrize(("limit", "blocks"), [(1, True), (2, True), (3, False), (5, False)])
def test_the_limit_is_the_policys(limit: int, blocks: bool) -> None:
    assert judge(SMALL, with_answers(key1="unclear", key2="unclear"), limit=limit).blocks is blocks
    with pytest.raises(ValueError, match="at least one"):
        judge(SMALL, {}, limit=0)


def test_tallies_count_each_answer() -> None:
    answers = {"tool1": Value.YES, "tool2": Value.PARTLY, "tool3": Value.NO}
    assert judge(SMALL, answers, limit=3).tallies["tool"] == Tally(yes=1, partly=1, no=1, unclear=0, unanswered=1)


# for all answers

some_answers = st.dictionaries(st.sampled_from(IDS), st.sampled_from(Value))
limits = st.integers(1, 5)


@given(some_answers, limits)
def test_it_blocks_when_so_many_key_questions_are_unclear_and_for_nothing_else(
    answers: dict[str, Value], limit: int
) -> None:
    verdict = judge(SMALL, answers, limit=limit)
    unclear = [key for key in SMALL.key_group.ids if answers.get(key, Value.UNCLEAR) == Value.UNCLEAR]
    assert list(verdict.key_unclear) == unclear
    assert verdict.blocks == (len(unclear) >= limit)
    assert not (verdict.blocks and verdict.is_go)


@given(some_answers, limits)
def test_every_question_that_is_not_yes_stands_in_exactly_one_reason(answers: dict[str, Value], limit: int) -> None:
    verdict = judge(SMALL, answers, limit=limit)
    told = [key for reason in verdict.reasons for key in reason.questions]
    assert sorted(told) == sorted(key for key in IDS if answers.get(key) != Value.YES)
    to_do = {key for key in IDS if answers.get(key) not in {Value.YES, Value.PARTLY}}
    assert set(verdict.first) == to_do
    assert len(verdict.first) == len(to_do)


@given(some_answers, limits, st.sampled_from(IDS))
def test_a_yes_never_makes_it_worse(answers: dict[str, Value], limit: int, better: str) -> None:
    before, after = (judge(SMALL, found, limit=limit) for found in (answers, answers | {better: Value.YES}))
    assert after.blocks <= before.blocks
    assert after.is_go >= before.is_go


@given(some_answers, limits)
def test_unanswered_is_judged_as_unclear(answers: dict[str, Value], limit: int) -> None:
    filled = {key: answers.get(key, Value.UNCLEAR) for key in IDS}
    one, other = judge(SMALL, answers, limit=limit), judge(SMALL, filled, limit=limit)
    assert (one.outcome, one.reasons, one.first) == (other.outcome, other.reasons, other.first)


@given(some_answers, limits)
def test_it_says_go_exactly_where_there_are_only_cautions(answers: dict[str, Value], limit: int) -> None:
    verdict = judge(SMALL, answers, limit=limit)
    assert verdict.is_go == all(reason.says == Says.CAUTION for reason in verdict.reasons)
    assert [reason.rule for reason in verdict.reasons] == sorted(reason.rule for reason in verdict.reasons)


@given(some_answers)
def test_what_is_not_asked_changes_nothing(answers: dict[str, Value]) -> None:
    assert judge(SMALL, {**answers, "gone": Value.NO}, limit=3) == judge(SMALL, answers, limit=3)


def test_the_own_catalogue_is_judged_whole() -> None:
    catalogue = own_catalogue()
    answers = {question.id: Value.YES for question in catalogue.questions()}
    assert judge(catalogue, answers, limit=3).reasons == ()
    assert judge(catalogue, {}, limit=3).asked == 38
