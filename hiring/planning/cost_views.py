"""What a role costs, and entering what is known about it."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hiring.benchmarks.reading import read_figures
from hiring.benchmarks.terms import Topic
from hiring.planning.cost import HORIZONS
from hiring.planning.costing import ENTERED, enter_cost, find_foreign, read_cost, say_entered, say_rate
from hiring.planning.forms import CostForm
from hiring.planning.models import CostPlan
from hiring.planning.permissions import require_cost_reader
from hiring.planning.quotes import read_quotes
from hiring.roles.pages import SHOWN, find_led_role, find_role, frame
from hiring.roles.permissions import rights_on


@require_safe
def show_cost(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_role(request, pid)
    rights = rights_on(role, request.user)
    require_cost_reader(rights)
    shown = read_cost(role)
    more = {"shown": shown, "horizons": HORIZONS, "entered": say_entered(shown.plan, role), "quotes": read_quotes()}
    context = frame(role, "plan", rights, part="cost", **more)
    return render(request, "hiring/planning/cost.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_cost(request: HttpRequest, pid: str) -> HttpResponse:
    role = find_led_role(request, pid)
    plan = CostPlan.objects.filter(role=role).first() or CostPlan(role=role, version=0)
    currency = role.place.currency
    form = CostForm(
        request.POST if request.method == "POST" else None,
        currency=currency,
        foreign=find_foreign(read_figures([Topic.SALARY]), currency),
        initial={name: _plain(value) for name, value in _values(plan).items()} | {"version": plan.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            enter_cost(role, actor=request.user, version=form.cleaned_data["version"], **form.values)
        except SHOWN as refusal:
            now = CostPlan.objects.filter(role=role).first() or plan
            form.take_refusal(refusal, now=_values(now))
        else:
            messages.success(request, _("Saved."))
            return redirect("role-cost", role.public_id)
    context = frame(role, "plan", part="cost", form=form, currency=currency)
    return render(request, "hiring/planning/cost_edit.html", context, status=422 if form.errors else 200)


def _values(plan: CostPlan) -> dict[str, object]:
    return {name: getattr(plan, name) for name in ENTERED}


def _plain(value: object) -> object:
    """A number without the zeros that its column adds."""
    return say_rate(value) if isinstance(value, Decimal) else value
