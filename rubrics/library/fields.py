"""Reading one value of a pack: what it must be, and where it stands when it is something else.

A wrong value is noted and replaced by an empty one of the right type, so that one reading reports every fault.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from rubrics.library.problems import Reading

KEY = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
MAX_TEXT = 1_000
MAX_TITLE = 120
MAX_ITEMS = 500


@dataclass(frozen=True)
class Field:
    value: Any
    path: str
    reading: Reading
    absent: bool = False

    def refuse(self, reason: str) -> None:
        # What is absent was noted as missing: its empty value is no second fault.
        if not self.absent:
            self.reading.refuse(self.path, reason)

    @property
    def is_broken(self) -> bool:
        return self.reading.is_broken(self.path)

    def parts(self, required: Collection[str], optional: Collection[str] = ()) -> dict[str, "Field"]:
        """The values of a mapping with these keys and no others. Every required key is in the answer."""
        content = self._mapping()
        known = [*required, *optional]
        for key in content:
            if key not in known:
                self._inner(key).refuse(f"Unknown key. Known here: {', '.join(known)}.")
        missing = [key for key in required if key not in content]
        if isinstance(self.value, dict):
            for key in missing:
                self._inner(key).refuse("The key is missing.")
        found = {key: self._inner(key) for key in known if key in content}
        return found | {key: Field(None, self._inner(key).path, self.reading, absent=True) for key in missing}

    def named(self) -> dict[str, "Field"]:
        """The values of a mapping whose keys are names from elsewhere in the pack."""
        return {key: self._inner(key) for key in self._mapping()}

    def items(self, least: int = 0, most: int = MAX_ITEMS) -> Iterator["Field"]:
        if not isinstance(self.value, list):
            self.refuse(f"A list is wanted, not {_name(self.value)}.")
            return
        if not least <= len(self.value) <= most:
            wanted = f"{least} to {most}" if most < MAX_ITEMS else f"at least {least}"
            self.refuse(f"{_plural(wanted, most)} wanted here, found {len(self.value)}.")
        for index, value in enumerate(self.value[:MAX_ITEMS]):
            yield Field(value, f"{self.path}[{index}]", self.reading)

    def text(self, longest: int = MAX_TEXT) -> str:
        if not isinstance(self.value, str):
            advice = " Put it in quotes." if isinstance(self.value, bool | int | float) else ""
            self.refuse(f"Text is wanted, not {_name(self.value)}.{advice}")
            return ""
        text = self.value.strip()
        if not text:
            self.refuse("The text is empty.")
        elif len(text) > longest:
            self.refuse(f"At most {longest} characters, found {len(text)}.")
        elif any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text):
            self.refuse("The text holds a control character.")
        else:
            return text
        return ""

    def title(self) -> str:
        return self.text(MAX_TITLE)

    def key(self, longest: int = 60) -> str:
        text = self.text(longest)
        if text and not KEY.fullmatch(text):
            self.refuse("A key has small letters, digits and underscores only.")
            return ""
        return text

    def texts(self, least: int = 1, most: int = MAX_ITEMS) -> tuple[str, ...]:
        return self._unique([(item, item.text()) for item in self.items(least, most)])

    def keys(self, least: int = 1) -> tuple[str, ...]:
        return self._unique([(item, item.key()) for item in self.items(least)])

    def choice(self, allowed: Collection[str]) -> str:
        text = self.text()
        if text and text not in allowed:
            self.refuse(f"One of {', '.join(allowed)} is wanted, found {text!r}.")
            return ""
        return text

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            self.refuse(f"true or false is wanted, not {_name(self.value)}.")
        return self.value is True

    def whole(self, low: int, high: int) -> int:
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            self.refuse(f"A whole number is wanted, not {_name(self.value)}.")
        elif not low <= self.value <= high:
            self.refuse(f"A number from {low} to {high} is wanted, found {self.value}.")
        else:
            return self.value
        return low

    def number(self, low: float, high: float) -> float:
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self.refuse(f"A number is wanted, not {_name(self.value)}.")
        elif not low <= self.value <= high:
            self.refuse(f"A number from {low:g} to {high:g} is wanted, found {self.value}.")
        else:
            return float(self.value)
        return low

    def tenths(self, low: float, high: float) -> float:
        """A number with at most one decimal place."""
        number = self.number(low, high)
        if round(number, 1) != number:
            self.refuse(f"At most one decimal place, found {self.value}.")
        return round(number, 1)

    def weights(self, low: int) -> dict[str, int]:
        """Weights by name. Whether the names exist and the sum is 100 is asked where the names are known."""
        return {name: part.whole(low, 100) for name, part in self.named().items()}

    def _mapping(self) -> dict[str, Any]:
        if isinstance(self.value, dict):
            return self.value
        self.refuse(f"Keys with values are wanted, not {_name(self.value)}.")
        return {}

    def _inner(self, key: str) -> "Field":
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Field(value, f"{self.path}.{key}" if self.path else key, self.reading)

    def _unique(self, found: list[tuple["Field", str]]) -> tuple[str, ...]:
        kept: list[str] = []
        for item, text in found:
            if text and text in kept:
                item.refuse("The same entry stands twice in this list.")
            elif text:
                kept.append(text)
        return tuple(kept)


def _name(value: Any) -> str:
    names = {dict: "keys with values", list: "a list", str: "text", type(None): "nothing"}
    return names.get(type(value), f"{str(value).lower()}")


def _plural(wanted: str, most: int) -> str:
    return f"{wanted} entry is" if wanted in {"1 to 1", "at least 1"} else f"{wanted} entries are"
