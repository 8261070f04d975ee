"""What of a log record may be written down. The one place that decides it, for every format."""

import logging
import re
import traceback
from collections.abc import Iterator, Mapping

OURS = ("hiring", "rubrics", "candidates", "assessments")
# What these say without arguments is a constant in their code; everywhere else it may be a text put together.
CONSTANT = ("celery", "kombu")
WITHHELD = "…"
FRAMES = 8
LIBRARIES = ("/site-packages/", "/lib/python")
WARNING_PLACE = re.compile(r"\A[^\n]*?:\d+: \w+(?=:)")


def _is_of(name: str, packages: tuple[str, ...]) -> bool:
    return name.partition(".")[0] in packages


def clean_message(record: logging.LogRecord) -> str:
    """Return the message of ``record`` without anything that a person may have written."""
    if _is_of(record.name, OURS):
        return record.getMessage()
    if record.name == "py.warnings":
        place = WARNING_PLACE.match(record.getMessage())
        return place.group() if place else WITHHELD
    if status := getattr(record, "status_code", None):
        return f"Answered {status}."  # Django names the address, which may be a link with a secret
    if record.args:
        return _fill(str(record.msg), record.args)
    return str(record.msg) if _is_of(record.name, CONSTANT) else f"Text withheld, said in {record.module}."


def _fill(template: str, arguments: object) -> str:
    """Return ``template`` with its numbers put in and all else withheld."""
    try:
        if isinstance(arguments, Mapping):
            return template % {name: _keep_number(value) for name, value in arguments.items()}
        return template % tuple(map(_keep_number, arguments if isinstance(arguments, tuple) else (arguments,)))
    except (TypeError, ValueError, KeyError):
        return template


def _keep_number(value: object) -> object:
    return value if isinstance(value, int | float) else WITHHELD


def describe_error(error: BaseException) -> str:
    """Return type and places of an error and of what caused it, without their texts."""
    return " from ".join(map(_describe_one, _chain(error)))


def _describe_one(error: BaseException) -> str:
    """Name our own places on the way, and the innermost one, whoever's that is."""
    found = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in found[:-1] if not any(mark in frame.filename for mark in LIBRARIES)]
    places = [
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in [*own, *found[-1:]][-FRAMES:]
    ]
    return f"{type(error).__name__} at {' > '.join(places)}" if places else type(error).__name__


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
