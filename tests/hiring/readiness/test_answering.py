"""The verb by which a team answers: who, what is taken, and what is never overwritten in silence."""

import pytest

from hiring.core.errors import Invalid, NotAllowed, Stale
from hiring.core.models import AuditEntry
from hiring.core.policy.changing import change_figure
from hiring.readiness.answering import Given, answer_questions
from hiring.readiness.models import ReadinessAnswer
from hiring.readiness.standing import read_standing
from tests.factories.core import UserFactory
from tests.factories.readiness import KEYS, make_answers, make_unready


def test_answers_are_kept_with_who_gave_them(team, manager):
    owner = UserFactory(name="Runa Achterberg")
    answer_questions(team, actor=manager, given={"key_data": Given("yes", " Read only. \r\nSince May.", owner)})
    answer = ReadinessAnswer.objects.get()
    assert (answer.value, answer.note, answer.owner, answer.version) == ("yes", "Read only. \nSince May.", owner, 1)
    assert answer.answered_by == manager
    entry = AuditEntry.objects.get(action="readiness.answered")
    assert (entry.object_id, entry.fields, entry.actor) == (team.public_id, ["key_data"], manager)


def test_what_stays_the_same_is_no_change(team, manager):
    for _again in range(2):
        answer_questions(team, actor=manager, given={"key_data": Given("yes"), "key_limits": Given()})
    assert list(ReadinessAnswer.objects.values_list("question", "version")) == [("key_data", 1)]
    assert AuditEntry.objects.filter(action="readiness.answered").count() == 1


def test_who_answers(team, manager, recruiter, administrator, interviewer, auditor, member):
    for number, actor in enumerate((manager, recruiter, administrator)):
        answer_questions(team, actor=actor, given={"key_data": Given("yes", f"Note {number}")})
    for actor in (interviewer, auditor, member):
        with pytest.raises(NotAllowed):
            answer_questions(team, actor=actor, given={"key_data": Given("no")})
    assert ReadinessAnswer.objects.get().version == 3


@pytest.mark.parametrize(
    ("question", "given", "said"),
    [
        ("gone", Given("yes"), "There is no such question."),
        ("key_data", Given("maybe"), "Choose yes, partly, no or unclear."),
        ("key_data", Given("yes", "w" * 2001), "Write at most 2000 characters."),
        ("owns_model", Given("yes"), "Who? Name a person, or say in a note how it is settled."),
    ],
)
def test_what_is_not_taken(team, manager, question, given, said):
    with pytest.raises(Invalid) as caught:
        answer_questions(team, actor=manager, given={"key_limits": Given("yes"), question: given})
    assert caught.value.errors == {question: [said]}
    assert not ReadinessAnswer.objects.exists()


def test_authority_is_a_name_or_words(team, manager):
    given = {"owns_model": Given("yes", "The head of risk."), "approves_deployment": Given("yes", owner=manager)}
    answer_questions(team, actor=manager, given=given)
    answer_questions(team, actor=manager, given={"resolves_trade_offs": Given("unclear")})
    assert ReadinessAnswer.objects.count() == 3


def test_an_owner_is_somebody_who_is_here(team, manager):
    gone = UserFactory(name="Go Ne", is_active=False)
    with pytest.raises(Invalid, match="Nothing was saved"):
        answer_questions(team, actor=manager, given={"key_data": Given("yes", owner=gone)})


def test_an_owner_who_left_stays_where_nobody_touches_it(team, manager):
    owner = UserFactory()
    answer_questions(team, actor=manager, given={"key_data": Given("yes", owner=owner)})
    owner.is_active = False
    owner.save()
    assert answer_questions(team, actor=manager, given={"key_data": Given("yes", owner=owner)}) == []


def test_nobody_overwrites_what_they_have_not_seen(team, manager, recruiter):
    answer_questions(team, actor=manager, given={"key_data": Given("yes", version=0)})
    given = {"key_data": Given("no", version=0), "key_limits": Given("yes", version=0)}
    with pytest.raises(Stale) as caught:
        answer_questions(team, actor=recruiter, given=given)
    assert caught.value.theirs == {"key_data": {"version": 1, "value": "yes", "note": "", "owner": ""}}
    assert ReadinessAnswer.objects.count() == 1
    answer_questions(team, actor=recruiter, given={"key_data": Given("no", version=1)})
    assert ReadinessAnswer.objects.get().value == "no"


def test_where_a_team_stands(team, administrator, django_assert_num_queries):
    assert read_standing(team).is_untouched
    make_answers(team)
    with django_assert_num_queries(2):
        standing = read_standing(team)
    assert (standing.verdict.is_go, standing.verdict.answered, standing.reasons) == (True, 38, [])
    make_unready(team)
    standing = read_standing(team)
    assert standing.verdict.blocks
    assert [line.text for line in standing.reasons] == [
        "3 of 5 key questions are unclear; from 3 on no role opens.",
    ]
    assert [question.id for question in standing.first] == list(KEYS[:3])
    change_figure("readiness.unclear", 4, actor=administrator, reason="We are small and learn.")
    standing = read_standing(team)
    assert not standing.verdict.blocks
    assert [line.text for line in standing.reasons] == ["No or unclear: The five key questions 3 of 5."]


def test_reasons_are_said_with_their_figures(team):
    values = {
        "pause_problem": "no",
        "key_problem": "no",
        "tool_access": "partly",
        "safe_blame": "partly",
    } | dict.fromkeys(("ethics_bias", "ethics_transparency", "ethics_accountability"), "unclear")
    make_answers(team, **values)
    assert [(line.id, line.says, line.text) for line in read_standing(team).reasons] == [
        ("R2", "prepare", "1 of 5 key questions is answered no."),
        ("R3", "prepare", "A sign to pause is there."),
        ("R4", "prepare", "More than half is no or unclear: Ethical readiness 3 of 4."),
        ("R6", "caution", "There in part only: Minimum tooling 1 of 4, Safe experimentation 1 of 4."),
    ]
