"""Where the files of documents lie: originals, and the pictures of their pages."""

from datetime import datetime

from candidates.documents.models import Document, DocumentPage
from hiring.core.files import remove_strays

ORIGINALS, PICTURES = "documents", "pages"


def remove_stray_files(*, older_than: datetime) -> int:
    """Remove files that no row names, and uploads that were kept for a form nobody sent again; return how many."""
    return remove_strays(ORIGINALS, Document, older_than=older_than) + remove_strays(
        PICTURES, DocumentPage, older_than=older_than
    )
