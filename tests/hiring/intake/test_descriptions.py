import pytest
from django.db import IntegrityError, transaction

from hiring.core.errors import Invalid, NotAllowed, Stale
from hiring.core.models import AuditEntry
from hiring.intake.descriptions import LONGEST_TEXT, write_description
from hiring.intake.reviews import start_review
from tests.factories.intake import make_open, make_review


def test_each_change_is_a_version_with_a_reason(role, manager):
    first = write_description(role, actor=manager, text="  One.\r\nTwo.\0 ")
    second = write_description(role, actor=manager, text="One, two.", reason="Shorter.")
    assert [(item.number, item.text, item.reason) for item in (first, second)] == [
        (1, "One.\nTwo.", ""),
        (2, "One, two.", "Shorter."),
    ]
    assert list(AuditEntry.objects.filter(action="job_description.written").values_list("fields", flat=True)) == [
        ["text"],
        ["text"],
    ]
    assert "Shorter" not in str(list(AuditEntry.objects.values()))


@pytest.mark.parametrize(
    ("text", "reason", "fields"),
    [
        ("", "Shorter.", ["text"]),
        (" \n\0", "Shorter.", ["text"]),
        ("One.", "Shorter.", ["text"]),
        ("One.\r\n", "Shorter.", ["text"]),
        ("x" * (LONGEST_TEXT + 1), "Longer.", ["text"]),
        ("Two.", "", ["reason"]),
        ("Two.", "x" * 201, ["reason"]),
        ("", "", ["text", "reason"]),
    ],
)
def test_what_is_no_new_version(role, manager, text, reason, fields):
    write_description(role, actor=manager, text="One.")
    with pytest.raises(Invalid) as caught:
        write_description(role, actor=manager, text=text, reason=reason)
    assert list(caught.value.errors) == fields
    assert role.descriptions.count() == 1


def test_two_writers_do_not_overwrite_each_other(role, manager, recruiter):
    write_description(role, actor=manager, text="One.", base=0)
    write_description(role, actor=recruiter, text="Hers.", reason="Clearer.", base=1)
    with pytest.raises(Stale) as caught:
        write_description(role, actor=manager, text="His.", reason="Longer.", base=1)
    assert caught.value.theirs == {"number": 2, "text": "Hers."}
    assert role.descriptions.first().text == "Hers."


def test_who_may_write(role, interviewer, administrator, auditor, member):
    for actor in (interviewer, administrator, auditor, member):
        with pytest.raises(NotAllowed):
            write_description(role, actor=actor, text="Mine.")


def test_a_version_never_changes(role, manager):
    written = write_description(role, actor=manager, text="One.")
    written.text = "Other."
    with pytest.raises(IntegrityError), transaction.atomic():
        written.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        written.delete()


def test_an_open_review_goes_along_with_the_text_and_a_submitted_one_stays(role, manager, interviewer):
    write_description(role, actor=manager, text="One.")
    submitted = make_review(role, {"outcome": 3, "environment": 3})
    still_open = start_review(role, actor=interviewer)
    second = write_description(role, actor=manager, text="Two.", reason="Clearer.")
    submitted.refresh_from_db()
    still_open.refresh_from_db()
    assert (submitted.description.number, still_open.description) == (1, second)


def test_the_text_of_an_open_role_may_change(role, manager):
    make_open(role)
    assert write_description(role, actor=manager, text="Newer.", reason="Pay range.").number == 2
