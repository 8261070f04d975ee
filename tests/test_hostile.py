"""Every form of the pages gets what nobody should type: it answers, says so, and writes nothing of it back unescaped.

The forms are those that the pages really show, found by reading the pages of the crawl's installation as the people who
may do most there. The API's fields are tried by ``tests/test_api_contract.py``.
"""

import logging
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from django.urls import Resolver404, resolve

from tests.crawl.asking import Visitors, address_of, undone
from tests.crawl.installation import House
from tests.crawl.table import read_addresses, read_mounted, read_relations

pytestmark = pytest.mark.django_db
MARK = "<script>alert(7)</script>"
HOSTILE = {
    "nul": "a\0b",
    "markup": f"\"'>{MARK}{{{{ 7|add:7 }}}}",
    "long": "w" * 100_000,
    "direction": "\u202etxt.exe\u2066 \u200d\ufeff",
    "surrogate": "\ud800 half a pair",
    "number": "9" * 40,
    "negative": "-1e309",
    "empty": "   \r\n\t ",
}

PEOPLE = ("manager", "administrator", "scoring", "stranger")
# Ends the session, or the account of whoever asks.
LEFT_ALONE = {"account_logout"}
FRAME = 3  # forms that stand on every page: find, appearance, sign out


class Forms(HTMLParser):
    """Collects the forms of a page: where each posts to, and its fields with what stands in them."""

    def __init__(self, own: str) -> None:
        super().__init__()
        self.own, self.found = own, []
        self.is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "form":
            self.is_open = (values.get("method") or "get").lower() == "post"
            if self.is_open:
                self.found.append((values.get("action") or self.own, {}))
        elif self.is_open and tag in {"input", "textarea", "select"} and (name := values.get("name")):
            kind = values.get("type", tag)
            if kind not in {"radio", "checkbox"} or "checked" in values:
                self.found[-1][1][name] = (kind, values.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_open = False


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[House]:
    logging.disable(logging.ERROR)
    with django_db_blocker.unblock(), undone():
        yield House()
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def visitors(house: House) -> Visitors:
    return Visitors(house)


@pytest.fixture(scope="module")
def forms(house: House, visitors: Visitors) -> dict[str, tuple[str, str, dict[str, tuple[str, str]]]]:
    """Return by address name who may send the form, where to, and its fields; of each the largest is kept."""
    mounted, relations = read_mounted(), read_relations()
    found: dict[str, tuple[str, str, dict[str, tuple[str, str]]]] = {}
    for row in read_addresses(mounted).values():
        if row.is_api or row.reads is None:
            continue
        for thing in (name for name in relations if name.startswith(f"{row.kind}.")):
            url = address_of(row, mounted[row.name], house.things[thing])
            for who in PEOPLE:
                with undone():
                    answer = visitors.ask(who, "get", url)
                if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
                    continue
                reader = Forms(url)
                reader.feed(answer.content.decode())
                for action, fields in reader.found:
                    _keep(found, who, action.partition("#")[0], fields)
                if len(reader.found) > FRAME:
                    break
    return found


def _keep(found: dict, who: str, action: str, fields: dict[str, tuple[str, str]]) -> None:
    try:
        name = resolve(action.partition("?")[0]).url_name
    except Resolver404:
        raise AssertionError(f"a form leads nowhere: {action}") from None
    if name not in LEFT_ALONE and len(fields) > len(found.get(name, ("", "", {}))[2]):
        found[name] = (who, action, fields)


def test_the_forms_of_the_house_are_found(forms: dict) -> None:
    assert {"application-move", "panel-assign", "role-create", "candidate-edit", "search"} <= set(forms)
    assert len(forms) > 40


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_form_is_hurt(kind: str, forms: dict, visitors: Visitors) -> None:
    faults = []
    for name, (who, action, fields) in forms.items():
        typed = {
            field: (HOSTILE[kind] if source not in {"hidden", "file"} or kind in {"nul", "number"} else value)
            for field, (source, value) in fields.items()
            if field != "csrfmiddlewaretoken"
        }
        with undone():
            sent = urlencode(typed, errors="surrogatepass")
            answer = visitors.ask(who, "post", action, data=sent, content_type="application/x-www-form-urlencoded")
        if answer.status_code >= 500:
            faults.append(f"{name} as {who}: {answer.status_code}")
        elif MARK in answer.content.decode(errors="replace"):
            faults.append(f"{name} as {who}: what was typed came back as markup")
    assert faults == []
