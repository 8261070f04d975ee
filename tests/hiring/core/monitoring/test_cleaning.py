import json
import logging
import sys

import pytest

from hiring.core.monitoring.cleaning import clean_message, describe_error


def record(name, message, *args, **more):
    made = logging.LogRecord(name, logging.INFO, "/srv/somewhere/base.py", 7, message, args, None)
    made.__dict__.update(more)
    return made


@pytest.mark.parametrize(
    ("name", "message", "args", "text"),
    [
        ("hiring.core.background.work", "Task %s, attempt %d.", ("x1", 2), "Task x1, attempt 2."),
        ("assessments.reminders", "Nothing due.", (), "Nothing due."),
        ("gunicorn.error", "Worker (pid:%s) was sent %s!", (17, "SIGKILL"), "Worker (pid:17) was sent …!"),
        ("gunicorn.error", "Error handling request %s", ("/invitations/secret/",), "Error handling request …"),
        ("celery.app.trace", "Task %(name)s took %(runtime)s", ({"name": "Ada", "runtime": 0.5},), "Task … took 0.5"),
        ("celery.worker", "Connection to broker lost.", (), "Connection to broker lost."),
        ("gunicorn.error", "Invalid request line: GET /secret/", (), "Text withheld, said in base."),
        ("django.security.DisallowedHost", "Invalid HTTP_HOST header: 'ada'", (), "Text withheld, said in base."),
        ("somebody", "%d of %d", ("Ada", 3), "%d of %d"),
        ("somebody", "100 % sure of %s", ("Ada",), "100 % sure of %s"),
        ("hiringfirm", "%s", ("Ada",), "…"),
        ("py.warnings", "%s", ("/srv/x.py:12: RuntimeWarning: about Ada\n  code\n",), "/srv/x.py:12: RuntimeWarning"),
        ("py.warnings", "%s", ("Ada",), "…"),
    ],
)
def test_what_others_say_keeps_its_template_and_numbers(name, message, args, text):
    assert clean_message(record(name, message, *args)) == text


def test_a_refused_address_is_not_named():
    assert clean_message(record("django.request", "%s: %s", "Not Found", "/x/ada/", status_code=404)) == "Answered 404."


def raise_chained():
    try:
        raise KeyError("Ada")
    except KeyError as error:
        raise ValueError("Lovelace") from error


def test_an_error_is_its_type_its_places_and_its_cause():
    try:
        raise_chained()
    except ValueError as error:
        text = describe_error(error)
    place = "test_cleaning.py:"
    assert text.startswith(f"ValueError at {place}")
    assert text.count("raise_chained") == 2
    assert f" from KeyError at {place}" in text
    assert "Ada" not in text
    assert "Lovelace" not in text


def test_a_circle_of_causes_ends():
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    assert describe_error(first) == "ValueError from KeyError"


def test_a_deep_trace_keeps_its_end_and_leaves_out_what_libraries_do_between():
    def fall(depth):
        return fall(depth - 1) if depth else json.loads("{")

    try:
        fall(30)
    except ValueError:
        places = describe_error(sys.exc_info()[1]).partition(" at ")[2].split(" > ")
    assert [place.rpartition(" ")[2] for place in places] == ["fall"] * 7 + ["raw_decode"]
