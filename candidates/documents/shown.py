"""What a page shows of a document: its state in words, its pages, its text laid out."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from candidates.documents.content import WAITING
from candidates.documents.models import Document, DocumentKind, DocumentPage, DocumentState
from candidates.documents.reading.text import Block, lay_out
from candidates.documents.refusals import explain_refusal
from hiring.core.background.models import Task


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks of one kind that stand together: a heading, a list, or lines of a paragraph."""

    kind: str
    texts: list[str]


@dataclass(frozen=True)
class ShownDocument:
    """One document as its page shows it. ``stamp`` changes whenever the page would."""

    document: Document
    pages: list[DocumentPage]
    groups: list[Group]
    task: Task | None
    may_change: bool = False

    @property
    def is_waiting(self) -> bool:
        return self.document.state in WAITING

    @property
    def is_ready(self) -> bool:
        return self.document.state == DocumentState.READY

    @property
    def is_pdf(self) -> bool:
        return self.document.kind == DocumentKind.PDF

    @property
    def refusal(self) -> str:
        return str(explain_refusal(self.document.refusal)) if self.document.state == DocumentState.REFUSED else ""

    @property
    def pages_left_out(self) -> int:
        return self.document.page_count - len(self.pages)

    @property
    def stamp(self) -> str:
        """A word for what is shown; it says nothing of the content."""
        progress = f"{self.task.progress_done}-{self.task.progress_total}-{self.task.state}" if self.task else ""
        return f"{self.document.state}-{progress}"


def show_document(document: Document, *, may_change: bool = False) -> ShownDocument:
    """Return what is shown of ``document``, by one query: pages once it is ready, the task until then."""
    ready = document.state == DocumentState.READY
    waiting = document.state in WAITING
    return ShownDocument(
        document=document,
        pages=list(document.pages.all()) if ready else [],
        groups=list(group_blocks(lay_out(document.text))) if ready else [],
        task=Task.objects.of_subject(document).order_by("-id").first() if waiting else None,
        may_change=may_change,
    )


def group_blocks(blocks: Iterator[Block]) -> Iterator[Group]:
    """Put neighbours of one kind together; a blank line parts paragraphs and is dropped."""
    for (kind, has_text), group in groupby(blocks, key=lambda block: (block.kind, bool(block.text))):
        if not has_text:
            continue
        texts = [block.text for block in group]
        if kind == "heading":
            yield from (Group(kind, [text]) for text in texts)
        else:
            yield Group(kind, texts)
