"""Questions of a sheet, asked with what the role says."""

from rubrics.library.models import Criterion, RubricCriterion
from rubrics.sheets.blocks import Weighing, build_blocks

LOAD = {
    "ask": "We need {throughput: 2,000 predictions a second}.",
    "follow_ups": ["In {latency: 80 ms}?"],
    "source": [],
}


def test_blanks_are_filled_where_the_role_says_something() -> None:
    row = RubricCriterion(criterion=Criterion(key="serving"), position=1, title="Serving", questions=[LOAD])
    [block] = build_blocks(
        (row,), {}, {"serving": Weighing(100)}, missing=[], blanks={"throughput": "5 predictions a second"}
    )
    [question] = block.questions
    assert (question.ask, question.follow_ups) == ("We need 5 predictions a second.", ("In 80 ms?",))
    assert build_blocks((row,), {}, {"serving": Weighing(100)}, missing=[])[0].questions[0].follow_ups == ("In 80 ms?",)
