"""Places, kept by administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hiring.core.calendar.forms import PlaceForm
from hiring.core.calendar.models import Place
from hiring.core.calendar.places import add_place, change_place
from hiring.core.errors import Invalid
from hiring.core.paging import take_page
from hiring.core.permissions import require_administrator


@require_safe
def list_places(request: HttpRequest) -> HttpResponse:
    require_administrator(request.user)
    places = take_page(Place.objects.visible_to(request.user), order="name", after=request.GET.get("after", ""))
    name = "core/calendar/places.html#rows" if request.htmx else "core/calendar/places.html"
    return render(request, name, {"places": places})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pid: str) -> HttpResponse:
    return _edit(request, get_object_or_404(Place.objects.visible_to(request.user), public_id=pid))


def _edit(request: HttpRequest, place: Place | None) -> HttpResponse:
    require_administrator(request.user)
    # The form writes into its instance while it checks: it gets a copy, so that the verb sees what changed.
    copy = Place.objects.get(pk=place.pk) if place is not None else None
    form = PlaceForm(request.POST if request.method == "POST" else None, instance=copy)
    if request.method == "POST" and form.is_valid() and _save(request, place, form):
        return redirect("place-list")
    context = {"form": form, "place": place}
    return render(request, "core/calendar/place.html", context, status=422 if form.errors else 200)


def _save(request: HttpRequest, place: Place | None, form: PlaceForm) -> bool:
    try:
        if place is None:
            place = add_place(actor=request.user, **form.cleaned_data)
        else:
            change_place(place, actor=request.user, **form.cleaned_data)
    except Invalid as refusal:
        for field, texts in refusal.errors.items():
            form.add_error(field, texts)
        return False
    messages.success(request, _("%(name)s is saved.") % {"name": place.name})
    return True
