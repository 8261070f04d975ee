import pytest
from django.urls import reverse
from django.utils.http import content_disposition_header

from candidates.documents.adding import add_document
from candidates.documents.uploads import check_data
from candidates.models import Document
from hiring.core.models import AuditEntry, Task
from tests.candidates.documents import files
from tests.factories.candidates import AccessFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(application, manager, upload):
    return add_document(application.candidate, actor=manager, upload=upload, application=application)


@pytest.fixture
def ready(waiting, carry_out_due):
    carry_out_due()
    waiting.refresh_from_db()
    AuditEntry.objects.exclude(action="document.added")
    return waiting


@pytest.fixture
def people(application, manager, recruiter, auditor, administrator, member):
    interviewer = AccessFactory(application=application).user
    colleague = MemberFactory(role=application.role, right="interviewer", user=UserFactory(name="Col League")).user
    return {
        "manager": manager,
        "recruiter": recruiter,
        "auditor": auditor,
        "interviewer": interviewer,
        "colleague": colleague,
        "administrator": administrator,
        "stranger": member,
    }


def url(name, document, *more):
    return reverse(name, args=[document.public_id, *more])


def noted():
    return list(AuditEntry.objects.order_by("id").values_list("action", "actor__name"))


READERS = [
    ("manager", 200),
    ("recruiter", 200),
    ("auditor", 200),
    ("interviewer", 200),
    ("colleague", 404),
    ("administrator", 404),
    ("stranger", 404),
]


class TestAccess:
    @pytest.mark.parametrize(("who", "status"), READERS)
    @pytest.mark.parametrize(("name", "more"), [("document", []), ("document-page", [1]), ("document-file", [])])
    def test_who_sees_a_document(self, name, more, who, status, ready, people, browser_as):
        assert browser_as(people[who]).get(url(name, ready, *more)).status_code == status

    @pytest.mark.parametrize(("name", "more"), [("document", []), ("document-page", [1]), ("document-file", [])])
    def test_reading_is_all_that_these_addresses_do(self, name, more, ready, manager, browser_as, client):
        assert browser_as(manager).post(url(name, ready, *more)).status_code == 405
        response = client.get(url(name, ready, *more))
        assert response.status_code == 302
        assert response.url.startswith("/accounts/login/")

    def test_access_that_has_ended_opens_nothing(self, ready, people, browser_as, application):
        application.access.update(ends_at=application.created_at, starts_at=application.created_at)
        assert browser_as(people["interviewer"]).get(url("document", ready)).status_code == 404


class TestDocument:
    def test_ready_document_shows_pages_and_text_and_is_noted(self, ready, manager, browser_as):
        response = browser_as(manager).get(url("document", ready))
        html = response.content.decode()
        assert "Resume of Ada Lovelace" in html
        for number in (1, 2):
            assert f'src="{url("document-page", ready, number)}" width="1082" height="1400"' in html
        assert "Ada builds feature stores" in html
        assert url("document-remove", ready) in html
        assert "every 2s" not in html
        assert response.headers["Cache-Control"] == "private, no-store"
        assert noted()[-1] == ("document.viewed", "Man Ager")

    def test_who_only_reads_is_offered_no_removal(self, ready, people, browser_as):
        html = browser_as(people["interviewer"]).get(url("document", ready)).content.decode()
        assert url("document-remove", ready) not in html

    def test_waiting_document_asks_again_until_it_is_ready(self, waiting, manager, browser_as, carry_out_due):
        browser = browser_as(manager)
        html = browser.get(url("document", waiting)).content.decode()
        assert "Received. It is read in a moment." in html
        assert f'hx-get="{url("document", waiting)}?seen=received-0-0-queued"' in html
        again = {"headers": {"HX-Request": "true"}}
        assert browser.get(url("document", waiting) + "?seen=received-0-0-queued", **again).status_code == 204
        Document.objects.update(state="reading")
        Task.objects.update(progress_done=1, progress_total=2)
        part = browser.get(url("document", waiting) + "?seen=received-0-0-queued", **again).content.decode()
        assert "Being read: page 1 of 2 is drawn." in part
        assert "<html" not in part
        assert noted() == [("document.added", "Man Ager")]
        Document.objects.update(state="received")
        carry_out_due()
        part = browser.get(url("document", waiting) + "?seen=reading-1-2-queued", **again).content.decode()
        assert "every 2s" not in part
        assert "Ada builds feature stores" in part

    def test_refused_document_says_why_and_what_to_do(self, application, manager, browser_as, carry_out_due):
        locked = check_data("a<b>.pdf", files.encrypt_pdf(files.make_pdf("x"), user="secret", owner="o"))
        document = add_document(application.candidate, actor=manager, upload=locked, application=application)
        carry_out_due()
        html = browser_as(manager).get(url("document", document)).content.decode()
        assert "This file asks for a password. Save a copy without one and add that." in html
        assert "“a&lt;b&gt;.pdf” was not taken." in html
        assert reverse("document-add", args=[application.public_id]) in html
        assert url("document-file", document) not in html
        assert ("document.viewed", "Man Ager") not in noted()

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("resume.json", files.make_json(basics={"name": "<script>alert(1)</script>"})),
            ("resume.docx", files.make_body_docx("<w:p><w:r><w:t>&lt;script&gt;alert(1)</w:t></w:r></w:p>")),
        ],
    )
    def test_text_of_a_document_is_never_markup(self, application, manager, browser_as, carry_out_due, name, data):
        upload = check_data(name, data)
        document = add_document(application.candidate, actor=manager, upload=upload, application=application)
        carry_out_due()
        html = browser_as(manager).get(url("document", document)).content.decode()
        assert "&lt;script&gt;alert(1)" in html
        assert "<script>alert" not in html

    def test_queries_stay_the_same(self, ready, manager, browser_as, django_assert_num_queries):
        browser = browser_as(manager)
        browser.get(url("document", ready))
        with django_assert_num_queries(7):
            browser.get(url("document", ready))
        Document.objects.update(page_count=20)
        with django_assert_num_queries(7):
            browser.get(url("document", ready))


class TestPageImage:
    def test_picture_is_private_and_noted_once_a_visit(self, ready, manager, browser_as):
        browser = browser_as(manager)
        responses = [browser.get(url("document-page", ready, number)) for number in (1, 2)]
        for response in responses:
            assert response.headers["Content-Type"] == "image/webp"
            assert response.headers["Cache-Control"] == "private, no-store"
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.content[8:12] == b"WEBP"
        assert [action for action, _ in noted()].count("document.viewed") == 1

    @pytest.mark.parametrize("number", [0, 3])
    def test_other_pages_are_not_there(self, ready, manager, browser_as, number):
        assert browser_as(manager).get(url("document-page", ready, number)).status_code == 404

    def test_lost_file_is_not_there(self, ready, manager, browser_as):
        ready.pages.filter(number=1).update(file="pages/aa/lost")
        assert browser_as(manager).get(url("document-page", ready, 1)).status_code == 404


class TestOriginal:
    def test_original_leaves_as_a_sandboxed_attachment(self, ready, manager, browser_as, upload):
        response = browser_as(manager).get(url("document-file", ready))
        assert response.content == upload.data
        assert response.headers["Content-Disposition"] == "attachment; filename*=utf-8''R%C3%A9sum%C3%A9.pdf"
        assert response.headers["Content-Type"] == "application/octet-stream"
        assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "private, no-store"
        assert noted()[-1] == ("document.downloaded", "Man Ager")

    def test_quotes_in_a_name_cannot_break_the_header(self, ready, manager, browser_as):
        Document.objects.update(file_name='a"; filename="b.html')
        header = browser_as(manager).get(url("document-file", ready)).headers["Content-Disposition"]
        assert header == content_disposition_header(True, 'a"; filename="b.html')
        assert header == 'attachment; filename="a\\"; filename=\\"b.html"'

    def test_what_was_not_checked_does_not_leave(self, waiting, manager, browser_as):
        assert browser_as(manager).get(url("document-file", waiting)).status_code == 404
        assert noted() == [("document.added", "Man Ager")]


class TestRemove:
    def test_asks_first_and_removes_once(self, ready, manager, browser_as, application):
        browser = browser_as(manager)
        assert "Remove “Resume” of Ada Lovelace?" in browser.get(url("document-remove", ready)).content.decode()
        assert Document.objects.exists()
        response = browser.post(url("document-remove", ready))
        assert (response.status_code, response.url) == (302, reverse("application", args=[application.public_id]))
        assert not Document.objects.exists()
        assert browser.post(url("document-remove", ready)).status_code == 404

    @pytest.mark.parametrize(
        ("who", "status"),
        [("recruiter", 302), ("interviewer", 403), ("auditor", 403), ("colleague", 404), ("stranger", 404)],
    )
    def test_who_removes(self, who, status, ready, people, browser_as):
        browser = browser_as(people[who])
        assert browser.post(url("document-remove", ready)).status_code == status
        assert Document.objects.exists() == (status != 302)

    def test_wrong_method_and_nobody(self, ready, manager, browser_as, client):
        assert browser_as(manager).put(url("document-remove", ready)).status_code == 405
        assert client.post(url("document-remove", ready)).status_code == 302
        assert Document.objects.exists()

    def test_document_of_a_person_alone_leads_back_to_the_record(self, application, manager, browser_as, upload):
        document = add_document(application.candidate, actor=manager, upload=upload)
        response = browser_as(manager).post(url("document-remove", document))
        assert response.url == reverse("candidate-edit", args=[application.candidate.public_id])


class TestAdd:
    def add(self, browser, application, **fields):
        return browser.post(reverse("document-add", args=[application.public_id]), fields)

    def test_file_is_added_and_its_page_opens(self, application, manager, browser_as, as_file):
        browser = browser_as(manager)
        assert browser.get(reverse("document-add", args=[application.public_id])).status_code == 200
        response = self.add(browser, application, title="Portfolio", resume=as_file(files.make_pdf("x"), "work.pdf"))
        document = Document.objects.get()
        assert (response.status_code, response.url) == (302, url("document", document))
        assert (document.title, document.file_name, document.application) == ("Portfolio", "work.pdf", application)

    @pytest.mark.parametrize(
        ("name", "data", "words"),
        [
            ("resume.pdf", b"", "This file is empty."),
            ("resume.png", files.make_png(), "Only a PDF, a Word document"),
            ("resume.pdf", files.make_docx(), "This file is a Word document, but its name says otherwise."),
            ("resume.pdf", files.make_pdf("x" * 2000)[:1500], "The end of this file is missing"),
            ("resume.pdf", b"%PDF-1.7\n" + b"x" * 6_500_000 + b"%%EOF", "This file is larger than 5 MB."),
            (
                "resume.docx",
                files.change_zip(files.make_docx(), add={"a.xml": bytes(3_000_000)}),
                "unpacks to far more",
            ),
            ("resume.docx", files.change_zip(files.make_docx(), add={"word/vbaProject.bin": b"x"}), "carries macros"),
        ],
    )
    def test_bad_file_gets_a_clear_message_and_what_was_typed_stays(
        self, application, manager, browser_as, as_file, stored, name, data, words
    ):
        response = self.add(browser_as(manager), application, title="Portfolio", resume=as_file(data, name))
        html = response.content.decode()
        assert response.status_code == 422
        assert words in html
        assert 'value="Portfolio"' in html
        assert not Document.objects.exists()
        assert stored() == []

    def test_no_file_is_said(self, application, manager, browser_as):
        response = self.add(browser_as(manager), application, title="Portfolio")
        assert response.status_code == 422
        assert "Choose a file." in response.content.decode()

    def test_good_file_is_kept_while_the_rest_is_put_right(self, application, manager, browser_as, as_file, stored):
        browser = browser_as(manager)
        response = self.add(browser, application, title="x" * 121, resume=as_file(files.make_pdf("x")))
        html = response.content.decode()
        assert "“resume.pdf”" in html
        assert "is kept." in html
        assert len(stored()) == 1
        note = response.context["form"]["kept"].value()
        assert self.add(browser, application, title="Portfolio", kept=note).status_code == 302
        assert Document.objects.get().file == stored()[0]
        response = self.add(browser, application, title="Portfolio", kept=note)
        assert "Choose a file." in response.content.decode()
        assert Document.objects.count() == 1

    def test_sending_twice_adds_once(self, application, manager, browser_as, as_file):
        browser = browser_as(manager)
        data = files.make_pdf("x")
        assert self.add(browser, application, resume=as_file(data)).status_code == 302
        response = self.add(browser, application, resume=as_file(data))
        assert response.status_code == 422
        assert "This very file is already here." in response.content.decode()
        assert Document.objects.count() == 1

    @pytest.mark.parametrize(
        ("who", "status"),
        [("recruiter", 302), ("interviewer", 403), ("auditor", 403), ("colleague", 404), ("stranger", 404)],
    )
    def test_who_adds(self, who, status, application, people, browser_as, as_file):
        browser = browser_as(people[who])
        assert self.add(browser, application, resume=as_file(files.make_pdf("x"))).status_code == status
        assert Document.objects.exists() == (status == 302)

    def test_wrong_method_and_nobody(self, application, manager, browser_as, client):
        address = reverse("document-add", args=[application.public_id])
        assert browser_as(manager).delete(address).status_code == 405
        assert client.get(address).status_code == 302
