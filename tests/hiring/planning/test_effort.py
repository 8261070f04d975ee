"""Hours of a process."""

from hypothesis import given

from hiring.planning.effort import measure_effort
from hiring.planning.process import StepKind
from tests.hiring.planning.made_up import criterion, step, whole_steps


def test_the_worked_example():
    steps = [
        step(kind=StepKind.GATE, minutes=60),
        step(kind=StepKind.SCREEN, minutes=30, panel=1),
        step(kind=StepKind.TASK, minutes=180),
        step(minutes=60),
    ]
    effort = measure_effort(steps, card_minutes=15, reading_minutes=60)
    assert [item.candidate for item in effort.steps] == [30, 180, 60]
    assert [item.interviewer for item in effort.steps] == [45, 75, 75]
    assert [item.panel for item in effort.steps] == [45, 150, 150]
    assert (effort.candidate, effort.panel) == (270, 345)


@given(whole_steps())
def test_another_interviewer_costs_us_time_and_the_candidate_none(steps):
    more = [*steps, step(criterion("ce_team"), minutes=45, panel=1)]
    fewer = measure_effort(more, card_minutes=15, reading_minutes=60)
    larger = measure_effort(
        [*steps, step(criterion("ce_team"), minutes=45, panel=2)], card_minutes=15, reading_minutes=60
    )
    assert larger.candidate == fewer.candidate
    assert larger.panel == fewer.panel + 60
