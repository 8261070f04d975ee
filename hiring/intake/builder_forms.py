"""The form of the parts of a job description, and the one that takes Markdown in."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hiring.intake.descriptions import LONGEST_TEXT
from hiring.intake.forms import VersionForm
from hiring.intake.parts import ASKED, LINES, LONGEST, clean_parts
from hiring.wording.parts import MLOPS, PRODUCTION, Parts

LARGEST_FILE = 100_000  # bytes


def _answer(name: str, label: Promise, hint: Promise, *, rows: int = 2) -> forms.CharField:
    is_line = name in LINES
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.TextInput() if is_line else forms.Textarea(attrs={"rows": rows, "spellcheck": "true"}),
        max_length=LONGEST[name],
        required=name in ASKED,
        error_messages={"required": ASKED[name]} if name in ASKED else None,
    )


class BuilderForm(VersionForm):
    """The five parts, the first project, the 30 and the 90 days. What is typed otherwise is in ``more``."""

    ml_work = _answer(
        "ml_work",
        _("Type of ML work"),
        _("Language, vision, prediction or generation; on which data, and how much of it."),
    )
    production = forms.ChoiceField(
        label=_("Production responsibility"),
        choices=list(PRODUCTION.items()),
        widget=forms.RadioSelect,
        error_messages={"required": ASKED["production"]},
    )
    mlops = forms.MultipleChoiceField(
        label=_("Deployment and MLOps"),
        choices=list(MLOPS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": ASKED["mlops"]},
    )
    tools = _answer("tools", _("Tools and platforms"), _("What is in use, the cloud included."))
    domain = _answer("domain", _("Business domain"), _("Whose work the models are part of, and what rules it has."))
    first_project = _answer(
        "first_project", _("First project"), _("Small: one use case that can be completed. The others come later.")
    )
    first_30_days = _answer(
        "first_30_days",
        _("Deliverable of the first 30 days"),
        _("One thing that is done then and can be seen. Reading in is none."),
    )
    metric = _answer(
        "metric", _("Metric"), _("A number of the business or its users. “Deploy the model” is a task and no outcome.")
    )
    baseline = _answer("baseline", _("Today"), _("What the number is now."))
    target = _answer("target", _("Target"), _("What it is after 90 days."))
    system = _answer("system", _("System"), _("Where it shows: a product, a service, a dashboard."))
    production_more = _answer("production_more", _("More on production"), _("Who approves releases, who is called."))
    mlops_more = _answer("mlops_more", _("More on deployment"), _("How releases, monitoring and retraining work here."))
    more = _answer(
        "more",
        _("Everything else"),
        _(
            "Markdown with headings: what the person brings, the team, pay and process. What stands before the first "
            "heading opens the text."
        ),
        rows=8,
    )
    field_order = ("base", *ASKED, "production_more", "mlops_more", "more", "reason")

    @property
    def parts(self) -> Parts:
        return Parts.from_json(
            {name: self.cleaned_data[name] for name in (*ASKED, "production_more", "mlops_more", "more")}
        )


def read_answers(data: QueryDict) -> Parts:
    """Return what stands in the form while it is filled in, cut at what may be typed."""
    typed: dict[str, Any] = {name: data.get(name, "")[:most] for name, most in LONGEST.items()}
    return clean_parts(
        Parts.from_json(typed | {"production": data.get("production", ""), "mlops": data.getlist("mlops")[:99]})
    )


class ReadInForm(forms.Form):
    """Markdown from elsewhere: a file, or pasted."""

    markdown = forms.CharField(
        label=_("Paste Markdown"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_TEXT,
        required=False,
        strip=False,
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        help_text=_("Markdown or plain text in UTF-8, up to 100 KB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".md,.markdown,.txt,text/markdown,text/plain"}),
        required=False,
    )

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is larger than 100 KB."))
        try:
            text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(_("This is no text in UTF-8. Save it as Markdown or plain text first."))
        if len(text) > LONGEST_TEXT:
            raise forms.ValidationError(
                _("A job description has at most %(most)d characters.") % {"most": LONGEST_TEXT}
            )
        return text

    def clean(self) -> None:
        if not self.errors and not self.text.strip():
            self.add_error("markdown", _("Paste a text or choose a file."))

    @property
    def text(self) -> str:
        text = self.cleaned_data.get("file") or self.cleaned_data.get("markdown") or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")
