import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from candidates.documents.adding import add_document
from candidates.models import Document
from hiring.core.models import AuditEntry
from tests.candidates.documents import files
from tests.factories.candidates import AccessFactory, ApplicationFactory
from tests.factories.tokens import api_client

pytestmark = pytest.mark.django_db

URL = "/api/v1/documents/"


@pytest.fixture
def client(manager):
    return api_client(manager)


@pytest.fixture
def document(application, manager, upload):
    return add_document(application.candidate, actor=manager, upload=upload, application=application)


def send(client, application, data=None, name="resume.pdf", **fields):
    body = {"candidate": application.candidate.public_id, "application": application.public_id}
    file = SimpleUploadedFile(name, files.make_pdf("x") if data is None else data)
    return client.post(URL, body | {"file": file} | fields)


def test_added_document_is_received_and_then_ready(client, application, carry_out_due):
    response = send(client, application, title="Portfolio")
    assert response.status_code == 201
    shown = response.json()
    assert (shown["state"], shown["title"], shown["kind"], shown["file_name"]) == (
        "received",
        "Portfolio",
        "pdf",
        "resume.pdf",
    )
    assert (shown["candidate"], shown["application"]) == (application.candidate.public_id, application.public_id)
    carry_out_due()
    assert client.get(response["Location"]).json()["state"] == "ready"


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("resume.pdf", b"", "This file is empty."),
        ("resume.png", files.make_png(), "Only a PDF"),
        ("resume.pdf", b"%PDF-" + bytes(6_500_000), "larger than 5 MB"),
    ],
)
def test_bad_file_is_a_problem_of_its_field(client, application, name, data, text):
    response = send(client, application, data, name)
    assert response.status_code == 400
    assert text in response.json()["errors"]["file"][0]
    assert not Document.objects.exists()


def test_application_of_another_person_is_refused(client, application, manager):
    other = ApplicationFactory(role=application.role)
    other.candidate = application.candidate
    response = send(client, other)
    assert (response.status_code, list(response.json()["errors"])) == (400, ["application"])


def test_refused_document_says_why(client, document):
    Document.objects.update(state="refused", refusal="password", file="")
    shown = client.get(f"{URL}{document.public_id}/").json()
    assert (shown["refusal"], shown["refusal_text"][:31]) == ("password", "This file asks for a password. ")


def test_content_pages_and_original_are_noted_and_kept_nowhere(client, document, upload, carry_out_due):
    carry_out_due()
    url = f"{URL}{document.public_id}/"
    content = client.get(f"{url}content/")
    assert content.json() == {
        "text": "Ada builds feature stores\n\nPage two",
        "pages": [{"number": 1, "width": 1082, "height": 1400}, {"number": 2, "width": 1082, "height": 1400}],
    }
    page, original = client.get(f"{url}pages/2/"), client.get(f"{url}file/")
    assert (page.status_code, page["Content-Type"]) == (200, "image/webp")
    assert original.content == upload.data
    assert original["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert original["Content-Disposition"].startswith("attachment;")
    for response in (content, page, original):
        assert "no-store" in response["Cache-Control"]
    actions = list(AuditEntry.objects.order_by("id").values_list("action", flat=True))
    assert actions[-2:] == ["document.viewed", "document.downloaded"]
    assert actions.count("document.viewed") == 1


@pytest.mark.parametrize("part", ["content/", "pages/1/", "file/"])
def test_what_was_not_checked_does_not_leave(client, document, part):
    assert client.get(f"{URL}{document.public_id}/{part}").status_code == 404


def test_removal_is_for_good(client, document):
    assert client.post(f"{URL}{document.public_id}/remove/", content_type="application/json").status_code == 204
    assert not Document.objects.exists()
    assert client.post(f"{URL}{document.public_id}/remove/", content_type="application/json").status_code == 404


@pytest.mark.parametrize(
    ("who", "read", "removed"),
    [
        ("recruiter", 200, 204),
        ("panel", 200, 403),
        ("auditor", 200, 403),
        ("administrator", 404, 404),
        ("member", 404, 404),
    ],
)
def test_who_reads_and_removes(who, read, removed, document, carry_out_due, application, request):
    carry_out_due()
    user = AccessFactory(application=application).user if who == "panel" else request.getfixturevalue(who)
    client, url = api_client(user), f"{URL}{document.public_id}/"
    for part in ("", "content/", "pages/1/", "file/"):
        assert client.get(url + part).status_code == read
    assert client.get(URL, {"application": application.public_id}).status_code == (200 if read == 200 else 400)
    assert client.post(f"{url}remove/", content_type="application/json").status_code == removed


def test_filters_narrow(client, document, application, manager):
    add_document(application.candidate, actor=manager, upload=document_of("y"))
    assert len(client.get(URL).json()["results"]) == 2
    assert len(client.get(URL, {"application": application.public_id}).json()["results"]) == 1
    assert len(client.get(URL, {"state": "ready"}).json()["results"]) == 0


def document_of(words):
    from candidates.documents.uploads import check_data

    return check_data("resume.pdf", files.make_pdf(words))


def test_queries_stay_the_same(client, document, application, manager, django_assert_num_queries):
    client.get(URL)
    with django_assert_num_queries(2):
        client.get(URL)
    for n in range(2):
        add_document(application.candidate, actor=manager, upload=document_of(str(n)), application=application)
    with django_assert_num_queries(2):
        assert len(client.get(URL).json()["results"]) == 3
