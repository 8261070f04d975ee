"""Carrying out: each effect once, whoever dies, hangs, fails or is late."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hiring.core.background.models import Task
from hiring.core.background.queue import cancel_task, enqueue
from hiring.core.background.run import ClaimLost, Run
from hiring.core.background.states import TaskState
from hiring.core.background.sweep import sweep_tasks
from hiring.core.background.work import LOST_WORKER, carry_out
from hiring.core.models import AuditEntry
from tests.hiring.core.background import kinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask():
    def ask_for(kind="test.effect", actor=None):
        return enqueue(kind, key=f"{kind}:1", actor=actor, payload={})

    return ask_for


def effects():
    return AuditEntry.objects.filter(action="test.effect").count()


def expire():
    Task.objects.update(lease_until=timezone.now() - timedelta(seconds=1))


def test_effect_and_end_happen_together_and_once(ask, administrator):
    task = ask(actor=administrator)
    carry_out(task.pk)
    carry_out(task.pk)
    task.refresh_from_db()
    assert (task.state, task.attempts, task.claim, task.lease_until) == (TaskState.DONE, 1, "", None)
    assert (task.progress_done, task.progress_total) == (2, 2)
    assert task.result == {"page": "/somewhere/"}
    assert AuditEntry.objects.get(action="test.effect").actor == administrator


def test_a_handler_without_effects_in_the_database_is_done_too(ask):
    task = ask("test.quiet")
    carry_out(task.pk)
    task.refresh_from_db()
    assert (task.state, task.finished_at is not None) == (TaskState.DONE, True)


def test_only_one_of_two_workers_gets_the_claim(ask):
    task = ask()
    first, second = Run.claim(task.pk), Run.claim(task.pk)
    assert first is not None
    assert second is None


def test_work_is_not_begun_before_it_is_due(ask):
    task = ask()
    Task.objects.update(due_at=timezone.now() + timedelta(minutes=1))
    assert Run.claim(task.pk) is None


def test_a_worker_that_lost_its_lease_changes_nothing(ask):
    task = ask()
    late = Run.claim(task.pk)
    expire()
    sweep_tasks()
    carry_out(task.pk)
    assert effects() == 1
    with pytest.raises(ClaimLost):
        late.renew()
    with pytest.raises(ClaimLost):
        late.progress(1, 1)
    with pytest.raises(ClaimLost), late.commit():
        pytest.fail("the block of a lost claim must not run")
    task.refresh_from_db()
    assert (task.state, task.attempts, effects()) == (TaskState.DONE, 2, 1)


def test_cancelling_ends_a_run_at_its_next_sign_of_life(ask, administrator):
    task = ask()
    run = Run.claim(task.pk)
    run.progress(1, 2)
    cancel_task(task, actor=administrator)
    with pytest.raises(ClaimLost):
        run.progress(2, 2)


def test_renewing_keeps_the_claim(ask):
    run = Run.claim(ask().pk)
    expire()
    run.renew()
    sweep_tasks()
    assert run.mine().exists()


def test_progress_is_written_when_it_ends_and_not_at_every_step(ask, django_assert_num_queries):
    run = Run.claim(ask().pk)
    run.progress(1, 100)
    with django_assert_num_queries(0):
        run.progress(2, 100)
    run.progress(100, 100)
    task = Task.objects.get()
    assert (task.progress_done, task.progress_total) == (100, 100)


def test_a_failure_waits_longer_each_time_and_is_tried_again(ask):
    task = ask("test.flaky")
    waits = []
    for attempt in (1, 2):
        carry_out(task.pk)
        task.refresh_from_db()
        assert (task.state, task.attempts, task.error) == (TaskState.QUEUED, attempt, "RuntimeError")
        waits.append(round((task.due_at - timezone.now()).total_seconds()))
        Task.objects.update(due_at=timezone.now())
    assert waits == [2, 8]
    carry_out(task.pk)
    task.refresh_from_db()
    assert (task.state, task.error, effects()) == (TaskState.DONE, "", 1)


def test_poison_ends_visibly_after_its_attempts(ask, said):
    kinds.FAILED.clear()
    task = ask("test.poison")
    for _ in range(4):
        Task.objects.update(due_at=timezone.now())
        carry_out(task.pk)
    task.refresh_from_db()
    assert (task.state, task.attempts, task.error) == (TaskState.FAILED, 3, "ZeroDivisionError")
    assert [task] == kinds.FAILED
    assert [line["error"].rpartition(" > ")[0] for line in said()] == [
        "ZeroDivisionError at work.py:42 _carry_out_claimed"
    ] * 3
    assert "Lovelace" not in str(said())


def test_giving_up_is_not_tried_again(ask):
    task = ask("test.hopeless")
    carry_out(task.pk)
    task.refresh_from_db()
    assert (task.state, task.attempts, task.error) == (TaskState.FAILED, 1, "encrypted")


def test_a_failure_in_the_last_transaction_takes_its_effects_back(ask):
    task = ask("test.half")
    carry_out(task.pk)
    task.refresh_from_db()
    assert (task.state, task.error, effects()) == (TaskState.FAILED, "KeyError", 0)


def test_a_kind_that_this_version_does_not_know_is_tried_again_later(ask):
    task = ask()
    Task.objects.update(kind="test.newer")
    carry_out(task.pk)
    task.refresh_from_db()
    assert (task.state, task.error) == (TaskState.QUEUED, "UnknownKind")


def test_what_kills_every_worker_ends_as_failed(ask):
    kinds.FAILED.clear()
    task = ask("test.poison")
    for _ in range(3):
        assert Run.claim(task.pk)
        expire()
        sweep_tasks()
    task.refresh_from_db()
    assert (task.state, task.error) == (TaskState.FAILED, LOST_WORKER)
    assert [task] == kinds.FAILED


def test_sweep_sends_what_was_never_taken_once_a_while(ask, settings):
    task = ask()
    assert sweep_tasks() == 0
    Task.objects.update(sent_at=timezone.now() - settings.TASK_RESEND - timedelta(seconds=1))
    assert [sweep_tasks(), sweep_tasks()] == [1, 0]
    Task.objects.update(sent_at=None, due_at=timezone.now() + timedelta(seconds=60))
    assert sweep_tasks() == 0
    Task.objects.update(due_at=timezone.now())
    assert sweep_tasks() == 1
    carry_out(task.pk)
    Task.objects.update(sent_at=None)
    assert sweep_tasks() == 0


def test_work_that_lets_others_go_first_keeps_its_progress_and_its_attempts(ask):
    task = ask("test.parts")
    seen = []
    for _slice in range(3):
        carry_out(task.pk)
        task.refresh_from_db()
        seen.append((task.state, task.progress_done, task.attempts, task.claim, effects()))
    assert seen == [
        (TaskState.QUEUED, 1, 0, "", 0),
        (TaskState.QUEUED, 2, 0, "", 0),
        (TaskState.DONE, 3, 1, "", 1),
    ]


def test_work_that_was_cancelled_cannot_be_put_back(ask, administrator):
    task = ask("test.parts")
    run = Run.claim(task.pk)
    cancel_task(task, actor=administrator)
    with pytest.raises(ClaimLost):
        run.put_back()
    task.refresh_from_db()
    assert task.state == TaskState.CANCELLED
