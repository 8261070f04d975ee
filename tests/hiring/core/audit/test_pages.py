"""The page of the trail: who reads it, filters, pages, the state of the chain."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from hiring.core.audit.chain import link_entries
from hiring.core.audit.trail import record
from hiring.core.models import AuditEntry
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(browser_as, auditor):
    return browser_as(auditor)


def shown(answer):
    return [entry.action for entry in answer.context["entries"]]


def test_auditors_and_administrators_read_it(browser_as, auditor, administrator, member, recruiter, client):
    for person, status in [(auditor, 200), (administrator, 200), (member, 403), (recruiter, 403)]:
        assert browser_as(person).get("/audit/").status_code == status
    assert client.get("/audit/").status_code == 302
    assert browser_as(auditor).post("/audit/").status_code == 405


def test_entry_shows_who_what_which_fields_and_its_link(reader, auditor):
    person = UserFactory(name="Runa Achterberg")
    record("test.made", actor=person, obj=auditor, role=auditor, fields=["email", "name"])
    record("test.later", actor=None)
    assert link_entries() == 2
    record("test.waits", actor=None)
    answer = reader.get("/audit/")
    html = answer.content.decode()
    assert shown(answer) == ["test.waits", "test.later", "test.made"]
    for text in ("Runa Achterberg", "email, name", auditor.public_id, "the system", "waits", "2 entries are linked"):
        assert text in html
    assert "1 waits for the next link" in html


def test_filters(reader, auditor, administrator):
    record("test.made", actor=administrator, obj=auditor)
    record("test.changed", actor=auditor, obj=administrator, role=auditor)
    record("test.made", actor=None)
    for asked, actions in [
        ({"action": "test.made"}, ["test.made", "test.made"]),
        ({"person": auditor.public_id}, ["test.changed"]),
        ({"object": auditor.public_id}, ["test.changed", "test.made"]),
        ({"action": "test.made", "person": administrator.public_id}, ["test.made"]),
        ({"action": "test"}, []),
    ]:
        assert shown(reader.get("/audit/", asked)) == actions
    html = reader.get("/audit/", {"action": "nothing"}).content.decode()
    assert "No entry fits these filters." in html


def test_days_are_those_of_the_reader_and_both_are_included(reader, auditor):
    auditor.time_zone = "Asia/Tokyo"
    auditor.save()
    for hour in (14, 15):  # midnight in Tokyo is 15:00 UTC
        AuditEntry.objects.create(action=f"at.{hour}", at=datetime(2026, 3, 9, hour, tzinfo=UTC))
    assert shown(reader.get("/audit/", {"until": "2026-03-09"})) == ["at.14"]
    assert shown(reader.get("/audit/", {"since": "2026-03-10"})) == ["at.15"]
    assert shown(reader.get("/audit/", {"since": "2026-03-09", "until": "2026-03-10"})) == ["at.15", "at.14"]


@pytest.mark.parametrize("asked", [{"since": "soon"}, {"person": "x" * 22}, {"object": "x" * 40}])
def test_a_filter_that_cannot_be_read_shows_nothing_and_says_why(reader, asked):
    record("test.made", actor=None)
    answer = reader.get("/audit/", asked)
    assert shown(answer) == []
    assert list(answer.context["form"].errors) == list(asked)
    assert 'class="field-error"' in answer.content.decode()


def test_fifty_and_more_with_the_filters_kept(reader):
    AuditEntry.objects.bulk_create([AuditEntry(action="test.made") for _ in range(52)])
    AuditEntry.objects.create(action="test.other")
    answer = reader.get("/audit/", {"action": "test.made"})
    assert len(answer.context["entries"]) == 50
    more = answer.context["more"]
    assert more.startswith("?action=test.made&before=")
    rest = reader.get(f"/audit/{more}", headers={"HX-Request": "true"})
    html = rest.content.decode()
    assert html.count("<time") == 2
    assert "<html" not in html
    assert "more-row" not in html


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "²", "\0"])
def test_a_place_that_leads_nowhere_is_the_first_page(reader, before):
    record("test.made", actor=None)
    assert shown(reader.get("/audit/", {"before": before})) == ["test.made"]


def test_linking_that_is_behind_is_said(reader):
    AuditEntry.objects.create(action="test.made", at=timezone.now() - timedelta(minutes=2))
    assert "1 entry waits to be linked." in reader.get("/audit/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_are_the_same_at_every_length(reader, administrator, count, django_assert_num_queries):
    for _ in range(count):
        record("test.made", actor=administrator, obj=administrator)
    link_entries()
    with django_assert_num_queries(8):
        reader.get("/audit/")


def test_empty_trail_says_what_comes_here(reader):
    assert "Nothing has happened yet." in reader.get("/audit/").content.decode()
