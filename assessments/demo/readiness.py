"""What the demo's teams say of their readiness; the answers stand in ``readiness.yaml``."""

from pathlib import Path

import yaml

from hiring.core.accounts.models import User
from hiring.readiness.answering import Given, answer_questions
from hiring.readiness.reader import own_catalogue
from hiring.roles.models import Team

ANSWERS = Path(__file__).with_name("readiness.yaml")


def answer_for(team: Team, *, actor: User) -> None:
    """Let a manager of the team answer as the file says."""
    said = yaml.safe_load(ANSWERS.read_text("utf-8"))[team.name]
    given = {key: Given(value, note) for key, (value, note) in said["answers"].items()}
    if not said.get("open"):
        rest = (question.id for question in own_catalogue().questions())
        given = {key: given.get(key, Given("yes")) for key in rest}
    answer_questions(team, actor=actor, given=given)
