"""Reads a JSON Resume (jsonresume.org) as text, leniently: what has another shape than the schema's is left
out.
"""

import json
from collections.abc import Iterator
from typing import Any

from candidates.documents.limits import MOST_JSON_DEPTH, MOST_JSON_ENTRIES
from candidates.documents.reading.text import HEADING, ITEM, LINE, Block, write_blocks
from hiring.core.background.child_frames import ChildRefused

# Section, its heading, and the keys that make the line of an entry. The order is that of a resume on paper.
SECTIONS = (
    ("work", "Work", ("position", "name", "company", "location")),
    ("projects", "Projects", ("name", "entity", "type")),
    ("education", "Education", ("studyType", "area", "institution", "score", "gpa")),
    ("skills", "Skills", ("name", "level")),
    ("certificates", "Certificates", ("name", "issuer")),
    ("publications", "Publications", ("name", "publisher")),
    ("awards", "Awards", ("title", "awarder")),
    ("volunteer", "Volunteering", ("position", "organization")),
    ("languages", "Languages", ("language", "fluency")),
    ("interests", "Interests", ("name",)),
    ("references", "References", ("name",)),
)
SUMMARIES = ("summary", "description", "reference")
LISTS = ("highlights", "courses", "roles")
DATES = ("date", "releaseDate")
ADDRESS = ("address", "postalCode", "city", "region", "countryCode")


def read_json_resume(data: bytes) -> str:
    """Return the text with the marks of ``reading.text``. Raises ``ChildRefused``: damaged, too_deep,
    not_a_resume.
    """
    resume = parse_resume(data)
    blocks = [*_read_basics(_object(resume.get("basics")))]
    for key, heading, line in SECTIONS:
        entries = [block for entry in _objects(resume.get(key)) for block in _read_entry(entry, line)]
        if entries:
            blocks += [Block(HEADING, heading), *entries]
    return write_blocks(blocks)


def parse_resume(data: bytes) -> dict[str, Any]:
    """Return the JSON object in ``data`` when it has a section of a resume. Raises ``ChildRefused`` as above."""
    try:
        resume = json.loads(data.decode("utf-8-sig"))
    except RecursionError:
        raise ChildRefused("too_deep") from None
    except ValueError:
        raise ChildRefused("not_json") from None
    if _is_deeper(resume, MOST_JSON_DEPTH):
        raise ChildRefused("too_deep")
    sections = {"basics": dict} | {key: list for key, _, _ in SECTIONS}
    if not isinstance(resume, dict) or not any(isinstance(resume.get(key), kind) for key, kind in sections.items()):
        raise ChildRefused("not_a_resume")
    return resume


def _is_deeper(value: Any, depth: int) -> bool:
    level = [value]
    for _ in range(depth):
        level = [
            item
            for outer in level
            if isinstance(outer, dict | list)
            for item in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return bool(level)


def _read_basics(basics: dict[str, Any]) -> Iterator[Block]:
    yield Block(HEADING, _words(basics.get("name")))
    yield Block(LINE, _words(basics.get("label")))
    reach = [basics.get(key) for key in ("email", "phone", "url", "website")]
    yield Block(LINE, _join(" | ", reach))
    place = _object(basics.get("location"))
    yield Block(LINE, _join(", ", [place.get(key) for key in ADDRESS]))
    for profile in _objects(basics.get("profiles")):
        name = _join(" ", [profile.get("network"), profile.get("username")])
        yield Block(LINE, _join(": ", [name, profile.get("url")]))
    yield Block(LINE, _words(basics.get("summary")))


def _read_entry(entry: dict[str, Any], line: tuple[str, ...]) -> Iterator[Block]:
    title = _join(", ", [entry.get(key) for key in line])
    when = _when(entry)
    keywords = _join(", ", _plain_list(entry.get("keywords")))
    yield Block(LINE, _join(": ", [f"{title} ({when})" if title and when else title or when, keywords]))
    yield Block(LINE, _join(" | ", [entry.get("url"), entry.get("website")]))
    for key in SUMMARIES:
        yield Block(LINE, _words(entry.get(key)))
    for key in LISTS:
        for item in _plain_list(entry.get(key)):
            yield Block(ITEM, item)


def _when(entry: dict[str, Any]) -> str:
    start, end = _words(entry.get("startDate")), _words(entry.get("endDate"))
    if start or end:
        return f"{start} to {end}" if start and end else f"since {start}" if start else f"until {end}"
    return _join(", ", [entry.get(key) for key in DATES])


def _words(value: Any) -> str:
    """Return text and numbers as text; everything else is left out."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _join(between: str, values: list[Any]) -> str:
    return between.join(filter(None, map(_words, values)))


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in _list(value) if isinstance(item, dict)]


def _plain_list(value: Any) -> list[str]:
    return [word for item in _list(value) if (word := _words(item))]


def _list(value: Any) -> list[Any]:
    return value[:MOST_JSON_ENTRIES] if isinstance(value, list) else []
