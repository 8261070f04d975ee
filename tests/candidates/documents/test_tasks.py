import pytest

from candidates.documents import content, tasks
from candidates.documents.adding import add_document, remove_document
from candidates.documents.limits import MOST_PAGES
from candidates.documents.refusals import WORDS
from candidates.documents.uploads import check_data
from candidates.models import Document, DocumentPage
from hiring.core.background.child import ChildCrashed, ChildTimeout
from hiring.core.background.run import Run
from hiring.core.background.work import carry_out
from hiring.core.files import remove_files
from hiring.core.models import AuditEntry, Task
from tests.candidates.documents import files
from tests.candidates.documents.conftest import read_stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(application, manager):
    def add_file(data, name="resume.pdf"):
        upload = check_data(name, data)
        return add_document(application.candidate, actor=manager, upload=upload, application=application)

    return add_file


@pytest.fixture
def read(carry_out_due, django_capture_on_commit_callbacks):
    def read_all():
        with django_capture_on_commit_callbacks(execute=True):
            carry_out_due()
        return Document.objects.order_by("-id").first()

    return read_all


def test_pdf_becomes_text_and_pictures(add, read, stored):
    add(files.make_pdf("Ada builds feature stores", "Page two"))
    document = read()
    assert (document.state, document.text, document.page_count) == ("ready", "Ada builds feature stores\n\nPage two", 2)
    pages = list(document.pages.values_list("number", "width", "height"))
    assert pages == [(1, 1082, 1400), (2, 1082, 1400)]
    assert read_stored(document.pages.first().file)[8:12] == b"WEBP"
    assert len(stored()) == 3
    task = Task.objects.get()
    assert (task.state, task.progress_done, task.progress_total) == ("done", 2, 2)
    assert AuditEntry.objects.latest("id").action == "document.ready"


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("resume.docx", files.make_docx(), "Ada Lovelace builds feature stores."),
        ("resume.json", files.make_json(), "## Ada Lovelace\nML engineer\nada@example.org"),
    ],
)
def test_word_and_json_become_text(add, read, name, data, text):
    add(data, name)
    document = read()
    assert document.state == "ready"
    assert document.text.startswith(text)
    assert not document.pages.exists()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("resume.pdf", files.encrypt_pdf(files.make_pdf("x"), user="secret", owner="o"), "password"),
        ("resume.pdf", files.make_pdf("x", catalog="/OpenAction << /S /JavaScript /JS (app.alert) >>"), "scripts"),
        ("resume.pdf", files.make_pdf(*["x"] * (MOST_PAGES + 1)), "too_many_pages"),
        ("resume.pdf", b"%PDF-1.7\nnothing\n%%EOF", "damaged"),
        ("resume.docx", files.make_body_docx("<w:p/>"), "empty"),
    ],
)
def test_what_cannot_be_read_is_refused_and_its_file_removed(add, read, stored, name, data, code):
    add(data, name)
    document = read()
    assert (document.state, document.refusal, document.file) == ("refused", code, "")
    assert stored() == []
    assert Task.objects.get().state == "done"
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.fields, entry.digests) == ("document.refused", [], {})


def test_reading_twice_writes_once(add, read, stored):
    add(files.make_pdf("x"))
    read()
    task = Task.objects.get()
    Task.objects.update(state="queued", due_at=task.created_at)
    read()
    assert DocumentPage.objects.count() == 1
    assert len(stored()) == 2
    assert AuditEntry.objects.filter(action="document.ready").count() == 1


def test_worker_that_lost_its_claim_writes_nothing_and_leaves_no_picture(add, stored):
    document = add(files.make_pdf("x"))
    late = Run.claim(Task.objects.get().pk)
    Task.objects.update(claim="another worker's")
    with pytest.raises(Exception, match=late.task.public_id):
        tasks.read_document(late)
    document.refresh_from_db()
    assert document.state == "reading"
    assert stored() == [document.file]


def test_document_removed_meanwhile_is_no_error(add, manager, read):
    remove_document(add(files.make_pdf("x")), actor=manager)
    assert read() is None
    assert Task.objects.get().state == "done"


def test_document_that_is_ready_already_is_left_alone(add, read, stored, django_capture_on_commit_callbacks):
    add(files.make_pdf("first"))
    document = read()
    other = content.Content("other", 1, [])
    with django_capture_on_commit_callbacks(execute=True):
        content.finish_document(document, other, pictures=[content.store_file("pages", b"x")])
        content.refuse_document(document, "damaged")
    document.refresh_from_db()
    assert (document.state, document.text) == ("ready", "first")
    assert len(stored()) == 2


@pytest.mark.parametrize("error", [ChildTimeout("out of time"), ChildCrashed("signal 11")])
def test_child_that_fails_once_gets_a_second_try_and_then_the_file_is_too_heavy(add, monkeypatch, error):
    """The child's own failures are tested with real children; here is what the task makes of them."""

    def fail(*args, **options):
        raise error

    monkeypatch.setattr(content, "run_in_child", fail)
    document = add(files.make_pdf("x"))
    task = Task.objects.get()
    carry_out(task.pk)
    document.refresh_from_db()
    assert document.state == "reading"
    Task.objects.update(due_at=task.created_at)
    carry_out(task.pk)
    document.refresh_from_db()
    assert (document.state, document.refusal) == ("refused", "too_heavy")
    assert Task.objects.get().state == "done"


def test_file_that_is_lost_fails_visibly(add):
    document = add(files.make_pdf("x"))
    remove_files([document.file])
    task = Task.objects.get()
    for _ in range(tasks.ATTEMPTS):
        Task.objects.update(due_at=task.created_at)
        carry_out(task.pk)
    document.refresh_from_db()
    assert (document.state, document.refusal) == ("refused", "unread")
    assert (Task.objects.get().state, Task.objects.get().error) == ("failed", "FileNotFoundError")


def test_code_that_nobody_knows_is_stored_as_damaged(add):
    document = add(files.make_pdf("x"))
    content.refuse_document(document, "ada_lovelace_is_here")
    document.refresh_from_db()
    assert document.refusal == "damaged"
    assert "damaged" in WORDS


def test_strays_are_removed_by_the_clock(stored):
    content.store_file("documents", b"young")
    tasks.remove_stray_files()
    assert len(stored()) == 1
