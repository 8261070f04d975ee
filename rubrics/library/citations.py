"""Source lists: a tag from the pack's ``sources``, with a place inside that source where there is one.

``breck2017 Monitor 3`` names a test of the checklist, ``eu_ai_act Art. 14`` an article of a law.
"""

import re
from collections.abc import Collection
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
