"""Which weights and floors count for a role, and where each comes from.

Criterion weights: the specialism's override of the rubric, else the role type's, else the rubric's own. Step
weights: the role type's for this process, else the process's own. What is switched off adds up over role
type, specialism and seniority. An override is taken whole or not at all: it names every key and sums to 100.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from rubrics.scoring.arithmetic import Exact, exact
from rubrics.scoring.errors import BadFigure, GatesMoved, IncompleteWeights, WrongProfileKind, WrongTotal
from rubrics.scoring.marks import Criterion, criteria_by_key

WHOLE = 100  # what the weights of a rubric, and of a process, sum to


class ProfileKind(StrEnum):
    ROLE_TYPE = "role"
    SPECIALISM = "specialism"


class WeightSource(StrEnum):
    """Whose weights count."""

    SPECIALISM = "specialism"
    ROLE_TYPE = "role"
    RUBRIC = "rubric"
    PROCESS = "process"


@dataclass(frozen=True, slots=True)
class Profile:
    """A role type or specialism: `overrides` is {rubric: {criterion: weight}}, `step_weights` is {process:
    {rubric: weight}}, `must_have_off` are criterion keys."""

    key: str
    kind: ProfileKind
    overrides: Mapping[str, Mapping[str, Exact]] = field(default_factory=dict)
    step_weights: Mapping[str, Mapping[str, Exact]] = field(default_factory=dict)
    must_have_off: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Seniority:
    """A bar: `expected_level` is {group: level}, `must_have_off` are criterion keys."""

    key: str
    expected_level: Mapping[str, Exact] = field(default_factory=dict)
    must_have_off: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RubricWeights:
    """A rubric as it counts for one role.

    `source` and `profile` say whose weights these are (`profile` is None for the rubric's own).
    `switched_off` is {criterion: keys of those who switched its must-have off}.
    """

    criteria: tuple[Criterion, ...]
    source: WeightSource
    profile: str | None
    switched_off: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class StepWeights:
    """{rubric: weight} of a process for one role, in the process's order; weight 0 marks a gate.

    `source` is PROCESS where the role type has no weights for this process, which its page says.
    """

    weights: Mapping[str, Fraction]
    source: WeightSource
    profile: str | None


def check_weights(where: str, keys: Iterable[str], weights: Mapping[str, Exact]) -> dict[str, Fraction]:
    """The weights in the order of `keys`, exact. `where` names them in an error.

    Errors: IncompleteWeights (a key missing or unknown), BadFigure (below 0), WrongTotal, InexactNumber.
    """
    wanted = list(keys)
    missing = tuple(key for key in wanted if key not in weights)
    unknown = tuple(key for key in weights if key not in wanted)
    if missing or unknown:
        raise IncompleteWeights(where, missing, unknown)
    checked = {key: exact(weights[key]) for key in wanted}
    for key, weight in checked.items():
        if weight < 0:
            raise BadFigure(f"{where}: weight of {key}", weight, "0 or more")
    total = sum(checked.values(), Fraction(0))
    if total != WHOLE:
        raise WrongTotal(where, total)
    return checked


def resolve_rubric(
    rubric: str,
    criteria: Sequence[Criterion],
    *,
    role_type: Profile | None = None,
    specialism: Profile | None = None,
    seniority: Seniority | None = None,
) -> RubricWeights:
    """The rubric's criteria with the weights and must-haves that count for this role.

    A must-have that is switched off keeps its floor as `advice_floor`. Keys in `must_have_off` that are not of
    this rubric, or no must-haves, change nothing.
    Errors: WrongProfileKind, DuplicateCriterion, and those of `check_weights`.
    """
    _check_kinds(role_type, specialism)
    own = {key: criterion.weight for key, criterion in criteria_by_key(criteria).items()}
    source, profile, weights = WeightSource.RUBRIC, None, check_weights(rubric, own, own)
    for candidate, its in ((specialism, WeightSource.SPECIALISM), (role_type, WeightSource.ROLE_TYPE)):
        if candidate is not None and rubric in candidate.overrides:
            where = f"{candidate.key}: {rubric}"
            source, profile = its, candidate.key
            weights = check_weights(where, own, candidate.overrides[rubric])
            break
    off = _switched_off(criteria, (role_type, specialism, seniority))
    return RubricWeights(
        criteria=tuple(_as_it_counts(criterion, weights[criterion.key], off) for criterion in criteria),
        source=source,
        profile=profile,
        switched_off=off,
    )


def resolve_steps(process: str, steps: Mapping[str, Exact], *, role_type: Profile | None = None) -> StepWeights:
    """The step weights of a process ({rubric: weight}, in order) that count for this role.

    Errors: WrongProfileKind, GatesMoved (a profile weighs a gate, or makes one), those of `check_weights`.
    """
    _check_kinds(role_type, None)
    own = check_weights(process, steps, steps)
    if role_type is None or process not in role_type.step_weights:
        return StepWeights(own, WeightSource.PROCESS, None)
    where = f"{role_type.key}: {process}"
    weights = check_weights(where, own, role_type.step_weights[process])
    moved = tuple(key for key in own if (own[key] == 0) != (weights[key] == 0))
    if moved:
        raise GatesMoved(where, moved)
    return StepWeights(weights, WeightSource.ROLE_TYPE, role_type.key)


def has_weights_for(profile: Profile, process: str, rubrics: Iterable[str]) -> bool:
    """Whether a profile weighs anything in a process: its steps, or the criteria of one of its rubrics."""
    return process in profile.step_weights or any(rubric in profile.overrides for rubric in rubrics)


def _check_kinds(role_type: Profile | None, specialism: Profile | None) -> None:
    for profile, wanted in ((role_type, ProfileKind.ROLE_TYPE), (specialism, ProfileKind.SPECIALISM)):
        if profile is not None and profile.kind != wanted:
            raise WrongProfileKind(profile.key, wanted)


def _switched_off(
    criteria: Sequence[Criterion], switches: Iterable[Profile | Seniority | None]
) -> dict[str, tuple[str, ...]]:
    given = [switch for switch in switches if switch is not None]
    off = {
        criterion.key: tuple(switch.key for switch in given if criterion.key in switch.must_have_off)
        for criterion in criteria
        if criterion.must_have
    }
    return {key: by for key, by in off.items() if by}


def _as_it_counts(criterion: Criterion, weight: Fraction, off: Mapping[str, object]) -> Criterion:
    if criterion.key in off:
        return replace(criterion, weight=weight, must_have=False, floor=None, advice_floor=criterion.floor)
    return replace(criterion, weight=weight)
