"""What a title says: one of four roles, or a wider word that says less than it seems. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from hiring.wording.reading import Phrases, Quote, read_document, split_phrases
from hiring.wording.signs import RoleType

_NAMES: Mapping[str, tuple[str, ...]] = {
    RoleType.MLOPS_ENGINEER: split_phrases(
        """mlops engineer*; ml ops engineer*; mlops; ml platform engineer*; machine learning platform engineer*;
        ml infrastructure engineer*; machine learning operations engineer*; ml reliability engineer*"""
    ),
    RoleType.ML_ENGINEER: split_phrases(
        """ml engineer*; machine learning engineer*; applied ml engineer*; applied machine learning engineer*; mle;
        machine learning developer*; ml developer*; deep learning engineer*; computer vision engineer*; nlp engineer*"""
    ),
    RoleType.DATA_SCIENTIST: split_phrases(
        "data scientist*; applied scientist*; research scientist*; machine learning scientist*; ml scientist*; "
        "decision scientist*"
    ),
    RoleType.AI_ENGINEER: split_phrases(
        "ai engineer*; artificial intelligence engineer*; llm engineer*; genai engineer*; gen ai engineer*; "
        "generative ai engineer*; prompt engineer*; ai application engineer*; ai software engineer*"
    ),
}
# Titles that take in more than one role, each with what to know about it.
_WIDER: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "ai_developer": (
        "“AI developer” is the wider word: everybody who builds with AI. An ML engineer is one kind of it. Name the "
        "kind, and those who do the work find it.",
        split_phrases("ai developer*; ai specialist*; ai expert*; artificial intelligence developer*; ai consultant*"),
    ),
    "ml_expert": (
        "This title says the field and not the work. Name what the person does: builds models, or runs them.",
        split_phrases(
            "ml expert*; machine learning expert*; ml specialist*; machine learning specialist*; ai ml engineer*"
        ),
    ),
    "software_engineer": (
        "Many who do this work have this title: what counts is the skills and not the title. The text must say which "
        "part of the work is machine learning.",
        split_phrases("software engineer*; software developer*; backend engineer*; data engineer*"),
    ),
}
_PHRASES = Phrases({**_NAMES, **{key: phrases for key, (_note, phrases) in _WIDER.items()}})


@dataclass(frozen=True, slots=True)
class Title:
    """``role`` is None where the title names none of the four, or more than one; ``note`` says what to know then."""

    role: RoleType | None
    note: str = ""
    quotes: tuple[Quote, ...] = ()


def read_title(title: str) -> Title:
    """Return what ``title`` says (Padmani 2026: the AI developer is the wider set, the ML engineer a part of it).

    >>> read_title("Senior ML engineer, payment fraud").role
    <RoleType.ML_ENGINEER: 'ml_engineer'>
    >>> read_title("AI Developer").role is None
    True
    """
    found = _PHRASES.find(read_document(title))
    roles = [role for role in RoleType if role in found]
    if len(roles) == 1:
        return Title(roles[0], quotes=tuple(found[roles[0]]))
    if roles:
        quotes = tuple(quote for role in roles for quote in found[role])
        return Title(None, "The title names more than one role. One advert is for one of them.", quotes)
    for key, (note, _phrases) in _WIDER.items():
        if key in found:
            return Title(None, note, tuple(found[key]))
    return Title(None)
