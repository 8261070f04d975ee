"""What an advert demands: how many musts there are, and whether credentials stand where shown work should. Pure."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from hiring.wording.reading import Document, Phrases, Quote, read_document, split_phrases
from hiring.wording.rules import Finding, Kind, Rule, find
from hiring.wording.sections import Line, read_lines, words_between

MOST_MUSTS = 8  # what level 3 of the library's criterion "jd_requirements" allows

TOO_MANY = Rule(
    "musts.too_many",
    Kind.REQUIREMENTS,
    "Too many musts",
    "Each must turns away people who could learn it, above all those who apply only where they meet all of them. More "
    "than "
    f"{MOST_MUSTS} are not one job.",
    "Keep those without which the first project fails, and put the others under “Nice to have” or “You will learn”.",
    "Rubric of the job description, jd_requirements level 3: at most eight must-haves",
)
CREDENTIALS = Rule(
    "credentials.over_experience",
    Kind.REQUIREMENTS,
    "Credentials before experience",
    "Degrees, certificates and years are asked for more than work that can be shown. They say where somebody was, and "
    "not what runs because of them.",
    "Ask for what was released and kept running, and accept equal evidence in place of a credential.",
    "Seven-step guide, common mistakes: overvaluing academic credentials over experience",
)
_HEADINGS = Phrases(
    {
        "must": split_phrases(
            """requirement*; must have*; musts; qualification*; what you bring; you bring; what you need; you have;
            your profile; who you are; what we look for; what we are looking for; we expect; we ask for;
            essential*; required; minimum; your skills; skills; about you"""
        ),
        "nice": split_phrases(
            "nice to have*; nice; preferred; bonus; plus; optional; desirable; advantage*; will learn; we offer"
        ),
    }
)
_MUST_WORDS = Phrases(
    {"must": ("you must", "must have", "is required", "are required", "is a must", "mandatory", "essential")}
)
_SHOWN = Phrases(
    {
        "shown": split_phrases(
            """have released; released a model; have shipped; shipped; have deployed; deployed models; have run; have
            built; kept it running; kept running; in production; you can show; can show; show how; evidence;
            portfolio; code sample*; github; hands on; that others maintain; have operated; have maintained; have
            migrated; have watched"""
        )
    }
)


def check_musts(document: Document) -> list[Finding]:
    """Count the musts: points of a list under a heading of requirements, and sentences that say "must" elsewhere."""
    lines = list(read_lines(document.text))
    starts = [line.start for line in lines]
    musts = {line.start: _quote_line(document, line) for line in _must_lines(lines)}
    for quote in _MUST_WORDS.find(document).get("must", []):
        musts.setdefault(starts[bisect_right(starts, quote.start) - 1], quote)  # a line is one must
    if len(musts) <= MOST_MUSTS:
        return []
    return [
        find(
            TOO_MANY,
            list(musts.values()),
            detail=f"{len(musts)} musts stand in the text; at most {MOST_MUSTS} are one job.",
        )
    ]


def check_credentials(document: Document, credentials: Sequence[Quote]) -> list[Finding]:
    """Hold what is asked of degrees, certificates and years against what is asked of work that can be shown."""
    shown = _SHOWN.find(document).get("shown", [])
    if not credentials or len(credentials) <= len(shown):
        return []
    count = f"{len(credentials)} against {len(shown)}."
    return [find(CREDENTIALS, credentials, detail=f"Credentials against words that ask for shown work: {count}")]


def _must_lines(lines: Sequence[Line]) -> Iterator[Line]:
    is_must = False
    for line in lines:
        if (words := _heading_words(line)) is not None:
            found = _HEADINGS.find(read_document(words))
            is_must = "must" in found and "nice" not in found
        elif line.is_bullet and is_must:
            yield line


def _heading_words(line: Line) -> str | None:
    """Return the words of a heading, also of one that is only bold, or ends with a colon on a line of its own."""
    text = line.text.strip()
    if line.heading is not None:
        return line.heading
    if not text or len(text) > 80 or line.is_bullet:
        return None
    bold = text.startswith("**") and text.rstrip(":").endswith("**")
    return text.strip("*: ") if bold or text.endswith(":") else None


def _quote_line(document: Document, line: Line) -> Quote:
    """Return the words of a point of a list, without its mark."""
    first, last = words_between(document, line.start, line.end)
    if first == last:
        return Quote(line.start, line.end, line.text)
    return document.quote(first, last - 1)
