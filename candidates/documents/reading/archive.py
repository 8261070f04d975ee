"""Looks at a ZIP before anything opens it: a Word document is one, and so is a bomb.

``find_fault`` reads the directory at the end alone and is cheap enough for the web process.
``find_fault_inside`` unpacks every part within the declared bounds and runs in the child. Both return a code
of ``candidates.documents.refusals``.
"""

import io
import re
import stat
import struct
import zipfile
import zlib

from candidates.documents.limits import (
    MOST_DIRECTORY_BYTES,
    MOST_ENTRIES,
    MOST_RATIO,
    MOST_UNPACKED_BYTES,
    RATIO_COUNTS_FROM,
)

END = struct.Struct("<4s4H2LH")
END_MARK, END64_MARK = b"PK\x05\x06", b"PK\x06\x07"
ENCRYPTED = 0x1

CONTENT_TYPES, DOCUMENT = "[Content_Types].xml", "word/document.xml"
# What Word and its like write into a document; whatever else is in there is a file of its own.
TEXT_PARTS = frozenset({"xml", "rels", "vml"})
PICTURE_PARTS = frozenset(
    {"png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "dib", "tif", "tiff", "emf", "wmf", "svg", "webp", "wdp", "ico"}
)
OTHER_PARTS = frozenset({"odttf", "fntdata", "ttf", "psmdcp", "sigs"})
PARTS = TEXT_PARTS | PICTURE_PARTS | OTHER_PARTS
MACRO_PARTS = re.compile(r"(^|/)(vba[^/]*|activeX/.*)$", re.IGNORECASE)
DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)")
REMOTE_PART = re.compile(
    rb"<[^<>]*\b(?:attachedTemplate|oleObject|frame|subDocument|aFChunk)[\"'][^<>]*>", re.IGNORECASE
)


def find_fault(data: bytes) -> str | None:
    """Return the first reason not to open the ZIP ``data`` as a Word document: a code, or None."""
    if fault := _find_fault_of_end(data):
        return fault
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        return "damaged"
    return _find_fault_of_sizes(entries, len(data)) or _find_fault_of_names(entries)


def _find_fault_of_end(data: bytes) -> str | None:
    """Check the record that ends the archive: nothing after it, nothing before the first part, no large
    directory.
    """
    if len(data) < END.size:
        return "damaged"
    mark, disk, first_disk, here, count, size, offset, comment = END.unpack(data[-END.size :])
    if mark != END_MARK or comment:
        return "two_files_in_one" if END_MARK in data else "truncated"
    if data[-END.size - 20 : -END.size].startswith(END64_MARK) or disk or first_disk or here != count:
        return "unsafe_archive"
    if offset + size != len(data) - END.size:
        return "two_files_in_one"
    if count > MOST_ENTRIES or size > MOST_DIRECTORY_BYTES:
        return "unpacks_too_large"
    return None


def _find_fault_of_sizes(entries: list[zipfile.ZipInfo], packed: int) -> str | None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
        return "unpacks_too_large"
    if sum(entry.compress_size for entry in entries) > packed:  # parts that share their bytes
        return "unpacks_too_large"
    for entry in entries:
        if entry.file_size > max(RATIO_COUNTS_FROM, entry.compress_size * MOST_RATIO):
            return "unpacks_too_large"
    return None


def _find_fault_of_names(entries: list[zipfile.ZipInfo]) -> str | None:
    names = [entry.orig_filename for entry in entries]
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        return "password"
    if any(stat.S_ISLNK(entry.external_attr >> 16) for entry in entries) or not all(map(_is_plain, names)):
        return "unsafe_archive"
    if len({name.casefold() for name in names}) < len(names):
        return "unsafe_archive"
    if CONTENT_TYPES not in names or DOCUMENT not in names:
        return "not_a_word_document"
    if any(MACRO_PARTS.search(name) for name in names):
        return "macros"
    if any(not name.endswith("/") and _ending(name) not in PARTS for name in names):
        return "files_inside"
    return None


def _is_plain(name: str) -> bool:
    parts = name.removesuffix("/").split("/")
    return name.isprintable() and not re.search(r"[\\:]", name) and not {"", ".", ".."} & set(parts)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def find_fault_inside(data: bytes) -> str | None:
    """Unpack every part of the ZIP ``data`` and return the first reason not to parse it, or None.

    Sizes and checksums are verified (``zipfile`` stops at the declared size); a document type is never part
    of a Word document and carries entities; a part that Word would load from elsewhere is refused.
    """
    if fault := find_fault(data):
        return fault
    archive = zipfile.ZipFile(io.BytesIO(data))
    for entry in archive.infolist():
        try:
            part = archive.read(entry)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError):
            return "damaged"
        if _ending(entry.filename) in TEXT_PARTS and (fault := _find_fault_of_xml(entry, part)):
            return fault
    return None


def _find_fault_of_xml(entry: zipfile.ZipInfo, part: bytes) -> str | None:
    plain = part.replace(b"\0", b"")  # UTF-16 becomes searchable
    if DOCTYPE.search(plain):
        return "unsafe_archive"
    if entry.filename == CONTENT_TYPES and b"macroenabled" in plain.lower():
        return "macros"
    if entry.filename.endswith(".rels") and any(b"External" in tag for tag in REMOTE_PART.findall(plain)):
        return "parts_elsewhere"
    return None
