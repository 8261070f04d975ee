"""Which role a text describes, worked out by hand, and where it disagrees with its title and its choice."""

import pytest

from hiring.wording.check import RULES, check_text
from hiring.wording.reading import read_document
from hiring.wording.role_types import read_role
from hiring.wording.signs import ROLE_SIGNS, RoleType
from hiring.wording.titles import read_title
from tests.hiring.wording.adverts import ASSISTANT, BAD, DATA_SCIENCE, GOOD, PLATFORM


def rules_of(title, text, **chosen):
    return [finding.rule.id for finding in check_text(title, text, **chosen).findings]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (DATA_SCIENCE, RoleType.DATA_SCIENTIST),
        (GOOD, RoleType.ML_ENGINEER),
        (ASSISTANT, RoleType.AI_ENGINEER),
        (PLATFORM, RoleType.MLOPS_ENGINEER),
        ("We want somebody good.", None),
        ("", None),
    ],
)
def test_the_duties_tell_the_role(text, role):
    assert read_role(read_document(text)).role == role


def test_the_worked_example():
    described = read_role(read_document("You deploy models with Docker, monitor drift and analyse data."))
    assert dict(described.points) == {"ml_engineer": 5, "mlops_engineer": 5, "data_scientist": 2, "ai_engineer": 0}
    assert described.role == RoleType.ML_ENGINEER
    assert described.sentence == "The text describes an ML engineer: somebody who deploys and scales ML systems."
    assert [(seen.sign.id, [quote.words for quote in seen.quotes]) for seen in described.seen] == [
        ("data.analysis", ["analyse data"]),
        ("ml.deployment", ["deploy models"]),
        ("ml.monitoring", ["monitor", "drift"]),
        ("tool.containers", ["Docker"]),
    ]


def test_a_word_that_stands_ten_times_counts_once():
    once, often = (read_role(read_document("Kubernetes. " * times)) for times in (1, 10))
    assert once.points == often.points


def test_two_roles_that_are_level_are_not_told_apart():
    described = read_role(read_document("Analyse data, insights, notebooks. Integrate LLMs, OpenAI."))
    assert described.role is None
    assert described.sentence == "The text stands between two roles: data scientist and AI engineer."


def test_what_the_text_rules_out_is_no_sign():
    assert read_role(read_document("You do not deploy models or monitor drift.")).seen == ()


def test_a_data_scientists_advert_under_an_engineers_title():
    assert "role.data_scientist_under_engineer" in rules_of("Senior ML engineer", DATA_SCIENCE)
    assert "role.data_scientist_under_engineer" in rules_of("Machine Learning Engineer", BAD)
    assert rules_of("Data scientist", DATA_SCIENCE, role_type="data_scientist") == []


def test_title_and_choice_are_held_against_the_duties():
    assert "role.title_disagrees" in rules_of("Data scientist", GOOD)
    assert "role.title_disagrees" in rules_of("AI engineer", PLATFORM)
    assert "role.choice_disagrees" in rules_of("Somebody for fraud", GOOD, role_type="data_scientist")
    assert rules_of("ML engineer", PLATFORM, role_type="ml_engineer") == []  # MLOps is a specialism of the ML engineer
    assert rules_of("ML engineer", GOOD, role_type="of_the_house") == []


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Senior ML-Engineer (m/f/d)", "ml_engineer"),
        ("Machine learning engineers", "ml_engineer"),
        ("NLP Engineer", "ml_engineer"),
        ("MLOps Engineer", "mlops_engineer"),
        ("ML platform engineer", "mlops_engineer"),
        ("Applied Scientist, ranking", "data_scientist"),
        ("Generative AI engineer", "ai_engineer"),
        ("AI Developer", None),
        ("Software engineer", None),
        ("Data scientist / ML engineer", None),
        ("Head of cooking", None),
    ],
)
def test_titles(title, role):
    assert read_title(title).role == role


def test_wide_titles_are_told():
    assert "wider word" in read_title("AI developer").note
    assert "skills and not the title" in read_title("Software Engineer").note
    assert "more than one role" in read_title("Data scientist / ML engineer").note
    [finding] = check_text("Senior AI developer", "").findings
    assert (finding.rule.id, finding.in_title) == ("role.title_is_wide", True)
    assert [quote.words for quote in finding.quotes] == ["AI developer"]


def test_specialisms():
    vision = "object detection, image classification and OCR on camera streams"
    assert rules_of("", GOOD, specialism="computer_vision") == ["specialism.not_named"]
    assert rules_of("", f"NLP. {vision}.", specialism="nlp_llm") == ["specialism.other"]
    assert rules_of("", f"{vision}.", specialism="computer_vision") == []
    assert rules_of("", "Computer vision, NLP and forecasting.") == ["specialism.all"]
    assert rules_of("", "We do not do vision, no NLP; forecasting it is.", specialism="predictive") == []
    assert rules_of("", vision, specialism="of_the_house") == []


def test_every_sign_and_rule_is_named_once():
    assert len({sign.id for sign in ROLE_SIGNS}) == len(ROLE_SIGNS)
    assert all(sign.points and sign.phrases for sign in ROLE_SIGNS)
    assert all(rule.id == key and rule.why and rule.better and rule.source for key, rule in RULES.items())
    for sign in ROLE_SIGNS:  # each phrase sets its own sign off
        for phrase in sign.phrases:
            seen = read_role(read_document(phrase.replace("*", ""))).seen
            assert sign.id in {one.sign.id for one in seen}, phrase
