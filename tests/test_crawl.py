"""Every address of the house, asked by everybody, of everything: the answers of ``tests/crawl/addresses.txt``."""

import logging
from collections.abc import Iterator

import pytest

from tests.crawl.asking import Visitors, address_of, noted, undone
from tests.crawl.installation import House
from tests.crawl.table import SIGNED_OUT, Address, Rule, read_addresses, read_mounted, read_relations

MOUNTED = read_mounted()
ADDRESSES = read_addresses(MOUNTED)
RELATIONS = read_relations()
REFUSALS = {400, 401, 403, 404, 405, 409, 415, 422, 428}
READING = ("assessments_cardread", "core_auditentry")  # a form that is shown again shows what it showed before
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[House]:
    """One installation for all questions; each question is undone."""
    with django_db_blocker.unblock(), undone():
        yield House()


@pytest.fixture(scope="module", autouse=True)
def _quiet() -> Iterator[None]:
    """Thousands of refusals are asked for here; none of them is news."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def visitors(house: House) -> Visitors:
    return Visitors(house)


def test_every_address_is_listed() -> None:
    assert sorted(ADDRESSES) == sorted(MOUNTED)


def test_every_thing_has_its_relations(house: House) -> None:
    assert sorted(house.things) == sorted(RELATIONS)
    assert sorted(house.people) == sorted(set(RELATIONS["house.all"]) - {"nobody"})


def things_of(row: Address) -> Iterator[tuple[str, str]]:
    """Yield each thing of the row's kind with its state."""
    found = [(thing, thing.partition(".")[2]) for thing in RELATIONS if thing.startswith(f"{row.kind}.")]
    assert found, f"{row.name} is asked for something that does not exist: {row.kind}"
    yield from found


def people_for(thing: str) -> Iterator[tuple[str, str]]:
    """Yield everybody with their letter; of those without a say of their own (U, I) one stands for all."""
    stood_for: set[str] = set()
    for who, letter in RELATIONS[thing].items():
        if letter not in stood_for:
            yield who, letter
        stood_for |= {letter} & {"U", "I"}


def find_faults(house: House, visitors: Visitors, row: Address, method: str, rules: tuple[Rule, ...]) -> list[str]:
    """Ask as everybody for every thing; return what was answered otherwise, and refusals that wrote something."""
    faults = []
    for thing, state in things_of(row):
        url = address_of(row, MOUNTED[row.name], house.things[thing])
        for who, letter in people_for(thing):
            with undone(), noted() as written:
                status = visitors.ask(who, method, url).status_code
            expected = row.expected(rules, letter, state)
            if status != expected:
                faults.append(f"{thing} {letter} ({who}): {status}, not {expected}")
            if status in REFUSALS and (changed := [sql for sql in written if not any(map(sql.__contains__, READING))]):
                faults.append(f"{thing} {letter} ({who}): refused with {status}, and yet written: {changed}")
    return faults


@pytest.mark.parametrize("name", [name for name, row in ADDRESSES.items() if row.reads is not None])
def test_reading(house: House, visitors: Visitors, name: str) -> None:
    row = ADDRESSES[name]
    faults = find_faults(house, visitors, row, "get", row.reads)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", [name for name, row in ADDRESSES.items() if row.changes is not None])
def test_changing(house: House, visitors: Visitors, name: str) -> None:
    """Who may not is told so before anything that was sent is looked at, and nothing is written."""
    row = ADDRESSES[name]
    faults = find_faults(house, visitors, row, MOUNTED[name].method, row.changes)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", [name for name, row in ADDRESSES.items() if row.takes_few])
def test_other_methods(house: House, visitors: Visitors, name: str) -> None:
    """Somebody who may do all that the address does is told which methods it takes."""
    row, mounted = ADDRESSES[name], MOUNTED[name]
    thing, who = next(
        (thing, who)
        for thing, state in things_of(row)
        for who, letter in RELATIONS[thing].items()
        if letter != SIGNED_OUT and row.lets_do_all(letter, state)
    )
    url = address_of(row, mounted, house.things[thing])
    taken = {"get"} if row.reads is not None else set()
    taken |= {mounted.method} if row.changes is not None else set()
    for method in {"get", "post", "put", "patch", "delete"} - taken:
        with undone():
            assert (method, visitors.ask(who, method, url).status_code) == (method, 405)
