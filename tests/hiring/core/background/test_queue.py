"""Asking for work: one row a key, sent on commit, whatever the broker does."""

import base64
import json
from datetime import timedelta
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hiring.core.background.models import Task
from hiring.core.background.queue import cancel_task, enqueue, retry_task
from hiring.core.background.registry import UnknownKind
from hiring.core.background.states import TaskState
from hiring.core.errors import Refused
from hiring.core.models import AuditEntry
from tests.factories.core import UserFactory
from tests.hiring.core.background import kinds  # noqa: F401  registers the kinds

pytestmark = pytest.mark.django_db
embedded = pytest.mark.skipif(bool(settings.REDIS_URL), reason="looks into the folder of the embedded broker")


def ask(kind="test.effect", key="test:1", actor=None, **options):
    return enqueue(kind, key=key, actor=actor, payload={"id": 1}, **options)


def broker_folder():
    return Path(current_app.conf.broker_transport_options["data_folder_out"])


def sent_ids():
    """Return the arguments of every message of work in the embedded broker."""
    messages = [json.loads(path.read_text()) for path in broker_folder().glob("*.plumbline.msg")]
    return [json.loads(base64.b64decode(message["body"]))[0] for message in messages]


def test_row_holds_who_asked_for_what_about_which_object():
    person = UserFactory()
    task = ask(actor=person, subject=person)
    task.refresh_from_db()
    assert (task.kind, task.payload, task.created_by) == ("test.effect", {"id": 1}, person)
    assert (task.subject_type, task.subject_id) == ("core.user", person.public_id)
    assert (task.state, task.attempts) == (TaskState.QUEUED, 0)


def test_same_key_is_the_same_task(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        assert ask() == ask()
    assert Task.objects.count() == len(callbacks) == 1


def test_unknown_kind_is_refused():
    with pytest.raises(UnknownKind):
        ask("test.nobody")
    assert not Task.objects.exists()


@embedded
def test_message_holds_the_id_alone_and_goes_out_on_commit(django_capture_on_commit_callbacks):
    before = sent_ids()  # other tests may have sent the same number
    with django_capture_on_commit_callbacks(execute=True):
        task = ask()
        assert sent_ids() == before
    assert sorted(sent_ids()) == sorted([*before, [task.pk]])
    assert Task.objects.get().sent_at is not None


def test_nothing_is_sent_for_what_was_rolled_back(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, transaction.atomic():
        ask()
        transaction.set_rollback(True)
    assert callbacks == []
    assert not Task.objects.exists()


def test_what_is_due_later_is_left_to_the_sweep(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        task = ask(due_at=timezone.now() + timedelta(hours=1))
    assert callbacks == []
    assert task.sent_at is None


@embedded
def test_a_broker_that_is_down_fails_nothing(django_capture_on_commit_callbacks, caplog):
    folder = broker_folder()
    for message in folder.iterdir():
        message.unlink()
    folder.rmdir()
    folder.touch()
    try:
        with django_capture_on_commit_callbacks(execute=True):
            task = ask()
    finally:
        folder.unlink()
        folder.mkdir()
    task.refresh_from_db()
    assert task.sent_at is None
    assert "is sent again later" in caplog.text


def test_failed_work_begins_anew(django_capture_on_commit_callbacks, administrator):
    task = ask()
    Task.objects.update(state=TaskState.FAILED, attempts=5, error="KeyError", finished_at=timezone.now())
    with django_capture_on_commit_callbacks() as callbacks:
        task = retry_task(task, actor=administrator)
    assert (task.state, task.attempts, task.error, task.finished_at) == (TaskState.QUEUED, 0, "", None)
    assert len(callbacks) == 1
    entry = AuditEntry.objects.get(action="task.retried")
    assert (entry.actor, entry.object_id) == (administrator, task.public_id)


@pytest.mark.parametrize("state", [TaskState.QUEUED, TaskState.RUNNING, TaskState.DONE])
def test_what_has_not_failed_is_not_tried_again(state, administrator):
    task = ask()
    Task.objects.update(state=state)
    with pytest.raises(Refused):
        retry_task(task, actor=administrator)
    assert Task.objects.get().state == state
    assert not AuditEntry.objects.exists()


def test_cancelled_work_is_not_done(administrator, carry_out_due):
    task = cancel_task(ask(), actor=administrator)
    assert task.state == TaskState.CANCELLED
    assert carry_out_due() == 0
    assert AuditEntry.objects.get().action == "task.cancelled"
    with pytest.raises(Refused):
        cancel_task(task, actor=administrator)


def test_who_sees_which_task(administrator, member, auditor):
    asked, about = ask(key="a", actor=member), ask("test.user", key="b", subject=member)
    other = ask(key="c", actor=administrator)
    assert set(Task.objects.visible_to(administrator)) == {asked, about, other}
    # every account is visible to whoever is signed in, so that everybody sees work about it
    assert set(Task.objects.visible_to(member)) == {asked, about}
    assert set(Task.objects.visible_to(auditor)) == {about}
