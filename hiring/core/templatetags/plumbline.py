"""Small pieces of every page: icons, levels, form controls, words for people and time; built in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django import template
from django.forms.boundfield import BoundField
from django.forms.forms import BaseForm
from django.http import HttpRequest
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hiring.core.monitoring.context import current_request_id

register = template.Library()

LEVEL_LABELS = {
    1: gettext_lazy("Not shown"),
    2: gettext_lazy("Partial"),
    3: gettext_lazy("Solid"),
    4: gettext_lazy("Strong"),
    5: gettext_lazy("Exceptional"),
}
CHOICE_WIDGETS = {"radioselect", "checkboxselectmultiple"}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the sprite; without a label it is decoration and hidden from screen readers."""
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="#i-{}"/></svg>', label, name)
    return _draw_icon(name)


@cache
def _draw_icon(name: str) -> SafeString:
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def request_id() -> str:
    """Return the id of the request that is answered: asked for here, because a page of an error has no context."""
    return current_request_id()


@register.filter
def level_label(value: int | None) -> str:
    """Name a level in words; None is "not assessed"."""
    return str(LEVEL_LABELS[value]) if value else _("Not assessed")


@register.filter("level_text")
def describe_level(value: int | None) -> str:
    if not value:
        return _("Not assessed")
    return _("Level %(level)d, %(name)s") % {"level": value, "name": level_label(value).lower()}


@register.simple_tag
def level(value: int | None, style: str = "", size: str = "", label: str | None = None) -> SafeString:
    """Draw a level: shape, number and colour together.

    ``style``: "" in colour (where results are read), "line" grey outline or "ink" filled grey (where people
    judge). ``size``: "", "sm" or "lg". ``label``: the text alternative, by default the level in words; ""
    hides the shape, for places where the words stand beside it.
    """
    text = describe_level(value) if label is None else label
    tone = f"lv-{style or value}" if value else ""
    classes = " ".join(part for part in ("lv", f"lv-{size}" if size else "", tone) if part)
    alternative = format_html('role="img" aria-label="{}"', text) if text else SafeString('aria-hidden="true"')
    return format_html('<svg class="{}" {}><use href="#lv{}"/></svg>', classes, alternative, value or "x")


@register.simple_tag
def panel_dots(done: int, late: int = 0, due: int = 0) -> SafeString:
    """Draw whose cards are in, late and due: sorted by state, so that no dot stands for a known person."""
    total = done + late + due
    text = _("Scorecards: %(done)d of %(total)d in") % {"done": done, "total": total}
    if late:
        text += _(", %(late)d late") % {"late": late}
    states = ["dot dot-in"] * done + ["dot dot-late"] * late + ["dot"] * due
    dots = format_html_join("", '<i class="{}"></i>', ((state,) for state in states))
    return format_html('<span class="dots" role="img" aria-label="{}">{}</span>', text, dots)


@register.filter
def initials(name: object) -> str:
    """Return the two letters of a member of staff: first and last word. Never use it on a candidate."""
    words = str(name).split()
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [part[:2] for part in words]
    return "".join(letters).upper()


def days_since(moment: datetime, now: datetime | None = None) -> int:
    """Count calendar days from ``moment`` to ``now`` in the reader's time zone."""
    today = timezone.localtime(now or timezone.now()).date()
    return (today - timezone.localtime(moment).date()).days


@register.filter
def time_in_stage(moment: datetime | None) -> str:
    """Say shortly how long something has stood: "today", "8 d"."""
    return "" if moment is None else say_days(days_since(moment))


def say_days(days: int) -> str:
    """Say a number of days in a narrow column: "today", "8 d"."""
    return _("today") if days <= 0 else _("%(days)d d") % {"days": days}


@register.filter
def days_ago(moment: datetime | None) -> str:
    """Say how many days ago something was: "today", "yesterday", "8 days ago"."""
    if moment is None:
        return ""
    days = days_since(moment)
    if days <= 0:
        return _("today")
    return _("yesterday") if days == 1 else ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}


@register.filter
def late_by(due: datetime | None, now: datetime | None = None) -> str:
    """Say by how much a due time has passed: "35 min", "4 h", "2 days"; empty when it has not."""
    now = now or timezone.now()
    if due is None or due >= now:
        return ""
    minutes = int((now - due).total_seconds() // 60)
    if minutes < 60:
        return _("%(minutes)d min") % {"minutes": max(minutes, 1)}
    if minutes < 24 * 60:
        return _("%(hours)d h") % {"hours": minutes // 60}
    days = minutes // (24 * 60)
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


@register.filter
def duration(value: int | timedelta | None) -> str:
    """Say a length of time, given in minutes or as a timedelta: "45 min", "2 h", "1 h 15 min"."""
    if value is None:
        return ""
    minutes = round(value.total_seconds() / 60) if isinstance(value, timedelta) else int(value)
    hours, rest = divmod(minutes, 60)
    words = [_("%(hours)d h") % {"hours": hours}] if hours else []
    if rest or not hours:
        words.append(_("%(minutes)d min") % {"minutes": rest})
    return " ".join(words)


@register.filter
def at_most(count: int, ceiling: int = 999) -> str:
    """Write a count that stops at a ceiling: "999+"."""
    return f"{ceiling}+" if count > ceiling else str(count)


@register.simple_tag
def control(field: BoundField, css: str = "", hint: bool = True) -> SafeString:
    """Render a bound field's widget with our classes; Django names its hint and its error for screen readers.

    ``hint``: False where the page shows no hint of this field.
    """
    if not hint:
        field.help_text = ""
    base = "" if field.widget_type == "checkbox" else "input"
    classes = " ".join(filter(None, (base, field.field.widget.attrs.get("class"), css)))
    # a hint stands above its field: what vanishes while one types is none (False leaves an attribute out)
    return field.as_widget(attrs={"class": classes or False, "placeholder": False})


@register.simple_tag
def choice_inputs(field: BoundField) -> list[tuple[SafeString, str]]:
    """List (input, label) of a group of radio buttons or ticks; the group carries the description."""
    inputs = []
    for option in field.subwidgets:
        option.data["attrs"].pop("aria-invalid", None)
        inputs.append((option.tag(), option.choice_label))
    return inputs


@register.filter
def is_choices(field: BoundField) -> bool:
    """Tell whether a field is a group of radio buttons or ticks, which needs a fieldset and a legend."""
    return field.widget_type in CHOICE_WIDGETS


@register.filter
def first_id(field: BoundField) -> str:
    """Return the id that a link of the error summary goes to."""
    return f"{field.auto_id}_0" if is_choices(field) else field.id_for_label or field.auto_id


@register.filter
def errors_with_links(form: BaseForm) -> Iterator[tuple[str, str]]:
    """Yield (id or "", text) of each error of a form: those of the whole form first, then in field order."""
    for text in form.non_field_errors():
        yield "", text
    for field in form:
        for text in field.errors:
            yield ("" if field.is_hidden else first_id(field)), f"{field.label}: {text}"


@dataclass(frozen=True)
class NavigationItem:
    section: str
    label: str
    key: str
    url: str
    is_current: bool


SECTIONS = (
    ("inbox", "inbox", gettext_lazy("Inbox"), "i"),
    ("roles", "role-list", gettext_lazy("Roles"), "r"),
    ("candidates", "candidate-list", gettext_lazy("Candidates"), "c"),
    ("reminders", "reminder-list", gettext_lazy("Reminders"), "m"),
    ("rubrics", "rubric-list", gettext_lazy("Rubrics"), "b"),
)


def current_section(request: HttpRequest | None, urls: dict[str, str]) -> str:
    """Find the section whose address begins the current one; the home page is only itself."""
    path = request.path if request else ""
    matches = [name for name, url in urls.items() if path == url or (url != "/" and path.startswith(url))]
    return max(matches, key=lambda name: len(urls[name]), default="")


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[NavigationItem]:
    """List the main sections. A page names its own as ``section``; else the address decides."""
    urls = {}
    for section, name, _label, _key in SECTIONS:
        try:
            urls[section] = reverse(name)
        except NoReverseMatch:  # a section whose pages are not installed has no link
            continue
    current = context.get("section") or current_section(context.get("request"), urls)
    return [
        NavigationItem(section, str(label), key, urls[section], section == current)
        for section, _name, label, key in SECTIONS
        if section in urls
    ]
