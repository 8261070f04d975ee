"""Source lists: a tag from the pack's ``sources``, with a place inside that source where there is one.

``breck2017 Monitor 3`` names a test of the checklist, ``eu_ai_act Art. 14`` an article of a law.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rubrics.library.fields import Field

CHECKLIST_TAG = "breck2017"
CHECKLIST_RULE = "scoring rule"
_ARTICLE = re.compile(r"(Art\. [0-9]+(\([0-9a-z]+\))*|Annex [IVXL]+)", re.ASCII)


def split_citation(citation: str, tags: Collection[str]) -> tuple[str, str]:
    """The tag and the place of a citation; the longest tag wins, since tags may hold blanks. No tag: ("", citation)."""
    fitting = [tag for tag in tags if citation == tag or citation.startswith(f"{tag} ")]
    tag = max(fitting, key=len, default="")
    return tag, citation[len(tag) :].strip()


@dataclass(frozen=True)
class NamedSource:
    """A source as people read it: the name of the work, and the places in it that are meant."""

    name: str
    places: tuple[str, ...]


def name_sources(
    citations: Sequence[str], works: Mapping[str, str], tests: Mapping[str, str]
) -> tuple[NamedSource, ...]:
    """Each work once, in order, by name. ``works`` is {tag: what}, ``tests`` {test id: what the test asks}.

    The name of a work is its ``what`` up to the first semicolon; a tag that nobody knows is shown as it stands.
    """
    places: dict[str, list[str]] = {}
    for citation in citations:
        tag, place = split_citation(citation, works.keys())
        name = works[tag].split(";")[0].strip() if tag else citation
        found = places.setdefault(name, [])
        if place and tag:
            found.append(f"{place}, {tests[place]}" if place in tests else place)
    return tuple(NamedSource(name, tuple(found)) for name, found in places.items())


@dataclass(frozen=True)
class Citations:
    tags: frozenset[str]
    tests: frozenset[str]

    def read(self, field: Field) -> tuple[str, ...]:
        citations = field.texts()
        for item in field.items() if citations else ():
            if isinstance(item.value, str) and item.value.strip():
                self._check(item, item.value.strip())
        return citations

    def _check(self, item: Field, citation: str) -> None:
        tag, place = split_citation(citation, self.tags)
        if not tag:
            item.refuse(f"No source has the tag {citation!r}.")
        elif tag == CHECKLIST_TAG and place and place != CHECKLIST_RULE and place not in self.tests:
            item.refuse(f"The checklist has no test {place!r}.")
        elif tag != CHECKLIST_TAG and place and not _ARTICLE.fullmatch(place):
            item.refuse(f"{place!r} is no article of {tag}.")
