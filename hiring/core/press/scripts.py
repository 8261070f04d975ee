"""Writing systems, the packages whose fonts print them, and what stands in place of what no font prints. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

NOTO, NOTO_CJK = "fonts-noto-core", "fonts-noto-cjk"
SYMBOLS = "symbols"
# Drawn by no font: joiners, variation selectors, marks of direction, all kinds of space.
UNDRAWN = {"Cf", "Cc", "Zs", "Zl", "Zp"}
SELECTORS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))
SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))


@dataclass(frozen=True, slots=True)
class Script:
    """``names`` are the first words of its characters' names in Unicode; ``samples`` are looked for in the fonts."""

    label: str
    names: tuple[str, ...]
    package: str
    samples: str


SCRIPTS = {
    "chinese": Script("Chinese", ("CJK", "KANGXI", "BOPOMOFO", "IDEOGRAPHIC"), NOTO_CJK, "语語"),
    "japanese": Script("Japanese", ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HALFWIDTH"), NOTO_CJK, "ひカ"),
    "korean": Script("Korean", ("HANGUL",), NOTO_CJK, "한"),
    "arabic": Script("Arabic", ("ARABIC",), NOTO, "عپ"),
    "armenian": Script("Armenian", ("ARMENIAN",), NOTO, "ա"),
    "bengali": Script("Bengali", ("BENGALI",), NOTO, "ক"),
    "burmese": Script("Burmese", ("MYANMAR",), NOTO, "က"),
    "devanagari": Script("Devanagari", ("DEVANAGARI",), NOTO, "अ"),
    "ethiopic": Script("Ethiopic", ("ETHIOPIC",), NOTO, "አ"),
    "georgian": Script("Georgian", ("GEORGIAN",), NOTO, "ა"),
    "gujarati": Script("Gujarati", ("GUJARATI",), NOTO, "અ"),
    "gurmukhi": Script("Gurmukhi", ("GURMUKHI",), NOTO, "ਅ"),
    "hebrew": Script("Hebrew", ("HEBREW",), NOTO, "א"),
    "kannada": Script("Kannada", ("KANNADA",), NOTO, "ಅ"),
    "khmer": Script("Khmer", ("KHMER",), NOTO, "ក"),
    "lao": Script("Lao", ("LAO",), NOTO, "ກ"),
    "malayalam": Script("Malayalam", ("MALAYALAM",), NOTO, "അ"),
    "sinhala": Script("Sinhala", ("SINHALA",), NOTO, "අ"),
    "tamil": Script("Tamil", ("TAMIL",), NOTO, "அ"),
    "telugu": Script("Telugu", ("TELUGU",), NOTO, "అ"),
    "thai": Script("Thai", ("THAI",), NOTO, "ก"),
    "tibetan": Script("Tibetan", ("TIBETAN",), NOTO, "ཀ"),
}
_BY_NAME = {name: key for key, script in SCRIPTS.items() for name in script.names}


@dataclass(frozen=True, slots=True)
class Replaced:
    """``text`` with a label for each run that no font prints; ``scripts`` are the labels of what was replaced."""

    text: str
    scripts: tuple[str, ...]


def script_of(character: str) -> str:
    """Return the key of a character's script, ``SYMBOLS``, or the first word of its name where we have no entry."""
    first = unicodedata.name(character, "").partition(" ")[0]
    if first in _BY_NAME:
        return _BY_NAME[first]
    return SYMBOLS if not first or unicodedata.category(character)[0] in "SPN" else first.lower()


def label_of(script: str) -> str:
    if script == SYMBOLS:
        return "emoji and symbols"
    return SCRIPTS[script].label if script in SCRIPTS else script.capitalize()


def find_unprintable(text: str, is_covered: Callable[[str], bool]) -> set[str]:
    """Return the characters of ``text`` that should be drawn and that no font has."""
    return {
        char
        for char in set(text)
        if char > "~" and unicodedata.category(char) not in UNDRAWN and char not in SELECTORS and not is_covered(char)
    }


def replace_unprintable(text: str, is_covered: Callable[[str], bool]) -> Replaced:
    """Put the name of the script in brackets for each run of characters that no font prints.

    A symbol has a name of its own, so that a sentence keeps its sense: "[party popper]".
    """
    missing = find_unprintable(text, is_covered)
    if not missing:
        return Replaced(text, ())
    one = "[" + "".join(map(re.escape, sorted(missing))) + "]"
    run = re.compile(rf"{one}(?:[ \u200c\u200d\ufe0f]*{one})*\ufe0f?")
    found = {script_of(char) for char in missing - SKIN_TONES}
    return Replaced(run.sub(lambda match: _name_run(match[0]), text), tuple(sorted(map(label_of, found))))


def _name_run(run: str) -> str:
    parts = dict.fromkeys(_name(char) for char in run if char not in SKIN_TONES and not _is_glue(char))
    return " ".join(f"[{part}]" for part in parts)


def _name(char: str) -> str:
    script = script_of(char)
    return unicodedata.name(char, "symbol").lower() if script == SYMBOLS else label_of(script)


def _is_glue(char: str) -> bool:
    return unicodedata.category(char) in UNDRAWN or char in SELECTORS


def find_missing(is_covered: Callable[[str], bool], scripts: Iterable[str] = tuple(SCRIPTS)) -> list[str]:
    """Return the keys of the scripts of which a sample is in no font."""
    return [key for key in scripts if not all(map(is_covered, SCRIPTS[key].samples))]
