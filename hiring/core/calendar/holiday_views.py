"""The holidays of a place: read by everybody, changed by administrators."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hiring.core.calendar.forms import LeaveOutForm, OwnDayForm
from hiring.core.calendar.holidays import find_region, regions_of
from hiring.core.calendar.models import Place
from hiring.core.calendar.own_days import add_own_day, leave_out_day, list_holidays, undo_own_day
from hiring.core.errors import DomainError, Invalid
from hiring.core.permissions import require_administrator


@require_http_methods(["GET", "HEAD", "POST"])
def show_holidays(request: HttpRequest, pid: str) -> HttpResponse:
    """One page for all that is done to the days of a place; ``do`` says what a form of it wants."""
    place = get_object_or_404(Place.objects.visible_to(request.user), public_id=pid)
    refused: LeaveOutForm | None = None
    if request.method == "POST":
        require_administrator(request.user)
        refused = DEEDS.get(request.POST.get("do", ""), _ask_what)(request, place)
        if refused is None:
            return redirect("place-holidays", pid=pid)
    year = timezone.localdate().year
    adding = isinstance(refused, OwnDayForm)
    context = {
        "place": place,
        "years": [(number, list_holidays(place, number)) for number in (year, year + 1)],
        "form": refused if adding else OwnDayForm(),
        "refused": None if adding else refused,
        "refused_day": request.POST.get("day", "") if refused and not adding else "",
        "region_unknown": bool(place.region and regions_of(place.country))
        and not find_region(place.country, place.region),
    }
    return render(request, "core/calendar/holidays.html", context, status=422 if refused else 200)


def _add(request: HttpRequest, place: Place) -> LeaveOutForm | None:
    form = OwnDayForm(request.POST)
    if not form.is_valid():
        return form
    return _try(request, form, lambda: add_own_day(place, actor=request.user, **form.cleaned_data))


def _ask_what(request: HttpRequest, place: Place) -> LeaveOutForm:
    """Nothing of this page was pressed: nothing is done, and what was typed stays."""
    form = OwnDayForm(request.POST)
    form.add_error(None, _("Nothing was done. Press the button of what you want to do."))
    return form


def _leave_out(request: HttpRequest, place: Place) -> LeaveOutForm | None:
    day, form = _read_day(request), LeaveOutForm(request.POST)
    if not form.is_valid():
        return form
    return _try(request, form, lambda: leave_out_day(place, actor=request.user, day=day, **form.cleaned_data))


def _undo(request: HttpRequest, place: Place) -> None:
    day = _read_day(request)
    _try(request, LeaveOutForm({}), lambda: undo_own_day(place, actor=request.user, day=day))


DEEDS: dict[str, Callable[[HttpRequest, Place], LeaveOutForm | None]] = {
    "add": _add,
    "leave-out": _leave_out,
    "undo": _undo,
}


def _read_day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        raise Http404


def _try(request: HttpRequest, form: LeaveOutForm, change: Callable[[], object]) -> LeaveOutForm | None:
    try:
        change()
    except Invalid as refusal:
        for field, texts in refusal.errors.items():
            form.add_error(field if field in form.fields else None, texts)
        return form
    except DomainError as refusal:
        messages.warning(request, refusal.text)
        return None
    messages.success(request, _("The holidays are saved. Due times that are given from now on follow them."))
    return None
