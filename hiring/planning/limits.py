"""The rules of a process with the limits that the sources give: benchmarks, as they stand here."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from hiring.benchmarks.picking import pick
from hiring.benchmarks.ranges import Figure
from hiring.benchmarks.reading import read_figures
from hiring.benchmarks.terms import Topic, Unit
from hiring.planning.rules import Backing, Limit, ProcessRules, read_rules

# Which benchmark bounds what. Of a screen and of interviews only the upper end is a limit.
TOPICS = {
    "screen": Topic.SCREEN_TIME,
    "task": Topic.TAKE_HOME_TIME,
    "panel": Topic.PANEL_SIZE,
    "interviews": Topic.PROCESS_STEPS,
}
ONLY_MOST = {"screen", "interviews"}
MINUTES = {Unit.HOURS: 60, Unit.MINUTES: 1}


def read_limited_rules() -> ProcessRules:
    """Return the rules with the limits that stand, by one query."""
    return limit_rules(read_figures(TOPICS.values()))


def limit_rules(figures: Sequence[Figure]) -> ProcessRules:
    """Return the rules with the limits of these figures. A benchmark that is not in use bounds nothing."""
    limits = {key: _limit(key, [one for one in figures if one.topic == topic]) for key, topic in TOPICS.items()}
    rules = read_rules()
    return replace(rules, limits={**rules.limits, **{key: limit for key, limit in limits.items() if limit}})


def _limit(key: str, figures: list[Figure]) -> Limit | None:
    """Span the figures of one topic, in minutes where they are times; open where a source says "and more"."""
    spanned = pick(map(_in_minutes, figures), TOPICS[key])
    if spanned is None:
        return None
    least = None if key in ONLY_MOST else int(spanned.low)
    return Limit(least, None if spanned.is_open else int(spanned.high), back(figures))


def _in_minutes(figure: Figure) -> Figure:
    factor = Decimal(MINUTES.get(Unit(figure.unit), 1))
    return replace(figure, low=figure.low * factor, high=figure.high * factor)


def back(figures: Iterable[Figure]) -> Backing:
    """Name the sources of figures, with their words; the address is that of the first one."""
    found = list(figures)
    return Backing(
        source="; ".join(dict.fromkeys(figure.source for figure in found)),
        says=" / ".join(dict.fromkeys(figure.quote or figure.note for figure in found)),
        address=found[0].address,
    )
