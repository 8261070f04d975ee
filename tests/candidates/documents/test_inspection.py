import json
import stat
import struct
import time
import zipfile

import pytest

from candidates.documents import limits
from candidates.documents.inspection import inspect_file
from candidates.documents.models import DocumentKind
from candidates.documents.refusals import FileRefused
from tests.candidates.documents import files

PDF, DOCX, JSON = files.make_pdf("Hello"), files.make_docx(), files.make_json()
MEGABYTE = limits.MEGABYTE


def refuse(name, data):
    with pytest.raises(FileRefused) as caught:
        inspect_file(name, data)
    return caught.value.refusal


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("resume.pdf", PDF, DocumentKind.PDF),
        ("Lebenslauf.PDF", PDF, DocumentKind.PDF),
        ("led by a mark.pdf", b"\xef\xbb\xbf\r\n" + PDF, DocumentKind.PDF),
        ("followed by blanks.pdf", PDF + b"\0" * 500, DocumentKind.PDF),
        ("resume.docx", DOCX, DocumentKind.DOCX),
        ("resume.json", JSON, DocumentKind.JSON_RESUME),
        ("with a mark.json", b"\xef\xbb\xbf" + JSON, DocumentKind.JSON_RESUME),
    ],
)
def test_good_files_are_told_apart_by_name_and_content(name, data, kind):
    assert inspect_file(name, data) == kind


@pytest.mark.parametrize("data", [b"", b" \r\n\t\0"])
def test_empty_file(data):
    assert refuse("resume.pdf", data) == "empty"


def test_largest_file_passes_and_one_byte_more_does_not():
    filled = PDF[:-6] + b"\n" * (limits.MOST_BYTES - len(PDF)) + PDF[-6:]
    assert len(filled) == limits.MOST_BYTES
    assert inspect_file("resume.pdf", filled) == DocumentKind.PDF
    assert refuse("resume.pdf", filled + b"\n") == "too_large"


@pytest.mark.parametrize("name", ["resume.png", "resume.odt", "resume.zip", "resume", "pdf", ".pdf", "resume.pdf.exe"])
def test_wrong_type(name):
    assert refuse(name, PDF) == "wrong_type"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("resume.docx", PDF, "really_pdf"),
        ("resume.json", PDF, "really_pdf"),
        ("resume.pdf", DOCX, "really_docx"),
        ("resume.pdf", JSON, "really_json"),
        ("resume.pdf", files.make_png(), "not_a_pdf"),
        ("resume.pdf", b"<!doctype html><title>Sign in</title>", "not_a_pdf"),
        ("resume.docx", b"{\\rtf1}"[1:], "not_a_word_document"),
        ("resume.docx", files.make_zip({"a.txt": b"a"}), "not_a_word_document"),
        ("resume.docx", files.make_zip({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "not_a_word_document"),
        ("resume.json", b"name: Ada", "not_json"),
    ],
)
def test_wrong_extension(name, data, code):
    assert refuse(name, data) == code


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("resume.doc", files.OLE_MARK + bytes(2000), "old_word"),
        ("resume.docx", files.OLE_MARK + bytes(2000), "old_word"),
        ("resume.docx", files.OLE_MARK + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("resume.docm", DOCX, "macros"),
    ],
)
def test_relatives_of_word_documents(name, data, code):
    assert refuse(name, data) == code


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_truncated_files(share):
    big = files.make_pdf(*["word " * 400] * 10)
    assert refuse("resume.pdf", big[: int(len(big) * share)]) == "truncated"
    assert refuse("resume.docx", DOCX[: int(len(DOCX) * share)]) == "truncated"
    assert refuse("resume.json", JSON[: int(len(JSON) * share)]) == "truncated"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("resume.pdf", PDF + DOCX),
        ("resume.pdf", PDF + b"<script>" + b"x" * 5000),
        ("resume.docx", files.make_zip({"note.xml": PDF}, zipfile.ZIP_STORED)),
        ("resume.docx", DOCX[:60] + b"%PDF-1.4" + DOCX[68:]),
        ("resume.docx", DOCX + DOCX),
        ("resume.docx", DOCX + b"MZ" + bytes(100)),
    ],
)
def test_two_files_in_one(name, data):
    assert refuse(name, data) == "two_files_in_one"


class TestArchives:
    def test_zip_bomb_by_ratio(self):
        bomb = files.change_zip(DOCX, add={"word/media/a.xml": bytes(3 * MEGABYTE)})
        assert refuse("resume.docx", bomb) == "unpacks_too_large"

    def test_zip_bomb_by_sum(self):
        noise = bytes(range(256)) * 64
        bomb = files.change_zip(DOCX, add={f"word/media/{n}.bmp": noise * 63 for n in range(60)})
        assert len(bomb) < limits.MOST_BYTES
        assert refuse("resume.docx", bomb) == "unpacks_too_large"

    def test_zip_bomb_by_number_of_parts(self):
        bomb = files.change_zip(DOCX, add={f"word/media/{n}.xml": b"" for n in range(limits.MOST_ENTRIES)})
        assert refuse("resume.docx", bomb) == "unpacks_too_large"

    def test_zip_bomb_by_shared_bytes(self):
        """Many directory entries that point to one packed part, as in Fifield's bomb."""
        inner = files.make_zip({"[Content_Types].xml": b"x", "word/document.xml": bytes(900_000)})
        start = inner.index(b"PK\x01\x02")
        entries, end = inner[start:-22], bytearray(inner[-22:])
        second = entries.index(b"PK\x01\x02", 4)
        many = b"".join(entries[second:].replace(b"word/document.xml", b"word/documen%d.xml" % n) for n in range(8))
        struct.pack_into("<4H2L", end, 4, 0, 0, 10, 10, len(entries) + len(many), start)
        assert refuse("resume.docx", inner[:start] + entries + many + bytes(end)) == "unpacks_too_large"

    def test_directory_of_a_hundred_thousand_entries_is_refused_before_it_is_read(self):
        entry = struct.pack("<4s4B4H3L5H2L", b"PK\x01\x02", *[0] * 4, *[0] * 4, *[0] * 3, 1, *[0] * 4, 0, 0) + b"a"
        directory = entry * 100_000
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 100_000 % 65_536, 100_000 % 65_536, len(directory), 30, 0)
        bomb = b"PK\x03\x04" + bytes(26) + directory + end
        started = time.monotonic()
        assert refuse("resume.docx", bomb) == "unpacks_too_large"
        assert time.monotonic() - started < 0.2

    def test_lying_directory_size_is_refused(self):
        end = bytearray(DOCX)
        struct.pack_into("<L", end, len(DOCX) - 22 + 12, 100)
        assert refuse("resume.docx", bytes(end)) == "two_files_in_one"

    def test_encrypted_part(self):
        locked = bytearray(DOCX)
        place = locked.index(b"PK\x01\x02")
        locked[place + 8] |= 1
        assert refuse("resume.docx", bytes(locked)) == "password"

    @pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/vbaData.xml", "word/activeX/activeX1.xml"])
    def test_macros(self, name):
        assert refuse("resume.docx", files.change_zip(DOCX, add={name: b"x"})) == "macros"

    @pytest.mark.parametrize("name", ["word/embeddings/book.xlsx", "word/a.zip", "word/media/run.exe", "word/nameless"])
    def test_files_inside(self, name):
        assert refuse("resume.docx", files.change_zip(DOCX, add={name: b"x"})) == "files_inside"

    @pytest.mark.parametrize(
        "name",
        ["../evil.xml", "/etc/passwd.xml", "word/../../x.xml", "C:/x.xml", "a\\b.xml", "word//x.xml", "a\x01.xml"],
    )
    def test_names_that_leave_the_archive(self, name):
        assert refuse("resume.docx", files.change_zip(DOCX, add={name: b"x"})) == "unsafe_archive"

    def test_two_parts_of_one_name(self):
        assert refuse("resume.docx", files.change_zip(DOCX, add={"WORD/Document.xml": b"x"})) == "unsafe_archive"

    def test_symlink(self):
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        assert refuse("resume.docx", files.change_zip(DOCX, add={link: b"/etc/passwd"})) == "unsafe_archive"

    def test_large_archive_format(self):
        end = bytearray(DOCX)
        locator = b"PK\x06\x07" + bytes(16)
        assert refuse("resume.docx", bytes(end[:-22]) + locator + bytes(end[-22:])) == "unsafe_archive"

    def test_folders_and_pictures_are_welcome(self):
        full = files.change_zip(DOCX, add={"word/media/": b"", "word/media/image1.png": files.make_png()})
        assert inspect_file("resume.docx", full) == DocumentKind.DOCX


class TestJson:
    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"[]", "not_a_resume"),
            (b"{}", "not_a_resume"),
            (b'{"name": "package", "version": "1.0"}', "not_a_resume"),
            (b'{"work": "a lot"}', "not_a_resume"),
            (b'{"work": [}', "not_json"),
            ('{"basics": {}}'.encode("utf-16"), "not_json"),
            (b'{"basics": {"name": "\xff"}}', "not_json"),
            (b'{"basics": {"n": ' + b"9" * 5000 + b"}}", "not_json"),
            (b'{"work": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "too_deep"),
            (json.dumps({"work": [[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]}).encode(), "too_deep"),
            (b'{"work": [' + b"[]," * 400_000 + b"[]]}", "json_too_large"),
        ],
    )
    def test_what_is_no_resume(self, data, code):
        assert refuse("resume.json", data) == code

    @pytest.mark.parametrize("section", [{"basics": {}}, {"work": []}, {"skills": [{"name": "SQL"}]}])
    def test_one_section_is_enough(self, section):
        assert inspect_file("resume.json", json.dumps(section).encode()) == DocumentKind.JSON_RESUME
