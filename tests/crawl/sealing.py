"""Two worlds that differ only in what one sheet says, and everything that somebody is answered in each of them."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from assessments.debriefs.verbs import advance, dissent
from assessments.models import Scorecard
from assessments.scorecards.verbs import save_scorecard, submit_scorecard
from hiring.core.api.schema import read_schema
from hiring.intake.models import JobReview
from hiring.intake.reviews import save_review, submit_review
from rubrics.sheets.content import Answer, Save
from tests.crawl.asking import Visitors, address_of, undone
from tests.crawl.installation import House, Thing
from tests.crawl.table import Address, Mounted

# What is drawn by lot for each answer, in either world: tokens, the key of a form's page, ids of what a change makes.
LOTS = re.compile(
    r'(name="csrfmiddlewaretoken" value="|"X-CSRFToken": ?"|csrftoken=|name="page" value="'
    r'|/reports/|/tasks/|"task": ?")[\w-]+'
)
MOST_PAGES = 8


@dataclass(frozen=True)
class Content:
    """What a sheet says: all that the seal covers."""

    answers: Mapping[str, Answer]
    closing: Mapping[str, object]
    words: str


def glowing(keys: list[str]) -> Content:
    evidence = "Named the pager, the rollback and the three numbers that they watched all night long."
    closing = {"recommendation": "strong_yes", "summary": "Hire at once.", "checklist": {"Run 0": 1, "Run 1": 0.5}}
    return Content({key: Answer(level=5, evidence=evidence) for key in keys}, closing, "The best of this year.")


def damning(keys: list[str]) -> Content:
    evidence = (
        "Blamed the data team for each outage; could not say how the model was ever rolled back, or by whom. " * 3
    )
    first = Answer(level=1, evidence=evidence, flags={"0": "Only charts."})
    rest = {key: Answer(not_assessed=True) for key in keys[1:]}
    closing = {"recommendation": "strong_no", "summary": "", "checklist": {}}
    return Content({keys[0]: first, **rest}, closing, "Nothing of it was their own work, by their own words.")


def submit_card(card: Scorecard, content: Content) -> None:
    save = Save(card.version, answers=content.answers, closing=content.closing)
    card.version = save_scorecard(card, actor=card.author, save=save).version
    card.refresh_from_db()
    submit_scorecard(card, actor=card.author, version=card.version)


def submit_job_review(review: JobReview, content: Content) -> None:
    save_review(review, actor=review.author, save=Save(review.version, answers=content.answers))
    review.refresh_from_db()
    number = review.description.number
    submit_review(review, actor=review.author, version=review.version, text_number=number)


def decide(house: House, card: Scorecard, content: Content) -> dict[str, str]:
    """Advance on the strength of the card, and disagree. Returns the ids that were drawn by lot, by what they name."""
    decision = advance(card.application, actor=house.people["manager"], reason=content.words)
    view = dissent(decision, actor=house.people["scored"], words=content.words)
    house.things["decision.new"] = Thing(decision.public_id)
    return {decision.public_id: "DECISION", view.public_id: "VIEW", decision.move.public_id: "MOVE"}


@dataclass(frozen=True)
class Question:
    who: str
    method: str
    url: str


@dataclass(frozen=True)
class Reply:
    """All that reaches somebody: status, headers, body, and how many queries it took, which can be timed."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    queries: int

    @classmethod
    def read(cls, response: HttpResponse, queries: int, lots: Mapping[str, str]) -> "Reply":
        headers = [
            *response.headers.items(),
            *(("Set-Cookie", cookie.OutputString()) for cookie in response.cookies.values()),
        ]
        shown = json.dumps(headers), response.content.decode("latin-1")
        head, body = (LOTS.sub(r"\1LOT", _rename(text, lots)) for text in shown)
        return cls(response.status_code, tuple(map(tuple, json.loads(head))), body, queries)


def start_sequences_alike() -> None:
    """A transaction that is undone gives back its numbers on SQLite alone."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(sql)


def hear_everything(
    questions: Callable[[], Iterator[Question]], visitors: Visitors, lots: Mapping[str, str]
) -> dict[Question, Reply]:
    """Ask everything, and all pages of an answer that has further ones."""
    heard: dict[Question, Reply] = {}
    for question in questions():
        further: str | None = question.url
        for _page in range(MOST_PAGES):
            if further is None:
                break
            reply = _hear(replace(question, url=further), visitors, lots)
            heard[replace(question, url=_rename(further, lots))] = reply
            further = _next_of(reply) if question.url.startswith("/api/") else None
    return heard


def _next_of(reply: Reply) -> str | None:
    body = json.loads(reply.body) if reply.status == 200 and reply.body.startswith("{") else {}
    return (body.get("next") or "").removeprefix("http://testserver") or None


def _rename(text: str, lots: Mapping[str, str]) -> str:
    for lot, name in lots.items():
        text = text.replace(lot, name)
    return text


def _hear(question: Question, visitors: Visitors, lots: Mapping[str, str]) -> Reply:
    with undone(), CaptureQueriesContext(connection) as queries:
        response = visitors.ask(question.who, question.method, question.url, headers={"X-Request-ID": "asked-alike"})
    return Reply.read(response, len(queries), lots)


def differences(one: Mapping[Question, Reply], other: Mapping[Question, Reply]) -> dict[Question, str]:
    """Return {question: what differs first} between two worlds."""
    asked_otherwise = one.keys() ^ other.keys()
    found = dict.fromkeys(asked_otherwise, "asked in one world only")
    for question in one.keys() & other.keys():
        if one[question] != other[question]:
            found[question] = _first_difference(one[question], other[question])
    return found


def _first_difference(one: Reply, other: Reply) -> str:
    if one.body == other.body:
        return f"{(one.status, one.headers, one.queries)} | {(other.status, other.headers, other.queries)}"
    at = next((at for at, (a, b) in enumerate(zip(one.body, other.body, strict=False)) if a != b), len(one.body))
    return f"{one.status}, {one.queries} queries: …{one.body[at - 60 : at + 60]} | …{other.body[at - 60 : at + 60]}"


def ways_of(row: Address, url: str, values: Mapping[str, str]) -> Iterator[str]:
    """Yield the address as it is, in every order and by every filter that it has."""
    yield url
    yield from (f"{url}?{asked}" for asked in row.asks)
    if row.is_api and (operation := read_schema()["paths"].get(url, {}).get("get")):
        for parameter in operation.get("parameters", ()):
            choices = parameter["schema"].get("enum") or values.get(parameter["name"], "true").split()
            yield from (f"{url}?{parameter['name']}={choice}" for choice in choices if parameter["name"] != "cursor")


def questions_of(
    house: House,
    rows: Mapping[str, Address],
    mounted: Mapping[str, Mounted],
    things: tuple[str, ...],
    who: str,
    values: Mapping[str, str],
) -> Iterator[Question]:
    """Yield everything that ``who`` can ask about ``things``: all that is read, and every change without a body."""
    for row in rows.values():
        for thing in (thing for thing in things if thing.partition(".")[0] == row.kind and thing in house.things):
            url = address_of(row, mounted[row.name], house.things[thing])
            if row.reads is not None and row.may_tell(mounted[row.name]):
                yield from (Question(who, "get", way) for way in ways_of(row, url, values))
            if row.changes is not None and row.kind != "house":
                yield Question(who, mounted[row.name].method, url)
