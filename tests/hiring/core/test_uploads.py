import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory


@pytest.fixture
def sent(settings):
    """Return a function that sends files and gives what arrived, with 1,000 bytes as the bound."""
    settings.UPLOAD_BYTES = 1000

    def send(**fields):
        request = RequestFactory().post("/", fields)
        return request, {name: (file.name, file.size, file.read()) for name, file in request.FILES.items()}

    return send


def test_file_arrives_as_it_was(sent):
    request, got = sent(a=SimpleUploadedFile("résumé.pdf", b"x" * 1000), words="kept")
    assert got == {"a": ("résumé.pdf", 1000, b"x" * 1000)}
    assert request.POST["words"] == "kept"


def test_more_than_the_bound_of_all_files_together_passes_by(sent):
    big = io.BytesIO(b"y" * 300_000)
    big.name = "big.pdf"
    request, got = sent(a=SimpleUploadedFile("a.pdf", b"x" * 600), b=big, words="kept")
    assert [(name, size) for name, size, _ in got.values()] == [("a.pdf", 600), ("big.pdf", 400)]
    assert request.POST["words"] == "kept"


def test_empty_file_arrives_empty(sent):
    _, got = sent(a=SimpleUploadedFile("a.pdf", b""))
    assert got["a"][1] == 0
