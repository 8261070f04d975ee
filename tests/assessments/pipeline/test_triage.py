"""Whose turn it is in New, and which move can still be undone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.pipeline import verbs
from assessments.pipeline.triage import Place, Turn, next_in_new
from candidates.models import Application, Document
from hiring.core.models import User
from hiring.models import Role, Stage
from tests.factories.candidates import ApplicationFactory


@pytest.fixture
def waiting(role: Role, stage: Stage) -> list[Application]:
    """Three who applied at one moment, after them one who applied earlier; some who are not in New any more."""
    now = timezone.now()
    same = [ApplicationFactory(role=role, applied_at=now) for _ in range(3)]
    first = ApplicationFactory(role=role, applied_at=now - timedelta(days=1))
    ApplicationFactory(role=role, stage=stage)
    for state in ("on_hold", "rejected", "withdrawn"):
        ApplicationFactory(role=role, state=state)
    ApplicationFactory()
    return [first, *same]


def look(role: Role, reader: User, **place: str) -> Turn:
    return next_in_new(role, reader=reader, place=Place(**place))


def test_the_longest_waiting_first_and_each_one_once(role: Role, manager: User, waiting: list[Application]) -> None:
    seen, after = [], ""
    while (turn := look(role, manager, after=after)).application:
        seen.append(turn.application)
        after = turn.application.public_id
    assert seen == waiting
    assert look(role, manager).waiting == 4


def test_one_is_asked_for_by_name(role: Role, stage: Stage, manager: User, waiting: list[Application]) -> None:
    assert look(role, manager, at=waiting[2].public_id).application == waiting[2]
    assert look(role, manager, at=Application.objects.get(stage=stage).public_id).application is None


def test_the_newest_document_is_the_resume(role: Role, manager: User, waiting: list[Application]) -> None:
    assert look(role, manager).resume is None
    for title in ("Old", "New"):
        Document.objects.create(
            candidate=waiting[0].candidate,
            application=waiting[0],
            title=title,
            file_name="a.json",
            kind="json",
            size=1,
            sha256="0" * 64,
            file=title,
        )
    assert look(role, manager).resume.document.title == "New"


def test_a_move_is_undone_by_its_maker_while_it_is_the_last(
    role: Role, manager: User, recruiter: User, waiting: list[Application]
) -> None:
    made = verbs.pass_on(waiting[0], actor=manager)
    assert look(role, manager, did=made.public_id).last == made
    assert look(role, recruiter, did=made.public_id).last is None
    assert look(role, manager, did="A" * 22).last is None
    verbs.undo(waiting[0], actor=manager, words="Too quickly.")
    assert look(role, manager, did=made.public_id).last is None


def test_the_address_of_a_place() -> None:
    assert [Place().query, Place(after="a", did="b").query] == ["", "after=a&did=b"]
