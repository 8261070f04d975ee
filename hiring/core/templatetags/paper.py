"""What reports draw on paper: levels, and means against the bar. Every picture has words; no picture holds a name.

The sheet of a page does not reach into a drawing here, so that colours are attributes. They stay apart in grey: data is
dark, what lies below its floor is a hollow ring, and a number stands beside each.
"""

import unicodedata

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hiring.core.charts import level_position
from hiring.core.templatetags.charts import describe_reading, figure, short

register = template.Library()

WIDTH, HEIGHT = 29.5, 4.6  # millimetres of a drawing in a row
BLUE, GREY, RED, WASH = "#0f3460", "#4a4a4a", "#86200f", "#a9c3e0"


@register.simple_tag
def mark(level: int | None, amended: bool = False) -> SafeString:
    """Write a level: its shape as an ornament, its number as text; "n/a" where it was not assessed."""
    if not level:
        return format_html('<span class="level level-0">{}</span>', _("n/a"))
    return format_html('<span class="level level-{}">{}{}</span>', level, level, "†" if amended else "")


@register.simple_tag
def bar_at(level: float) -> SafeString:
    """Place the upright line of the bar, which is the background of a cell and so as high as its row."""
    return format_html('style="background-position: {}% 0, 0 0"', f"{_shift(level_position(level)):.2f}")


def _shift(percent: float) -> float:
    """A background at n % lies with its own n % there; the line is 0.4 mm of the cell's width."""
    share = 0.4 / WIDTH * 100
    return (percent - share / 2) / (100 - share) * 100


@register.simple_tag
def scale(width: float = WIDTH) -> SafeString:
    """Draw the numbers over a column of readings."""
    numbers = format_html_join(
        "", '<text x="{}" y="2.6">{}</text>', ((_x(level, width), level) for level in range(1, 6))
    )
    return format_html(
        '<svg width="{0}mm" height="3.4mm" viewBox="0 0 {0} 3.4" font-family="Inter" font-size="2.6" fill="{1}" '
        'text-anchor="middle"><title>{2}</title>{3}</svg>',
        width,
        GREY,
        _("Scale from level 1 to level 5"),
        numbers,
    )


@register.simple_tag
def row_reading(
    at: float, lowest: int, highest: int, bar: float, shown: str = "", below: bool = False, width: float = WIDTH
) -> SafeString:
    """Draw lowest, highest and mean of one criterion. Below its floor the mean is a hollow ring."""
    words = describe_reading(shown or figure(at), lowest, highest, bar)
    line = format_html(
        '<path d="M{} 2.3H{}" stroke="{}" stroke-width=".35"/>', _x(lowest, width), _x(highest, width), GREY
    )
    ring = format_html('fill="#fff" stroke="{}" stroke-width=".55" r=".85"', RED)
    dot = format_html('fill="{}" r="1"', BLUE)
    return _picture(
        words,
        format_html(
            '{}<circle cx="{}" cy="2.3" {}/>', line if lowest != highest else "", _x(at, width), ring if below else dot
        ),
        width,
    )


@register.simple_tag
def score_reading(at: float, bar: float, shown: str, reached: bool = True, width: float = WIDTH) -> SafeString:
    """Draw a weighted score against the bar, as the bob; hollow where it hangs below the bar."""
    words = _("Score %(score)s, bar at %(bar)s") % {"score": shown, "bar": short(bar)}
    look = f'fill="{BLUE}"' if reached else f'fill="#fff" stroke="{BLUE}" stroke-width=".5"'
    bob = format_html('<path d="M{} .8l1.3 1.5-1.3 1.5-1.3-1.5z" {}/>', _x(at, width), SafeString(look))
    return _picture(words, bob, width)


@register.simple_tag
def span_reading(low: float, high: float, is_open: bool, mark_at: float | None, shown: str) -> SafeString:
    """Draw a range of money on a scale in per cent of the column; ``mark_at`` is what it is held against.

    An end without a limit is dashed. The number stands beside it, and is the picture's words.
    """
    dashes = SafeString(f'stroke="{BLUE}" stroke-width=".5" stroke-dasharray=".8 .6"')
    more = format_html('<path d="M{} 2.3H{}" {}/>', _at(high), WIDTH, dashes) if is_open else ""
    line = format_html('<path d="M{0} .3V4.3" stroke="{1}" stroke-width=".4"/>', _at(mark_at), RED) if mark_at else ""
    bar = '<path d="M{} 1.5H{}v1.6H{}z" fill="{}"/>{}{}'
    return _picture(
        shown, format_html(bar, _at(low), max(_at(high), _at(low) + 0.4), _at(low), BLUE, more, line), WIDTH
    )


@register.simple_tag
def phase_reading(begins: float, ends: float, early: float, late: float, shown: str) -> SafeString:
    """Draw when a step is held on the scale of a plan, and from when to when it may end, in per cent of the column."""
    line = format_html('<path d="M{} 2.3H{}" stroke="{}" stroke-width=".35"/>', _at(early), _at(late), GREY)
    bar = format_html('<path d="M{0} 1.5H{1}v1.6H{0}z" fill="{2}"/>', _at(begins), _at(ends), BLUE)
    return _picture(shown, format_html("{}{}", line, bar), WIDTH)


def _at(percent: float) -> float:
    return round(percent / 100 * WIDTH, 2)


def _picture(words: str, drawing: SafeString, width: float) -> SafeString:
    return format_html(
        '<svg width="{0}mm" height="{1}mm" viewBox="0 0 {0} {1}"><title>{2}</title>{3}</svg>',
        width,
        HEIGHT,
        words,
        drawing,
    )


def _x(level: float, width: float) -> str:
    return f"{level_position(level) / 100 * width:.2f}"


@register.filter
def said(text: str) -> SafeString:
    """Write what somebody typed, a paragraph a line, each in the direction of its own writing."""
    lines = [line.strip() for line in text.splitlines()]
    return format_html_join("", "<p{}>{}</p>", ((direction(line), line) for line in lines if line))


def direction(text: str) -> SafeString:
    """Return the attribute of a text that runs from right to left: its first letter says so."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            break
        if kind in {"R", "AL"}:
            return SafeString(' dir="rtl"')
    return SafeString("")


@register.filter
def groups(figures: str, shown: int | None = None) -> str:
    """Write the first figures of a hash in groups of eight, to be read aloud."""
    figures = figures[:shown]
    return " ".join(figures[at : at + 8] for at in range(0, len(figures), 8))


@register.filter
def size_of_name(name: str) -> str:
    """Return the class of a heading that is a name: long ones are set smaller, so that they stay a line or two."""
    return "long" if len(name) > 70 else "middling" if len(name) > 32 else ""


@register.filter
def share(raters: int) -> str:
    """Return the class of a rater's column: the more there are, the narrower each."""
    return str(raters) if raters <= 5 else "many"
