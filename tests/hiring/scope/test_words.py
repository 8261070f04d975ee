"""The environment in words."""

from hiring.models import Environment, Role
from hiring.scope.words import fill_values, say_environment
from rubrics.library.blanks import NAMES
from tests.factories.scope import make_scope


def test_every_blank_of_a_question_has_its_words(role: Role) -> None:
    values = fill_values(make_scope(role))
    assert set(values) == set(NAMES)
    assert values == {
        "latency": "100 ms at the 95th percentile",
        "throughput": "2,000 predictions a second",
        "rows_today": "10,000 rows",
        "rows_in_two_years": "10 million rows",
        "retraining": "every week",
        "serving": "on request, in real time",
    }


def test_what_is_not_said_fills_nothing(role: Role) -> None:
    assert (fill_values(role), say_environment(role)) == ({}, [])
    role.environment = Environment(role=role, serving="batch")
    assert fill_values(role) == {"serving": "in batches"}
    assert [(line.label, line.text) for line in say_environment(role)] == [("Predicts", "In batches")]
