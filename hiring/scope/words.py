"""The environment in words: lines beside a scorecard and on the role's page, and what fills the blanks of questions."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hiring.roles.models import Role
from hiring.roles.reasons import ReasonKind, find_reasons
from hiring.scope.models import Cloud, Colleague, Duty, Environment, Retraining, Serving

LABELS = {
    "serving": gettext_lazy("Predicts"),
    "latency": gettext_lazy("Latency target"),
    "throughput": gettext_lazy("Throughput"),
    "rows_today": gettext_lazy("Data today"),
    "rows_in_two_years": gettext_lazy("In two years"),
    "retraining": gettext_lazy("Retrained"),
    "duties": gettext_lazy("Audit and compliance"),
    "clouds": gettext_lazy("Cloud"),
    "tools": gettext_lazy("Tools"),
    "colleagues": gettext_lazy("Around the role"),
}
CHOICES: Mapping[str, type[TextChoices]] = {
    "serving": Serving,
    "retraining": Retraining,
    "duties": Duty,
    "clouds": Cloud,
    "colleagues": Colleague,
}
SCALES = ((10**12, gettext_lazy("trillion")), (10**9, gettext_lazy("billion")), (10**6, gettext_lazy("million")))


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    text: str


def environment_of(role: Role) -> Environment | None:
    """Return the environment of a role; None where nobody has said anything. A query unless it was joined."""
    return getattr(role, "environment", None)


def say_environment(role: Role) -> list[Line]:
    """Return what is said of a role's environment, what hangs on it first; empty where nobody has said anything."""
    environment = environment_of(role)
    if environment is None:
        return []
    critical = [reason.title for reason in find_reasons(role.reasons) if reason.kind == ReasonKind.CRITICAL]
    lines = [Line(_("What hangs on it"), ", ".join(critical))] if critical else []
    values = ((name, say_value(name, getattr(environment, name))) for name in LABELS)
    return [*lines, *(Line(str(LABELS[name]), text) for name, text in values if text)]


def say_value(name: str, value: object) -> str:
    """Say one value of an environment; empty where there is none."""
    if value in (None, "", []):
        return ""
    if name == "latency":
        return _("%(time)s at the 95th percentile") % {"time": say_milliseconds(int(str(value)))}
    if name == "throughput":
        return _("%(count)s predictions a second") % {"count": say_count(int(str(value)))}
    if name in ("rows_today", "rows_in_two_years"):
        return _("%(count)s rows") % {"count": say_count(int(str(value)))}
    if name in CHOICES:
        labels = dict(CHOICES[name].choices)
        keys = value if isinstance(value, list) else [value]
        return ", ".join(str(labels[key]) for key in keys if key in labels)
    return str(value)


def say_count(number: int) -> str:
    """Say how many, exactly: 10,000, 10 million, 1.5 million."""
    for scale, word in SCALES:
        if number >= scale and number % (scale // 10) == 0:
            tenths = number * 10 // scale
            said = number_format(tenths // 10 if tenths % 10 == 0 else tenths / 10, use_l10n=True)
            return _("%(number)s %(scale)s") % {"number": said, "scale": word}
    return f"{number:,}"


def say_milliseconds(milliseconds: int) -> str:
    """Say a time, exactly: 80 ms, 1.5 s, 4 h."""
    for unit, sign in ((3_600_000, _("h")), (1000, _("s"))):
        if milliseconds >= unit and milliseconds * 10 % unit == 0:
            tenths = milliseconds * 10 // unit
            return f"{number_format(tenths // 10 if tenths % 10 == 0 else tenths / 10)} {sign}"
    return f"{milliseconds:,} ms"


def fill_values(role: Role) -> dict[str, str]:
    """Return {blank of a question: what this role's environment says}, without what it does not say."""
    environment = environment_of(role)
    if environment is None:
        return {}
    said = {name: say_value(name, getattr(environment, name)) for name in FIGURES}
    said |= {
        "serving": str(SERVED.get(environment.serving, "")),
        "retraining": str(RETRAINED.get(environment.retraining, "")),
    }
    return {name: text for name, text in said.items() if text}


FIGURES = ("latency", "throughput", "rows_today", "rows_in_two_years")
# Inside a sentence: "Here a model predicts …", "Here a model is retrained …".
SERVED = {
    Serving.BATCH: gettext_lazy("in batches"),
    Serving.REAL_TIME: gettext_lazy("on request, in real time"),
    Serving.BOTH: gettext_lazy("both in batches and on request"),
}
RETRAINED = {
    Retraining.DAILY: gettext_lazy("every day"),
    Retraining.WEEKLY: gettext_lazy("every week"),
    Retraining.MONTHLY: gettext_lazy("every month"),
    Retraining.QUARTERLY: gettext_lazy("every quarter"),
    Retraining.YEARLY: gettext_lazy("every year"),
    Retraining.ON_DRIFT: gettext_lazy("when drift is found"),
    Retraining.NEVER: gettext_lazy("on no fixed plan"),
}
