"""Where several teams stand, for their list."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from hiring.readiness.models import ReadinessAnswer
from hiring.readiness.standing import Standing, lay_out, read_limit
from hiring.roles.models import Team


@dataclass(frozen=True, slots=True)
class TeamLine:
    team: Team
    standing: Standing


def list_standings(teams: Sequence[Team]) -> list[TeamLine]:
    """Return each team with where it stands, by two queries."""
    answers = defaultdict(list)
    for answer in ReadinessAnswer.objects.filter(team__in=teams):
        answers[answer.team_id].append(answer)
    limit = read_limit()
    return [TeamLine(team, lay_out(answers[team.pk], limit=limit)) for team in teams]
