"""What a number of a source is about: closed lists of topics, units, levels, regions, engagement models. Pure."""

from enum import StrEnum


class Topic(StrEnum):
    """What a number says something about, in the order of the page."""

    SALARY = "salary"
    LOCATION = "location"
    ON_COSTS = "on_costs"
    HOURLY_RATE = "hourly_rate"
    MONTHLY_RATE = "monthly_rate"
    PROJECT_PRICE = "project_price"
    PROJECT_LENGTH = "project_length"
    AUDIT_SAVING = "audit_saving"
    HIRING_TIME = "hiring_time"
    SHIPPING_TIME = "shipping_time"
    SHIPPING_TIME_WITHOUT = "shipping_time_without"
    AUDIT_TIME = "audit_time"
    DOMAIN_FIT = "domain_fit"
    WRONG_HIRE = "wrong_hire"
    PROCESS_STEPS = "process_steps"
    SCREEN_TIME = "screen_time"
    TAKE_HOME_TIME = "take_home_time"
    PANEL_SIZE = "panel_size"
    DATA_ACCESS_WAIT = "data_access_wait"
    FIRST_PROJECT = "first_project"
    MILESTONE = "milestone"
    WORKING_WEEK = "working_week"
    WORKING_YEAR = "working_year"
    FRACTIONAL_WEEK = "fractional_week"


class Unit(StrEnum):
    MONEY_YEAR = "money_year"
    MONEY_MONTH = "money_month"
    MONEY_HOUR = "money_hour"
    MONEY_PROJECT = "money_project"
    MONEY_ONCE = "money_once"
    PERCENT = "percent"
    FACTOR = "factor"
    MONTHS = "months"
    WEEKS = "weeks"
    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"
    PEOPLE = "people"
    STEPS = "steps"


MONEY = tuple(unit.value for unit in Unit if unit.startswith("money_"))


class Level(StrEnum):
    """The keys of the library's bars."""

    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    STAFF = "staff"


class Region(StrEnum):
    US = "us"
    US_HUB = "us_hub"
    US_MODERATE = "us_moderate"
    REMOTE = "remote"


# Where a source says nothing about a region, what it says about the wider one holds.
WIDER = {Region.US_HUB: Region.US, Region.US_MODERATE: Region.US, Region.REMOTE: Region.US}


class Engagement(StrEnum):
    FULL_TIME = "full_time"
    CONTRACT = "contract"
    FRACTIONAL = "fractional"
    DEDICATED_TEAM = "dedicated_team"
    PARTNER = "partner"
    HYBRID = "hybrid"
    AUDIT = "audit"
