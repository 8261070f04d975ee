"""Hints on words, teams and requirements: what sets each off, and what does not."""

import pytest

from hiring.wording.check import check_text
from hiring.wording.hints import HINTS
from hiring.wording.reading import read_document
from hiring.wording.teams import read_team
from tests.hiring.wording.adverts import BAD, GOOD


def found(text: str) -> dict[str, list[str]]:
    return {finding.rule.id: [quote.words for quote in finding.quotes] for finding in check_text("", text).findings}


@pytest.mark.parametrize("hint", HINTS, ids=lambda hint: hint.rule.id)
def test_every_phrase_sets_its_hint_off(hint):
    for phrase in hint.phrases:
        assert hint.rule.id in found(f"We are {phrase.replace('*', '')} here."), phrase


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5+ years of experience", ["5+ years of experience"]),
        ("3–5 years’ professional experience", ["5 years’ professional experience"]),
        ("a minimum of three years in fintech", ["three years"]),
        ("at least 2 years with Kubernetes", ["2 years"]),
        ("experience of 7 years", ["7 years"]),
    ],
)
def test_years_are_asked_for(text, words):
    assert found(text)["years.asked"] == words


@pytest.mark.parametrize(
    "text",
    [
        "Decisions are kept for seven years for audit.",
        "Over two years the model drifted.",
        "No five years of experience are needed.",
        "Years of experience do not count.",
        "In 5 years. Experience counts.",
    ],
)
def test_years_that_are_not_asked_for(text):
    assert "years.asked" not in found(text)


def test_degrees():
    assert found("A PhD, an M.Sc. or a Master’s degree")["degree.asked"] == ["PhD", "M.Sc", "Master’s degree"]
    assert found("AWS certification")["degree.certificate"] == ["certification"]
    for text in (
        "A high degree of autonomy",
        "A bachelor’s degree or equivalent experience",
        "equal evidence counts instead of a degree",
        "the master branch",
        "A PhD is a plus",
    ):
        assert "degree.asked" not in found(text), text
    assert "degree.asked" in found("A degree.\n\nTwo offices or similar.")


def test_the_bad_advert_and_the_good_one():
    bad = found(BAD)
    assert bad["buzz.hero"] == ["ninja"]
    assert bad["gender.pronoun"] == ["he"]
    assert bad["years.asked"] == ["5+ years of experience"]
    assert bad["degree.asked"] == ["PhD", "Bachelor's degree"]
    assert bad["credentials.over_experience"] == ["5+ years of experience", "PhD", "Bachelor's degree"]
    assert len(bad["musts.too_many"]) == 10
    assert found(GOOD) == {}


def test_musts_are_counted_under_their_heading():
    def points(count, heading):
        return f"## {heading}\n\n" + "".join(f"- point {number}\n" for number in range(count))

    assert "musts.too_many" not in found(points(8, "What you bring"))
    assert len(found(points(9, "Requirements"))["musts.too_many"]) == 9
    assert "musts.too_many" not in found(
        points(5, "Must have") + points(9, "Nice to have") + points(9, "What we offer")
    )
    assert len(found(points(8, "You have") + "\nYou must speak Finnish, you must swim.")["musts.too_many"]) == 9
    assert len(found("**Requirements**\n" + "* one\n" * 9)["musts.too_many"]) == 9


def test_shown_work_outweighs_credentials():
    text = "A degree. You have released a model, you have shipped one, and it kept running in production."
    assert "credentials.over_experience" not in found(text)
    assert found("A degree and a certificate; show how you did it.")["credentials.over_experience"]


def test_the_team_of_one_person():
    alone = "You own data pipelines, train models and build APIs."
    assert "team.one_person" in found(alone)
    assert "team.one_person" in found(BAD)
    assert "team.one_person" not in found(f"{alone} Two data engineers are there.")
    assert "team.one_person" not in found("You train models and build APIs.")
    team = {one.function: one for one in read_team(read_document(f"{alone} A product manager decides."))}
    assert [(key, one.is_gap, bool(one.mates)) for key, one in team.items()] == [
        ("ml", True, False),
        ("data", True, False),
        ("software", True, False),
        ("product", False, True),
    ]
    assert team["product"].sentence == "Others are named."


def test_many_quotes_are_counted_and_not_all_shown():
    [finding] = check_text("", "ninja " * 30).findings
    assert (len(finding.quotes), finding.more) == (12, 18)
