"""What the demo's interviewers say of a criterion at a level; the sentences stand in ``evidence.yaml``."""

from functools import cache
from pathlib import Path
from random import Random

import yaml

SENTENCES = Path(__file__).with_name("evidence.yaml")
SOLID = 3


@cache
def read_sentences() -> dict[str, dict[str, list[str]]]:
    """Return, by criterion key, one thin answer, solid ones and strong ones."""
    return {key: {**said, "thin": [said["thin"]]} for key, said in yaml.safe_load(SENTENCES.read_text("utf-8")).items()}


def pick_evidence(key: str, level: int, chance: Random) -> str:
    """Return one sentence that fits the level."""
    said = read_sentences()[key]
    return chance.choice(said["thin"] if level < SOLID else said["solid"] if level == SOLID else said["strong"])
