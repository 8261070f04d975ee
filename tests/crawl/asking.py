"""Asks one address as one person, and notes what the database was told meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.pipeline.words import keep_words
from tests.crawl.installation import House, Thing
from tests.crawl.table import Address, Mounted

JSON: dict[str, Any] = {"data": {}, "content_type": "application/json"}
FORM: dict[str, Any] = {"data": {"csrfmiddlewaretoken": "as every form sends it"}}
# Queries that are planned once on PostgreSQL (hiring.core.prepared) only read.
READS_ONLY = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "PREPARE", "SET plan_cache_mode")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def noted() -> Iterator[list[str]]:
    """Yield what changes rows of the database inside."""
    written: list[str] = []

    def note(execute: Callable, sql: str, *rest: Any) -> Any:
        result = execute(sql, *rest)
        if not sql.startswith(READS_ONLY) and rest[-1]["cursor"].rowcount:
            written.append(sql)
        return result

    with connection.execute_wrapper(note):
        yield written


def address_of(row: Address, mounted: Mounted, thing: Thing) -> str:
    own = thing.more[row.part] if row.part else thing.id
    return reverse(row.name, kwargs={name: thing.more.get(name, own) for name in mounted.parameters})


class Visitors:
    """A signed-in browser for everybody in the house, and one for nobody."""

    def __init__(self, house: House) -> None:
        self.clients = {name: Client(raise_request_exception=False) for name in (*house.people, "nobody")}
        for name, person in house.people.items():
            self.clients[name].force_login(person)
            self._look_for(name, "candidate", "role")

    def _look_for(self, name: str, *words: str) -> None:
        """Let everybody have looked for these: the key of each is the word itself, so that a row can name it."""
        session = self.clients[name].session
        for word in words:
            keep_words(session, word)
        session["looked_for"] = {word: word for word in session["looked_for"].values()}
        session.save()

    def ask(self, who: str, method: str, url: str, **more: Any) -> HttpResponse:
        """Ask as ``who``, whose browser forgets the answer: signing out is undone like everything else."""
        if method != "get":
            more = (JSON if url.startswith("/api/") else FORM) | more
        client = self.clients[who]
        kept = copy(client.cookies)
        answer = getattr(client, method)(url, **more)
        client.cookies = kept
        return answer
