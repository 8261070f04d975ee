"""The component page of ``make dev``: every piece of the look in every state, with made-up names.

What a page needs and is not here comes here first.
"""

from dataclasses import dataclass, replace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hiring.core.accounts.context import page
from hiring.core.templatetags.plumbline import panel_dots


class SampleForm(forms.Form):
    """One field of each kind that a page has."""

    name = forms.CharField(label=_("Name of the role"), help_text=_("As candidates will read it. No team slang."))
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[("5", _("5 MLOps and production readiness")), ("6", _("6 Communication"))]
    )
    interview = forms.DateField(
        label=_("Interview"),
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
        error_messages={"invalid": _("18 November is in the past. Choose today or later.")},
    )
    resume = forms.FileField(label=_("Resume"), help_text=_("PDF, DOCX or JSON Resume, up to 10 MB"), required=False)
    evidence = forms.CharField(
        label=_("Evidence"),
        widget=forms.Textarea(attrs={"rows": 2}),
        min_length=40,
        error_messages={"min_length": _("Write at least %(limit_value)d characters; this has %(show_value)d.")},
    )
    seen_by = forms.ChoiceField(
        label=_("Who sees this role"),
        widget=forms.RadioSelect,
        choices=[("all", _("Everyone who hires")), ("team", _("Only the hiring team"))],
        help_text=_("It can be changed until the role opens."),
        error_messages={"required": _("Choose who sees this role.")},
    )
    reminders = forms.MultipleChoiceField(
        label=_("Reminders"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("before", _("One hour before the interview")), ("late", _("When a scorecard is late"))],
        required=False,
    )
    hidden = forms.BooleanField(
        label=_("Names hidden in the resume screen"), help_text=_("Until the screen is decided"), required=False
    )


@dataclass(frozen=True)
class SampleStage:
    number: int
    title: str
    state: str
    line: str
    sub: str = ""
    dots: SafeString | str = ""
    score: float | None = None
    url: str = ""


def sample_stages() -> list[SampleStage]:
    return [
        SampleStage(
            1, "Job description", "done", "Done by us, 28 September", "Three of us rated it: 3.8, above the bar"
        ),
        SampleStage(2, "Resume screen", "pass", "Advanced 9 October", "by Emre Dalgard", panel_dots(2), 3.9, "#rail"),
        SampleStage(3, "Technical assessment", "pass", "Advanced 22 October", "", panel_dots(2), 3.6, "#rail"),
        SampleStage(4, "ML system design", "now", "2 of 3 in, 1 late", "Sealed", panel_dots(2, 1), None, "#rail"),
        SampleStage(5, "MLOps and production readiness", "next", "Planned for 26 November", dots=panel_dots(0, 0, 2)),
        SampleStage(6, "Communication", "next", "No date yet"),
    ]


def components(request: HttpRequest) -> HttpResponse:
    """Show the kit; ``?theme=dark&density=compact`` shows it as somebody with these choices would see it."""
    shown = page(request)["page"]
    context = {
        "page": replace(
            shown,
            theme=request.GET.get("theme", shown.theme),
            density=request.GET.get("density", shown.density),
        ),
        "form": SampleForm(initial={"name": "Senior ML engineer, payment fraud", "seen_by": "team"}),
        "wrong": SampleForm(
            {"name": "", "interview": "18 November", "evidence": "Good story about outage."}, auto_id="wrong_%s"
        ),
        "stages": sample_stages(),
        "states": ["done", "pass", "pass", "now", "next", "next", "next"],
        "weights": [(17, "done"), (15, "done"), (18, "done"), (12, "none"), (20, "done"), (10, "bad"), (8, "open")],
        "levels": [1, 2, 3, 4, 5, None],
        "spread_one": [2, 9, 14, 8, 1],
        "spread_two": [0, 3, 11, 17, 6],
    }
    return render(request, "components.html", context)
