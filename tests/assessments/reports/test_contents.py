"""What a report says, and to whom."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.debriefs.verbs import advance, dissent
from assessments.models import Scorecard
from assessments.reports.contents import show_application, show_job_description, show_scorecard
from assessments.reports.digest import digest_of
from candidates.models import Application
from hiring.core.models import User
from hiring.models import Role, Stage
from tests.factories.assessments import InterviewFactory, ScorecardFactory
from tests.factories.core import UserFactory
from tests.factories.intake import make_member, make_open, make_ready, make_review
from tests.factories.roles import make_library, make_role

WORDS = "A sentence that nobody else writes."


def set_level(card: Scorecard, position: int, level: int | None, **fields: object) -> None:
    criterion = card.rubric_version.criteria.get(position=position)
    card.ratings.filter(criterion=criterion).update(level=level, not_assessed=level is None, **fields)


def test_a_report_says_what_the_debrief_says(
    application: Application, stage: Stage, manager: User, runa_card: Scorecard, jonas_card: Scorecard
) -> None:
    set_level(runa_card, 1, 2, flags={"0": WORDS})
    content = show_application(application, manager)
    step = next(step for step in content.steps if step.title == stage.title)
    matrix = step.judgement.findings.matrix
    assert [rater.name for rater in matrix.raters] == ["Runa Achterberg", "Jonas Tveitane"]
    assert [rater.recommends for rater in matrix.raters] == ["Yes", "Yes"]
    assert [line.levels for line in matrix.lines] == [(2, 4), (4, 4)]
    assert matrix.lines[0].is_apart
    assert step.judgement.outcome == "Hold"
    assert [(flag.author, flag.words) for flag in step.judgement.findings.flags] == [("Runa Achterberg", WORDS)]
    assert content.in_question is step
    assert content.shows_colleagues
    assert [seat.assessed for scorer in content.scorers for seat in scorer.seats if seat] == [2, 2]


@pytest.mark.usefixtures("runa_card")
def test_only_evidence_that_decides_is_printed_and_the_rest_is_counted(
    application: Application, manager: User, stage: Stage, jonas_card: Scorecard
) -> None:
    content = show_application(application, manager)
    findings = content.in_question.judgement.findings
    must_haves = [line.title for line in findings.matrix.lines if line.floor is not None]
    assert [item.title for item in findings.evidence] == must_haves
    assert (findings.printed, findings.written) == (2 * len(must_haves), 4)
    set_level(jonas_card, 2, 5)
    findings = show_application(application, manager).in_question.judgement.findings
    assert findings.printed == 2 * len(must_haves) + 1


def test_who_holds_an_open_card_gets_authors_states_and_due_times_alone(
    application: Application, stage: Stage, later: Stage, manager: User, runa_card: Scorecard
) -> None:
    set_level(runa_card, 1, 1, evidence=WORDS, flags={"0": WORDS})
    runa_card.summary = WORDS
    runa_card.save()
    advanced = ScorecardFactory(application=application, stage=stage, submitted=True)
    decision = advance(application, actor=manager, reason=WORDS)
    dissent(decision, actor=runa_card.author, words=WORDS)
    mine = ScorecardFactory(application=application, stage=later, author=UserFactory(name="Still Scoring"))
    content = show_application(application, mine.author)
    assert content.is_sealed
    assert not content.shows_colleagues
    assert (content.headings, content.decisions, content.score, content.finished) == ((), (), "", "")
    assert [step.judgement for step in content.steps] == [None] * len(content.steps)
    assert {seat.assessed for scorer in content.scorers for seat in scorer.seats if seat} == {None}
    assert {must.line for must in content.must_haves} <= {None}
    assert WORDS not in str(asdict(content))
    sheets = {sheet.author: sheet.state for step in content.steps for sheet in step.panel}
    assert sheets == {
        "Runa Achterberg": "submitted",
        advanced.author.name: "submitted",
        "Still Scoring": "open",
    }
    # the same report for who leads the role says it all
    assert WORDS in str(asdict(show_application(application, manager)))


def test_an_interviewer_with_all_cards_in_reads_the_panel_and_no_reason_of_a_move(
    application: Application, stage: Stage, manager: User, runa_card: Scorecard, jonas_card: Scorecard
) -> None:
    advance(application, actor=manager, reason=WORDS)
    theirs = show_application(application, runa_card.author)
    assert not theirs.is_sealed
    assert WORDS not in str([line.words for line in theirs.history])
    assert WORDS in str([line.words for line in show_application(application, manager).history])


def test_who_does_not_see_the_application_gets_nothing(
    application: Application, member: User, administrator: User, runa_card: Scorecard
) -> None:
    for stranger in (member, administrator):
        with pytest.raises(Application.DoesNotExist):
            show_application(application, stranger)
        with pytest.raises(Scorecard.DoesNotExist):
            show_scorecard(runa_card, stranger)


def test_an_auditor_reads_what_is_submitted(application: Application, auditor: User, runa_card: Scorecard) -> None:
    assert show_application(application, auditor).in_question is not None
    assert show_scorecard(runa_card, auditor).judged is not None


def test_an_application_with_nothing_yet(application: Application, manager: User) -> None:
    content = show_application(application, manager)
    assert (content.in_question, content.on_file, content.scorers, content.score) == (None, None, (), "")
    assert content.begun == ()


def test_a_scorecard_of_another_reader_is_sealed_while_they_score(
    application: Application, stage: Stage, runa_card: Scorecard, manager: User
) -> None:
    set_level(runa_card, 1, 1, evidence=WORDS)
    mine = ScorecardFactory(application=application, stage=stage)
    content = show_scorecard(runa_card, mine.author)
    assert (content.is_sealed, content.judged, content.shows_colleagues) == (True, None, False)
    assert content.sealed_words.startswith("Sealed: you hold an open scorecard")
    assert (content.sheet.author, content.sheet.state) == ("Runa Achterberg", "submitted")
    assert show_scorecard(runa_card, manager).shows_colleagues


def test_a_draft_is_not_put_on_paper_not_even_for_its_author(application: Application, stage: Stage) -> None:
    mine = ScorecardFactory(application=application, stage=stage)
    content = show_scorecard(mine, mine.author)
    assert (content.is_sealed, content.judged) == (True, None)


def test_a_scorecard_says_what_it_said_and_adds_up_alone(runa_card: Scorecard) -> None:
    content = show_scorecard(runa_card, runa_card.author)
    judged = content.judged
    assert (judged.recommendation, judged.score, judged.bar, judged.coverage) == ("Yes", "4.00", "3.00", "100")
    assert [rating.now.level for rating in judged.ratings] == [4, 4]
    assert not content.shows_colleagues


def test_the_hash_changes_with_what_is_said_and_with_nothing_else(
    application: Application, stage: Stage, manager: User, runa_card: Scorecard, auditor: User
) -> None:
    before = digest_of(show_application(application, manager))
    Application.objects.filter(pk=application.pk).update(version=99)
    assert digest_of(show_application(application, manager)) == before
    assert digest_of(show_application(application, auditor)) == before
    set_level(runa_card, 1, 5)
    assert digest_of(show_application(application, manager)) != before


def count_queries(application: Application, reader: User) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        show_application(application, reader)
    return len(queries)


def test_a_report_asks_as_often_for_three_cards_as_for_one(
    application: Application, stage: Stage, manager: User, runa_card: Scorecard
) -> None:
    InterviewFactory(application=application, stage=stage)
    show_application(application, manager)
    one = count_queries(application, manager)
    for _card in range(2):
        ScorecardFactory(application=application, stage=stage, submitted=True)
    assert count_queries(application, manager) == one == 20


@pytest.fixture
def draft(db: None) -> Role:
    return make_role(make_library())


def test_a_job_description_with_its_reviews(draft: Role) -> None:
    make_ready(draft)
    content = show_job_description(draft, draft.created_by)
    assert "<h3>What you will run</h3>" in content.html
    assert (content.findings.score, content.findings.bar, content.findings.passes) == ("3.60", "3.00", True)
    assert [line.levels for line in content.findings.findings.matrix.lines] == [(4, 4), (3, 3)]
    # all evidence is printed, of every criterion
    assert content.findings.findings.printed == content.findings.findings.written == 4
    assert [sheet.state for sheet in content.reviews] == ["submitted", "submitted"]


def test_reviews_are_sealed_for_who_has_one_open_and_the_text_is_not(draft: Role) -> None:
    make_ready(draft)
    author = make_member(draft)
    from hiring.intake.reviews import start_review

    start_review(draft, actor=author)
    content = show_job_description(draft, author)
    assert (content.is_sealed, content.findings, content.shows_colleagues) == (True, None, False)
    assert content.html
    assert [sheet.state for sheet in content.reviews] == ["submitted", "submitted", "open"]


def test_an_older_version_is_shown_with_its_own_reviews(draft: Role) -> None:
    from hiring.intake.descriptions import write_description

    make_ready(draft)
    write_description(draft, actor=draft.created_by, text="Another text.", reason="Shorter.")
    make_review(draft, {"outcome": 2, "environment": 2})
    old = show_job_description(draft, draft.created_by, number=1)
    assert (old.number, old.newest, old.findings.score) == (1, 2, "3.60")
    new = show_job_description(draft, draft.created_by)
    assert (new.number, new.findings.score, new.findings.passes) == (2, "2.00", False)


def test_a_role_without_a_text_and_a_stranger_to_it(draft: Role, member: User) -> None:
    content = show_job_description(draft, draft.created_by)
    assert (content.number, content.html, content.version, content.findings) == (None, "", None, None)
    with pytest.raises(Role.DoesNotExist):
        show_job_description(draft, member)


def test_on_which_figures_the_role_opened_is_sealed_with_its_reviews(draft: Role) -> None:
    role = make_open(draft)
    content = show_job_description(role, role.created_by)
    assert [(event.kind, event.score) for event in content.events] == [("Opened", "3.60")]


def test_due_times_stand_where_nothing_is_in(application: Application, stage: Stage, manager: User) -> None:
    due = timezone.now() + timedelta(days=3)
    card = ScorecardFactory(application=application, stage=stage, due_at=due)
    content = show_application(application, manager)
    assert [(step.number, sheet.author, sheet.due_at) for step, sheet in content.missing] == [
        (stage.position, card.author.name, due)
    ]
