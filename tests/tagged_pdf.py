"""Reading a tagged PDF as its reader's software does: the tree of what is said, and what describes it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


@dataclass
class Element:
    """One structure element: its kind without the slash, its attributes, its own children."""

    kind: str
    alt: str | None
    attributes: dict[str, object]
    children: list["Element"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, *kinds: str) -> list["Element"]:
        return [element for element in self.walk() if element.kind in kinds]


class TaggedPdf:
    def __init__(self, data: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(data))
        self.catalog = self.reader.trailer["/Root"]

    @property
    def tree(self) -> Element:
        return _read(self.catalog["/StructTreeRoot"])

    @property
    def text(self) -> str:
        return "\n".join(self.pages)

    @property
    def pages(self) -> list[str]:
        return [page.extract_text() for page in self.reader.pages]

    @property
    def bookmarks(self) -> list[str]:
        return list(_flatten(self.reader.outline))

    @property
    def headings(self) -> list[int]:
        return [int(element.kind[1]) for element in self.tree.all("H1", "H2", "H3", "H4", "H5", "H6")]


def _flatten(outline: list) -> Iterator[str]:
    for item in outline:
        if isinstance(item, list):
            yield from _flatten(item)
        else:
            yield str(item.title)


def _read(node: DictionaryObject) -> Element:
    attributes = node.get("/A", {})
    attributes = attributes.get_object() if attributes else {}
    element = Element(
        kind=str(node.get("/S", "/Root")).lstrip("/"),
        alt=node.get("/Alt"),
        attributes={str(key).lstrip("/"): value for key, value in dict(attributes).items()},
    )
    kids = node.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    for kid in kids if isinstance(kids, ArrayObject | list) else [kids]:
        kid = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            element.children.append(_read(kid))
    return element
