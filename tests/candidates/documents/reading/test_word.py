import io

import pytest
from docx.shared import Inches

from candidates.documents.reading.word import read_word
from hiring.core.background.child_frames import ChildRefused
from tests.candidates.documents import files

PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
BOX = "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>"


def refuse(data):
    with pytest.raises(ChildRefused) as caught:
        read_word(data)
    return caught.value.code


def text(words):
    return PARAGRAPH.format(words)


def test_headings_paragraphs_lists_and_tables_come_in_their_order():
    def fill(document):
        document.add_heading("Experience", 1)
        document.add_paragraph("Trained ranking models.", style="List Bullet")
        table = document.add_table(rows=2, cols=2)
        for cell, words in zip(table._cells, ["Python", "8 years", "SQL", "10 years"], strict=True):
            cell.text = words
        document.add_paragraph("After the table.")
        document.add_picture(io.BytesIO(files.make_png()), width=Inches(1))

    assert read_word(files.make_docx(fill)).split("\n") == [
        "Ada Lovelace builds feature stores.",
        "",
        "## Experience",
        "- Trained ranking models.",
        "Python | 8 years",
        "SQL | 10 years",
        "After the table.",
    ]


def test_header_comes_first_and_footer_last_once_each():
    def fill(document):
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].first_page_header.paragraphs[0].text = "ada@example.org"
        document.sections[0].header.paragraphs[0].text = "ada@example.org"
        document.sections[0].footer.paragraphs[0].text = "References on request"

    lines = read_word(files.make_docx(fill)).split("\n")
    assert lines == ["ada@example.org", "Ada Lovelace builds feature stores.", "References on request"]


def test_layout_table_is_read_cell_by_cell_with_tables_inside():
    inner = f"<w:tbl><w:tr><w:tc>{text('a')}</w:tc><w:tc>{text('b')}</w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{text('left')}{text('more')}</w:tc><w:tc>{inner}{text('end')}</w:tc></w:tr></w:tbl>"
    assert read_word(files.make_body_docx(body)) == "left\nmore\na | b\nend"


def test_text_boxes_content_controls_and_insertions_are_read_and_deletions_are_not():
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{text('controlled')}</w:sdtContent></w:sdt>"
        f"<w:p><w:r><w:t>outside</w:t></w:r>{BOX.format(text('boxed'))}</w:p>"
        f"<w:p><mc:AlternateContent><mc:Choice>{BOX.format(text('new'))}</mc:Choice>"
        f"<mc:Fallback>{BOX.format(text('old'))}</mc:Fallback></mc:AlternateContent></w:p>"
        "<w:p><w:ins><w:r><w:t>added</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del></w:p>"
        "<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r></w:p>"
        "<w:p><w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink></w:p>"
    )
    assert read_word(files.make_body_docx(body)).split("\n") == [
        "controlled",
        "outside",
        "boxed",
        "new",
        "added",
        "one two three",
        "linked",
    ]


ENTITIES = "".join(
    f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "lol"}{("&l" + str(n - 1) + ";") * 9 if n else ""}">'
    for n in range(10)
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "prolog",
    [
        f"<!DOCTYPE d [{ENTITIES}]>",
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d [<!ENTITY % x SYSTEM "http://169.254.169.254/">%x;]>',
        '<!DOCTYPE d SYSTEM "http://example.org/d.dtd">',
    ],
)
def test_entities_are_refused_before_any_parser_sees_them(prolog, encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?>{prolog}'
    xml = f"{head}<w:document {files.WORD_NAMESPACES}><w:body>&l9;</w:body></w:document>"
    data = files.change_zip(files.make_docx(), change={"word/document.xml": lambda _: xml.encode(encoding)})
    assert refuse(data) == "unsafe_archive"


def test_entities_in_another_part_are_refused_too():
    data = files.change_zip(files.make_docx(), change={"word/styles.xml": lambda part: b"<!DOCTYPE a>" + part})
    assert refuse(data) == "unsafe_archive"


def test_macros_by_content_type():
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = files.change_zip(files.make_docx(), change={"[Content_Types].xml": lambda part: part.replace(plain, macro)})
    assert refuse(data) == "macros"


@pytest.mark.parametrize("where", ["word/_rels/document.xml.rels", "word/_rels/settings.xml.rels"])
def test_parts_that_load_from_elsewhere(where):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    rel = '<Relationship Id="r99" Type="{}{}" TargetMode="External" Target="http://example.org/a.dotm"/>'
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    template = rels.format(rel.format(kind, "attachedTemplate")).encode()
    data = files.change_zip(files.make_docx(), drop=[where], add={where: template})
    assert refuse(data) == "parts_elsewhere"

    def link(part):
        return part.replace(b"</Relationships>", rel.format(kind, "hyperlink").encode() + b"</Relationships>")

    linked = files.change_zip(files.make_docx(), change={"word/_rels/document.xml.rels": link})
    assert read_word(linked) == "Ada Lovelace builds feature stores."


def test_part_with_another_checksum_or_size_is_damaged():
    data = bytearray(files.make_docx())
    place = data.index(b"word/document.xml")
    data[place + 60] ^= 0xFF
    assert refuse(bytes(data)) == "damaged"


@pytest.mark.parametrize(
    "document",
    [b"", b"<w:document", b"not xml", b"<a/>", b"<w:document xmlns:w='urn:other'><w:body/></w:document>"],
)
def test_document_part_of_another_kind_is_damaged(document):
    data = files.change_zip(files.make_docx(), change={"word/document.xml": lambda _: document})
    assert refuse(data) in {"damaged"}


def test_elements_nested_deeper_than_any_document_are_damaged():
    assert refuse(files.make_body_docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000)) == "damaged"


def test_package_without_relationships_is_damaged():
    assert refuse(files.change_zip(files.make_docx(), drop=["_rels/.rels"])) == "damaged"


def test_part_packed_by_an_unknown_method_is_damaged():
    data = bytearray(files.make_docx())
    data[data.index(b"PK\x01\x02") + 10] = 99
    assert refuse(bytes(data)) == "damaged"
