"""The rules of the engagement model: the example of the module, and what holds for all answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.benchmarks.terms import Engagement
from hiring.planning.engagement import CHOICES, EXTERNAL, RISKS, RULES, Fact, Rule, advise, find_faults
from hiring.planning.engagement_words import ANSWERS, FACTS
from rubrics.library.reader import read_own_packs

answers = st.fixed_dictionaries({}, optional={fact: st.sampled_from(choices) for fact, choices in CHOICES.items()})


def advised(facts: dict[str, str]) -> set[str]:
    return {one.engagement for one in advise(facts) if one.is_advised}


def test_the_example_of_the_module() -> None:
    facts = {Fact.CORE: "core", Fact.WORK: "ongoing", Fact.SPEED: "weeks", Fact.EXPERTISE: "none"}
    full, hybrid, *_others = advise(facts)
    assert [rule.id for rule in full.speaks_for] == ["FT-CORE", "FT-ROADMAP", "FT-ADVANTAGE", "FT-OWNER"]
    assert [rule.id for rule in full.speaks_against] == ["FT-SLOW", "FT-FIRST"]
    assert [rule.id for rule in hybrid.speaks_for] == ["HY-BALANCE", "HY-START"]
    assert (full.balance, hybrid.balance) == (2, 2)
    assert advised(facts) == {"full_time", "hybrid"}


@pytest.mark.parametrize(
    ("facts", "model"),
    [
        ({"core": "core", "work": "ongoing", "speed": "months", "control": "full"}, "full_time"),
        ({"core": "supporting", "work": "project", "speed": "months"}, "contract"),
        ({"work": "oversight", "core": "core"}, "fractional"),
        (
            {"stage": "early", "headcount": "not_yet", "speed": "months", "core": "core", "work": "oversight"},
            "fractional",
        ),
        ({"speed": "weeks", "stage": "growth", "expertise": "none", "core": "supporting"}, "dedicated_team"),
        ({"work": "proof", "skills": "special", "process": "essential", "expertise": "some"}, "partner"),
        ({"stage": "mature", "expertise": "leads"}, "hybrid"),
        ({"work": "evaluation", "core": "core", "control": "full"}, "audit"),
    ],
)
def test_what_each_model_is_for(facts: dict[str, str], model: str) -> None:
    assert advised(facts) == {model}


def test_nothing_answered_advises_nothing() -> None:
    assert advise({}) == ()


def test_where_as_much_speaks_against_it_nothing_is_advised() -> None:
    assert advised({"core": "core", "work": "ongoing", "stage": "early", "expertise": "none", "speed": "weeks"})
    assert advised({"stage": "early", "data": "sensitive", "headcount": "ready"}) == {"dedicated_team"}
    assert advised({"data": "sensitive", "speed": "months", "expertise": "none", "stage": "mature"}) != set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_can_speak_and_names_its_source(rule: Rule) -> None:
    facts = {fact: choices[0] for fact, choices in rule.when.items()}
    spoken = {one.id for advice in advise(facts) for one in (*advice.speaks_for, *advice.speaks_against)}
    assert rule.id in spoken
    assert rule.quote
    assert all(set(choices) <= set(CHOICES[fact]) for fact, choices in rule.when.items())


def test_ids_are_unique_sources_are_known_and_every_answer_has_words() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    library = read_own_packs().library
    assert library is not None
    assert {rule.source for rule in RULES} <= {source.tag for source in library.sources}
    assert {rule.engagement for rule in RULES} == set(Engagement)
    assert set(RISKS) <= set(Engagement)
    assert set(EXTERNAL) < set(Engagement)
    assert list(FACTS) == list(ANSWERS) == list(CHOICES)
    assert all(tuple(ANSWERS[fact]) == choices for fact, choices in CHOICES.items())


def test_answers_that_are_none() -> None:
    assert find_faults({"core": "core", "work": "leisure", "mood": "good"}) == {"work": "leisure", "mood": "good"}


@given(answers)
def test_what_is_advised_has_most_for_it_unless_a_rule_decides(facts: dict[str, str]) -> None:
    found = advise(facts)
    chosen = [one for one in found if one.is_advised]
    decided = {rule.engagement for rule in RULES if rule.decides and rule.holds(facts)}
    if decided:
        assert {one.engagement for one in chosen} == decided
    else:
        best = max((one.balance for one in found if one.speaks_for), default=0)
        assert all(one.balance == best > 0 for one in chosen)
    assert list(found[: len(chosen)]) == chosen


@given(answers, st.sampled_from(list(CHOICES)))
def test_taking_an_answer_back_only_takes_sentences_away(facts: dict[str, str], fact: str) -> None:
    def spoken(held: dict[str, str]) -> set[str]:
        return {one.id for advice in advise(held) for one in (*advice.speaks_for, *advice.speaks_against)}

    assert spoken({key: answer for key, answer in facts.items() if key != fact}) <= spoken(facts)


@given(answers)
def test_the_same_answers_give_the_same_advice(facts: dict[str, str]) -> None:
    assert advise(facts) == advise(dict(reversed(facts.items())))
