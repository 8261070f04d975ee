"""Numbers as pages show them: each with where it comes from, one click away. ``{% load figures %}``"""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hiring.benchmarks.ranges import Figure, Origin, Range
from hiring.benchmarks.words import ENGAGEMENTS, LEVELS, REGIONS, say_number, say_range
from hiring.core.templatetags.charts import percent

register = template.Library()


@register.inclusion_tag("hiring/benchmarks/_sourced.html")
def sourced(value: Range | None, unit: str = "", currency: str = "") -> dict[str, Any]:
    """Show a range; a click opens the sources of every number that it was calculated from.

    ``unit`` is one of ``benchmarks.terms.Unit`` or empty, ``currency`` three letters for money. None shows a dash.
    """
    if value is None:
        return {"text": ""}
    text = say_range(value.low, value.high, is_open=value.is_open, currency=currency, unit=unit)
    return {"text": text, "origins": value.origins}


@register.filter
def is_figure(origin: Origin) -> bool:
    """Tell a number of a source from one that a person entered."""
    return isinstance(origin, Figure)


@register.filter
def figure_words(figure: Figure) -> str:
    """Say the number of a figure in its own unit and currency: "USD 160,000 to 200,000 and more a year"."""
    return say_range(figure.low, figure.high, is_open=figure.is_open, currency=figure.currency, unit=figure.unit)


@register.filter
def figure_scope(figure: Figure) -> str:
    """Say of whom a figure speaks: "Senior, United States, Full-time hire"; empty where it speaks of all."""
    parts = [LEVELS[level] for level in figure.levels]
    parts += [REGIONS[figure.region]] if figure.region else []
    parts += [ENGAGEMENTS[figure.engagement]] if figure.engagement else []
    return _(", ").join(str(part) for part in parts)


@register.filter
def plain_number(value: Decimal) -> str:
    """Write a number with the decimals that it has: "160,000", "1.3"."""
    return say_number(value)


@register.filter
def engagement_words(key: str) -> str:
    """Name an engagement model: "Full-time hire"."""
    return str(ENGAGEMENTS[key])


@register.simple_tag
def cost_bar(cost: Range, longest: Decimal, budget: Decimal | None = None) -> SafeString:
    """Draw a range of money on a scale up to ``longest``; the number stands beside it. Its open end is dashed."""
    scale = max(longest, budget or 0) or 1
    low, high = (percent(float(value / scale * 100)) for value in (cost.low, cost.high))
    line = SafeString("")
    if budget is not None:
        at = percent(float(budget / scale * 100))
        line = format_html('<line class="plumb" x1="{at}" x2="{at}" y1="0" y2="100%"/>', at=at)
    more = format_html('<line class="more" x1="{}" x2="100%" y1="50%" y2="50%"/>', high) if cost.is_open else ""
    return format_html(
        '<svg class="cost-bar" aria-hidden="true"><line class="track" x1="0" x2="100%" y1="50%" y2="50%"/>'
        '<line class="range" x1="{}" x2="{}" y1="50%" y2="50%"/>{}{}</svg>',
        low,
        high,
        more,
        line,
    )
