"""The verb that writes why a role is hired for and where its work will run."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import Invalid, Refused
from hiring.core.text import clean_line
from hiring.roles.drafts import count_change, hold_role
from hiring.roles.models import Role
from hiring.roles.reasons import find_reasons, read_reasons
from hiring.roles.stages import weigh_again
from hiring.scope.gaps import LISTS, NUMBERS, find_gaps, read_values
from hiring.scope.models import Duty, Environment, EnvironmentChange
from hiring.scope.words import CHOICES, LABELS, environment_of

LONGEST_TOOLS = 300
LONGEST_REASON = 500
LOWEST = {"latency": 1, "throughput": 1, "rows_today": 0, "rows_in_two_years": 0}
HIGHEST = {"latency": 2**31 - 1, "throughput": 2**31 - 1, "rows_today": 10**15, "rows_in_two_years": 10**15}


@transaction.atomic
def describe_scope(
    role: Role,
    *,
    actor: User,
    environment: Mapping[str, object],
    reasons: Collection[str],
    changed_because: str = "",
    version: int | None = None,
) -> Role:
    """Write the whole scope of a role: ``environment`` by field, and the ids of its ``reasons``.

    A draft may leave things unsaid; its weights and floors follow the reasons at once. After the role has opened the
    environment must stay complete and each change needs ``changed_because``; what stood before is kept. Raises
    ``Invalid``, ``Refused`` for other reasons once the role has opened, ``NotAllowed`` and ``Stale``.
    """
    role = hold_role(role, actor=actor, version=version)
    before = read_values(role)
    values, chosen = before | clean_environment(environment), _check_reasons(reasons)
    changed = [name for name, value in values.items() if before[name] != value]
    moved = chosen != [reason.id for reason in find_reasons(role.reasons)]
    if not changed and not moved:
        return role
    if not role.is_draft:
        _check_open(role, values, moved=moved, because=changed_because)
        _keep(role, actor, before, changed_because)
    if changed:
        _write(environment_of(role) or Environment(role=role), values)
    if moved:
        role.reasons = chosen
        role.save(update_fields=["reasons"])
        weigh_again(role)
    count_change(role)
    record("role.scope_described", actor=actor, obj=role, role=role, fields=[*changed, *(["reasons"] if moved else [])])
    return role


def clean_environment(environment: Mapping[str, object]) -> dict[str, object]:
    """What form and API both ask of the fields that are given, one by one. Raises ``Invalid`` with every fault."""
    unknown = set(environment) - set(LABELS)
    if unknown:
        raise TypeError(f"An environment has no {', '.join(sorted(unknown))}.")
    values = {name: _clean(name, value) for name, value in environment.items()}
    errors = {name: [text] for name, value in values.items() if (text := _find_fault(name, value))}
    if errors:
        raise Invalid(" ".join(text for [text] in errors.values()), errors=errors)
    return values


def _clean(name: str, value: object) -> object:
    if name in LISTS and isinstance(value, list | tuple):
        return (
            [key for key in CHOICES[name].values if key in value] if set(value) <= set(CHOICES[name].values) else value
        )
    return clean_line(value) if isinstance(value, str) else value


def _find_fault(name: str, value: object) -> str:
    if name in NUMBERS:
        if value is not None and not (isinstance(value, int) and LOWEST[name] <= value <= HIGHEST[name]):
            return _("Give a whole number of at least %(least)d.") % {"least": LOWEST[name]}
        return ""
    if name in LISTS:
        if not isinstance(value, list) or not set(value) <= set(CHOICES[name].values):
            return _("Choose from the list.")
        if Duty.NONE in value and len(value) > 1:
            return _("Choose either duties or none of them.")
        return ""
    if name in CHOICES:
        return "" if value in ("", *CHOICES[name].values) else _("Choose from the list.")
    if len(str(value)) > LONGEST_TOOLS:
        return _("Write at most %(most)d characters.") % {"most": LONGEST_TOOLS}
    return ""


def _check_reasons(ids: Collection[str]) -> list[str]:
    if not set(ids) <= read_reasons().keys():
        text = _("Choose from the list.")
        raise Invalid(text, errors={"reasons": [text]})
    return [reason.id for reason in find_reasons(ids)]


def _check_open(role: Role, values: Mapping[str, object], *, moved: bool, because: str) -> None:
    """What holds once a role has opened: its weights stand, and nothing that was said is taken back."""
    if moved:
        raise Refused(_("This role has opened. Its reasons gave its weights and floors, and are frozen with them."))
    errors = {name: [str(text)] for name, text in find_gaps(values).items()}
    if not because.strip():
        errors["changed_because"] = [_("Say why the environment changes.")]
    if errors:
        raise Invalid(" ".join(text for [text] in errors.values()), errors=errors)


def _write(environment: Environment, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(environment, name, value)
    environment.save()


def _keep(role: Role, actor: User, before: Mapping[str, object], because: str) -> None:
    stood = dict(before) if environment_of(role) else {}
    EnvironmentChange.objects.create(role=role, before=stood, reason=because.strip(), author=actor)
