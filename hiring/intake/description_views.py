"""The job description: reading, comparing and writing its versions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.core.errors import Stale
from hiring.core.paging import take_page
from hiring.intake.comparison import compare_texts, only_near_changes
from hiring.intake.descriptions import LONGEST_TEXT, write_description
from hiring.intake.forms import DescriptionForm
from hiring.intake.markdown import render_markdown
from hiring.intake.parts import check_version, check_words, opens_in_builder
from hiring.roles.models import Role
from hiring.roles.pages import SHOWN, find_led_role, find_role, frame
from hiring.roles.permissions import rights_on


@require_safe
def show(request: HttpRequest, pid: str, number: int | None = None) -> HttpResponse:
    """The newest version, or an older one by its number."""
    role = find_role(request, pid)
    every = role.descriptions.select_related("author")
    versions = take_page(every.defer("text", "parts"), order="-number", after=request.GET.get("after", ""))
    if request.htmx and "after" in request.GET:
        return render(request, "hiring/intake/description.html#rows", {"role": role, "versions": versions})
    text = get_object_or_404(every, number=number) if number else every.first()
    rights = rights_on(role, request.user)
    context = frame(
        role,
        "description",
        rights,
        versions=versions,
        text=text,
        html=render_markdown(text.text) if text else "",
        check=check_version(role, text) if text and rights.leads else None,
        builds=opens_in_builder(text),
    )
    return render(request, "hiring/intake/description.html", context)


@require_safe
def compare(request: HttpRequest, pid: str) -> HttpResponse:
    """Two versions side by side; by default the newest and the one before."""
    role = find_role(request, pid)
    every = role.descriptions.select_related("author")
    versions = take_page(every.defer("text", "parts"), order="-number").rows
    if len(versions) < 2:
        raise Http404
    old, new = (
        every.filter(number=_read_number(request.GET.get(name, ""), default.number)).first() or default
        for name, default in (("old", versions[1]), ("new", versions[0]))
    )
    lines = list(only_near_changes(compare_texts(old.text, new.text)))
    context = frame(role, "description", versions=versions, old=old, new=new, lines=lines)
    return render(request, "hiring/intake/compare.html", context)


def _read_number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else default


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_led_role(request, pid)
    newest = role.descriptions.first()
    initial = {"base": newest.number if newest else 0, "text": newest.text if newest else ""}
    form = DescriptionForm(request.POST or None, newest=newest, initial=initial)
    typed = request.POST.get("text", "")[:LONGEST_TEXT] if request.method == "POST" else initial["text"]
    context = frame(role, "description", form=form, newest=newest) | _found(role, typed)
    if request.method == "POST" and "preview" in request.POST:
        form.errors.clear()
        return render(request, "hiring/intake/write.html", context)
    if request.method == "POST" and form.is_valid():
        try:
            written = write_description(role, actor=request.user, **form.cleaned_data)
        except SHOWN as refusal:
            form.take_refusal(refusal)
            if isinstance(refusal, Stale):
                theirs = str(refusal.theirs["text"])
                context |= {"theirs": theirs, "lines": compare_texts(theirs, form.cleaned_data["text"])}
        else:
            messages.success(request, _("Version %(number)d is written.") % {"number": written.number})
            return redirect("job-description", role.public_id)
    return render(request, "hiring/intake/write.html", context, status=422 if form.errors else 200)


@require_POST
def preview(request: HttpRequest, pid: str) -> HttpResponse:
    """How a text reads and what its words say, while it is written."""
    role = find_led_role(request, pid)
    found = _found(role, request.POST.get("text", "")[:LONGEST_TEXT])
    return render(request, "hiring/intake/write.html#preview", found)


def _found(role: Role, text: str) -> dict[str, object]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return {"html": render_markdown(text), "check": check_words(role, text)}
