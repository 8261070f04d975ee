"""YAML without its traps: no anchors, aliases, tags or merges, no duplicate keys, bounded in size, depth and count.

YAML 1.1 reads ``no`` as false, ``1:30`` as 90 and ``2026-01-01`` as a date. Here a plain value is text, a decimal
number, true/false or nothing; whatever else it would become is refused with the advice to quote it.
"""

import math
import re
from typing import Any

import yaml

from rubrics.library.problems import PackError, Problem, Reading

MAX_CHARACTERS = 1_000_000
MAX_NODES = 50_000
MAX_DEPTH = 12

# The C parser reads the library in 60 ms instead of 600; both build the same nodes.
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_TAG = "tag:yaml.org,2002:"
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+", re.ASCII)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def load_yaml(text: str, reading: Reading) -> Any:
    """The file's content as dicts (keys are text), lists, text, numbers, booleans and None.

    Fills ``reading.lines`` with the line of every key. Raises ``PackError`` for what makes the file unreadable;
    duplicate keys and wrong plain values are noted in ``reading`` and the rest is read on.
    """
    if len(text) > MAX_CHARACTERS:
        reading.refuse("", f"The file has more than {MAX_CHARACTERS:,} characters.")
        reading.stop()
    try:
        _check_events(text, reading)
        reading.stop()
        node = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reading.problems.append(
            Problem(reading.file, "", f"Not YAML: {error.problem}.", mark.line + 1 if mark else None)
        )
    except yaml.YAMLError as error:
        reading.refuse("", f"Not YAML: {str(error).splitlines()[0]}.")
    else:
        if node is not None:
            return _build(node, "", reading)
        reading.refuse("", "The file is empty.")
    raise PackError(reading.problems)


def _check_events(text: str, reading: Reading) -> None:
    """Refuse before anything is built: aliases could make a small file huge, deep nesting could exhaust the stack."""
    depth = documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=Loader)):
        reason = ""
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            reason = "A pack is one YAML document." if documents > 1 else ""
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if getattr(event, "anchor", None):
            reason = "Anchors and aliases are not allowed: write the value out."
        elif getattr(event, "tag", None) not in (None, "!"):
            reason = "Tags are not allowed: write a plain value."
        elif depth > MAX_DEPTH:
            reason = f"Nested deeper than {MAX_DEPTH} levels."
        elif count > 3 * MAX_NODES:
            reason = f"More than {MAX_NODES:,} values."
        if reason:
            line = event.start_mark.line + 1 if event.start_mark else None
            reading.problems.append(Problem(reading.file, "", reason, line))
            return


def _build(node: yaml.Node, path: str, reading: Reading) -> Any:
    reading.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, path, reading)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, f"{path}[{index}]", reading) for index, item in enumerate(node.value)]
    return _build_scalar(str(node.value), node, path, reading)


def _build_mapping(node: yaml.MappingNode, path: str, reading: Reading) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode) or not key_node.value.isprintable():
            reading.refuse(path, "A key must be a plain word.")
            continue
        key = key_node.value
        inner = f"{path}.{key}" if path else key
        if key in content:
            first = reading.lines[inner]
            problem = Problem(
                reading.file,
                inner,
                f"The key stands twice, first on line {first}.",
                key_node.start_mark.line + 1,
            )
            reading.problems.append(problem)
            continue
        reading.lines[inner] = key_node.start_mark.line + 1
        content[key] = _build(value_node, inner, reading)
    return content


def _build_scalar(value: str, node: yaml.Node, path: str, reading: Reading) -> Any:
    if getattr(node, "style", None) or node.tag == f"{_TAG}str":
        return value
    if value.lower() in _WORDS:
        return _WORDS[value.lower()]
    if _WHOLE.fullmatch(value) and len(value) <= 18:
        return int(value)
    if _DECIMAL.fullmatch(value) and math.isfinite(float(value)):
        return float(value)
    reading.refuse(path, f"YAML does not read {value[:40]!r} as text: put it in quotes.")
    return None
