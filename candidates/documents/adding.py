"""The verbs that bring documents in, alone or with a new application."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.applications.models import Application
from candidates.applications.moves import add_application
from candidates.documents.models import Document
from candidates.documents.permissions import may_add_document, may_change_document
from candidates.documents.storage import ORIGINALS
from candidates.documents.uploads import Upload
from candidates.people.models import Candidate
from candidates.people.records import add_candidate
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.background.queue import enqueue
from hiring.core.errors import Refused
from hiring.core.files import remove_on_commit, store_file
from hiring.roles.models import Role
from hiring.roles.permissions import require, rights_on

MOST_DOCUMENTS = 20  # of one application, or of one person without one
READ = "documents.read"


@transaction.atomic
def add_document(
    candidate: Candidate, *, actor: User, upload: Upload, application: Application | None = None, title: str = ""
) -> Document:
    """Keep an inspected file and ask for it to be read.

    Raises ``NotAllowed``, and ``Refused`` when there are too many documents or this very file is there already.
    """
    require(
        may_add_document(candidate, application, actor),
        _("Only a recruiter or hiring manager of this role adds documents."),
    )
    others = Document.objects.filter(candidate=candidate, application=application)
    if others.filter(sha256=upload.sha256).exclude(file="").exists():
        raise Refused(_("This very file is already here. Choose another one."))
    if others.count() >= MOST_DOCUMENTS:
        raise Refused(_("There are %(most)d documents already. Remove one first.") % {"most": MOST_DOCUMENTS})
    document = Document.objects.create(
        candidate=candidate,
        application=application,
        title=title or _("Resume"),
        file_name=upload.name,
        kind=upload.kind,
        size=upload.size,
        sha256=upload.sha256,
        file=upload.stored or store_file(ORIGINALS, upload.data),
        added_by=actor,
    )
    record("document.added", actor=actor, obj=document, role=application and application.role)
    enqueue(
        READ,
        key=f"{READ}:{document.public_id}",
        actor=actor,
        payload={"document": document.public_id},
        subject=document,
    )
    return document


@transaction.atomic
def remove_document(document: Document, *, actor: User) -> None:
    """Remove a document with its pictures and files. The trail keeps that it was there. Raises ``NotAllowed``."""
    require(
        may_change_document(document, actor),
        _("Only a recruiter or hiring manager of this role removes documents."),
    )
    application = document.application
    record("document.removed", actor=actor, obj=document, role=application and application.role)
    remove_on_commit([document.file, *document.pages.values_list("file", flat=True)])
    document.delete()


@transaction.atomic
def apply_for(
    role: Role,
    *,
    actor: User,
    person: Mapping[str, Any] | Candidate,
    source: str = "",
    upload: Upload | None = None,
) -> Application:
    """Put a new person (their fields) or a known one into New of ``role``, with a resume if there is one.

    Raises ``NotAllowed``; ``Invalid`` with the faults of the person's fields; ``Refused`` for a role that is not open
    and for a second application of the same person. Nothing is left of what is refused.
    """
    require(
        rights_on(role, actor).leads,
        _("Only a recruiter or hiring manager of this role adds candidates."),
    )
    candidate = person if isinstance(person, Candidate) else add_candidate(actor=actor, **person)
    application = add_application(candidate, actor=actor, role=role, source=source)
    if upload:
        add_document(candidate, actor=actor, upload=upload, application=application)
    return application
