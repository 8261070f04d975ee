"""What a debrief shows, and to whom."""

import pytest

from assessments.debriefs.results import debrief
from assessments.models import Scorecard
from candidates.models import Application
from hiring.core.models import User
from hiring.models import Stage
from tests.factories.assessments import ScorecardFactory


def set_level(card: Scorecard, position: int, level: int) -> None:
    criterion = card.rubric_version.criteria.get(position=position)
    card.ratings.filter(criterion=criterion).update(level=level)


@pytest.mark.usefixtures("runa_card", "jonas_card")
def test_two_cards_over_the_bar_suggest_advancing(application: Application, stage: Stage, manager: User) -> None:
    shown = debrief(application, stage, reader=manager)
    assert (shown.outcome, shown.score, shown.expected, shown.coverage) == ("Advance", "4.00", "3.00", "100")
    assert shown.reasons == ("The score of 4.00 reaches the 3.00 that this seniority expects.",)


def test_the_widest_disagreement_stands_first(
    application: Application, stage: Stage, manager: User, runa_card: Scorecard, jonas_card: Scorecard
) -> None:
    set_level(runa_card, 2, 2)
    shown = debrief(application, stage, reader=manager)
    assert [row.line.spread for row in shown.rows] == [2, 0]


def test_the_sentence_says_the_score_that_the_figures_say(
    application: Application, stage: Stage, manager: User, runa_card: Scorecard, jonas_card: Scorecard
) -> None:
    """One lighter criterion a level lower: 4 - 0.4 / 2 = 3.8, no third card can round it up to the bar."""
    set_level(runa_card, 2, 3)
    shown = debrief(application, stage, reader=manager)
    assert shown.score == "3.80"
    assert shown.by_interviewer == "3.60 – 4.00"
    assert shown.reasons == ("The score of 3.80 reaches the 3.00 that this seniority expects.",)


def test_more_cards_than_needed_are_told_in_plain_words(
    application: Application, stage: Stage, manager: User, runa_card: Scorecard, jonas_card: Scorecard
) -> None:
    ScorecardFactory(application=application, stage=stage, submitted=True)
    assert debrief(application, stage, reader=manager).cards_in == "3 scorecards are in, 2 are needed."


def test_a_must_have_below_its_floor_holds_and_is_named(
    application: Application, stage: Stage, manager: User, runa_card: Scorecard, jonas_card: Scorecard
) -> None:
    set_level(runa_card, 1, 2)
    set_level(jonas_card, 1, 3)
    shown = debrief(application, stage, reader=manager)
    title = stage.criteria.get(position=1).title
    assert shown.outcome == "Hold"
    assert shown.reasons[0] == f"{title} stands at 2.5, below its floor of 3.0."
    assert [row.line.below_floor for row in shown.rows] == [True, False]


def test_two_levels_apart_on_a_must_have_hold_and_name_who(
    application: Application, stage: Stage, manager: User, runa_card: Scorecard, jonas_card: Scorecard
) -> None:
    set_level(runa_card, 1, 3)
    set_level(jonas_card, 1, 5)
    shown = debrief(application, stage, reader=manager)
    title = stage.criteria.get(position=1).title
    assert shown.reasons == (f"Runa Achterberg and Jonas Tveitane differ by 2 levels on {title}.",)


def test_a_missing_quorum_holds(application: Application, stage: Stage, manager: User, runa_card: Scorecard) -> None:
    waiting = ScorecardFactory(application=application, stage=stage)
    shown = debrief(application, stage, reader=manager)
    assert shown.reasons == ("1 scorecard is in, 2 are needed.",)
    assert shown.missing == (waiting,)
    assert not shown.quorum_met


def test_nothing_computed_exists_for_who_holds_an_open_card(
    application: Application, stage: Stage, runa_card: Scorecard
) -> None:
    mine = ScorecardFactory(application=application, stage=stage)
    shown = debrief(application, stage, reader=mine.author)
    assert shown.sealed
    assert (shown.cards, shown.summary, shown.suggestion, shown.rows, shown.reasons) == ((), None, None, (), ())
    assert {card.pk for card in shown.panel} == {runa_card.pk, mine.pk}


def test_an_open_card_at_a_later_stage_seals_this_one_too(
    application: Application, stage: Stage, later: Stage, runa_card: Scorecard
) -> None:
    mine = ScorecardFactory(application=application, stage=later)
    assert debrief(application, stage, reader=mine.author).sealed


def test_submitting_opens_the_colleagues_cards(
    application: Application, stage: Stage, runa_card: Scorecard, jonas_card: Scorecard
) -> None:
    shown = debrief(application, stage, reader=jonas_card.author)
    assert not shown.sealed
    assert {card.pk for card in shown.cards} == {runa_card.pk, jonas_card.pk}


def test_not_assessed_counts_as_missing_and_never_as_zero(
    application: Application, stage: Stage, manager: User, runa_card: Scorecard
) -> None:
    heavy = stage.criteria.get(position=1)
    runa_card.ratings.filter(criterion=heavy.criterion).update(level=None, not_assessed=True)
    shown = debrief(application, stage, reader=manager)
    assert (shown.score, shown.coverage) == ("4.00", "40")
    assert "Only 40 % of the weight was assessed; 70 % are needed." in shown.reasons


def test_a_red_flag_stands_with_its_words_and_with_who_ticked_it(
    application: Application, stage: Stage, manager: User, runa_card: Scorecard, jonas_card: Scorecard
) -> None:
    criterion = stage.criteria.get(position=1).criterion
    runa_card.ratings.filter(criterion=criterion).update(flags={"1": "Said it twice."})
    jonas_card.ratings.filter(criterion=criterion).update(flags={"1": "The second question.", "0": "Once."})
    key = criterion.criterion.key
    (row,) = [row for row in debrief(application, stage, reader=manager).rows if row.criterion.key == key]
    assert row.cells[0].flags == ((criterion.red_flags[1], "Said it twice."),)
    assert dict(row.flags) == {
        criterion.red_flags[0]: ("Jonas Tveitane",),
        criterion.red_flags[1]: ("Runa Achterberg", "Jonas Tveitane"),
    }
