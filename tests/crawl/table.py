"""Reads the two tables: what is expected of every address, and how people stand to things."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

HERE = Path(__file__).parent
SIGNED_OUT, UNSEEN = "O", "."
RULE = re.compile(r"(?P<letters>[A-Za-z*]+)(=(?P<status>\d{3}))?(@(?P<state>\w+))?")


@dataclass(frozen=True)
class Rule:
    """Answer ``status`` to who stands so, where the thing is in this state ("" is any)."""

    letters: str
    status: int
    state: str

    def fits(self, letter: str, state: str) -> bool:
        named = letter in self.letters or (self.letters == "*" and letter not in (SIGNED_OUT, UNSEEN))
        return named and self.state in ("", state)


@dataclass(frozen=True)
class Address:
    """One row: an address and its answers. ``changes`` is None where it only reads, ``reads`` where it only changes."""

    name: str
    kind: str
    part: str
    reads: tuple[Rule, ...] | None
    changes: tuple[Rule, ...] | None
    asks: tuple[str, ...] = ()

    @property
    def is_api(self) -> bool:
        return self.name.startswith("api:")

    def may_tell(self, mounted: "Mounted") -> bool:
        """Whether it could tell what a sheet says: not what is for everybody, nor rubrics, which know no candidate."""
        is_for_everybody = any(rule.fits(SIGNED_OUT, "") for rule in self.reads or ())
        # The status page compares the clock of the database, which no test can hold, and counts without reading.
        return not is_for_everybody and not mounted.module.startswith("rubrics.") and self.name != "status"

    @property
    def takes_few(self) -> bool:
        """Every address answers other methods with 405, but those that are closed or unknown to everybody."""
        return self.name not in {"api:unknown", "signin-again"}

    def lets_do_all(self, letter: str, state: str) -> bool:
        """Whether somebody who stands so may do whatever the address does."""
        taken = [rules for rules in (self.reads, self.changes) if rules is not None]
        return all(any(rule.fits(letter, state) for rule in rules) for rules in taken)

    def expected(self, rules: tuple[Rule, ...], letter: str, state: str) -> int:
        for rule in rules:
            if rule.fits(letter, state):
                return rule.status
        if letter == SIGNED_OUT:
            return 401 if self.is_api else 302
        return 404 if letter == UNSEEN else 403


@dataclass(frozen=True)
class Mounted:
    """One address of the URLconf; ``method`` is what changes something there, if anything does."""

    name: str
    parameters: tuple[str, ...]
    method: str
    module: str


def _rows(file: str) -> Iterator[list[str]]:
    for line in (HERE / file).read_text().splitlines():
        if line and not line.startswith("#"):
            yield line.split()


def read_addresses(mounted: dict[str, Mounted]) -> dict[str, Address]:
    return {address.name: address for address in (_read(mounted, *row) for row in _rows("addresses.txt"))}


def _read(mounted: dict[str, Mounted], name: str, of: str, reads: str, changes: str, *asks: str) -> Address:
    kind, _colon, part = of.partition(":")
    method = mounted[name].method if name in mounted else ""
    otherwise = 428 if method in ("put", "patch") else 400 if name.startswith("api:") else 422
    return Address(name, kind, part, _read_rules(reads, 200), _read_rules(changes, otherwise), asks)


def _read_rules(text: str, otherwise: int) -> tuple[Rule, ...] | None:
    if text == "-":
        return None
    found = [RULE.fullmatch(word) for word in text.split(",")]
    assert all(found), f"cannot read the answers {text}"
    return tuple(Rule(match["letters"], int(match["status"] or otherwise), match["state"] or "") for match in found)


def read_relations() -> dict[str, dict[str, str]]:
    """Return {thing: {person: letter}}."""
    (_title, *people), *rows = _rows("relations.txt")
    return {thing: dict(zip(people, letters, strict=True)) for thing, *letters in rows}


def read_mounted() -> dict[str, Mounted]:
    """Return what the URLconf has, by name; an address without a name cannot be listed."""
    found = list(_walk(get_resolver()))
    assert len({item.name for item in found}) == len(found)
    return {item.name: item for item in found}


def _walk(resolver: URLResolver, space: str = "", parameters: tuple[str, ...] = ()) -> Iterator[Mounted]:
    for entry in resolver.url_patterns:
        inside = (*parameters, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            actions = getattr(entry.callback, "actions", {"get": "", "post": ""})
            method = next((name for name in ("put", "patch", "post") if name in actions), "post")
            yield Mounted(f"{space}{entry.name}", inside, method, entry.callback.__module__)
        else:
            yield from _walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space, inside)
