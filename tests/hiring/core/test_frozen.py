"""Frozen rows against the real database, by SQL that goes past every verb."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from hiring.core.frozen import Frozen, freeze_tables, frozen_models, thaw_before_migrate, thaw_tables
from hiring.core.models import AuditEntry, ChainLink

pytestmark = pytest.mark.django_db


def triggers():
    query = {
        "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [table for (table,) in cursor.fetchall()]


def refused(statement):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def parts():
    """Two tables as a rubric and its criteria are: a parent that freezes with a date, and its parts."""

    class Parent(models.Model):  # noqa: DJ008
        done_at = models.IntegerField(null=True)
        frozen = Frozen(when="{row}.done_at IS NOT NULL")

        class Meta:
            app_label = "frozen_test"

    class Part(models.Model):  # noqa: DJ008
        parent = models.ForeignKey(Parent, on_delete=models.CASCADE)
        frozen = Frozen(
            when="EXISTS (SELECT 1 FROM frozen_test_parent p WHERE p.id = {row}.parent_id AND p.done_at IS NOT NULL)",
            closed=True,
        )

        class Meta:
            app_label = "frozen_test"

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE frozen_test_parent (id integer PRIMARY KEY, done_at integer)")
        cursor.execute("CREATE TABLE frozen_test_part (id integer PRIMARY KEY, parent_id integer)")
    freeze_tables(connection, [Parent, Part])
    Parent.objects.bulk_create([Parent(id=1, done_at=None), Parent(id=2, done_at=None)])
    Part.objects.bulk_create([Part(id=1, parent_id=1), Part(id=2, parent_id=2)])
    Parent.objects.filter(id=2).update(done_at=20)
    yield Parent, Part
    apps.all_models.pop("frozen_test")
    apps.clear_cache()


def test_audit_tables_take_new_rows_only():
    entry = AuditEntry.objects.create(action="test.made")
    ChainLink.objects.create(position=1, entry=entry, previous="", digest="a")
    for table in ("core_auditentry", "core_chainlink"):
        refused(f"DELETE FROM {table}")
    refused("UPDATE core_auditentry SET action = 'other'")
    refused("UPDATE core_chainlink SET digest = 'b'")
    assert AuditEntry.objects.values_list("action", flat=True).get() == "test.made"


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has TRUNCATE")
def test_truncate_is_refused():
    refused("TRUNCATE core_chainlink")


def test_a_draft_changes_until_it_freezes_with_its_parts(parts):
    parent, part = parts
    assert part.objects.filter(id=1).update(parent_id=1) == 1
    part.objects.create(id=3, parent_id=1)
    refused("UPDATE frozen_test_parent SET done_at = NULL WHERE id = 2")
    refused("DELETE FROM frozen_test_parent WHERE id = 2")
    refused("UPDATE frozen_test_part SET id = 9 WHERE id = 2")
    refused("DELETE FROM frozen_test_part WHERE id = 2")
    assert part.objects.filter(parent_id=1).delete()[0] == 2
    assert parent.objects.filter(id=1).delete()[0] == 1


def test_something_frozen_gets_no_new_part(parts):
    refused("INSERT INTO frozen_test_part (id, parent_id) VALUES (4, 2)")
    refused("UPDATE frozen_test_part SET parent_id = 2 WHERE id = 1")
    refused("UPDATE frozen_test_part SET parent_id = 1 WHERE id = 2")


def test_every_frozen_model_has_its_triggers():
    expected = {model._meta.db_table for model in frozen_models()}
    assert {"core_auditentry", "core_chainlink"} <= expected
    assert expected == set(triggers())


def test_triggers_taken_away_come_back_with_the_next_migrate():
    before = sorted(triggers())
    thaw_tables(connection)
    assert triggers() == []
    call_command("migrate", verbosity=0)
    assert sorted(triggers()) == before
    call_command("migrate", verbosity=0)
    assert sorted(triggers()) == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL rebuilds no tables")
def test_before_something_is_migrated_the_triggers_are_out_of_its_way():
    core = apps.get_app_config("core")
    thaw_before_migrate(core, "default", plan=[])
    assert triggers()
    thaw_before_migrate(core, "default", plan=[("a migration", False)])
    assert triggers() == []
    freeze_tables(connection)
    assert triggers()


def test_a_changed_condition_replaces_its_trigger(parts):
    parent, _ = parts
    parent.frozen = Frozen(when="{row}.done_at > 100")
    freeze_tables(connection, [parent])
    assert parent.objects.filter(id=2).update(done_at=None) == 1
    assert triggers().count("frozen_test_parent") == (3 if connection.vendor == "postgresql" else 2)
    parent.frozen = None
    freeze_tables(connection, [parent])
    assert "frozen_test_parent" not in triggers()
    assert "frozen_test_part" in triggers()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", [1, 2])
def test_a_transactional_test_can_be_emptied(again):
    assert not AuditEntry.objects.exists()
    AuditEntry.objects.create(action="test.made")
    refused("DELETE FROM core_auditentry")
