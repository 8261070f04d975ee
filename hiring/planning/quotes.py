"""Sentences of the sources that planning shows in their own words, and the names of the works that they stand in."""

from collections.abc import Iterable
from dataclasses import dataclass

from rubrics.library.listing import show_source
from rubrics.library.models import Source


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words, and who says them: the tag of a source here, the name of the work on pages."""

    text: str
    source: str


COST_QUOTES = {
    "senior": Quote(
        "For most AI projects, one strong senior hire delivers better ROI than multiple juniors without leadership.",
        "hiringguide",
    ),
    "quality": Quote(
        "In AI projects that affect customers, finances, or safety, hiring decisions should prioritize quality over "
        "cost.",
        "hiringguide",
    ),
}


def name_works(tags: Iterable[str]) -> dict[str, str]:
    """The names of the works behind these tags, by one query; one that the library lacks stands for itself."""
    wanted = set(tags)
    names = {source.tag: show_source(source).name for source in Source.objects.filter(tag__in=wanted)}
    return {tag: names.get(tag, tag) for tag in wanted}


def read_quotes() -> dict[str, Quote]:
    """The sentences beside the cost of a role, with the names of their works."""
    names = name_works(quote.source for quote in COST_QUOTES.values())
    return {key: Quote(quote.text, names[quote.source]) for key, quote in COST_QUOTES.items()}
