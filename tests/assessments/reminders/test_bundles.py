from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from assessments.reminders.bundles import arrange
from assessments.reminders.ladder import BEFORE, Rung

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)
TODAY = datetime(2026, 11, 18, tzinfo=BERLIN)  # a Wednesday


@dataclass(frozen=True)
class Row:
    pk: int
    card_id: int
    rung: str
    at: datetime
    anchor: datetime = TODAY + timedelta(days=3)


def at(hour: float, days: int = 0) -> datetime:
    return TODAY + timedelta(days=days) + hour * HOUR


def test_what_asks_on_one_day_is_one_mail_at_the_first_moment() -> None:
    rows = [Row(1, 1, Rung.DUE, at(15)), Row(2, 2, Rung.LATE, at(10)), Row(3, 3, Rung.MANAGER, at(12))]
    assert arrange(rows, now=at(9.9), time_zone="Europe/Berlin").bundles == []
    arranged = arrange([*rows, Row(4, 1, Rung.LATE, at(15, 1))], now=at(10), time_zone="Europe/Berlin")
    (bundle,) = arranged.bundles
    assert (bundle.carrier.pk, [row.pk for row in bundle.carried], bundle.announces) == (2, [3, 1], False)


def test_what_announces_is_another_mail_than_what_asks() -> None:
    rows = [
        Row(1, 1, Rung.HOUR_BEFORE, at(13), at(14)),
        Row(2, 2, Rung.DAY_BEFORE, at(10), at(10, 1)),
        Row(3, 1, Rung.AFTER, at(16), at(15)),
    ]
    (bundle,) = arrange(rows, now=at(10), time_zone="Europe/Berlin").bundles
    assert (bundle.carrier.pk, [row.pk for row in bundle.carried], bundle.announces) == (2, [1], True)
    (bundle,) = arrange(rows[2:], now=at(16), time_zone="Europe/Berlin").bundles
    assert (bundle.carrier.pk, bundle.announces) == (3, False)


def test_after_days_away_each_card_is_asked_for_once() -> None:
    rows = [
        Row(1, 1, Rung.AFTER, at(12, -5)),
        Row(2, 1, Rung.DUE, at(15, -4)),
        Row(3, 1, Rung.LATE, at(15, -1)),
        Row(4, 2, Rung.DUE, at(9, -2)),
        Row(5, 1, Rung.MANAGER, at(9, -1)),
    ]
    arranged = arrange(rows, now=at(8), time_zone="Europe/Berlin")
    assert [row.pk for row in arranged.overtaken] == [1, 2]
    (bundle,) = arranged.bundles
    assert (bundle.carrier.pk, [row.pk for row in bundle.carried]) == (4, [5, 3])


def test_an_interview_that_has_begun_is_not_announced_any_more() -> None:
    rows = [Row(1, 1, Rung.DAY_BEFORE, at(9, -1), at(9)), Row(2, 2, Rung.HOUR_BEFORE, at(13), at(14))]
    arranged = arrange(rows, now=at(9), time_zone="Europe/Berlin")
    assert ([row.pk for row in arranged.begun], arranged.bundles) == ([1], [])


def test_the_day_is_that_of_the_person() -> None:
    rows = [Row(1, 1, Rung.DUE, at(10)), Row(2, 2, Rung.DUE, at(23))]  # Thursday morning in Auckland
    assert len(arrange(rows, now=at(10), time_zone="Europe/Berlin").bundles[0].carried) == 1
    assert len(arrange(rows, now=at(10), time_zone="Pacific/Auckland").bundles[0].carried) == 0


hours = st.integers(-72, 72).map(lambda hour: at(hour))
kinds = st.sampled_from([Rung.DAY_BEFORE, Rung.HOUR_BEFORE, Rung.AFTER, Rung.DUE, Rung.LATE, Rung.MANAGER])
ledgers = st.lists(st.tuples(st.integers(1, 4), kinds, hours, hours), max_size=20).map(
    lambda parts: [Row(pk, *part) for pk, part in enumerate(parts)]
)


@given(ledgers, hours, st.sampled_from(["UTC", "Europe/Berlin", "Pacific/Auckland"]))
def test_every_row_that_is_due_gets_one_fate(rows: list[Row], now: datetime, zone: str) -> None:
    arranged = arrange(rows, now=now, time_zone=zone)
    said = [row for bundle in arranged.bundles for row in (bundle.carrier, *bundle.carried)]
    fates = [*said, *arranged.begun, *arranged.overtaken]
    assert len({row.pk for row in fates}) == len(fates)
    assert {row.pk for row in rows if row.at <= now} <= {row.pk for row in fates}
    assert len({bundle.announces for bundle in arranged.bundles}) == len(arranged.bundles)
    for bundle in arranged.bundles:
        assert bundle.carrier.at <= now
        today = now.astimezone(ZoneInfo(zone)).date()
        assert all((row.rung in BEFORE) == bundle.announces for row in bundle.carried)
        assert all(row.at.astimezone(ZoneInfo(zone)).date() <= today for row in bundle.carried)
    again = arrange([row for row in rows if row not in fates], now=now, time_zone=zone)
    assert (again.bundles, list(again.begun), again.overtaken) == ([], [], [])


def test_utc_is_read_as_any_zone() -> None:
    row = Row(1, 1, Rung.DUE, at(10).astimezone(UTC))
    assert arrange([row], now=at(10), time_zone="UTC").bundles[0].carrier == row
