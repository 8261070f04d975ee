"""Which handler carries out which kind of work. Each room's ``tasks.py`` registers its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING

from celery import current_app
from django.utils.functional import Promise

if TYPE_CHECKING:
    from hiring.core.background.models import Task
    from hiring.core.background.run import Run

ATTEMPTS = 5
LONGEST = timedelta(minutes=10)


@dataclass(frozen=True)
class Kind:
    """One kind of work.

    ``attempts``: how often it is tried before it stands as failed. ``longest``: a handler that takes longer loses
    its claim, for it hangs. ``subject``: label of the model the work is about ("candidates.document"); whoever sees
    that object sees its tasks. ``on_failure`` is called with the task in the transaction that marks it failed.
    """

    name: str
    handler: Callable[["Run"], None]
    label: str | Promise
    subject: str = ""
    attempts: int = ATTEMPTS
    longest: timedelta = LONGEST
    on_failure: Callable[["Task"], None] | None = None


class UnknownKind(LookupError):
    """No room has a handler for this kind."""


_kinds: dict[str, Kind] = {}


def handler(
    name: str,
    *,
    label: str | Promise,
    subject: str = "",
    attempts: int = ATTEMPTS,
    longest: timedelta = LONGEST,
    on_failure: Callable[["Task"], None] | None = None,
) -> Callable[[Callable[["Run"], None]], Callable[["Run"], None]]:
    """Register the decorated function for tasks of the kind ``name`` ("room.verb"). It may run twice."""

    def register(function: Callable[["Run"], None]) -> Callable[["Run"], None]:
        if name in _kinds:
            raise ValueError(f"Two handlers for tasks of the kind {name}.")
        _kinds[name] = Kind(name, function, label, subject, attempts, longest, on_failure)
        return function

    return register


def require_kind(name: str) -> Kind:
    """Return the kind ``name``; raises ``UnknownKind``."""
    _load_handlers()
    if name not in _kinds:
        raise UnknownKind(name)
    return _kinds[name]


def kind_of(task: "Task") -> Kind:
    """Return the kind of a task. One that this version does not know fails like any other, attempt by attempt.

    A newer version may know it, which matters while an installation is being upgraded.
    """
    _load_handlers()
    return _kinds.get(task.kind) or Kind(task.kind, _refuse_unknown, task.kind)


def _refuse_unknown(run: "Run") -> None:
    raise UnknownKind(run.task.kind)


def all_kinds() -> Iterator[Kind]:
    _load_handlers()
    return iter(_kinds.values())


def _load_handlers() -> None:
    # The Celery application knows the rooms; nothing here names a higher floor.
    for module in current_app.conf.imports:
        import_module(module)
