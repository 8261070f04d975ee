"""The parts of a job description: what its builder asks for, as Markdown and read back from it. Pure. The five parts
of the seven-step guide (step 1), and the first project, the 30 days and the 90 days of AI Expert Network.
``write_markdown`` puts them under headings; ``read_parts`` finds them under those headings, or under similar
ones, and keeps everything else in ``more``, so that nothing of a text is lost."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from hiring.wording.reading import Phrases, read_document, split_phrases
from hiring.wording.sections import Section, read_sections, trim

# Answers to be ticked: what stands in the text.
PRODUCTION: Mapping[str, str] = {
    "own": "You own the system in production, from release to upkeep.",
    "share": "You share the system in production with the team that you join.",
    "hand_over": "You build it up to a release, and another team runs it.",
    "experiment": "You work on experiments; nothing of it runs in production yet.",
}
MLOPS: Mapping[str, str] = {
    "deploy": "You deploy models and can roll back.",
    "automate": "You automate training, tests and releases (CI/CD).",
    "monitor": "You monitor models and data, and act on drift.",
    "retrain": "You retrain models, on a schedule or on drift.",
    "on_call": "You are on call for what you release.",
    "other_team": "Another team deploys and monitors; you work with it.",
}
OUTCOME_LABELS: Mapping[str, str] = {
    "metric": "Metric",
    "baseline": "Today",
    "target": "Target",
    "system": "System",
}
HEADINGS: Mapping[str, str] = {
    "ml_work": "Type of ML work",
    "production": "Production responsibility",
    "mlops": "Deployment and MLOps",
    "tools": "Tools and platforms",
    "domain": "Business domain",
    "first_project": "First project",
    "first_30_days": "The first 30 days",
    "outcome": "After 90 days",
}
# What other headings are read as; the first that fits counts.
_ALIASES = Phrases(
    {
        "outcome": split_phrases("90 days; ninety days; day 90; three months; 3 months; 90 day*"),
        "first_30_days": split_phrases("30 days; thirty days; day 30; first month; 30 day*"),
        "first_project": split_phrases("first project; first task; start with; first use case"),
        "ml_work": split_phrases(
            "type of ml work; kind of ml work; ml work; type of machine learning; machine learning work; type of work"
        ),
        "production": split_phrases(
            "production responsibility; level of production; responsibility in production; production scope"
        ),
        "mlops": split_phrases("mlops; deployment and mlops; deployment; ml ops"),
        "tools": split_phrases("tools; tech stack; technology stack; stack; technologies; tools and cloud; platforms"),
        "domain": split_phrases("business domain; domain; industry"),
    }
)
_ORDER = ("outcome", "first_30_days", "first_project", "ml_work", "production", "mlops", "tools", "domain")
_LABELS = {
    "metric": "metric",
    "baseline": "baseline",
    "today": "baseline",
    "now": "baseline",
    "target": "target",
    "system": "system",
}
_LABELLED = re.compile(r"\s{0,4}(?:[-*+]\s{1,4})?\*{0,2}([A-Za-z]{3,8})\*{0,2}:\*{0,2}(?:[ \t](.*))?")
_NEEDS_ESCAPE = re.compile(r"(?m)^( {0,3})(#|```|~~~)")
_ESCAPED = re.compile(r"(?m)^( {0,3})\\(#|```|~~~)")
LEAST_SECTIONS = 4  # parts under headings from which on a text opens in the builder


@dataclass(frozen=True, slots=True)
class Parts:
    """The answers of the builder. ``production`` is a key of ``PRODUCTION``, ``mlops`` are keys of ``MLOPS``."""

    ml_work: str = ""
    production: str = ""
    production_more: str = ""
    mlops: tuple[str, ...] = ()
    mlops_more: str = ""
    tools: str = ""
    domain: str = ""
    first_project: str = ""
    first_30_days: str = ""
    metric: str = ""
    baseline: str = ""
    target: str = ""
    system: str = ""
    more: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the answers as they are kept and as the API has them."""
        return asdict(self) | {"mlops": list(self.mlops)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Parts":
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in kept.items() if name in known}
        return cls(**(values | {"mlops": tuple(values.get("mlops", ()))}))


REQUIRED: tuple[str, ...] = (
    *("ml_work", "production", "mlops", "tools", "domain", "first_project", "first_30_days"),
    *OUTCOME_LABELS,
)


def find_missing(parts: Parts) -> tuple[str, ...]:
    """Return the names of the required answers that are empty, in their order."""
    return tuple(name for name in REQUIRED if not getattr(parts, name))


def write_markdown(parts: Parts) -> str:
    """Return the parts as Markdown; a part without an answer is left out.

    Of ``more`` the text before its first heading stands first, and what follows last.

    Worked example: ``Parts(domain="Card payments")`` is "## Business domain\\n\\nCard payments".
    """
    bodies = {
        "ml_work": parts.ml_work,
        "production": _join(PRODUCTION.get(parts.production, ""), parts.production_more),
        "mlops": _join(_list(MLOPS[key] for key in MLOPS if key in parts.mlops), parts.mlops_more),
        "tools": parts.tools,
        "domain": parts.domain,
        "first_project": parts.first_project,
        "first_30_days": parts.first_30_days,
        "outcome": _list(
            f"**{label}:** {value}" for name, label in OUTCOME_LABELS.items() if (value := getattr(parts, name).strip())
        ),
    }
    sections = [
        f"## {HEADINGS[name]}\n\n{_NEEDS_ESCAPE.sub(_escape, trim(body))}"
        for name, body in bodies.items()
        if body.strip()
    ]
    first, last = _split_more(parts.more)
    return _join(first, *sections, last)


def _split_more(more: str) -> tuple[str, str]:
    """Return what stands before the first heading and what follows: behind a part the first would belong to it."""
    sections = read_sections(trim(more))
    if not sections or sections[0].heading is not None:
        return "", more
    return sections[0].body, _join(*(section.whole for section in sections[1:]))


def read_parts(text: str) -> tuple[Parts, int]:
    """Return the parts that stand under headings of a text, and how many sections were recognised.

    What stands under other headings, before the first one, or twice, is in ``more``: no line of a text is lost but the
    headings and labels that are read as those of a part.
    """
    parts, rest, taken = Parts(), [], set()
    for section in read_sections(text):
        name = _name_of(section)
        if name is None or name in taken or not section.body.strip():
            rest.append(section.whole)
            continue
        if (found := _take(parts, name, section)) is None:
            rest.append(section.whole)
            continue
        parts, left = found
        taken.add(name)
        if left:
            rest.append(f"{'#' * section.level} {section.heading}\n\n{left}")
    more = "\n\n".join(part for part in rest if part.strip())
    return replace(parts, more=more), len(taken)


def _name_of(section: Section) -> str | None:
    if section.heading is None:
        return None
    for name, heading in HEADINGS.items():
        if section.heading.casefold() == heading.casefold():
            return name
    found = _ALIASES.find(read_document(section.heading))
    return next((name for name in _ORDER if name in found), None)


def _take(parts: Parts, name: str, section: Section) -> tuple[Parts, str] | None:
    """Return the parts with what a section says, and what of it is left; None where nothing can be taken."""
    if name == "outcome":
        return _take_outcome(parts, section)
    body = trim(_ESCAPED.sub(_unescape, section.body))
    if name == "production":
        chosen, more = _take_sentences(body, PRODUCTION)
        return replace(
            parts, production=chosen[0] if chosen else "", production_more=_join(*_sentences(chosen[1:]), more)
        ), ""
    if name == "mlops":
        chosen, more = _take_sentences(body, MLOPS)
        return replace(parts, mlops=tuple(key for key in MLOPS if key in chosen), mlops_more=more), ""
    return _with(parts, name, body), ""


def _with(parts: Parts, name: str, value: str) -> Parts:
    return Parts.from_json(parts.as_json() | {name: value})


def _sentences(keys: Iterable[str]) -> list[str]:
    return [PRODUCTION[key] for key in keys]


def _take_sentences(body: str, offered: Mapping[str, str]) -> tuple[list[str], str]:
    """Return the keys of the offered sentences that stand on lines of their own, and the other lines."""
    keys = {sentence.casefold(): key for key, sentence in offered.items()}
    chosen, more = [], []
    for line in body.split("\n"):
        key = keys.get(line.strip().removeprefix("- ").strip().casefold())
        if key is None:
            more.append(line)
        elif key not in chosen:
            chosen.append(key)
    return chosen, trim("\n".join(more))


def _take_outcome(parts: Parts, section: Section) -> tuple[Parts, str] | None:
    found: dict[str, str] = {}
    left = []
    for line in section.lines:
        match = _LABELLED.fullmatch(line.text)
        name = _LABELS.get(match[1].casefold()) if match else None
        value = (match[2] or "").strip() if match else ""
        if name is None or not value or name in found:
            left.append(line.text)
        else:
            found[name] = value
    if not found:
        return None
    for name, value in found.items():
        parts = _with(parts, name, value)
    return parts, trim("\n".join(left))


def _join(*texts: str) -> str:
    return "\n\n".join(trimmed for text in texts if (trimmed := trim(text)))


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _escape(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}"


def _unescape(found: re.Match[str]) -> str:
    return found[1] + found[2]
