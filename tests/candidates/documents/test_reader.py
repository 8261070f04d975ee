"""The reader in a real child: what a worker would get for each kind of file."""

import io

import pytest
from PIL import Image

from candidates.documents import limits
from hiring.core.background.child import ChildCrashed, ChildRefused, ChildTimeout, Limits, run_in_child
from tests.candidates.documents import files


def read(kind, data, **options):
    return run_in_child("candidates.documents.reader:read", {"kind": kind}, [data], **{"seconds": 60, **options})


def refuse(kind, data):
    with pytest.raises(ChildRefused) as caught:
        read(kind, data)
    return caught.value.code


def test_reader_imports_no_django():
    for kind, data in [("pdf", files.make_pdf("Hello")), ("docx", files.make_docx()), ("json", files.make_json())]:
        read(kind, data)
    answer = run_in_child("tests.hiring.core.background.child_jobs:surroundings", {}, seconds=20)
    assert answer.body["frameworks"] == []


def test_pdf_gives_text_and_a_picture_of_each_page():
    seen = []
    answer = read("pdf", files.make_pdf("First", "Second", "Third"), on_progress=lambda *step: seen.append(step))
    assert answer.body == {
        "text": "First\n\nSecond\n\nThird",
        "cut": False,
        "page_count": 3,
        "sizes": [[1082, 1400]] * 3,
    }
    assert seen == [(1, 3), (2, 3), (3, 3)]
    picture = Image.open(io.BytesIO(answer.parts[0]))
    assert (picture.format, picture.size) == ("WEBP", (1082, 1400))
    darkest, lightest = picture.convert("L").getextrema()
    assert darkest < 80
    assert lightest == 255


def test_docx_and_json_give_text_alone():
    answer = read("docx", files.make_docx())
    assert answer.body == {"text": "Ada Lovelace builds feature stores.", "cut": False, "page_count": 0, "sizes": []}
    answer = read("json", files.make_json())
    assert answer.body["text"].startswith("## Ada Lovelace\nML engineer")
    assert answer.parts == []


def test_pictures_stop_at_twenty_and_text_does_not():
    answer = read("pdf", files.make_pdf(*[f"Page {n}" for n in range(1, limits.MOST_PAGES + 1)]))
    assert answer.body["page_count"] == 50
    assert len(answer.parts) == len(answer.body["sizes"]) == limits.MOST_IMAGES
    assert answer.body["text"].endswith("Page 50")


def test_scanned_pdf_without_text_is_read_and_says_so():
    answer = read("pdf", files.make_pdf(""))
    assert answer.body["text"] == ""
    assert len(answer.parts) == 1


@pytest.mark.parametrize(("kind", "data"), [("docx", files.make_body_docx("<w:p/>")), ("json", b'{"basics": {}}')])
def test_document_without_words_is_empty(kind, data):
    assert refuse(kind, data) == "empty"


@pytest.mark.parametrize("kind", ["pdf", "docx", "json"])
def test_noise_is_refused_and_never_crashes_the_child(kind):
    noise = bytes(range(256)) * 40
    assert refuse(kind, noise) in {"damaged", "truncated", "two_files_in_one", "not_json"}


def test_page_of_a_billion_points_gets_a_small_picture_or_a_refusal():
    answer = read("pdf", files.make_pdf("Wide", box="0 0 1000000000 1000000000"))
    assert answer.body["sizes"] == [[1400, 1400]]
    answer = read("pdf", files.make_pdf("Thin", box="0 0 1000000000 0.001"))
    assert max(answer.body["sizes"][0]) <= 1400


def test_picture_larger_than_the_memory_is_drawn_line_by_line():
    big = files.make_picture_pdf(20_000, 20_480)
    assert len(big) < limits.MOST_BYTES
    answer = read("pdf", big, limits=Limits(memory=256 * limits.MEGABYTE))
    assert answer.body["sizes"] == [[1082, 1400]]


def test_drawing_that_never_ends_is_ended_by_the_clock_or_the_limit_of_memory():
    with pytest.raises((ChildTimeout, ChildCrashed)):
        read("pdf", files.make_drawing_bomb(), seconds=2)


def test_json_of_a_hundred_thousand_arrays_is_refused():
    assert refuse("json", b'{"work": ' + b"[" * 100_000 + b"]" * 100_000 + b"}") == "too_deep"
