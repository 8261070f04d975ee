"""Documents and the pictures of their pages. Files have random names; nothing is served from a public address."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from candidates.applications.models import Application
from candidates.documents.querysets import DocumentQuerySet
from candidates.people.models import Candidate
from hiring.core.base import PublicModel


class DocumentKind(models.TextChoices):
    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word document")
    JSON_RESUME = "json", _("JSON Resume")


class DocumentState(models.TextChoices):
    RECEIVED = "received", _("Waiting to be read")
    READING = "reading", _("Being read")
    READY = "ready", _("Ready")
    REFUSED = "refused", _("Could not be read")


class Document(PublicModel):
    """A resume (or, later, another document) of a candidate, added with one application or for the person."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="documents")
    application = models.ForeignKey(
        Application, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    title = models.CharField(max_length=120, default="Resume")
    file_name = models.CharField(max_length=200)  # as the person named it; used only for the download
    kind = models.CharField(max_length=4, choices=DocumentKind)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=120)  # random name in the storage; empty when refused: nothing is kept then
    state = models.CharField(max_length=8, choices=DocumentState, default=DocumentState.RECEIVED)
    refusal = models.CharField(max_length=40, blank=True)  # a code; the words are made from it for the reader
    text = models.TextField(blank=True)
    page_count = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_kind"),
            models.CheckConstraint(condition=Q(state__in=DocumentState.values), name="document_state"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(refusal=""), name="document_refused_why"),
            models.CheckConstraint(condition=Q(state="refused") | ~Q(file=""), name="document_has_a_file"),
            models.UniqueConstraint(fields=["file"], condition=~Q(file=""), name="document_file_once"),
        ]

    def __str__(self) -> str:
        return f"Document {self.public_id}"


class DocumentPage(models.Model):
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField()
    file = models.CharField(max_length=120, unique=True)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["document_id", "number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="document_page_once")]

    def __str__(self) -> str:
        return f"Page {self.number}"
