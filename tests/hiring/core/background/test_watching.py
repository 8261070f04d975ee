"""A notice when work ends that a browser waits for: once, on whichever page is open, and nothing asked before."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hiring.core.background.models import Task
from hiring.core.background.queue import enqueue
from hiring.core.background.states import TaskState
from hiring.core.background.watching import MOST, stop_watching, watch_task, watched_ids
from tests.hiring.core.background import kinds  # noqa: F401  registers the kinds

pytestmark = pytest.mark.django_db
WATCHED = "/tasks/watched/"


@pytest.fixture
def task(member):
    return enqueue("test.effect", key="1", actor=member, payload={})


@pytest.fixture
def browser(browser_as, member, task):
    browser = browser_as(member)
    session = browser.session
    watch_task(session, task)
    session.save()
    return browser


def end(task, state=TaskState.DONE, **fields):
    Task.objects.filter(pk=task.pk).update(state=state, finished_at=timezone.now(), **fields)


def test_pages_ask_only_while_something_is_watched(browser_as, administrator, browser):
    assert 'id="watched"' in browser.get("/").content.decode()
    assert 'id="watched"' not in browser_as(administrator).get("/").content.decode()


def test_nothing_is_said_while_it_goes_on(browser):
    assert browser.get(WATCHED).status_code == 204


def test_the_end_is_told_once_with_the_way_there(browser, task):
    end(task, result={"page": "/somewhere/"})
    told = browser.get(WATCHED)
    assert told.status_code == 200
    html = told.content.decode()
    assert "Making an effect: done." in html
    assert 'href="/somewhere/"' in html
    assert 'hx-swap-oob="delete"' in html
    assert "Making an effect" not in browser.get(WATCHED).content.decode()
    assert 'id="watched"' not in browser.get("/").content.decode()


def test_failure_is_told_too_and_leads_to_the_task(browser, task):
    end(task, TaskState.FAILED)
    html = browser.get(WATCHED).content.decode()
    assert "Making an effect: did not work." in html
    assert f'href="{reverse("task-detail", args=[task.public_id])}"' in html


def test_what_goes_on_is_still_watched(browser, task, member):
    other = enqueue("test.quiet", key="2", actor=member, payload={})
    session = browser.session
    watch_task(session, other)
    session.save()
    end(task)
    html = browser.get(WATCHED).content.decode()
    assert "Nothing to commit" not in html
    assert 'hx-swap-oob="delete"' not in html
    assert watched_ids(browser.session) == [other.public_id]


def test_whoever_looks_at_the_task_needs_no_notice(browser, task):
    end(task, result={"page": "/somewhere/"})
    address = reverse("task-detail", args=[task.public_id])
    browser.get(address, {"seen": "queued"}, headers={"HX-Request": "true"})
    assert watched_ids(browser.session) == []


def test_work_of_others_is_never_told(browser_as, auditor, task):
    browser = browser_as(auditor)
    session = browser.session
    watch_task(session, task)
    session.save()
    end(task)
    assert "Making an effect" not in browser.get(WATCHED).content.decode()


def test_the_session_holds_the_latest_only(browser, task):
    session = browser.session
    for _time in range(MOST + 5):
        watch_task(session, task)
    assert len(watched_ids(session)) == MOST
    stop_watching(session, task.public_id)
    assert watched_ids(session) == []
