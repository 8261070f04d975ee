import pytest

from candidates.documents.adding import add_document
from candidates.documents.reading.text import lay_out
from candidates.documents.shown import Group, group_blocks, show_document
from candidates.models import Document
from hiring.core.models import Task

pytestmark = pytest.mark.django_db


def test_neighbours_stand_together():
    text = "## Work\n## Again\n- one\n• two\nLine\nsecond line\n\nNew paragraph"
    assert list(group_blocks(lay_out(text))) == [
        Group("heading", ["Work"]),
        Group("heading", ["Again"]),
        Group("item", ["one", "two"]),
        Group("line", ["Line", "second line"]),
        Group("line", ["New paragraph"]),
    ]


def test_each_state_shows_what_it_has(application, manager, upload, carry_out_due, django_assert_num_queries):
    document = add_document(application.candidate, actor=manager, upload=upload, application=application)
    with django_assert_num_queries(1):
        shown = show_document(document)
    assert (shown.is_waiting, shown.is_ready, shown.refusal, shown.pages) == (True, False, "", [])
    assert shown.stamp == "received-0-0-queued"
    Task.objects.update(progress_done=1, progress_total=2, state="running")
    assert show_document(document).stamp == "received-1-2-running"
    Task.objects.update(state="queued")
    carry_out_due()
    with django_assert_num_queries(2):
        shown = show_document(Document.objects.get(), may_change=True)
    assert (shown.is_ready, shown.stamp, len(shown.pages), shown.pages_left_out) == (True, "ready-", 2, 0)
    assert shown.groups == [Group("line", ["Ada builds feature stores"]), Group("line", ["Page two"])]


def test_refused_document_says_why(application, manager, upload):
    document = add_document(application.candidate, actor=manager, upload=upload, application=application)
    Document.objects.update(state="refused", refusal="password", file="")
    document.refresh_from_db()
    shown = show_document(document)
    assert shown.refusal == "This file asks for a password. Save a copy without one and add that."
    assert (shown.is_waiting, shown.pages, shown.groups) == (False, [], [])
