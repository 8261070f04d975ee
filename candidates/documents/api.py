"""The collection of documents. Looking into one and saving its original are written down, as on the pages."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import BaseRouter

from candidates.applications.models import Application
from candidates.documents.adding import add_document, remove_document
from candidates.documents.models import Document, DocumentPage, DocumentState
from candidates.documents.refusals import explain_refusal
from candidates.documents.sending import send_original, send_page
from candidates.documents.uploads import check_upload
from candidates.documents.viewing import note_view
from candidates.people.models import Candidate
from hiring.core.api.collection import Collection
from hiring.core.api.fields import PublicSerializer, Reference
from hiring.core.api.verbs import adds, verb


class DocumentSerializer(PublicSerializer):
    candidate = Reference()
    application = Reference()
    refusal_text = serializers.SerializerMethodField(help_text="Why it was refused, for people.")

    class Meta:
        model = Document
        fields = [
            *["id", "candidate", "application", "title", "file_name", "kind", "size", "state"],
            *["refusal", "refusal_text", "page_count", "created_at"],
        ]

    def get_refusal_text(self, document: Document) -> str:
        return str(explain_refusal(document.refusal)) if document.refusal else ""


class DocumentBody(serializers.Serializer):
    candidate = Reference(queryset=Candidate.objects.all())
    application = Reference(queryset=Application.objects.select_related("role", "candidate"), required=False)
    title = serializers.CharField(max_length=120, required=False)
    file = serializers.FileField(allow_empty_file=True)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        application = data.get("application")
        if application and application.candidate != data["candidate"]:
            raise serializers.ValidationError({"application": ["This application is another person's."]})
        return data


class PageSerializer(serializers.ModelSerializer):
    class Meta:
        model = DocumentPage
        fields = ["number", "width", "height"]


class ContentSerializer(serializers.Serializer):
    text = serializers.CharField()
    pages = PageSerializer(many=True, help_text="Pages with a picture, which `pages/NUMBER/` gives.")


class DocumentFilters(serializers.Serializer):
    candidate = Reference(queryset=Candidate.objects.all(), required=False)
    application = Reference(queryset=Application.objects.all(), required=False)
    state = serializers.ChoiceField(DocumentState.choices, required=False)


class DocumentCollection(Collection):
    """Resumes and other files. One that was added is `received`; it is read in the background, then `ready`
    or `refused`.
    """

    queryset = Document.objects.select_related("candidate", "application__role").defer("text")
    serializer_class = DocumentSerializer
    filters = DocumentFilters

    def narrow(self, queryset: QuerySet, **wanted: Any) -> QuerySet:
        return queryset.filter(**wanted)

    @adds(DocumentBody, files=True)
    def create(self, candidate: Candidate, file: UploadedFile, **data: Any) -> Document:
        """Add a file: PDF, Word (.docx) or JSON Resume, up to 5 MB."""
        return add_document(candidate, actor=self.request.user, upload=check_upload(file), **data)

    @verb()
    def remove(self, document: Document) -> None:
        """Remove the document with its file, its pages and its text."""
        remove_document(document, actor=self.request.user)

    @extend_schema(responses=ContentSerializer)
    @action(detail=True)
    def content(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The text, and which pages have a picture. Only of a document that is ready."""
        document = self._ready()
        note_view(document, actor=request.user)
        return Response(ContentSerializer({"text": document.text, "pages": document.pages.all()}).data)

    @extend_schema(responses={(200, "image/webp"): OpenApiTypes.BINARY})
    @action(detail=True, url_path="pages/<int:number>")
    def pages(self, request: Request, number: int, *args: Any, **kwargs: Any) -> HttpResponse:
        """The picture of one page."""
        return send_page(self._ready(), number, reader=request.user)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True)
    def file(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """The original, once it was checked."""
        return send_original(self._ready(), reader=request.user)

    def _ready(self) -> Document:
        document = self.get_object()
        if document.state != DocumentState.READY:
            raise Http404
        return document


def register(router: BaseRouter) -> None:
    router.register("documents", DocumentCollection, basename="document")
