"""The builder's parts as Markdown and back: nothing is lost, and the typical case is short."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.wording.parts import HEADINGS, MLOPS, PRODUCTION, REQUIRED, Parts, find_missing, read_parts, write_markdown

# The articles' case: fraud scores of card payments that must become quicker, and show in a system.
FRAUD = Parts(
    ml_work="Predictive models on tables and events: a fraud score for every card payment, 1,400 a second at peak.",
    production="own",
    mlops=("deploy", "monitor", "retrain", "on_call"),
    tools="Python, Docker, Kubernetes on AWS, Airflow, MLflow, Prometheus",
    domain="Card payments and fraud, audited by the regulator",
    first_project="Move one of four models to the new serving path.",
    first_30_days="One model answers from the new path in shadow mode, with a dashboard of its latency.",
    metric="Time to score a payment, 95th percentile",
    baseline="140 ms",
    target="under 100 ms",
    system="Checkout service and the live dashboard of payments risk",
)
MARKDOWN = """\
## Type of ML work

Predictive models on tables and events: a fraud score for every card payment, 1,400 a second at peak.

## Production responsibility

You own the system in production, from release to upkeep.

## Deployment and MLOps

- You deploy models and can roll back.
- You monitor models and data, and act on drift.
- You retrain models, on a schedule or on drift.
- You are on call for what you release.

## Tools and platforms

Python, Docker, Kubernetes on AWS, Airflow, MLflow, Prometheus

## Business domain

Card payments and fraud, audited by the regulator

## First project

Move one of four models to the new serving path.

## The first 30 days

One model answers from the new path in shadow mode, with a dashboard of its latency.

## After 90 days

- **Metric:** Time to score a payment, 95th percentile
- **Today:** 140 ms
- **Target:** under 100 ms
- **System:** Checkout service and the live dashboard of payments risk"""


def test_parts_become_markdown():
    assert write_markdown(FRAUD) == MARKDOWN
    assert read_parts(MARKDOWN) == (FRAUD, 8)
    assert write_markdown(Parts()) == ""
    assert read_parts("") == (Parts(), 0)


def test_the_typical_case_takes_few_answers_and_few_characters():
    """At most 12 answers and 1,000 typed characters; what is ticked is not typed."""
    typed = [value for name in REQUIRED if isinstance(value := getattr(FRAUD, name), str) and name != "production"]
    assert find_missing(FRAUD) == ()
    assert (len(REQUIRED), sum(map(len, typed))) == (11, 458)


def test_what_is_missing_is_named_in_order():
    assert find_missing(Parts(tools="Python", mlops=("deploy",))) == tuple(
        name for name in REQUIRED if name not in ("tools", "mlops")
    )


def test_parts_are_kept_as_json():
    assert Parts.from_json(FRAUD.as_json()) == FRAUD
    assert Parts.from_json({"tools": "Python", "of_another_version": 1}) == Parts(tools="Python")


def test_a_text_of_another_hand_is_read_by_similar_headings():
    text = (
        "# Senior ML engineer\n\nHello.\n\n## Tech stack\n\nPython\n\n### Your first month\n\nShip one check.\n\n"
        "## What we offer\n\nPay.\n\n## Your first 90 days\n\nMetric: churn\n- Baseline: 5 %\nAnd more.\n\n"
        "## Tools\n\nAlso these."
    )
    parts, taken = read_parts(text)
    assert taken == 3
    assert (parts.tools, parts.first_30_days, parts.metric, parts.baseline) == (
        "Python",
        "Ship one check.",
        "churn",
        "5 %",
    )
    assert parts.more == (
        "# Senior ML engineer\n\nHello.\n\n## What we offer\n\nPay.\n\n## Your first 90 days\n\nAnd more.\n\n"
        "## Tools\n\nAlso these."
    )


def test_an_outcome_in_prose_stays_as_it_is():
    text = "## After 90 days\n\nLatency is under 100 ms."
    assert read_parts(text) == (Parts(more=text), 0)


def test_an_introduction_stands_before_the_parts():
    parts = Parts(tools="Python", more="Who we are.\n\n## Pay\n\nGood.")
    text = "Who we are.\n\n## Tools and platforms\n\nPython\n\n## Pay\n\nGood."
    assert write_markdown(parts) == text
    assert read_parts(text) == (parts, 1)


@pytest.mark.parametrize("typed", ["# not a heading", "```\ncode", "~~~", "text\n## Tools\nmore", "\\# x"])
def test_what_is_typed_into_a_part_opens_no_other(typed):
    parts = Parts(domain=typed, system="the CRM")
    text = write_markdown(parts)
    again, taken = read_parts(text)
    assert (taken, again.system, again.more) == (2, "the CRM", "")
    assert write_markdown(again) == text


LINES = st.sampled_from(
    [
        *("# Title", "## Tools", "### First project", "## After 90 days", "## Production responsibility", "## MLOps"),
        *("## Other", "", "", "Words.", "- a point", "- Metric: x", "**Target:** y", "Today: z", "System:", "\\# odd"),
        *("You own the system in production, from release to upkeep.", "- You deploy models and can roll back."),
        *("```", "    # code", "    indented", "#", "## Domain ##"),
    ]
)


@given(st.lists(LINES, max_size=25).map("\n".join))
def test_reading_what_was_written_changes_nothing_more(text):
    first, _taken = read_parts(text)
    written = write_markdown(first)
    second, _taken = read_parts(written)
    assert write_markdown(second) == written


@given(st.lists(LINES, max_size=25).map("\n".join))
def test_no_words_of_a_text_are_lost(text):
    written = write_markdown(read_parts(text)[0])
    for words in ("Words.", "a point", "indented", "# Title", "## Other", "x", "z"):
        assert text.count(words) == 0 or words in written


WORDS = st.text(st.sampled_from("abc .-#*`"), max_size=12)


@given(
    st.builds(
        Parts,
        ml_work=WORDS,
        production=st.sampled_from(["", *PRODUCTION]),
        mlops=st.sets(st.sampled_from(list(MLOPS))).map(lambda chosen: tuple(key for key in MLOPS if key in chosen)),
        domain=WORDS,
        metric=WORDS,
        system=WORDS,
    )
)
def test_what_was_answered_is_read_back(parts):
    def strip(one):
        return replace(one, **{name: getattr(one, name).strip() for name in ("ml_work", "domain", "metric", "system")})

    assert strip(read_parts(write_markdown(parts))[0]) == strip(parts)


def test_headings_are_those_of_the_parts():
    assert list(HEADINGS) == [*REQUIRED[:7], "outcome"]
