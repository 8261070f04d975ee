"""The pages that are measured: who asks, how, against which floor, and how many times the floor they may take."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import count
from urllib.parse import urlencode

from tests.bench.client import Answer, Session

RECRUITER, BENCHER = "recruiter@bench.test", "bencher@bench.test"
PASSWORD = "plumbline-bench"
FIND_IDS = """
import django; django.setup()
import json
from assessments.models import Scorecard
from candidates.models import Application
from hiring.models import Role
role = Role.objects.order_by("id").first()
cards = Scorecard.objects.filter(author__email="bencher@bench.test", state="open").order_by("id")
judged = Application.objects.filter(role=role, stage__isnull=False).order_by("id")
print(json.dumps({
    "role": [role.public_id],
    "card": list(cards.values_list("public_id", flat=True)),
    "application": list(judged.values_list("public_id", flat=True)[:20]),
}))
"""


@dataclass(frozen=True)
class Page:
    """``path`` may name {role}, {application} or {card}; ``most`` is the allowed multiple of the floor."""

    name: str
    path: str
    person: str
    most: float
    kind: str = "get"
    status: int = 200
    many: bool = True  # may be asked any number of times
    queries: int = 10  # at most
    floor: "Page | None" = field(default=None, repr=False)


ROWS = Page("rows", "/floor/rows/", RECRUITER, 1)
INSERT = Page("insert", "/floor/insert/", RECRUITER, 1, kind="post")

PAGES = [
    Page("inbox", "/", BENCHER, 2.5, floor=ROWS),
    Page("list", "/candidates/", RECRUITER, 2.5, floor=ROWS),
    Page("search", "/search/", RECRUITER, 2.5, kind="search", floor=ROWS),
    Page("board", "/roles/{role}/board/", RECRUITER, 4, floor=ROWS),
    Page("application", "/applications/{application}/", RECRUITER, 4, floor=ROWS),
    Page("scorecard", "/scorecards/{card}/", BENCHER, 4, floor=ROWS),
    Page("autosave", "/scorecards/{card}/draft/", BENCHER, 4, kind="autosave", floor=INSERT),
    # Saves what was typed, freezes it, writes the revision and the trail, and leaves a message for the next page.
    Page("submit", "/scorecards/{card}/", BENCHER, 10, kind="submit", status=302, many=False, queries=17, floor=INSERT),
]


def prepare(environment: dict[str, str]) -> dict[str, list[str]]:
    """Return public ids of the first role, of judged applications in it, and of the bencher's open cards."""
    done = subprocess.run([sys.executable, "-c", FIND_IDS], env=environment, check=True, capture_output=True, text=True)
    ids = json.loads(done.stdout.strip().splitlines()[-1])
    ids["fresh"] = ids["card"][40:]  # the first forty are read and saved, the others are there to be submitted
    ids["card"] = ids["card"][:40]
    return ids


class Visit:
    """One person asking for one page again and again, each time for the next of its objects."""

    turns = count(0)

    def __init__(self, page: Page, session: Session, ids: dict[str, list[str]]) -> None:
        self.page, self.session, self.ids = page, session, ids
        self.own = ids["card"][next(self.turns) % len(ids["card"])]
        self.version = 0
        self.number = 0
        self.found = ""

    async def go(self, *, count: bool = False, check: bool = True) -> Answer:
        headers = {"X-Count": "1"} if count else {}
        answer = await getattr(self, f"_{self.page.kind}")(headers)
        if check and answer.status != self.page.status:
            raise RuntimeError(f"{self.page.name} was answered {answer.status}: {answer.text[:300]}")
        return answer

    async def _get(self, headers: dict[str, str]) -> Answer:
        self.number += 1
        parts = {name: values[self.number % len(values)] for name, values in self.ids.items()}
        return await self.session.ask("GET", self.page.path.format(**parts), None, headers)

    async def _post(self, headers: dict[str, str]) -> Answer:
        return await self.session.ask("POST", self.page.path, urlencode({"word": "x" * 150}).encode(), headers)

    async def _search(self, headers: dict[str, str]) -> Answer:
        """What was found; the words are posted once, and their page has an address."""
        if not self.found:
            asked = await self.session.ask("POST", self.page.path, urlencode({"text": "mer ung"}).encode())
            self.found = asked.headers["location"]
        return await self.session.ask("GET", self.found, None, headers)

    async def _autosave(self, headers: dict[str, str]) -> Answer:
        if not self.version:
            page = await self.session.ask("GET", f"/scorecards/{self.own}/")
            form = Form.read(page.text)
            self.version, self.key = int(form.fields["version"][0]), form.criteria[0]
        self.number += 1
        part = {"level": 3, "not_assessed": False, "evidence": f"{self.number} " + "seen " * 30, "flags": {}}
        body = {"version": self.version, "page": f"bench{id(self) % 10**9}", "number": self.number}
        data = json.dumps({**body, "parts": {self.key: part}}).encode()
        answer = await self.session.ask(
            "POST", self.page.path.format(card=self.own), data, {"Content-Type": "application/json", **headers}
        )
        if answer.status == 200:
            self.version = json.loads(answer.body)["version"]
        return answer

    async def _submit(self, headers: dict[str, str]) -> Answer:
        path = self.page.path.format(card=self.ids["fresh"].pop())
        page = await self.session.ask("GET", path)
        fields = {**Form.read(page.text).fields, "recommendation": ["yes"], "do": ["submit"]}
        return await self.session.ask("POST", path, urlencode(fields, doseq=True).encode(), headers)


class Form(HTMLParser):
    """What the browser would send of the scorecard's form."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.area = ""

    @classmethod
    def read(cls, page: str) -> "Form":
        form = cls()
        form.feed(page)
        return form

    @property
    def criteria(self) -> list[str]:
        return [name.removesuffix("-evidence") for name in self.fields if name.endswith("-evidence")]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        name = found.get("name")
        if not name:
            return
        if tag == "textarea":
            self.area = name
            self.fields[name] = [""]
        elif tag == "input" and (found.get("type") not in {"radio", "checkbox"} or "checked" in found):
            self.fields.setdefault(name, []).append(found.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area][0] += data
