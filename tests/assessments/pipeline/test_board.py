"""What stands on the board: columns, counts, order, filters, and nothing of what cards say."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Scorecard
from assessments.pipeline.board import FIRST, Column, Filters, board, further_cards, seen_of
from candidates.models import Application
from hiring.core.models import User
from hiring.models import Role, Stage
from hiring.roles.permissions import rights_on
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import AccessFactory, ApplicationFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory


def show(role: Role, reader: User, **filters: object) -> list[Column]:
    return board(role, reader=reader, rights=rights_on(role, reader), filters=Filters(**filters))


@pytest.mark.usefixtures("application")
def test_a_column_for_new_and_for_each_judged_stage(role: Role, manager: User) -> None:
    columns = show(role, manager)
    assert [(column.stage.title if column.stage else "New", column.count) for column in columns] == [
        ("New", 0),
        ("ML system design", 1),
        ("Communication", 0),
    ]


def test_a_column_begins_with_twenty_and_goes_on(role: Role, stage: Stage, manager: User) -> None:
    ApplicationFactory.create_batch(FIRST + 3, role=role, stage=stage)
    column = show(role, manager)[1]
    assert (len(column.cards), column.more, column.count) == (FIRST, True, FIRST + 3)
    rest = further_cards(role, stage, reader=manager, rights=rights_on(role, manager), filters=Filters(), offset=FIRST)
    assert (len(rest.cards), rest.more) == (3, False)
    shown = [card.id for card in column.cards + rest.cards]
    assert len(set(shown)) == FIRST + 3


def test_the_longest_in_a_stage_stand_first(role: Role, stage: Stage, manager: User) -> None:
    now = timezone.now()
    young = ApplicationFactory(role=role, stage=stage, stage_entered_at=now)
    old = ApplicationFactory(role=role, stage=stage, stage_entered_at=now - timedelta(days=9))
    column = show(role, manager)[1]
    assert [card.id for card in column.cards] == [old.public_id, young.public_id]


def test_who_is_in_and_who_is_late(
    application: Application, role: Role, stage: Stage, manager: User, runa_card: Scorecard
) -> None:
    ScorecardFactory(application=application, stage=stage, due_at=timezone.now() - timedelta(hours=1))
    ScorecardFactory(application=application, stage=stage)
    column = show(role, manager)[1]
    (card,) = column.cards
    assert (card.dots.count("dot-in"), card.dots.count("<i"), card.tone) == (1, 3, "card-late")
    assert (card.mark, column.late) == ("", 1)


@pytest.mark.usefixtures("runa_card", "jonas_card")
def test_filters(application: Application, role: Role, stage: Stage, manager: User) -> None:
    late = ApplicationFactory(role=role, stage=stage, candidate__name="Zoë Łukasz", sort_name="zoe lukasz")
    ScorecardFactory(application=late, stage=stage, author=manager, due_at=timezone.now() - timedelta(hours=1))

    def found(**filters: object) -> list[str]:
        columns = show(role, manager, **filters)
        return [card.id for column in columns for card in column.cards]

    assert found(late=True) == [late.public_id]
    assert found(mine=True) == [late.public_id]
    assert found(decide=True) == [application.public_id]
    assert found(text="Zoë") == [late.public_id]
    assert found(text="nobody") == []


def test_an_interviewer_sees_their_own_applications_only(
    application: Application, role: Role, stage: Stage, runa_card: Scorecard
) -> None:
    ApplicationFactory(role=role, stage=stage)
    column = show(role, runa_card.author)[1]
    assert [card.id for card in column.cards] == [application.public_id]


def test_counts_of_a_column_are_of_what_its_reader_sees(
    application: Application, role: Role, stage: Stage, runa_card: Scorecard, manager: User
) -> None:
    ApplicationFactory(role=role, stage=stage)
    ApplicationFactory(role=role)
    seen = [column.count for column in show(role, runa_card.author)]
    assert seen == [0, 1, 0]
    assert [column.count for column in show(role, manager)] == [1, 2, 0]


@pytest.mark.parametrize("batch", [1, 3])
def test_five_queries_at_any_size(
    role: Role, stage: Stage, manager: User, batch: int, django_assert_num_queries: object
) -> None:
    for _ in range(batch):
        ScorecardFactory(application=ApplicationFactory(role=role, stage=stage), stage=stage)
    with django_assert_num_queries(5):
        show(role, manager)


@pytest.mark.parametrize("confidential", [False, True])
@pytest.mark.parametrize("account", [{}, {"is_recruiter": True}, {"is_auditor": True}, {"is_administrator": True}])
@pytest.mark.parametrize("right", ["", "manager", "recruiter", "interviewer"])
def test_who_sees_which_cards_is_what_visible_to_says(
    role: Role, account: dict[str, bool], right: str, confidential: bool
) -> None:
    Role.objects.filter(pk=role.pk).update(confidential=confidential)
    role.refresh_from_db()
    reader = UserFactory(**account)
    if right:
        MemberFactory(role=role, user=reader, right=right)
    AccessFactory(application=ApplicationFactory(role=role), user=reader)
    ApplicationFactory(role=role)
    rights = rights_on(role, reader)
    expected = Application.objects.visible_to(reader).filter(role=role)
    assert set(seen_of(role, reader, rights)) == set(expected)
    (new, *_stages) = board(role, reader=reader, rights=rights, filters=Filters())
    assert {card.id for card in new.cards} == set(expected.values_list("public_id", flat=True))
    assert new.count == len(expected)
