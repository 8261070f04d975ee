"""Reading what a sheet's page sends: its whole form, or the JSON of an autosave."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from hiring.core.errors import Invalid
from rubrics.sheets.content import CLOSING, Answer, Save, Stamp
from rubrics.sheets.frozen import Criteria

NOT_ASSESSED = "x"
HIGHEST_NUMBER = 2**31 - 1


def clean_text(text: str) -> str:
    """Return text as both databases take it and as every browser sends it alike: no NUL, no half characters, LF."""
    lines = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return lines.encode("utf-8", "replace").decode()


def read_form(data: QueryDict, criteria: Criteria, closing: Mapping[str, Any]) -> Save:
    """Return the whole form as a save. What the form did not hold (a recommendation not open yet) stays out of it."""
    keys = [item.criterion.key for item in criteria]
    return Save(
        version=_read_number(data.get("version", "")),
        answers={key: _form_answer(data, key) for key in keys if f"{key}-evidence" in data},
        closing=closing,
        stamp=Stamp(clean_text(data.get("page", "")), _read_number(data.get("number", "0"))),
    )


def _form_answer(data: QueryDict, key: str) -> Answer:
    chosen = data.get(key, "")
    ticked = [position for position in data.getlist(f"{key}-flag") if position.isdecimal()]
    return Answer(
        level=int(chosen) if chosen in {"1", "2", "3", "4", "5"} else None,
        not_assessed=chosen == NOT_ASSESSED,
        evidence=clean_text(data[f"{key}-evidence"]),
        flags={position: clean_text(data.get(f"{key}-flag-{position}", "")) for position in ticked},
    )


def _read_number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else -1
    if not 0 <= number <= HIGHEST_NUMBER:
        raise Invalid(_("The page is damaged. Copy what you wrote and load it again."), errors={"version": [text[:20]]})
    return number


def only_changes(save: Save, standing: Mapping[str, Answer], closing: Mapping[str, Any]) -> Save:
    """Leave out of a whole form what says the same as the sheet: only what was changed can be in conflict."""
    changed = {name: value for name, value in save.closing.items() if closing[name] != value}
    answers = {key: answer for key, answer in save.answers.items() if standing.get(key, Answer()) != answer}
    return replace(save, answers=answers, closing=changed)


def read_json(request: HttpRequest) -> Save:
    """Return an autosave: {version, page, number, parts: {key: answer}, "*closing" among the parts}.

    Raises ``Invalid`` for anything else.
    """
    try:
        data = json.loads(request.body)
        parts = dict(data["parts"])
        closing = {name: _clean(value) for name, value in parts.pop(CLOSING, {}).items()}
        return Save(
            version=_read_number(str(data["version"])),
            answers={str(key): _json_answer(part) for key, part in parts.items()},
            closing=closing,
            stamp=Stamp(clean_text(str(data["page"])), _read_number(str(data["number"]))),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Invalid(_("This save cannot be read."), errors={}) from None


def _json_answer(part: Mapping[str, Any]) -> Answer:
    level = part["level"]
    if level is not None and type(level) is not int:
        raise TypeError
    return Answer(
        level=level,
        not_assessed=part["not_assessed"] is True,
        evidence=clean_text(str(part["evidence"])),
        flags={str(position): clean_text(str(words)) for position, words in dict(part["flags"]).items()},
    )


def _clean(value: object) -> object:
    if isinstance(value, str | None):
        return clean_text(value or "")
    if isinstance(value, dict):
        return value
    raise TypeError
