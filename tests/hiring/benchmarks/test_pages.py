"""The pages of benchmarks, the form that changes one, and the API."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from hiring.benchmarks.editing import edit_benchmark
from hiring.benchmarks.reading import read_figures
from hiring.core.errors import Invalid, NotAllowed, Stale
from hiring.core.models import AuditEntry, User
from hiring.models import Benchmark
from tests.factories.benchmarks import load_own_benchmarks
from tests.factories.tokens import api_client

WHY = "Our own market data of this year."


@pytest.fixture
def senior(db: None) -> Benchmark:
    load_own_benchmarks()
    return Benchmark.objects.get(key="salary_senior")


def address(row: Benchmark) -> str:
    return reverse("benchmark", args=[row.public_id])


def filled(row: Benchmark, **changes: object) -> dict[str, object]:
    values = {"version": row.version, "low": row.low, "high": row.high, "is_open": "on", "is_used": "on", "note": ""}
    return values | {"reason": WHY} | changes


def test_the_list_names_sources_and_conflicts(
    senior: Benchmark, member: User, browser_as: Callable[[User], Client], django_assert_num_queries: Callable
) -> None:
    client = browser_as(member)
    client.get(reverse("benchmark-list"))
    with django_assert_num_queries(4):
        page = client.get(reverse("benchmark-list")).content.decode()
    assert "Senior ML Engineer: $160,000 to $200,000+" in page
    assert "Senior, Staff: 2 sources disagree: USD 100 to 180 and more an hour" in page
    assert "our assumption" in page


def test_an_empty_house_says_how_to_load(member: User, browser_as: Callable[[User], Client]) -> None:
    assert "load_benchmarks" in browser_as(member).get(reverse("benchmark-list")).content.decode()


def test_everybody_reads_one_and_administrators_change_it(
    senior: Benchmark, member: User, administrator: User, browser_as: Callable[[User], Client]
) -> None:
    page = browser_as(member).get(address(senior)).content.decode()
    assert "Loaded from figures.yaml." in page
    assert "<textarea" not in page
    assert browser_as(member).post(address(senior), filled(senior)).status_code == 403
    answer = browser_as(administrator).post(address(senior), filled(senior, low="170000"))
    assert answer["Location"] == address(senior)
    page = browser_as(member).get(address(senior)).content.decode()
    assert WHY in page
    assert "changed here" in page
    assert AuditEntry.objects.filter(action="benchmark.changed").get().fields == ["low"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"low": "-1"}, "low"),
        ({"low": "300000"}, "high"),
        ({"high": "x"}, "high"),
        ({"reason": "short"}, "reason"),
        ({}, "low"),
    ],
)
def test_errors_stand_at_their_field_and_what_was_typed_stays(
    senior: Benchmark,
    administrator: User,
    browser_as: Callable[[User], Client],
    changes: dict[str, str],
    field: str,
) -> None:
    answer = browser_as(administrator).post(address(senior), filled(senior, **changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert changes.get("reason", WHY) in answer.content.decode()


def test_somebody_was_first(senior: Benchmark, administrator: User, browser_as: Callable[[User], Client]) -> None:
    edit_benchmark(senior, actor=administrator, reason=WHY, high=Decimal(210000))
    answer = browser_as(administrator).post(address(senior), filled(senior, low="170000"))
    assert answer.status_code == 422
    assert "Somebody changed this figure" in answer.content.decode()
    again = browser_as(administrator).post(address(senior), filled(senior, low="170000", version=2))
    assert again.status_code == 302


def test_the_verb(senior: Benchmark, administrator: User, member: User) -> None:
    with pytest.raises(NotAllowed):
        edit_benchmark(senior, actor=member, reason=WHY, low=Decimal(1))
    with pytest.raises(Invalid):
        edit_benchmark(senior, actor=administrator, reason=WHY, low=senior.low)
    with pytest.raises(Stale):
        edit_benchmark(senior, actor=administrator, reason=WHY, version=7, low=Decimal(1))
    with pytest.raises(TypeError):
        edit_benchmark(senior, actor=administrator, reason=WHY, quote="Other words.")


def test_what_is_put_aside_is_taken_by_no_calculation(senior: Benchmark, administrator: User) -> None:
    assert "salary_senior" in {figure.key for figure in read_figures(["salary"])}
    edit_benchmark(senior, actor=administrator, reason=WHY, is_used=False)
    assert "salary_senior" not in {figure.key for figure in read_figures(["salary"])}
    assert {figure.topic for figure in read_figures(["salary"])} == {"salary"}


def test_the_api(senior: Benchmark, administrator: User, member: User) -> None:
    reader = api_client(member)
    rows = reader.get("/api/v1/benchmarks/", {"topic": "on_costs"}).json()["results"]
    assert [(row["key"], row["low"], row["high"]) for row in rows] == [("on_costs", "1.30", "1.50")]
    one = f"/api/v1/benchmarks/{senior.public_id}/"
    assert reader.get(one).json()["source"] == "Guide to hiring machine learning engineers"
    body = {"low": "165000", "reason": WHY}
    ask = {"content_type": "application/json", "headers": {"If-Match": '"1"'}}
    assert reader.post(f"{one}edit/", body, **ask).status_code == 403
    assert api_client(administrator).post(f"{one}edit/", body, **ask).json()["low"] == "165000.00"
    assert api_client(administrator).post(f"{one}edit/", body, **ask).status_code == 412
    assert api_client(administrator).get("/api/v1/benchmarks/", {"topic": "weather"}).status_code == 400
