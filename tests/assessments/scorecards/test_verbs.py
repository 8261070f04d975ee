import pytest

from assessments.models import CardRead, Scorecard
from assessments.scorecards.checklists import fill_checklist, find_checklist
from assessments.scorecards.reading import mark_read
from assessments.scorecards.verbs import amend_scorecard, save_scorecard, submit_scorecard
from candidates.models import Application
from hiring.core.errors import Invalid
from hiring.core.models import User
from rubrics.models import Checklist
from rubrics.sheets.content import Answer, Save
from tests.factories.assessments import ScorecardFactory
from tests.factories.hiring import StageFactory
from tests.factories.rubrics import RubricCriterionFactory, RubricVersionFactory

LONG = "Ran it for two years, watched latency and drift, rolled back twice."


def fresh(card: Scorecard) -> Scorecard:
    return Scorecard.objects.select_related("rubric_version", "application__role", "stage").get(pk=card.pk)


def fill(card: Scorecard) -> Scorecard:
    keys = card.rubric_version.criteria.values_list("criterion__key", flat=True)
    answers = {key: Answer(level=3, evidence=LONG) for key in keys}
    loaded = fresh(card)
    save_scorecard(loaded, actor=card.author, save=Save(loaded.version, answers, {"recommendation": "yes"}))
    return fresh(card)


def test_the_length_of_evidence_is_the_stages(application: Application, runa: User) -> None:
    strict = StageFactory(role=application.role, evidence_characters=200)
    card = ScorecardFactory(application=application, stage=strict, author=runa)
    with pytest.raises(Invalid):
        submit_scorecard(fill(card), actor=runa, version=2)


@pytest.mark.parametrize("has_read", [False, True])
def test_who_has_read_colleagues_before_is_not_independent(card: Scorecard, runa: User, has_read: bool) -> None:
    if has_read:
        mark_read(card.application, reader=runa)
        mark_read(card.application, reader=runa)
        assert CardRead.objects.count() == 1
    submit_scorecard(fill(card), actor=runa, version=2)
    assert fresh(card).independent is not has_read


def test_reading_after_submitting_changes_nothing(card: Scorecard, runa: User) -> None:
    submitted = submit_scorecard(fill(card), actor=runa, version=2)
    mark_read(card.application, reader=runa)
    amend_scorecard(submitted, actor=runa, save=Save(3, closing={"recommendation": "no"}), reason="Slept on it.")
    assert fresh(card).independent is True


@pytest.fixture
def checklist(card: Scorecard) -> Checklist:
    return Checklist.objects.create(
        key="ml_test_score",
        title="ML Test Score",
        sections=[
            {
                "key": "data",
                "title": "Data",
                "tests": [{"id": "Data 1", "test": "schema"}, {"id": "Data 2", "test": "x"}],
            },
            {"key": "infra", "title": "Infrastructure", "tests": [{"id": "Infra 1", "test": "rollback"}]},
        ],
        bands=[{"over": None, "up_to": 0, "reading": "research"}, {"over": 0, "up_to": 7, "reading": "some tests"}],
    )


def test_the_checklist_goes_with_production_stages_only(card: Scorecard, checklist: Checklist) -> None:
    assert find_checklist(card.rubric_version) == checklist
    draft = RubricVersionFactory(criteria=False, published_at=None)
    RubricCriterionFactory(version=draft, stage="system_design")
    assert find_checklist(draft) is None


def test_a_checklist_adds_up_and_is_final_when_nothing_open_can_change_it(checklist: Checklist) -> None:
    half = fill_checklist(checklist, {"Data 1": 0.5, "Nowhere 9": 1})
    assert (half.answered, half.total, half.final, half.reading) == (1, 3, None, "")
    assert [str(section.points) for section in half.sections] == ["0.5", "0"]
    assert [test.value for test in half.sections[0].tests] == ["0.5", ""]

    full = fill_checklist(checklist, {"Data 1": 0.5, "Data 2": 0, "Infra 1": 1})
    assert (str(full.final), full.reading) == ("0.5", "some tests")


@pytest.mark.parametrize(
    "answers", [{"Data 1": 2}, {"Data 1": True}, {"Data 1": "1"}, {"Nowhere": 1}, [], "", ["Data 1"], {"x" * 41: 1}]
)
def test_only_answers_to_its_tests_are_taken(
    card: Scorecard, checklist: Checklist, runa: User, answers: object
) -> None:
    with pytest.raises(Invalid):
        save_scorecard(fresh(card), actor=runa, save=Save(1, closing={"checklist": answers}))
    assert fresh(card).checklist == {}


def test_answers_are_kept_and_taken_back(card: Scorecard, checklist: Checklist, runa: User) -> None:
    save_scorecard(fresh(card), actor=runa, save=Save(1, closing={"checklist": {"Data 1": 0.5, "Infra 1": 1}}))
    assert fresh(card).checklist == {"Data 1": 0.5, "Infra 1": 1}
    save_scorecard(fresh(card), actor=runa, save=Save(2, closing={"checklist": {}}))
    assert fresh(card).checklist == {}
