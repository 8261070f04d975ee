"""The pages of a role's cost, the verb behind them, and the API."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.core.errors import Invalid, NotAllowed, Refused, Stale
from hiring.core.models import AuditEntry, User
from hiring.models import CostPlan, Role
from hiring.planning.costing import enter_cost, read_cost, start_cost
from tests.factories.tokens import api_client

DAY = date(2026, 5, 3)


def address(paid_role: Role, name: str = "role-cost") -> str:
    return reverse(name, args=[paid_role.public_id])


def entered(paid_role: Role, actor: User, **values: object) -> CostPlan:
    return enter_cost(paid_role, actor=actor, **{"rate": Decimal("0.9"), "rate_on": DAY} | values)


def test_who_reads_what_a_role_costs(
    paid_role: Role,
    manager: User,
    recruiter: User,
    administrator: User,
    auditor: User,
    interviewer: User,
    member: User,
    browser_as: Callable[[User], Client],
) -> None:
    entered(paid_role, manager)
    for person in (manager, recruiter, administrator, auditor):
        assert browser_as(person).get(address(paid_role)).status_code == 200
        assert CostPlan.objects.visible_to(person).exists()
    for person, status in ((interviewer, 403), (member, 404)):
        assert browser_as(person).get(address(paid_role)).status_code == status
        assert not CostPlan.objects.visible_to(person).exists()
    for person in (administrator, auditor, interviewer):
        assert browser_as(person).get(address(paid_role, "role-cost-edit")).status_code == 403


def test_without_a_rate_the_page_asks_for_it(
    paid_role: Role, manager: User, browser_as: Callable[[User], Client]
) -> None:
    page = browser_as(manager).get(address(paid_role)).content.decode()
    assert "The sources speak of USD" in page
    assert "Enter what you know" in page
    assert "6 to 12 weeks" in page  # hiring weeks need no money


def test_numbers_stand_in_the_places_currency_with_their_sources(
    paid_role: Role, manager: User, browser_as: Callable[[User], Client], django_assert_num_queries: Callable
) -> None:
    entered(paid_role, manager, candidates=5, interviewer_hour=Decimal(100), budget=Decimal(200000), juniors=2)
    client = browser_as(manager)
    client.get(address(paid_role))
    with django_assert_num_queries(9):
        page = client.get(address(paid_role)).content.decode()
    # mid-level: 120,000 to 220,000 dollars x 0.9
    assert "EUR 108,000 to 198,000 a year" in page
    assert "Mid-Level ML Engineer: $120,000 to $160,000" in page
    assert "0.9 EUR for 1 USD on 3 May 2026" in page
    assert "the budget" in page
    assert "one strong senior hire delivers better ROI" in page
    assert "needs what a week of vacancy costs" in page


def test_a_place_that_pays_in_dollars_needs_no_rate(
    paid_role: Role, manager: User, browser_as: Callable[[User], Client]
) -> None:
    paid_role.place.currency = "USD"
    paid_role.place.save(update_fields=["currency"])
    assert "USD 120,000 to 220,000 a year" in browser_as(manager).get(address(paid_role)).content.decode()
    form = browser_as(manager).get(address(paid_role, "role-cost-edit")).context["form"]
    assert "rate" not in form.fields


def test_entering_by_the_form(paid_role: Role, manager: User, browser_as: Callable[[User], Client]) -> None:
    client, url = browser_as(manager), address(paid_role, "role-cost-edit")
    sent = {"version": "0", "region": "us", "salary_low": "90000", "salary_high": "80000", "rate": "0.9"}
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"salary_high", "rate_on"}
    assert "80000" in answer.content.decode()
    sent |= {"salary_high": "95000", "rate_on": "2026-05-03"}
    assert client.post(url, sent)["Location"] == address(paid_role)
    plan = CostPlan.objects.get()
    assert (plan.salary_high, plan.version, plan.changed_by) == (95000, 1, manager)
    page = client.get(address(paid_role)).content.decode()
    assert "EUR 90,000 to 95,000 a year" in page
    assert "Our own salary band" in page
    late = client.post(url, sent | {"salary_high": "99000", "version": "0"})
    assert late.status_code == 422
    assert "Somebody changed this plan" in late.content.decode()


def test_the_verb(paid_role: Role, manager: User, interviewer: User) -> None:
    with pytest.raises(NotAllowed):
        entered(paid_role, interviewer)
    plan = entered(paid_role, manager)
    assert entered(paid_role, manager).version == plan.version == 1  # nothing changed
    with pytest.raises(Stale):
        enter_cost(paid_role, actor=manager, version=0, candidates=3)
    with pytest.raises(Refused):
        start_cost(paid_role, actor=manager)
    with pytest.raises(TypeError):
        enter_cost(paid_role, actor=manager, colour="red")
    assert AuditEntry.objects.get(action="cost_plan.entered").fields == ["rate", "rate_on"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"rate": Decimal(0)}, "rate"),
        ({"rate": None}, "rate"),
        ({"rate_on": None}, "rate_on"),
        ({"rate_on": timezone.localdate() + timedelta(days=2)}, "rate_on"),
        ({"salary_low": Decimal(1)}, "salary_high"),
        ({"budget": Decimal(-1)}, "budget"),
        ({"juniors": 21}, "juniors"),
    ],
)
def test_what_cannot_be_entered(paid_role: Role, manager: User, values: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        entered(paid_role, manager, **values)
    assert list(refusal.value.errors) == [field]


def test_the_database_holds_its_rules(paid_role: Role) -> None:
    for values in ({"rate": Decimal(1)}, {"salary_low": Decimal(2), "salary_high": Decimal(1)}, {"region": "mars"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CostPlan.objects.create(role=paid_role, **values)


def test_hours_come_from_stages_and_panels(paid_role: Role, manager: User) -> None:
    entered(paid_role, manager, candidates=1)
    hours = sum(Decimal(one.minutes * one.panel_size) / 60 for one in paid_role.stages.filter(is_gate=False))
    found = read_cost(paid_role).cost.interview_hours
    assert found is not None
    assert (found.low, found.high) == (hours, hours)


def test_the_api(paid_role: Role, manager: User, interviewer: User, administrator: User) -> None:
    client, base = api_client(manager), "/api/v1/cost-plans/"
    body = {"role": paid_role.public_id, "rate": "0.9", "rate_on": "2026-05-03", "budget": "100000"}
    send = {"content_type": "application/json"}
    assert api_client(interviewer).post(base, body, **send).status_code == 403
    made = client.post(base, body, **send)
    assert made.status_code == 201
    assert made.json()["cost"]["base"] == {
        "low": "108000.00",
        "high": "198000.00",
        "open": False,
        "benchmarks": ["salary_mid", "salary_mid_to_senior"],
    }
    full = made.json()["cost"]["models"][0]
    assert (full["engagement"], full["verdict"], set(full["totals"])) == ("full_time", "over", {"12", "24", "36"})
    one = f"{base}{made.json()['id']}/"
    assert client.post(base, body, **send).status_code == 409
    assert client.patch(one, {"candidates": 4}, **send).status_code == 428
    changed = client.patch(one, {"candidates": 4}, headers={"If-Match": '"1"'}, **send)
    assert (changed.json()["candidates"], changed.json()["version"]) == (4, 2)
    assert api_client(administrator).patch(one, {}, headers={"If-Match": '"2"'}, **send).status_code == 403
    assert api_client(interviewer).get(one).status_code == 404
    assert "cost" not in client.get(base, {"role": paid_role.public_id}).json()["results"][0]
