"""The description of the API as a page shows it: operations by collection, each with what it takes and answers."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any

from hiring.core.api.schema import read_schema

METHODS = ("get", "post", "patch", "put", "delete")


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    required: bool
    text: str


@dataclass(frozen=True)
class Answer:
    status: str
    text: str
    is_problem: bool


@dataclass(frozen=True)
class Entry:
    """One operation."""

    id: str
    method: str
    path: str
    summary: str
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    answers: tuple[Answer, ...]
    shows: tuple[Field, ...]


@dataclass(frozen=True)
class Chapter:
    """One collection."""

    name: str
    entries: tuple[Entry, ...]


@cache
def read_docs() -> tuple[Chapter, ...]:
    schema = read_schema()
    chapters: dict[str, list[Entry]] = defaultdict(list)
    for path, methods in schema["paths"].items():
        for method in METHODS:
            if method in methods:
                operation = methods[method]
                chapters[operation["tags"][0]].append(_entry(schema, path, method, operation))
    return tuple(Chapter(name, tuple(entries)) for name, entries in sorted(chapters.items()))


def _entry(schema: Mapping[str, Any], path: str, method: str, operation: Mapping[str, Any]) -> Entry:
    good = [answer for status, answer in operation["responses"].items() if status in ("200", "201")]
    return Entry(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        parameters=tuple(
            Field(item["name"], _kind(schema, item["schema"]), item.get("required", False), item.get("description", ""))
            for item in operation.get("parameters", ())
        ),
        body=tuple(_fields(schema, operation.get("requestBody", {}))),
        answers=tuple(
            Answer(status, answer.get("description") or HTTPStatus(int(status)).phrase, int(status) >= 400)
            for status, answer in sorted(operation["responses"].items())
        ),
        shows=tuple(_fields(schema, good[0])) if good else (),
    )


def _fields(schema: Mapping[str, Any], holder: Mapping[str, Any]) -> Iterator[Field]:
    """Yield the fields of the first content of a body or an answer; of a page of results, those of one result."""
    for content in list(holder.get("content", {}).values())[:1]:
        whole = _resolve(schema, content["schema"])
        if "results" in whole.get("properties", {}):
            whole = _resolve(schema, whole["properties"]["results"]["items"])
        for name, field in whole.get("properties", {}).items():
            text = field.get("description", "") or field.get("title", "")
            yield Field(name, _kind(schema, field), name in whole.get("required", ()), text)


def _resolve(schema: Mapping[str, Any], part: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" in part:
        return schema["components"]["schemas"][part["$ref"].rsplit("/", 1)[1]]
    return part


def _kind(schema: Mapping[str, Any], part: Mapping[str, Any]) -> str:
    """Say a type in a few words: ``text, date-time, one of: a, b``."""
    for joined in ("allOf", "oneOf", "anyOf"):
        if joined in part:
            return " or ".join(dict.fromkeys(_kind(schema, item) for item in part[joined]))
    part = _resolve(schema, part)
    if "enum" in part:
        return "one of: " + ", ".join(str(item) for item in part["enum"] if item not in (None, ""))
    kinds = part.get("type", "anything")
    words = [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]
    if "items" in part:
        words = [f"list of {_kind(schema, part['items'])}"]
    return " or ".join(words) + (f" ({part['format']})" if "format" in part else "")
