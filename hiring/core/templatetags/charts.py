"""Charts drawn on the server as SVG, each with a text alternative.

A chart is rows of text with small drawings in per cent of their width: no script, no scaled type, the same in print.
"""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template.defaultfilters import floatformat
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hiring.core.charts import level_position, stack_spans, stage_positions

register = template.Library()

WEIGHT_STATES = {"done", "none", "bad", "open"}
SCALE_LINES = format_html(
    '<g class="grid">{}</g>',
    format_html_join(
        "", '<line x1="{0}" x2="{0}" y1="0" y2="100%"/>', ((f"{level_position(n):g}%",) for n in (1, 2, 4, 5))
    ),
)


def percent(value: float) -> str:
    """Write a position for SVG: always with a point, whatever the language of the page."""
    return f"{value:.2f}%"


def figure(value: float, places: int = 1) -> str:
    """Write a figure as pages do: rounded half up, with the decimal sign of the language."""
    return floatformat(float(value), places)


def short(value: float) -> str:
    """Write a level without decimals that say nothing: 3, 3.5."""
    return floatformat(float(value), -1)


def describe_reading(mean: str, lowest: float, highest: float, bar: float) -> str:
    words = {"mean": mean, "lowest": short(lowest), "highest": short(highest), "bar": short(bar)}
    if lowest == highest:
        return _("At level %(at)s, bar at %(bar)s") % {"at": mean if lowest % 1 else short(lowest), **words}
    return _("Levels %(lowest)s to %(highest)s, mean %(mean)s, bar at %(bar)s") % words


def draw_range(lowest: float, highest: float) -> SafeString:
    start, end = percent(level_position(lowest)), percent(level_position(highest))
    cap = '<svg x="{}" y="50%" overflow="visible"><path class="cap" d="M0-4v8"/></svg>'
    line = format_html('<line class="range" x1="{}" x2="{}" y1="50%" y2="50%"/>', start, end)
    return line + format_html(cap, start) + format_html(cap, end)


@register.simple_tag
def reading(
    mean: float, lowest: float, highest: float, bar: float = 3, floor: float | None = None, shown: str = ""
) -> SafeString:
    """Draw mean and range of levels against the bar; the mean is marked when it lies below its floor.

    ``shown``: the mean as the page prints it, where rounding alone could contradict the verdict.
    """
    low = " reading-low" if floor is not None and mean < floor else ""
    return format_html(
        '<svg class="reading{}" role="img" aria-label="{}">{}'
        '<line class="plumb" x1="{bar}" x2="{bar}" y1="0" y2="100%"/>{}'
        '<circle class="mean" cx="{}" cy="50%" r="5"/></svg>',
        low,
        describe_reading(shown or figure(mean), lowest, highest, bar),
        SCALE_LINES,
        draw_range(lowest, highest),
        percent(level_position(mean)),
        bar=percent(level_position(bar)),
    )


@register.simple_tag
def reading_end(mean: float, lowest: float, highest: float, bar: float = 3) -> SafeString:
    """Draw the weighted score under a column of readings; the line ends here, in the bob."""
    words = {"lowest": figure(lowest), "highest": figure(highest), "mean": figure(mean, 2)}
    label = _("Weighted scores %(lowest)s to %(highest)s, mean %(mean)s, bar at %(bar)s") % {**words, "bar": short(bar)}
    return format_html(
        '<svg class="reading reading-end" role="img" aria-label="{}">'
        '<line class="plumb" x1="{bar}" x2="{bar}" y1="0" y2="30"/>'
        '<svg x="{bar}" y="28" overflow="visible"><path class="bobshape" d="M0 0l6 7-6 12-6-12z"/></svg>'
        '<line class="range" x1="{}" x2="{}" y1="16" y2="16"/><circle class="mean" cx="{}" cy="16" r="6"/></svg>',
        label,
        *(percent(level_position(value)) for value in (lowest, highest, mean)),
        bar=percent(level_position(bar)),
    )


@register.simple_tag
def reading_none(bar: float = 3) -> SafeString:
    """Draw the bar alone, for a row whose levels are sealed or missing."""
    at = percent(level_position(bar))
    line = '<svg class="reading" aria-hidden="true"><line class="plumb" x1="{0}" x2="{0}" y1="0" y2="100%"/></svg>'
    return format_html(line, at)


@register.simple_tag
def weight_bar(parts: Sequence[tuple[float, str]], label: str) -> SafeString:
    """Draw one notch for each criterion, as long as its weight.

    ``parts``: (weight, state) in order; states: done, none (not assessed), bad (something is wrong), open.
    """
    if unknown := {state for _weight, state in parts} - WEIGHT_STATES:
        raise ValueError(f"not a state of a notch: {sorted(unknown)}")
    spans = stack_spans([weight for weight, _state in parts], gap=0.6)
    notches = format_html_join(
        "",
        '<rect class="{}" x="{}" width="{}" height="6" rx="1"/>',
        ((part[1], percent(span.start), percent(span.length)) for part, span in zip(parts, spans, strict=True)),
    )
    return format_html('<svg class="weight-bar" role="img" aria-label="{}">{}</svg>', label, notches)


@register.simple_tag
def notches(done: int, total: int) -> SafeString:
    """Draw how many of a few equal parts are done; the words stand beside it."""
    marks = format_html_join(
        "",
        '<rect class="{}" x="{}" y="0" width="8" height="10" rx="1"/>',
        (("in" if place < done else "out", place * 11) for place in range(total)),
    )
    width = max(total * 11 - 3, 0)
    return format_html('<svg class="notches" width="{}" height="10" aria-hidden="true">{}</svg>', width, marks)


@register.simple_tag
def answer_notches(yes: int, partly: int, no: int, unclear: int, unanswered: int) -> SafeString:
    """Draw one notch for each question of a list, by its answer; the label counts them."""
    counts = {"yes": yes, "partly": partly, "no": no, "unclear": unclear, "unanswered": unanswered}
    names = [name for name, count in counts.items() for _question in range(count)]
    marks = format_html_join(
        "",
        '<rect class="is-{}" x="{}" y="{}" width="14" height="{}" rx="1.5"/>',
        ((name, place * 18 + 1, *_notch_height(name)) for place, name in enumerate(names)),
    )
    words = {
        "yes": _("%(count)d yes"),
        "partly": _("%(count)d partly"),
        "no": _("%(count)d no"),
        "unclear": _("%(count)d unclear"),
        "unanswered": _("%(count)d unanswered"),
    }
    label = ", ".join(words[name] % {"count": count} for name, count in counts.items() if count)
    drawing = '<svg class="answer-notches" width="{}" height="14" role="img" aria-label="{}">{}</svg>'
    return format_html(drawing, len(names) * 18, label, marks)


def _notch_height(name: str) -> tuple[int, int]:
    """Return where a notch of 14 begins and how high it is: what is there in part is half as high."""
    return {"partly": (7, 6), "unanswered": (11, 2)}.get(name, (1, 12))


@register.simple_tag
def funnel_bar(went_on: int, here: int, stopped: int, largest: int) -> SafeString:
    """Draw where the applications that came to a stage are now, on the scale of the fullest stage."""
    words = {"came": went_on + here + stopped, "on": went_on, "here": here, "stopped": stopped}
    label = _("%(came)d came, %(on)d went on, %(here)d still here, %(stopped)d stopped") % words
    on, stay, stop = stack_spans([went_on, here, stopped], total=max(largest, words["came"]))
    return format_html(
        '<svg class="funnel-bar" role="img" aria-label="{}">'
        '<rect class="f-on" x="{}" y="0" width="{}" height="100%"/>'
        '<rect class="f-here" x="{}" y="0.5" width="{}" height="27"/>'
        '<rect class="f-stop" x="{}" y="0" width="{}" height="100%"/></svg>',
        label,
        *(percent(value) for span in (on, stay, stop) for value in (span.start, span.length)),
    )


@register.simple_tag
def count_bar(count: int, largest: int, label: str) -> SafeString:
    """Draw one count against the largest of its column; the number stands beside it."""
    (span,) = stack_spans([count], total=max(largest, count))
    return format_html(
        '<svg class="count-bar" role="img" aria-label="{}"><rect x="0" y="0" width="{}" height="100%" rx="1"/></svg>',
        label,
        percent(span.length),
    )


@register.simple_tag
def heat_mark(band: int | str) -> SafeString:
    """Draw how much something counts, 1 to 5, as the size of a square; the number stands beside it."""
    size = 2 + 2 * int(band)
    at = 6 - size / 2
    return format_html(
        '<svg class="heat-mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">'
        '<rect x="{0}" y="{0}" width="{1}" height="{1}" rx="1"/></svg>',
        f"{at:g}",
        size,
    )


@register.simple_tag
def plan_bar(start: float, length: float, early: float, late: float, ticks: Sequence[float], label: str) -> SafeString:
    """Draw when something likely happens, as a bar, and from when to when it may end, as a line with caps.

    All in per cent of the width; ``ticks`` are lines of the scale behind it.
    """
    lines = format_html_join(
        "", '<line class="track" x1="{0}" x2="{0}" y1="0" y2="100%"/>', ((percent(at),) for at in ticks)
    )
    cap = '<svg x="{}" y="50%" overflow="visible"><path class="cap" d="M0-4v8"/></svg>'
    return format_html(
        '<svg class="plan-bar" role="img" aria-label="{}">{}'
        '<svg x="{}" y="50%" width="{}" overflow="visible">'
        '<rect class="likely" y="-6" width="100%" height="12" rx="2"/></svg>'
        '<line class="range" x1="{early}" x2="{late}" y1="50%" y2="50%"/>{}{}</svg>',
        label,
        lines,
        percent(start),
        percent(length),
        format_html(cap, percent(early)),
        format_html(cap, percent(late)),
        early=percent(early),
        late=percent(late),
    )


@register.simple_tag
def plan_months(ticks: Sequence[Any]) -> SafeString:
    """Write the months of a scale over its lines; ``ticks`` have a ``day`` and ``at``, in per cent of the width.

    Of a scale that is longer than eight months every second or third is named.
    """
    step = 1 + len(ticks) // 9
    names = format_html_join(
        "",
        '<text x="{}" y="12">{}</text>',
        ((percent(tick.at), date_format(tick.day, "M")) for tick in ticks[::step]),
    )
    return format_html('<svg class="plan-months" height="16">{}</svg>', names)


@register.simple_tag
def level_spread(counts: Sequence[int]) -> SafeString:
    """Draw how often each level 1 to 5 was given; wide parts carry their count."""
    spans = stack_spans(list(counts), gap=0.5)
    drawn = [(n, count, span) for n, (count, span) in enumerate(zip(counts, spans, strict=True), 1) if count]
    parts = format_html_join(
        "",
        '<rect class="d-{}" x="{}" y="0" width="{}" height="100%" rx="2"/>',
        ((n, percent(span.start), percent(span.length)) for n, _count, span in drawn),
    )
    numbers = format_html_join(
        "",
        '<text class="d-t d-t-{}" x="{}" y="16">{}</text>',
        ((n, percent(span.start + span.length / 2), count) for n, count, span in drawn if span.length >= 5),
    )
    label = _("Levels 1 to 5: %(counts)s") % {"counts": ", ".join(str(count) for count in counts)}
    return format_html('<svg class="dist-bar" role="img" aria-label="{}">{}{}</svg>', label, parts, numbers)


@register.simple_tag
def days_reading(median: float, early: float, late: float, target: float, longest: float) -> SafeString:
    """Draw a median of days with its 10th and 90th percentile against a target, on a scale up to ``longest``."""
    words = {"median": f"{median:g}", "early": f"{early:g}", "late": f"{late:g}", "target": f"{target:g}"}
    label = _("Median %(median)s days, 10th percentile %(early)s, 90th %(late)s, target %(target)s") % words
    scale = max(longest, late, target, median) or 1
    return format_html(
        '<svg class="reading" role="img" aria-label="{}">'
        '<line class="track" x1="0" x2="100%" y1="50%" y2="50%"/>'
        '<line class="range" x1="{}" x2="{}" y1="50%" y2="50%"/>'
        '<line class="plumb" x1="{target}" x2="{target}" y1="20%" y2="80%"/>'
        '<circle class="mean" cx="{}" cy="50%" r="5"/></svg>',
        label,
        *(percent(value / scale * 100) for value in (early, late, median)),
        target=percent(target / scale * 100),
    )


@register.simple_tag
def stage_line(states: Sequence[str], label: str) -> SafeString:
    """Draw the stages of an application on one line, for lists; the bob hangs at the open one.

    ``states``: done, pass, now or next for each stage in order. ``label`` says the same in words.
    """
    at = stage_positions(len(states))
    ends = (percent(at[0]), percent(at[-1])) if at else ("0", "0")
    marks = format_html_join(
        "",
        '<svg x="{}" y="50%" overflow="visible"><path class="mark-{}" d="{}"/></svg>',
        (
            (percent(x), state, "M0-7l4 5-4 9-4-9z" if state == "now" else "M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0")
            for x, state in zip(at, states, strict=True)
        ),
    )
    line = format_html('<line class="track" x1="{}" x2="{}" y1="50%" y2="50%"/>', *ends)
    return format_html('<svg class="stage-line" role="img" aria-label="{}">{}{}</svg>', label, line, marks)
