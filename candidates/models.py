from candidates.applications.models import Access, Application, Move, MoveReason
from candidates.documents.models import Document, DocumentPage
from candidates.people.models import Candidate, CandidateWord

__all__ = [
    "Access",
    "Application",
    "Candidate",
    "CandidateWord",
    "Document",
    "DocumentPage",
    "Move",
    "MoveReason",
]
