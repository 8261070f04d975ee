from datetime import date

import pytest

from hiring.core.calendar.codes import COUNTRIES
from hiring.core.calendar.holidays import PlaceHolidays, find_region, public_holidays, working_weekdays

# Nobody lives on the three islands, and Ukraine works through its holidays for as long as martial law holds.
NO_NATIONAL_ONES = ["BV", "HM", "IO", "UA"]
EPIPHANY = date(2026, 1, 6)


@pytest.mark.parametrize(
    ("country", "name", "code"),
    [
        ("DE", "Bayern", "BY"),
        ("DE", "  baden-württemberg ", "BW"),
        ("DE", "by", "BY"),
        ("US", "California", "CA"),
        ("DE", "", ""),
        ("DE", "Atlantis", ""),
        ("SG", "Anywhere", ""),
    ],
)
def test_a_region_is_found_by_name_or_code(country: str, name: str, code: str) -> None:
    assert find_region(country, name) == code


def test_regions_have_holidays_of_their_own() -> None:
    assert public_holidays("DE", "BY", 2026)[EPIPHANY] == "Epiphany"
    assert EPIPHANY not in public_holidays("DE", "", 2026)
    assert public_holidays("DE", "", 2027)[date(2027, 10, 3)] == "German Unity Day"


def test_every_country_that_a_place_may_have_is_known() -> None:
    assert {len(working_weekdays(code)) for code in COUNTRIES} <= {5, 6}
    assert [code for code in COUNTRIES if not public_holidays(code, "", 2026)] == NO_NATIONAL_ONES


def test_the_working_week_is_that_of_the_country() -> None:
    assert working_weekdays("DE") == working_weekdays("HK") == (0, 1, 2, 3, 4)
    assert working_weekdays("SA") == (0, 1, 2, 3, 6)


def test_a_place_adds_days_and_leaves_days_out() -> None:
    own, christmas = date(2026, 12, 24), date(2026, 12, 25)
    days = PlaceHolidays("DE", "", added=frozenset({own}), removed=frozenset({christmas}))
    assert own in days
    assert christmas not in days
    assert date(2027, 12, 25) in days
    assert "Christmas" not in days
