"""Places: codes, zones, adding, changing, no longer offering."""

import zoneinfo
from collections.abc import Callable

import pytest
from django.urls import reverse

from hiring.core.accounts.models import User
from hiring.core.audit.models import AuditEntry
from hiring.core.calendar.codes import COUNTRIES, CURRENCIES
from hiring.core.calendar.models import Place
from hiring.core.calendar.places import add_place, change_place
from hiring.core.calendar.zones import list_time_zones
from hiring.core.errors import Invalid, NotAllowed
from tests.factories.core import PlaceFactory

BERLIN = {"name": "Berlin", "country": "DE", "region": "", "time_zone": "Europe/Berlin", "currency": "EUR"}


def test_the_lists_are_whole() -> None:
    assert len(COUNTRIES) == 249
    assert all(len(code) == 2 and code.isupper() and name == name.strip() for code, name in COUNTRIES.items())
    assert len(CURRENCIES) == len(set(CURRENCIES)) == 155
    assert all(zoneinfo.ZoneInfo(name) for name in list_time_zones())
    assert {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"} <= set(list_time_zones())
    assert not {"EST", "Etc/GMT+5", "US/Eastern"} & set(list_time_zones())


def test_adding_and_changing(administrator: User) -> None:
    place = add_place(actor=administrator, **BERLIN)
    change_place(place, actor=administrator, region="Berlin", currency="EUR")
    change_place(place, actor=administrator, is_active=False)
    change_place(place, actor=administrator, is_active=False)
    place.refresh_from_db()
    assert (place.region, place.is_active) == ("Berlin", False)
    assert list(AuditEntry.objects.order_by("id").values_list("action", "fields")) == [
        ("place.added", ["country", "currency", "name", "region", "time_zone"]),
        ("place.changed", ["region"]),
        ("place.changed", ["is_active"]),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("country", "XX"),
        ("country", "de"),
        ("country", "Germany"),
        ("currency", "EURO"),
        ("currency", "XTS"),
        ("time_zone", "Berlin"),
        ("time_zone", "../../etc/passwd"),
        ("name", ""),
        ("name", "Taken"),
        ("name", "x" * 81),
    ],
)
def test_what_cannot_be(administrator: User, field: str, value: str) -> None:
    PlaceFactory(name="Taken")
    with pytest.raises(Invalid) as refusal:
        add_place(actor=administrator, **BERLIN | {field: value})
    assert list(refusal.value.errors) == [field]
    assert Place.objects.count() == 1


def test_only_administrators(auditor: User, recruiter: User, member: User) -> None:
    place = PlaceFactory()
    for actor in (auditor, recruiter, member):
        with pytest.raises(NotAllowed):
            add_place(actor=actor, **BERLIN)
        with pytest.raises(NotAllowed):
            change_place(place, actor=actor, name="Mine")


def test_the_pages(administrator: User, browser_as: Callable) -> None:
    client = browser_as(administrator)
    assert client.post(reverse("place-add"), BERLIN | {"is_active": "on"})["Location"] == reverse("place-list")
    place = Place.objects.get()
    url = reverse("place-edit", args=[place.public_id])
    response = client.post(url, BERLIN | {"country": "XX", "time_zone": "Mars"})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"country", "time_zone"}
    assert client.post(url, BERLIN | {"name": "Berlin Mitte"}).status_code == 302
    place.refresh_from_db()
    assert (place.name, place.is_active) == ("Berlin Mitte", False)
    assert "not offered" in client.get(reverse("place-list")).content.decode()
    other = PlaceFactory(name="Lisbon")
    response = client.post(reverse("place-edit", args=[other.public_id]), BERLIN | {"name": "Berlin Mitte"})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"name"}
