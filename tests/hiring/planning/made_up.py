"""Processes of the mind, for the pure modules."""

from dataclasses import replace

from hypothesis import strategies as st

from hiring.planning.process import PlannedCriterion, PlannedStep, StepKind
from hiring.planning.rules import Backing, Limit, read_rules

SAID = Backing("somebody", "Keep it short.")
LIMITS = {
    "screen": Limit(None, 30, SAID),
    "task": Limit(120, 180, SAID),
    "panel": Limit(2, 3, SAID),
    "interviews": Limit(None, 4, SAID),
}
RULES = replace(read_rules(), limits={**read_rules().limits, **LIMITS})
KEYS = ["sd_data", "ta_code", "sd_serving", "po_monitoring", "cc_explain", "ce_team", "own_one", "own_two"]
GROUPS = {"cc": "communication", "ce": "ethics", "po": "production"}


def criterion(key, weight=50, **more):
    return PlannedCriterion(key, key.upper(), GROUPS.get(key[:2], "technical"), weight, **more)


def step(*criteria, title="Talk", kind=StepKind.INTERVIEW, weight=100, minutes=60, panel=2, **more):
    return PlannedStep(title, title, kind, weight, minutes, panel, tuple(criteria), **more)


@st.composite
def split_of_100(draw, parts):
    """``parts`` whole numbers that sum to 100."""
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=parts - 1, max_size=parts - 1)))
    return [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]


@st.composite
def whole_steps(draw):
    """The steps of a whole process: weights of steps and of the criteria of each sum to 100."""
    count = draw(st.integers(1, 6))
    made = []
    for number, weight in enumerate(draw(split_of_100(count))):
        keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=5, unique=True))
        points = draw(split_of_100(len(keys)))
        kind = draw(st.sampled_from([StepKind.SCREEN, StepKind.TASK, StepKind.INTERVIEW]))
        criteria = [criterion(key, own) for key, own in zip(keys, points, strict=True)]
        minutes, panel = draw(st.integers(1, 300)), draw(st.integers(1, 6))
        made.append(step(*criteria, title=f"S{number}", kind=kind, weight=weight, minutes=minutes, panel=panel))
    return made
