"""Topics, units, levels, regions and engagement models in words, and ranges as pages print them."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hiring.benchmarks.terms import Engagement, Level, Region, Topic, Unit

Words = dict[str, str | Promise]

TOPICS: Words = {
    Topic.SALARY.value: gettext_lazy("Salary"),
    Topic.LOCATION.value: gettext_lazy("Salary by location"),
    Topic.ON_COSTS.value: gettext_lazy("True cost against base salary"),
    Topic.HOURLY_RATE.value: gettext_lazy("Hourly rate"),
    Topic.MONTHLY_RATE.value: gettext_lazy("Monthly rate of an engineer"),
    Topic.PROJECT_PRICE.value: gettext_lazy("Price of a project"),
    Topic.PROJECT_LENGTH.value: gettext_lazy("Length of that project"),
    Topic.AUDIT_SAVING.value: gettext_lazy("What an audit can save"),
    Topic.HIRING_TIME.value: gettext_lazy("Time to hire"),
    Topic.SHIPPING_TIME.value: gettext_lazy("Time to bring a model into production"),
    Topic.SHIPPING_TIME_WITHOUT.value: gettext_lazy("The same without the right engineer"),
    Topic.AUDIT_TIME.value: gettext_lazy("Time for an audit"),
    Topic.DOMAIN_FIT.value: gettext_lazy("Time to useful output saved by domain knowledge"),
    Topic.WRONG_HIRE.value: gettext_lazy("What a wrong hire costs in time"),
    Topic.PROCESS_STEPS.value: gettext_lazy("Steps of a process"),
    Topic.SCREEN_TIME.value: gettext_lazy("Screening call"),
    Topic.TAKE_HOME_TIME.value: gettext_lazy("Take-home or live assessment"),
    Topic.PANEL_SIZE.value: gettext_lazy("People in the last conversation"),
    Topic.DATA_ACCESS_WAIT.value: gettext_lazy("Waiting for access to data"),
    Topic.FIRST_PROJECT.value: gettext_lazy("First project is done within"),
    Topic.MILESTONE.value: gettext_lazy("Milestone tied to a business outcome"),
    Topic.WORKING_WEEK.value: gettext_lazy("Hours of a working week"),
    Topic.WORKING_YEAR.value: gettext_lazy("Weeks a contractor is paid in a year"),
    Topic.FRACTIONAL_WEEK.value: gettext_lazy("Hours a week of a fractional engineer"),
}

UNITS: Words = {
    Unit.MONEY_YEAR.value: gettext_lazy("a year"),
    Unit.MONEY_MONTH.value: gettext_lazy("a month"),
    Unit.MONEY_HOUR.value: gettext_lazy("an hour"),
    Unit.MONEY_PROJECT.value: gettext_lazy("a project"),
    Unit.MONEY_ONCE.value: gettext_lazy("once"),
    Unit.PERCENT.value: gettext_lazy("per cent"),
    Unit.FACTOR.value: gettext_lazy("times"),
    Unit.MONTHS.value: gettext_lazy("months"),
    Unit.WEEKS.value: gettext_lazy("weeks"),
    Unit.DAYS.value: gettext_lazy("days"),
    Unit.HOURS.value: gettext_lazy("hours"),
    Unit.MINUTES.value: gettext_lazy("minutes"),
    Unit.PEOPLE.value: gettext_lazy("people"),
    Unit.STEPS.value: gettext_lazy("steps"),
}

LEVELS: Words = {
    Level.JUNIOR.value: gettext_lazy("Junior"),
    Level.MID.value: gettext_lazy("Mid-level"),
    Level.SENIOR.value: gettext_lazy("Senior"),
    Level.STAFF.value: gettext_lazy("Staff"),
}

REGIONS: Words = {
    Region.US.value: gettext_lazy("United States"),
    Region.US_HUB.value: gettext_lazy("US high-cost hub (San Francisco, New York, Seattle)"),
    Region.US_MODERATE.value: gettext_lazy("US moderate-cost city (Austin, Denver, Atlanta, Chicago)"),
    Region.REMOTE.value: gettext_lazy("Remote"),
}

ENGAGEMENTS: Words = {
    Engagement.FULL_TIME.value: gettext_lazy("Full-time hire"),
    Engagement.CONTRACT.value: gettext_lazy("Contract"),
    Engagement.FRACTIONAL.value: gettext_lazy("Fractional"),
    Engagement.DEDICATED_TEAM.value: gettext_lazy("Dedicated team"),
    Engagement.PARTNER.value: gettext_lazy("Development partner"),
    Engagement.HYBRID.value: gettext_lazy("Hybrid"),
    Engagement.AUDIT.value: gettext_lazy("Audit"),
}


def say_number(value: Decimal) -> str:
    """Say a number with as many decimals as it has, at most two: "1.3", "160,000"."""
    text = number_format(round(value, 2), use_l10n=True, force_grouping=True)
    if "." not in text:
        return text
    return text.rstrip("0").rstrip(".")


def say_money(value: Decimal, currency: str) -> str:
    """Say money in whole units of its currency: "USD 160,000". Small amounts keep their cents: "USD 55.20"."""
    if value >= 100 or value == round(value):
        return f"{currency} {say_number(Decimal(round(value)))}"
    return f"{currency} {number_format(round(value, 2), decimal_pos=2)}"


def say_range(low: Decimal, high: Decimal, *, is_open: bool = False, currency: str = "", unit: str = "") -> str:
    """Say a range: "USD 160,000 to 200,000 and more a year", "6 to 12 weeks", "4 steps"."""
    first = say_money(low, currency) if currency else say_number(low)
    last = say_money(high, currency).partition(" ")[2] if currency else say_number(high)
    single = first.endswith(last) and low == high
    text = first if single else _("%(low)s to %(high)s") % {"low": first, "high": last}
    if is_open:
        text = _("%(range)s and more") % {"range": text}
    return f"{text} {UNITS[unit]}" if unit else text
