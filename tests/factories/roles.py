"""A small library as the packs have it, and roles made from it by the real verb."""

from dataclasses import dataclass

from django.utils import timezone

from hiring.core.models import User
from hiring.models import Role
from hiring.roles.verbs import create_role
from rubrics.models import Criterion, Process, Profile, Rubric, RubricVersion, Seniority
from tests.factories.core import PlaceFactory, UserFactory
from tests.factories.hiring import TeamFactory
from tests.factories.readiness import make_clear
from tests.factories.rubrics import (
    CriterionFactory,
    ProcessFactory,
    ProcessStepFactory,
    ProfileFactory,
    RubricCriterionFactory,
    RubricFactory,
    RubricVersionFactory,
    SeniorityFactory,
)
from tests.factories.scope import put_scope

GROUPS = {"job_description": "gate_only", "resume_screen": "technical"}


def make_rubric(key: str, criteria: dict[str, tuple[int, int | None]], *, stage: str, **fields: object) -> Rubric:
    """A published rubric; ``criteria`` is {key: (weight, floor of a must-have or None)}."""
    subject = "job" if stage == "job_description" else "candidate"
    rubric = RubricFactory(key=key, title=key.replace("_", " ").capitalize(), subject=subject)
    publish_with(rubric, 1, criteria, stage=stage, **fields)
    return rubric


def publish_with(
    rubric: Rubric,
    number: int,
    criteria: dict[str, tuple[int, int | None]],
    *,
    stage: str = "production_readiness",
    **fields: object,
) -> RubricVersion:
    """A published version; the database freezes what is published, so that the criteria come first."""
    version = RubricVersionFactory(rubric=rubric, number=number, criteria=False, published_at=None, **fields)
    for position, (name, (weight, floor)) in enumerate(criteria.items(), 1):
        RubricCriterionFactory(
            version=version,
            criterion=Criterion.objects.filter(key=name).first() or CriterionFactory(key=name),
            position=position,
            stage=stage,
            group=GROUPS.get(stage, "production"),
            title=name.replace("_", " ").capitalize(),
            weight=weight,
            must_have=floor is not None,
            floor=floor,
        )
    version.published_at = timezone.now()
    version.save(update_fields=["published_at"])
    return version


@dataclass(frozen=True)
class SmallLibrary:
    """A gate and two judged steps; a role type and a specialism with weights; a junior bar that switches off."""

    gate: Rubric
    screen: Rubric
    production: Rubric
    process: Process
    role_type: Profile
    plain_type: Profile
    specialism: Profile
    mid: Seniority
    junior: Seniority


def make_library() -> SmallLibrary:
    gate = make_rubric("job_text", {"outcome": (60, 3), "environment": (40, None)}, stage="job_description", minutes=60)
    screen = make_rubric("screen", {"shipped": (70, 3), "results": (30, None)}, stage="resume_screen", minutes=30)
    production = make_rubric(
        "production", {"monitoring": (50, 3), "release": (50, 3)}, stage="production_readiness", minutes=75
    )
    process = ProcessFactory(
        key="three_step",
        title="Three steps",
        decision_view=[{"heading": "All of it", "rubrics": ["screen", "production"]}],
    )
    for position, (rubric, weight) in enumerate([(gate, 0), (screen, 40), (production, 60)], 1):
        ProcessStepFactory(process=process, rubric=rubric, position=position, weight=weight)
    return SmallLibrary(
        gate=gate,
        screen=screen,
        production=production,
        process=process,
        role_type=ProfileFactory(
            key="data_scientist",
            title="Data scientist",
            must_have_off=["shipped"],
            step_weights={"three_step": {"job_text": 0, "screen": 70, "production": 30}},
            overrides={
                "screen": {"shipped": 20, "results": 80},
                "production": {"monitoring": 90, "release": 10},
            },
        ),
        plain_type=ProfileFactory(key="ml_engineer", title="Machine-learning engineer"),
        specialism=ProfileFactory(
            key="nlp_llm",
            kind="specialism",
            title="Language models",
            overrides={"production": {"monitoring": 35, "release": 65}},
        ),
        mid=SeniorityFactory(key="mid"),
        junior=SeniorityFactory(key="junior", must_have_off=["shipped", "monitoring"]),
    )


def make_role(
    library: SmallLibrary, *, actor: User | None = None, ready: bool = True, described: bool = True, **choices: object
) -> Role:
    """A draft by ``create_role``; without an actor a team manager is made who becomes its hiring manager.

    Its team has answered what a role needs to open, unless it is not ``ready``, and its scope is ``described``.
    """
    team = choices.pop("team", None) or TeamFactory()
    if ready:
        make_clear(team)
    if actor is None:
        actor = UserFactory(name="Hiring Manager")
        team.managers.add(actor)
    role = create_role(
        actor=actor,
        **{
            "title": "Senior ML engineer, payment fraud",
            "team": team,
            "place": PlaceFactory(),
            "process": library.process,
            "role_type": library.plain_type,
            "seniority": library.mid,
            **choices,
        },
    )
    if described:
        put_scope(role)
    return role
