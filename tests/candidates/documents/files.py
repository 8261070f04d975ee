"""Files as strangers send them, made here: good ones, broken ones and hostile ones."""

import io
import json
import struct
import zipfile
import zlib

import docx
from PIL import Image
from pypdf import PdfReader, PdfWriter

OLE_MARK = bytes.fromhex("d0cf11e0a1b11ae1")
WORD_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def make_pdf(*pages, box="0 0 612 792", catalog="", page="", objects=(), fonts=1):
    """Return a PDF with one line of text on each page.

    ``catalog`` and ``page`` are added to their dictionaries, ``objects`` are further objects, numbered from 10.
    """
    first = 10 + len(objects)
    numbered = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        2: "<< /Type /Pages /Count {} /Kids [{}] >>".format(
            len(pages), " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
        ).encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    numbered |= {10 + n: obj if isinstance(obj, bytes) else obj.encode() for n, obj in enumerate(objects)}
    for n, text in enumerate(pages):
        content = f"BT /F1 14 Tf 72 700 Td ({text}) Tj ET".encode("latin-1")
        numbered[first + 2 * n] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {first + 2 * n + 1} 0 R {page} >>"
        ).encode()
        numbered[first + 2 * n + 1] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    return write_pdf(numbered)


def write_pdf(numbered):
    out, offsets = io.BytesIO(), {}
    out.write(b"%PDF-1.7\n")
    for number, body in sorted(numbered.items()):
        offsets[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start, size = out.tell(), max(numbered) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        offset = offsets.get(number)
        out.write(b"0000000000 65535 f \n" if offset is None else b"%010d 00000 n \n" % offset)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start))
    return out.getvalue()


def encrypt_pdf(data, *, user, owner):
    writer = PdfWriter(PdfReader(io.BytesIO(data)))
    writer.encrypt(user, owner, algorithm="RC4-128")
    return save(writer)


def compress_pdf(data):
    """Return the same PDF with its dictionaries inside compressed object streams."""
    writer = PdfWriter(PdfReader(io.BytesIO(data)))
    writer.compress_identical_objects()
    return save(writer)


def save(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def make_object_stream_pdf(hidden):
    """Return a PDF 1.5 whose catalogue and ``hidden`` action exist only inside a compressed object stream."""
    inner = {
        1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
        4: hidden,
    }
    index, body = [], b""
    for number, text in inner.items():
        index.append(f"{number} {len(body)}")
        body += text + b"\n"
    head = (" ".join(index) + " ").encode()
    packed = zlib.compress(head + body)
    out = b"%PDF-1.5\n"
    stream_at = len(out)
    out += (
        b"5 0 obj\n<< /Type /ObjStm /N 4 /First %d /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        % (
            len(head),
            len(packed),
            packed,
        )
    )
    table_at = len(out)
    rows = [(0, 0, 65535), *((2, 5, n) for n in range(4)), (1, stream_at, 0), (1, table_at, 0)]
    table = b"".join(struct.pack(">BHH", *row) for row in rows)
    out += b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 2 2] /Root 1 0 R /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        len(table),
        table,
    )
    return out + b"startxref\n%d\n%%%%EOF\n" % table_at


def make_picture_pdf(width, height):
    """Return a PDF with one page that shows a picture of ``width`` by ``height`` pixels, packed small."""
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(width * 1024)) for _ in range(height // 1024)) + packer.flush()
    picture = b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8" % (
        width,
        height,
    )
    picture += b" /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(rows), rows)
    content = b"q 600 0 0 700 0 0 cm /Im Do Q"
    return write_pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
            b"/Resources << /XObject << /Im 5 0 R >> >> >>",
            4: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            5: picture,
        }
    )


def make_drawing_bomb(levels=12):
    """Return a small PDF whose one page draws a form ten times, which draws the next one ten times, and so on."""
    content = b"/F Do " * 10
    stream = b"/Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
    numbered = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: page + b"/Resources << /XObject << /F 5 0 R >> >> >>",
        4: b"<< " + stream,
    }
    for number in range(5, 5 + levels):
        form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /F %d 0 R >> >> "
        numbered[number] = form % (number + 1) + stream
    numbered[5 + levels] = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 11 >>\nstream\n0 0 9 9 re f\nendstream"
    )
    return write_pdf(numbered)


def make_docx(fill=None):
    """Return a Word document with one paragraph, after ``fill(document)`` has added to it."""
    document = docx.Document()
    document.add_paragraph("Ada Lovelace builds feature stores.")
    if fill:
        fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def change_zip(data, add=None, drop=(), change=None):
    """Return the ZIP ``data`` with parts added (name or ZipInfo to bytes), dropped, or changed (name to function)."""
    out, change = io.BytesIO(), change or {}
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename not in drop:
                part = source.read(entry)
                target.writestr(entry.filename, change.get(entry.filename, lambda same: same)(part))
        for name, part in (add or {}).items():
            target.writestr(name, part)
    return out.getvalue()


def make_zip(parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return out.getvalue()


def make_body_docx(body, prolog=""):
    """Return a Word document whose body is the XML ``body``."""
    xml = f"{prolog}<w:document {WORD_NAMESPACES}><w:body>{body}</w:body></w:document>"
    return change_zip(make_docx(), change={"word/document.xml": lambda _: xml.encode()})


def make_json(**changes):
    resume = {
        "basics": {"name": "Ada Lovelace", "label": "ML engineer", "email": "ada@example.org"},
        "work": [{"name": "Analytical Engines", "position": "Engineer", "startDate": "2019-01"}],
    }
    return json.dumps(resume | changes).encode()


def make_png():
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    return out.getvalue()
