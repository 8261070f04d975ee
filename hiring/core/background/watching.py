"""A notice when work ends that somebody waits for, on whichever page of theirs is open then.

What a browser waits for is kept in its session: nothing is asked and nothing is read while it waits for nothing.
"""

from django.contrib.sessions.backends.base import SessionBase

from hiring.core.background.models import Task

WATCHED, MOST = "watched", 20


def watch_task(session: SessionBase, task: Task) -> None:
    """Tell this browser once the task has ended. The latest twenty are watched."""
    session[WATCHED] = [*watched_ids(session), task.public_id][-MOST:]


def stop_watching(session: SessionBase, *task_ids: str) -> None:
    """Forget tasks whose end was seen."""
    if WATCHED in session:
        left = [public_id for public_id in watched_ids(session) if public_id not in task_ids]
        if left:
            session[WATCHED] = left
        else:
            del session[WATCHED]


def watched_ids(session: SessionBase) -> list[str]:
    return list(session.get(WATCHED, ()))
