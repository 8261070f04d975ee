"""The list of reasons: added, put into order, retired, never deleted."""

import pytest

from assessments.pipeline.reasons import add_reason, raise_reason, retire_reason
from candidates.models import MoveReason
from hiring.core.errors import Invalid, NotAllowed
from hiring.core.models import AuditEntry, User
from tests.factories.candidates import MoveReasonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered() -> list[MoveReason]:
    """Three reasons to reject, which share a position, and one to withdraw."""
    MoveReason.objects.all().delete()
    MoveReasonFactory(kind="withdraw", label="Moved away")
    return [MoveReasonFactory(label=label) for label in ("First", "Second", "Third")]


def labels(kind: str = "reject") -> list[str]:
    return [reason.label for reason in MoveReason.objects.filter(kind=kind, retired_at=None)]


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


def test_a_new_reason_stands_last(offered: list[MoveReason], recruiter: User) -> None:
    add_reason(actor=recruiter, kind="reject", label="  Fourth ")
    assert labels() == ["First", "Second", "Third", "Fourth"]
    assert actions() == ["reason.added"]


def test_one_is_there_once(offered: list[MoveReason], recruiter: User) -> None:
    with pytest.raises(Invalid, match="The list has this reason"):
        add_reason(actor=recruiter, kind="reject", label="second")
    add_reason(actor=recruiter, kind="withdraw", label="Second")
    assert labels("withdraw") == ["Moved away", "Second"]


def test_retired_once_and_back_again(offered: list[MoveReason], recruiter: User) -> None:
    for _ in range(2):
        retire_reason(MoveReason.objects.get(label="Second"), actor=recruiter)
    assert (labels(), actions()) == (["First", "Third"], ["reason.retired"])
    add_reason(actor=recruiter, kind="reject", label="Second")
    assert MoveReason.objects.get(label="Second").pk == offered[1].pk
    assert sorted(labels()) == ["First", "Second", "Third"]


def test_one_place_up_at_a_time(offered: list[MoveReason], recruiter: User) -> None:
    raise_reason(offered[2], actor=recruiter)
    assert labels() == ["First", "Third", "Second"]
    raise_reason(offered[2], actor=recruiter)
    assert labels() == ["Third", "First", "Second"]
    raise_reason(offered[2], actor=recruiter)
    assert (labels(), actions()) == (["Third", "First", "Second"], ["reason.moved"] * 2)


def test_recruiters_and_administrators_keep_it(
    offered: list[MoveReason], administrator: User, member: User, auditor: User
) -> None:
    add_reason(actor=administrator, kind="reject", label="Fourth")
    for stranger in (member, auditor):
        for deed in (retire_reason, raise_reason):
            with pytest.raises(NotAllowed):
                deed(offered[1], actor=stranger)
        with pytest.raises(NotAllowed):
            add_reason(actor=stranger, kind="reject", label="Fifth")
    assert labels() == ["First", "Second", "Third", "Fourth"]
