"""The chain: every change to the trail that goes past the triggers is found, and linkers never fork it."""

import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from hiring.core.audit import chain
from hiring.core.audit.chain import GENESIS, link_entries, verify_chain
from hiring.core.audit.querysets import NEAR
from hiring.core.audit.trail import record
from hiring.core.frozen import thaw_tables
from hiring.core.models import AuditEntry, ChainLink, Lease
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def five():
    """Five linked entries."""
    person = UserFactory()
    for number in range(5):
        record("test.made", actor=person, obj=person, fields=["name"], digests={"number": number})
    assert link_entries() == 5


def tamper(statement, *values):
    thaw_tables(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def third():
    return ChainLink.objects.get(position=3).entry_id


def test_links_follow_each_other_from_the_first(five):
    links = list(ChainLink.objects.order_by("position"))
    assert [link.position for link in links] == [1, 2, 3, 4, 5]
    assert [link.previous for link in links] == [GENESIS, *(link.digest for link in links[:-1])]
    assert [link.entry_id for link in links] == sorted(AuditEntry.objects.values_list("pk", flat=True))
    verdict = verify_chain()
    assert (verdict.links, verdict.head, verdict.waiting, verdict.broken) == (5, links[-1].digest, 0, None)


def test_an_empty_trail_holds():
    assert link_entries() == 0
    assert verify_chain() == chain.Verdict(0, GENESIS, 0, None)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2020-01-01 00:00:00+00:00"),
        ("actor_id", None),
        ("action", "test.other"),
        ("object_type", "role"),
        ("object_id", "x" * 22),
        ("role_id", "y" * 22),
        ("fields", '["email"]'),
        ("digests", "{}"),
    ],
)
def test_a_changed_field_is_found(five, column, value):
    entry = third()
    tamper(f"UPDATE core_auditentry SET {column} = %s WHERE id = %s", value, entry)
    broken = verify_chain().broken
    assert (broken.position, broken.entry_id, broken.why) == (3, entry, "the entry or its link was changed")


def test_every_field_of_an_entry_is_tried_above():
    tried = {
        mark.args[1][n][0]
        for mark in test_a_changed_field_is_found.pytestmark
        if mark.name == "parametrize"
        for n in range(len(mark.args[1]))
    }
    assert tried == {field.column for field in AuditEntry._meta.concrete_fields} - {"id"}


@pytest.mark.parametrize("column", ["previous", "digest"])
def test_a_changed_link_is_found(five, column):
    tamper(f"UPDATE core_chainlink SET {column} = %s WHERE position = 3", "f" * 64)
    assert verify_chain().broken.position == 3


def test_entries_that_swap_places_are_found(five):
    entry = third()
    other = ChainLink.objects.get(position=5).entry_id
    tamper("UPDATE core_chainlink SET entry_id = -1 WHERE position = 3")
    tamper("UPDATE core_chainlink SET entry_id = %s WHERE position = 5", entry)
    tamper("UPDATE core_chainlink SET entry_id = %s WHERE position = 3", other)
    assert verify_chain().broken.position == 3


def delete_entry(entry):
    """Delete an entry and leave its link, as only who switches foreign keys off can."""
    if connection.vendor == "postgresql":
        tamper("ALTER TABLE core_chainlink DISABLE TRIGGER ALL")
        tamper("ALTER TABLE core_auditentry DISABLE TRIGGER ALL")
    tamper("DELETE FROM core_auditentry WHERE id = %s", entry)


@pytest.mark.django_db(transaction=True)
def test_a_removed_entry_is_found():
    with transaction.atomic():
        for _ in range(3):
            record("test.made", actor=None)
    link_entries()
    entry = third()
    with connection.constraint_checks_disabled():
        delete_entry(entry)
    broken = verify_chain().broken
    assert (broken.position, broken.entry_id, broken.why) == (3, entry, "the entry was removed")
    tamper("DELETE FROM core_chainlink WHERE position = 3")


def test_an_entry_removed_with_its_link_is_found(five):
    entry = third()
    tamper("DELETE FROM core_chainlink WHERE position = 3")
    tamper("DELETE FROM core_auditentry WHERE id = %s", entry)
    verdict = verify_chain()
    assert (verdict.links, verdict.broken.position, verdict.broken.why) == (2, 3, "the link was removed")


def test_a_cut_off_end_is_found_by_who_wrote_the_head_down(five):
    head = verify_chain().head
    assert verify_chain(known=(5, head)).broken is None
    entry = ChainLink.objects.get(position=5).entry_id
    tamper("DELETE FROM core_chainlink WHERE position = 5")
    tamper("DELETE FROM core_auditentry WHERE id = %s", entry)
    assert verify_chain().broken is None
    assert verify_chain(known=(5, head)).broken.position == 5


def test_a_late_committer_gets_a_later_position():
    early, middle, newest = (AuditEntry(pk=pk, action="test.made") for pk in (10, 11, 12))
    middle.save()
    newest.save()
    link_entries()
    early.save()
    assert link_entries() == 1
    assert ChainLink.objects.get(entry=early).position == 3
    assert verify_chain().broken is None


def test_a_very_late_committer_is_linked_by_the_hourly_look():
    AuditEntry(pk=NEAR + 10, action="test.made").save()
    link_entries()
    AuditEntry(pk=10, action="test.made").save()
    assert link_entries() == 0
    assert link_entries(late=True) == 1
    assert verify_chain().waiting == 0


def test_more_than_a_batch_is_linked_at_once():
    AuditEntry.objects.bulk_create([AuditEntry(action="test.made") for _ in range(chain.BATCH + 3)])
    assert link_entries() == chain.BATCH + 3
    assert verify_chain().links == chain.BATCH + 3


def test_while_another_links_this_one_does_not(five):
    record("test.made", actor=None)
    Lease.objects.update(until=timezone.now() + timedelta(minutes=1))
    assert link_entries() == 0
    Lease.objects.update(until=timezone.now())
    assert link_entries() == 1


@pytest.mark.django_db(transaction=True)
def test_linkers_at_once_do_not_fork_even_without_their_lease():
    AuditEntry.objects.bulk_create([AuditEntry(action="test.made") for _ in range(3 * chain.BATCH)])
    start = threading.Barrier(3)
    unlinked = AuditEntry.objects.unlinked()
    counts = []

    def link():
        start.wait()
        counts.append(sum(chain._link_batches(unlinked.all())))
        connection.close()

    threads = [threading.Thread(target=link) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    link_entries()
    verdict = verify_chain()
    assert (verdict.links, verdict.waiting, verdict.broken) == (3 * chain.BATCH, 0, None)
    assert len(counts) == 3


def test_queries_do_not_grow_with_the_trail(django_assert_num_queries):
    AuditEntry.objects.bulk_create([AuditEntry(action="test.made") for _ in range(20)])
    link_entries()
    with django_assert_num_queries(2):
        assert link_entries() == 0


def verify(*options):
    out = StringIO()
    call_command("verify_audit", *options, stdout=out)
    return out.getvalue()


def test_command_tells_links_head_and_what_waits(five):
    record("test.made", actor=None)
    head = verify_chain().head
    assert verify() == f"5 links hold. 1 not linked yet.\nHead: 5:{head}\n"
    assert verify("--head", f"5:{head}").startswith("5 links hold.")


def test_command_names_the_first_broken_entry(five):
    entry = third()
    tamper("UPDATE core_auditentry SET action = 'test.other' WHERE id = %s", entry)
    with pytest.raises(CommandError) as refusal:
        verify()
    assert str(refusal.value) == (
        f"Broken at link 3, entry {entry}: the entry or its link was changed. 2 links before it hold. 0 not linked yet."
    )
    assert refusal.value.returncode == 1


def test_command_refuses_a_malformed_head(five):
    with pytest.raises(CommandError, match="POSITION:DIGEST"):
        verify("--head", "5")
