"""Words, phrases and their places: boundaries, case, Unicode, denial, quotation, and texts that mean harm."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.wording.check import check_text
from hiring.wording.reading import Phrases, read_document, split_phrases
from hiring.wording.sections import read_lines, read_sections

PHRASES = Phrases(
    {"ninja": ["ninja*"], "real time": ["real time"], "degree": ["degree"], "deploy": ["deploy the model"]}
)


def found(text: str) -> list[str]:
    return [quote.words for quotes in PHRASES.find(read_document(text)).values() for quote in quotes]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A NINJA, two ninjas.", ["NINJA", "ninjas"]),
        ("real-time, real time and real\ntime", ["real-time", "real time", "real\ntime"]),
        ("real, time; real. Time", []),
        ("real\n\ntime and real\n- time", []),
        ("surreal timeless unninja", []),
        ("a ni\u0301nja", []),  # an accent is part of its letter
        ("**ninja** and _ninja_", ["ninja", "ninja"]),
        ("deploy the   model", ["deploy the   model"]),
    ],
)
def test_phrases_are_found_at_word_boundaries(text, words):
    assert found(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "No degree is asked for.",
        "You need not have a degree.",
        "A degree is not needed.",
        "A degree isn’t required.",
        "Degrees do not matter, and a degree is optional.",
        "equal evidence instead of a degree",
        "skill rather than a degree",
        "We don’t want a ninja.",
        "We want no “ninja”.",
        'They wrote "ninja wanted" last year.',
        "the word `ninja`",
    ],
)
def test_what_is_denied_or_quoted_does_not_count(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Not only a degree counts.",
        "No nonsense: a degree.",
        "We are not large, but a degree is a must.",
        "No degree. A ninja.",
        "At no later than May a degree",
        'Five" of a degree and no end',
    ],
)
def test_a_denial_reaches_no_further_than_its_clause(text):
    assert len(found(text)) == 1


def test_the_longest_phrase_counts_once():
    phrases = Phrases({"years": ["five years", "five years of experience", "years"]})
    document = read_document("five years of experience")
    assert [quote.words for quote in phrases.find(document)["years"]] == ["five years of experience"]


def test_phrases_of_a_table_stand_between_semicolons():
    assert split_phrases(" ci/cd ;\n  roll   back;; ") == ("ci/cd", "roll back")


TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(list(' \n-#*"“”`’.,ß\u0301'))), max_size=300
)
PIECES = st.lists(
    st.sampled_from(
        ["a ninja", "NO", "degree", "real-time", "İstanbul", "“ninja”", "\n# ", "- ", ", ", "後", "5+ years"]
    )
)


@given(TEXTS | PIECES.map(" ".join))
def test_a_quote_is_in_the_text_at_its_place(text):
    document = read_document(text)
    for quotes in PHRASES.find(document).values():
        for quote in quotes:
            assert text[quote.start : quote.end] == quote.words != ""
            before, after = document.around(quote)
            assert before + quote.words + after in text


@given(TEXTS)
def test_lines_and_sections_are_the_whole_text(text):
    lines = list(read_lines(text))
    assert "\n".join(line.text for line in lines) == text
    assert all(text[line.start : line.end] == line.text for line in lines)
    sections = read_sections(text)
    assert "\n".join(text[section.start : section.end] for section in sections) == text


def test_a_heading_inside_code_is_none():
    text = "# One #\n\n```\n# none\n```\n##two\n   ## Three\n    # no\n#"
    assert [line.heading for line in read_lines(text) if line.heading is not None] == ["One", "Three", ""]


@given(TEXTS)
def test_every_quote_of_the_whole_check_is_at_its_place(text):
    check = check_text("ML engineer", text, role_type="ml_engineer", specialism="nlp_llm")
    quotes = [quote for one in check.described.seen for quote in one.quotes]
    quotes += [quote for part in check.completeness.parts for quote in part.quotes]
    quotes += [quote for finding in check.findings if not finding.in_title for quote in finding.quotes]
    quotes += [quote for one in check.team for quote in (*one.asked, *one.mates)]
    assert all(text[quote.start : quote.end] == quote.words for quote in quotes)


HOSTILE = {
    "one word": "a" * 100_000,
    "accents": "a\u0301" * 50_000,
    "quotation marks": '"' * 100_000,
    "headings": "#" * 100_000,
    "stars": "*" * 100_000,
    "spaces": " " * 100_000,
    "denials": "not " * 25_000,
    "musts": "# Requirements\n" + "- must have a degree or equivalent, 5 years of experience\n" * 1_700,
    "outcomes": "after 90 days deploy the model " * 3_300,
    "days": "# 90 days\n- **Metric:** x\n" * 4_000,
    "everything": "he or she ninja degree in 30 days; first project; " * 2_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hundred_kilobytes_are_read_in_time(kind):
    begun = time.process_time()
    check = check_text("ML engineer", HOSTILE[kind], role_type="ml_engineer", specialism="predictive")
    assert time.process_time() - begun < 10  # some 1 s; a quadratic one takes minutes
    assert all(len(finding.quotes) <= 12 for finding in check.findings)
