import json
import logging
import re
import sys

from hiring.core.monitoring.context import log_context
from hiring.core.monitoring.formats import JsonFormatter, PlainFormatter


def record(**more):
    try:
        raise ValueError("Ada Lovelace")
    except ValueError:
        made = logging.LogRecord("hiring.core", logging.ERROR, "x.py", 1, "It broke at %s.", ("noon",), sys.exc_info())
    made.__dict__.update(more)
    return made


def test_json_is_one_object_a_line():
    with log_context(request_id="proxy-123"):
        text = JsonFormatter().format(record(facts={"status": 500}))
    assert "\n" not in text
    line = json.loads(text)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line.pop("time"))
    assert line.pop("error").startswith("ValueError at test_formats.py:")
    assert line == {
        "level": "error",
        "logger": "hiring.core",
        "message": "It broke at noon.",
        "request_id": "proxy-123",
        "status": 500,
    }


def test_plain_ends_with_ids_and_facts():
    with log_context(request_id="proxy-123"):
        text = PlainFormatter().format(record(facts={"status": 500}))
    assert re.fullmatch(
        r"[\d :,-]+ ERROR hiring\.core: It broke at noon\. \(ValueError at test_formats\.py:\d+ record\)"
        r" \[status=500 request_id=proxy-123\]",
        text,
    )


def test_texts_and_traces_are_shown_for_debugging_alone():
    assert "Ada Lovelace" in PlainFormatter(full=True).format(record())
    assert "Ada Lovelace" not in PlainFormatter().format(record()) + JsonFormatter().format(record())
