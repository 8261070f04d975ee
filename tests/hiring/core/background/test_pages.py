"""Pages about background work: list, one task with its progress, trying again, stopping."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hiring.core.background.models import Task
from hiring.core.background.queue import enqueue
from hiring.core.background.states import TaskState
from hiring.core.models import AuditEntry
from tests.hiring.core.background import kinds  # noqa: F401  registers the kinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def make(member):
    """Make a task that ``member`` asked for, in the given state."""

    def make_task(state=TaskState.QUEUED, kind="test.effect", key="1", **fields):
        task = enqueue(kind, key=key, actor=member, payload={})
        Task.objects.filter(pk=task.pk).update(state=state, **fields)
        task.refresh_from_db()
        return task

    return make_task


def page(name, task):
    return reverse(name, args=[task.public_id])


def poll(browser, task, seen, **more):
    return browser.get(page("task-detail", task), {"seen": seen, **more}, headers={"HX-Request": "true"})


def test_list_shows_what_failed_with_a_button(administrator, browser_as, make):
    failed = make(TaskState.FAILED, error="KeyError", attempts=5)
    make(TaskState.DONE, kind="test.quiet", key="2")
    browser = browser_as(administrator)
    html = browser.get("/tasks/").content.decode()
    assert "Making an effect" in html
    assert "KeyError" in html
    assert page("task-retry", failed) in html
    assert "Nothing to commit" not in html
    assert "Nothing to commit" in browser.get("/tasks/", {"show": "all"}).content.decode()
    assert "Nothing here." in browser.get("/tasks/", {"show": "open"}).content.decode()


def test_list_is_for_administrators(browser_as, member, auditor, client, administrator):
    assert browser_as(member).get("/tasks/").status_code == 403
    assert browser_as(auditor).get("/tasks/").status_code == 403
    assert client.get("/tasks/").status_code == 302
    assert browser_as(administrator).post("/tasks/").status_code == 405


def test_list_goes_on_below_the_last_row(administrator, browser_as, make):
    tasks = [make(TaskState.FAILED, key=str(number)) for number in range(53)]
    browser = browser_as(administrator)
    first = browser.get("/tasks/")
    after = first.context["tasks"].after
    assert after == tasks[3].public_id
    rest = browser.get("/tasks/", {"show": "failed", "after": after}, headers={"HX-Request": "true"})
    html = rest.content.decode()
    assert [page("task-retry", task) in html for task in tasks[:4]] == [True, True, True, False]
    assert "<html" not in html
    assert "more-row" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_at_every_length(administrator, browser_as, make, count, django_assert_num_queries):
    for number in range(count):
        make(TaskState.FAILED, key=str(number))
    browser = browser_as(administrator)
    with django_assert_num_queries(4):
        browser.get("/tasks/")


def test_task_is_shown_to_who_asked_and_to_administrators(member, administrator, recruiter, browser_as, make, client):
    task = make()
    assert browser_as(member).get(page("task-detail", task)).status_code == 200
    assert browser_as(administrator).get(page("task-detail", task)).status_code == 200
    assert browser_as(recruiter).get(page("task-detail", task)).status_code == 404
    assert client.get(page("task-detail", task)).status_code == 302
    assert browser_as(member).post(page("task-detail", task)).status_code == 405


def test_page_of_waiting_work_asks_again_and_shows_how_far_it_is(member, browser_as, make):
    task = make(TaskState.RUNNING, progress_done=3, progress_total=10)
    html = browser_as(member).get(page("task-detail", task)).content.decode()
    assert f'hx-get="{page("task-detail", task)}?seen={task.version}&amp;own=1" hx-trigger="every 2s"' in html
    assert "3 of 10" in html
    assert 'max="10" value="3"' in html


def test_poll_gets_nothing_while_nothing_is_new_by_few_queries(member, browser_as, make, django_assert_num_queries):
    task = make(TaskState.RUNNING, progress_done=3, progress_total=10)
    browser = browser_as(member)
    with django_assert_num_queries(3):
        answer = poll(browser, task, task.version)
    assert (answer.status_code, answer.content) == (204, b"")
    Task.objects.update(progress_done=4)
    answer = poll(browser, task, task.version)
    assert answer.status_code == 200
    assert "4 of 10" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_poll_leads_to_the_result_unless_the_page_wants_to_stay(member, browser_as, make):
    task = make(TaskState.DONE, result={"page": "/somewhere/"})
    browser = browser_as(member)
    answer = poll(browser, task, "running-1-3-10")
    assert answer["HX-Redirect"] == "/somewhere/"
    answer = poll(browser, task, "running-1-3-10", stay="1")
    assert "HX-Redirect" not in answer
    assert 'href="/somewhere/"' in answer.content.decode()
    assert "hx-get" not in answer.content.decode()


def test_own_page_is_shown_anew_once_the_work_has_ended(member, browser_as, make):
    task = make(TaskState.FAILED, attempts=5)
    assert poll(browser_as(member), task, "running-4-0-0", own="1")["HX-Refresh"] == "true"


def test_poll_ends_with_failure_and_says_what_to_do(member, browser_as, make):
    task = make(TaskState.FAILED, attempts=5, error="KeyError")
    html = poll(browser_as(member), task, "running-4-0-0").content.decode()
    assert "did not work in 5 attempts" in html
    assert "hx-get" not in html


def test_failed_work_is_tried_again_from_the_page_and_done(member, browser_as, make, carry_out_due):
    task = make(TaskState.FAILED, attempts=5, error="KeyError", finished_at=timezone.now())
    browser = browser_as(member)
    assert page("task-retry", task) in browser.get(page("task-detail", task)).content.decode()
    for _ in range(2):
        answer = browser.post(page("task-retry", task))
        assert (answer.status_code, answer["Location"]) == (302, page("task-detail", task))
    assert AuditEntry.objects.filter(action="task.retried").count() == 1
    assert carry_out_due() == 1
    task.refresh_from_db()
    assert task.state == TaskState.DONE


def test_waiting_work_is_stopped_from_the_page(member, browser_as, make):
    task = make()
    browser = browser_as(member)
    assert page("task-cancel", task) in browser.get(page("task-detail", task)).content.decode()
    for _ in range(2):
        assert browser.post(page("task-cancel", task)).status_code == 302
    task.refresh_from_db()
    assert task.state == TaskState.CANCELLED
    assert AuditEntry.objects.filter(action="task.cancelled").count() == 1


@pytest.mark.parametrize("name", ["task-retry", "task-cancel"])
def test_who_may_change_a_task(name, member, administrator, recruiter, browser_as, make, client):
    task = make(TaskState.FAILED if name == "task-retry" else TaskState.QUEUED, kind="test.user")
    Task.objects.update(subject_type="core.user", subject_id=member.public_id)
    assert browser_as(recruiter).get(page("task-detail", task)).status_code == 200
    assert browser_as(recruiter).post(page(name, task)).status_code == 403
    assert client.post(page(name, task)).status_code == 302
    assert browser_as(member).get(page(name, task)).status_code == 405
    assert not AuditEntry.objects.exists()
    assert browser_as(administrator).post(page(name, task)).status_code == 302
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("name", ["task-retry", "task-cancel"])
def test_a_stranger_finds_nothing_to_change(name, recruiter, browser_as, make):
    assert browser_as(recruiter).post(page(name, make())).status_code == 404
