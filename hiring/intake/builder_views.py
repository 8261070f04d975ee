"""The builder of the job description: its parts in a form, and beside it how they read and what their words say."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from hiring.core.errors import Stale
from hiring.core.text import clean_text
from hiring.intake.builder_forms import BuilderForm, ReadInForm, read_answers
from hiring.intake.comparison import compare_texts
from hiring.intake.descriptions import write_description
from hiring.intake.forms import DescriptionForm
from hiring.intake.markdown import render_markdown
from hiring.intake.models import JobDescription
from hiring.intake.parts import check_words, parts_of
from hiring.roles.models import Role
from hiring.roles.pages import SHOWN, find_led_role, find_role, frame
from hiring.wording.parts import Parts, read_parts, write_markdown

PAGE = "hiring/intake/build.html"


@require_http_methods(["GET", "HEAD", "POST"])
def build(request: HttpRequest, pid: str) -> HttpResponse:
    """Write the next version from its parts; the buttons of the form say what else may be done with them."""
    role = find_led_role(request, pid)
    newest = role.descriptions.first()
    if request.method != "POST":
        return _show(request, role, newest, parts_of(newest))
    if "read_in" in request.POST:
        return _read_in(request, role, newest)
    parts = read_answers(request.POST)
    if request.htmx and "check" in request.POST:
        return render(request, f"{PAGE}#found", _found(role, parts))
    if "as_text" in request.POST:
        return _go_on_as_text(request, role, newest, write_markdown(parts))
    form = BuilderForm(request.POST, newest=newest)
    if "check" in request.POST:
        form.errors.clear()
        return render(request, PAGE, _context(role, newest, form, parts))
    return _save(request, role, newest, form, parts)


def _save(
    request: HttpRequest, role: Role, newest: JobDescription | None, form: BuilderForm, parts: Parts
) -> HttpResponse:
    context = _context(role, newest, form, parts)
    if form.is_valid():
        values = {"reason": form.cleaned_data.get("reason", ""), "base": form.cleaned_data["base"]}
        try:
            written = write_description(role, actor=request.user, parts=form.parts, **values)
        except SHOWN as refusal:
            form.take_refusal(refusal)
            if isinstance(refusal, Stale):
                context["lines"] = compare_texts(str(refusal.theirs["text"]), write_markdown(parts))
        else:
            messages.success(request, _("Version %(number)d is written.") % {"number": written.number})
            return redirect("job-description", role.public_id)
    return render(request, PAGE, context, status=422)


def _read_in(request: HttpRequest, role: Role, newest: JobDescription | None) -> HttpResponse:
    """Fill the form from Markdown; a text without the headings of the parts goes on in the text editor."""
    taking = ReadInForm(request.POST, request.FILES)
    if not taking.is_valid():
        context = _context(role, newest, None, parts_of(newest)) | {"taking": taking}
        return render(request, PAGE, context, status=422)
    text = clean_text(taking.text)
    parts, taken = read_parts(text)
    if not taken:
        messages.info(
            request, _("No part stands under a heading of its own, so the text goes on here. It is not saved yet.")
        )
        return _go_on_as_text(request, role, newest, text)
    said = ngettext(
        "%(count)d part was read in. Nothing is saved yet.",
        "%(count)d parts were read in. Nothing is saved yet.",
        taken,
    )
    messages.info(request, said % {"count": taken})
    return _show(request, role, newest, parts)


def _go_on_as_text(request: HttpRequest, role: Role, newest: JobDescription | None, text: str) -> HttpResponse:
    initial = {
        "base": request.POST.get("base") or (newest.number if newest else 0),
        "text": text,
        "reason": request.POST.get("reason", ""),
    }
    form = DescriptionForm(newest=newest, initial=initial)
    context = frame(role, "description", form=form, newest=newest)
    return render(request, "hiring/intake/write.html", context | _found(role, None, text))


def _show(request: HttpRequest, role: Role, newest: JobDescription | None, parts: Parts) -> HttpResponse:
    return render(request, PAGE, _context(role, newest, None, parts))


def _context(role: Role, newest: JobDescription | None, form: BuilderForm | None, parts: Parts) -> dict[str, object]:
    if form is None:
        form = BuilderForm(newest=newest, initial={**parts.as_json(), "base": newest.number if newest else 0})
    return frame(role, "description", form=form, newest=newest, taking=ReadInForm()) | _found(role, parts)


def _found(role: Role, parts: Parts | None, text: str | None = None) -> dict[str, object]:
    """Return how parts or a text read, and what their words say."""
    written = write_markdown(parts) if parts is not None else text or ""
    return {"html": render_markdown(written), "check": check_words(role, written, parts)}


@require_safe
def download(request: HttpRequest, pid: str, number: int) -> HttpResponse:
    """A version as a Markdown file."""
    role = find_role(request, pid)
    version = get_object_or_404(role.descriptions, number=number)
    name = f"{slugify(role.title) or 'job-description'}-v{version.number}.md"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(f"{version.text}\n", content_type="text/markdown; charset=utf-8", headers=headers)
