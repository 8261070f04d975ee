"""The numbers, words and sources that a process is held against, from ``process_rules.toml``. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("process_rules.toml")


@dataclass(frozen=True, slots=True)
class Backing:
    """Where a rule comes from: a source, by its tag in the rubric library or by name, and what it says there.

    ``address`` is the public id of the benchmark behind a number that is one.
    """

    source: str
    says: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the five parts of the work of an ML engineer, with the keys of the criteria that judge it."""

    id: str
    title: str
    criteria: tuple[str, ...]
    backing: Backing


@dataclass(frozen=True, slots=True)
class Limit:
    """What is fine, ends included; an end that is None is open."""

    least: int | None
    most: int | None
    backing: Backing

    def is_over(self, value: int) -> bool:
        return self.most is not None and value > self.most

    def is_under(self, value: int) -> bool:
        return self.least is not None and value < self.least


UNBOUND = Limit(None, None, Backing("", ""))


@dataclass(frozen=True, slots=True)
class Default:
    """A number that stands until somebody says better."""

    value: int
    backing: Backing


@dataclass(frozen=True, slots=True)
class ProcessRules:
    """All of them: parts in order, limits, reasons and defaults by id, words of puzzles, what is not judged."""

    parts: tuple[Part, ...]
    limits: Mapping[str, Limit]
    reasons: Mapping[str, Backing] = field(default_factory=dict)
    puzzles: tuple[str, ...] = ()
    not_judged: tuple[str, ...] = ()
    defaults: Mapping[str, Default] = field(default_factory=dict)

    def limit(self, name: str) -> Limit:
        """Return a limit by its id; one that no source gives bounds nothing."""
        return self.limits.get(name, UNBOUND)

    @property
    def owning(self) -> int:
        """From how many of a step's 100 points on it owns a part of the work."""
        return self.limits["owning"].least or 0

    @property
    def card_minutes(self) -> int:
        return self.limits["card"].least or 0

    @property
    def reading_minutes(self) -> int:
        return self.limits["reading"].least or 0


@cache
def read_rules() -> ProcessRules:
    """Return the rules that come with Plumbline. Raises ``KeyError`` for a file that lacks something."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return ProcessRules(
        parts=tuple(Part(row["id"], row["title"], tuple(row["criteria"]), _backing(row)) for row in content["parts"]),
        limits={row["id"]: Limit(row.get("least"), row.get("most"), _backing(row)) for row in content["limits"]},
        reasons={row["id"]: _backing(row) for row in content["reasons"]},
        puzzles=tuple(content["puzzles"]["words"]),
        not_judged=tuple(row["says"] for row in content["not_judged"]),
        defaults={row["id"]: Default(row["value"], _backing(row)) for row in content["defaults"]},
    )


def _backing(row: Mapping[str, Any]) -> Backing:
    return Backing(row["source"], row["says"])
