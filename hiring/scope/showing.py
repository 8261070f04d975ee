"""What the page of a role's scope shows: what was said, what is missing, and what each reason moves here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hiring.roles.models import Role, StageCriterion
from hiring.roles.reasons import Reason, find_reasons, read_reasons
from hiring.scope.gaps import Completeness, measure_completeness
from hiring.scope.models import EnvironmentChange
from hiring.scope.words import LABELS, Line, say_environment, say_value
from rubrics.library.citations import NamedSource
from rubrics.library.showing import Names


@dataclass(frozen=True, slots=True)
class ShownReason:
    """A reason with what it moves on this role: {title: points} of criteria and steps, {title: level} of floors."""

    reason: Reason
    criteria: Sequence[tuple[str, int]]
    steps: Sequence[tuple[str, int]]
    floors: Sequence[tuple[str, int]]
    sources: Sequence[NamedSource]


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change after the role opened, with what stood before it."""

    change: EnvironmentChange
    before: Sequence[Line]


@dataclass(frozen=True, slots=True)
class ShownScope:
    completeness: Completeness
    environment: Sequence[Line]
    reasons: Sequence[ShownReason]
    changes: Sequence[ShownChange]


@dataclass(frozen=True, slots=True)
class Titles:
    """What the criteria and steps of a role are called, by their keys in the library."""

    criteria: Mapping[str, str]
    steps: Mapping[str, str]
    must_haves: frozenset[str]


def read_titles(role: Role) -> Titles:
    """Return the titles by two queries."""
    rows = list(StageCriterion.objects.filter(stage__role=role).values_list("key", "title", "must_have"))
    return Titles(
        criteria={key: title for key, title, _must in rows},
        steps=dict(role.stages.values_list("rubric_version__rubric__key", "title")),
        must_haves=frozenset(key for key, _title, must in rows if must),
    )


def show_scope(role: Role) -> ShownScope:
    titles, names = read_titles(role), Names()
    changes = role.environment_changes.select_related("author")
    return ShownScope(
        completeness=measure_completeness(role),
        environment=say_environment(role),
        reasons=[show_reason(reason, titles, names) for reason in find_reasons(role.reasons)],
        changes=[ShownChange(change, _say_before(change.before)) for change in changes],
    )


def show_catalogue(role: Role) -> dict[str, ShownReason]:
    """Return every reason of the catalogue by its id, with what it would move on this role."""
    titles, names = read_titles(role), Names()
    return {key: show_reason(reason, titles, names) for key, reason in read_reasons().items()}


def show_reason(reason: Reason, titles: Titles, names: Names) -> ShownReason:
    return ShownReason(
        reason=reason,
        criteria=_name(reason.criteria, titles.criteria),
        steps=_name(reason.steps, titles.steps),
        floors=_name(reason.floors, {key: titles.criteria[key] for key in titles.must_haves}),
        sources=names.name(reason.source),
    )


def _name(figures: Mapping[str, int], titles: Mapping[str, str]) -> list[tuple[str, int]]:
    return [(titles[key], figure) for key, figure in figures.items() if key in titles]


def _say_before(before: Mapping[str, object]) -> list[Line]:
    said: Iterable[tuple[str, str]] = ((name, say_value(name, before.get(name))) for name in LABELS)
    return [Line(str(LABELS[name]), text) for name, text in said if text]
