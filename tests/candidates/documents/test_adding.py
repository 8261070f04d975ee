import pytest

from candidates.documents.adding import MOST_DOCUMENTS, READ, add_document, apply_for, remove_document
from candidates.documents.permissions import may_change_document
from candidates.documents.uploads import check_data
from candidates.models import Application, Candidate, Document
from hiring.core.errors import Invalid, NotAllowed, Refused
from hiring.core.models import AuditEntry, Task
from tests.candidates.documents import files
from tests.candidates.documents.conftest import read_stored
from tests.factories.candidates import AccessFactory, ApplicationFactory, CandidateFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory, RoleFactory

pytestmark = pytest.mark.django_db


def entries():
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


def another_pdf(words):
    return check_data("resume.pdf", files.make_pdf(words))


def test_added_document_is_stored_under_a_random_name_and_waits_to_be_read(application, manager, upload):
    document = add_document(application.candidate, actor=manager, upload=upload, application=application)
    assert (document.state, document.kind, document.file_name, document.title) == (
        "received",
        "pdf",
        "Résumé.pdf",
        "Resume",
    )
    assert (document.size, document.sha256) == (upload.size, upload.sha256)
    assert "sum" not in document.file
    assert read_stored(document.file) == upload.data
    task = Task.objects.get()
    assert (task.kind, task.key, task.subject_id) == (READ, f"{READ}:{document.public_id}", document.public_id)
    assert task.payload == {"document": document.public_id}
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id, entry.role_id) == (
        "document.added",
        document.public_id,
        application.role.public_id,
    )


def test_same_file_twice_is_refused_and_another_one_is_not(application, manager, upload):
    add_document(application.candidate, actor=manager, upload=upload, application=application)
    with pytest.raises(Refused, match="This very file is already here"):
        add_document(application.candidate, actor=manager, upload=upload, application=application)
    add_document(application.candidate, actor=manager, upload=another_pdf("x"), application=application)
    assert Document.objects.count() == 2


def test_file_that_was_refused_may_be_sent_again(application, manager, upload):
    document = add_document(application.candidate, actor=manager, upload=upload, application=application)
    Document.objects.update(state="refused", refusal="unread", file="")
    again = add_document(application.candidate, actor=manager, upload=upload, application=application)
    assert again != document


def test_documents_of_an_application_are_bounded(application, manager):
    Document.objects.bulk_create(
        Document(
            candidate=application.candidate,
            application=application,
            file=f"documents/aa/{n}",
            file_name="a.pdf",
            kind="pdf",
            size=1,
            sha256=str(n),
        )
        for n in range(MOST_DOCUMENTS)
    )
    with pytest.raises(Refused, match="20 documents already"):
        add_document(application.candidate, actor=manager, upload=another_pdf("x"), application=application)


@pytest.mark.parametrize(
    ("who", "confidential", "may"),
    [
        ("recruiter", False, True),
        ("recruiter", True, False),
        ("team manager", True, True),
        ("team recruiter", True, True),
        ("team interviewer", False, False),
        ("panel", False, False),
        ("auditor", False, False),
        ("administrator", False, False),
    ],
)
def test_who_adds_and_removes(who, confidential, may, upload, recruiter, auditor, administrator):
    role = RoleFactory(confidential=confidential)
    application = ApplicationFactory(role=role)
    user = {"recruiter": recruiter, "auditor": auditor, "administrator": administrator}.get(who) or UserFactory()
    if who.startswith("team"):
        MemberFactory(role=role, user=user, right=who.removeprefix("team "))
    if who == "panel":
        AccessFactory(application=application, user=user)
    leader = MemberFactory(role=role, right="manager").user
    document = add_document(application.candidate, actor=leader, upload=upload, application=application)
    assert may_change_document(document, user) == may
    if may:
        add_document(application.candidate, actor=user, upload=another_pdf("x"), application=application)
        remove_document(document, actor=user)
    else:
        with pytest.raises(NotAllowed):
            add_document(application.candidate, actor=user, upload=another_pdf("x"), application=application)
        with pytest.raises(NotAllowed):
            remove_document(document, actor=user)


def test_document_of_a_person_alone_is_added_by_who_may_edit_the_person(upload, member, recruiter):
    candidate = CandidateFactory(created_by=member)
    document = add_document(candidate, actor=member, upload=upload)
    assert document.application is None
    assert AuditEntry.objects.get().role_id == ""
    with pytest.raises(NotAllowed):
        add_document(candidate, actor=recruiter, upload=another_pdf("x"))


def test_removed_document_takes_its_files_along(
    application, manager, upload, carry_out_due, stored, django_capture_on_commit_callbacks
):
    document = add_document(application.candidate, actor=manager, upload=upload, application=application)
    carry_out_due()
    assert len(stored()) == 3
    with django_capture_on_commit_callbacks(execute=True):
        remove_document(Document.objects.get(), actor=manager)
    assert stored() == []
    assert not Document.objects.exists()
    assert entries() == ["document.added", "document.ready", "document.removed"]
    assert AuditEntry.objects.filter(object_id=document.public_id).count() == 3


class TestApplyFor:
    def test_person_application_and_resume_come_in_together(self, manager, application, upload):
        person = {"name": "Grace Hopper", "email": "grace@example.org"}
        added = apply_for(application.role, actor=manager, person=person, source="Referral", upload=upload)
        assert (added.candidate.name, added.source, added.stage) == ("Grace Hopper", "Referral", None)
        assert added.documents.get().candidate == added.candidate
        assert entries() == ["candidate.added", "application.added", "document.added"]

    def test_known_person_keeps_the_record(self, manager, application):
        grace = CandidateFactory(name="Grace Hopper")
        added = apply_for(application.role, actor=manager, person=grace)
        assert added.candidate == grace
        assert Candidate.objects.count() == 2

    @pytest.mark.parametrize(
        ("change", "person", "error"),
        [
            ({}, {"name": ""}, Invalid),
            ({"state": "closed"}, {"name": "Grace"}, Refused),
            ({"state": "draft", "opened_at": None}, {"name": "Grace"}, Refused),
        ],
    )
    def test_nothing_is_left_of_what_is_refused(self, manager, application, upload, change, person, error):
        for field, value in change.items():
            setattr(application.role, field, value)
        with pytest.raises(error):
            apply_for(application.role, actor=manager, person=person, upload=upload)
        assert (Candidate.objects.count(), Application.objects.count(), Document.objects.count()) == (1, 1, 0)
        assert entries() == []

    def test_second_application_of_one_person_is_refused(self, manager, application):
        with pytest.raises(Refused, match="already has an application"):
            apply_for(application.role, actor=manager, person=application.candidate)

    def test_only_who_leads_the_role_adds(self, application, auditor):
        with pytest.raises(NotAllowed):
            apply_for(application.role, actor=auditor, person={"name": "Grace"})
