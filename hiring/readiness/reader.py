"""From ``catalogue.yaml`` to a catalogue: good in every respect, or refused whole with every fault named. Pure."""

from collections import Counter
from functools import cache
from pathlib import Path

from hiring.readiness.catalogue import Catalogue, Counts, Group, Question
from rubrics.library.fields import Field
from rubrics.library.problems import Reading
from rubrics.library.strict_yaml import load_yaml

OWN = Path(__file__).parent / "catalogue.yaml"
LONGEST_QUESTION = 160
LONGEST_FIRST = 240


@cache
def own_catalogue() -> Catalogue:
    """Return the catalogue that comes with Plumbline."""
    return read_catalogue(OWN.read_text(encoding="utf-8"), OWN.name)


def read_catalogue(text: str, file: str) -> Catalogue:
    """Raises ``PackError`` with everything that is wrong, each with its line."""
    reading = Reading(file)
    root = Field(load_yaml(text, reading), "", reading).parts(["schema_version", "source", "groups"])
    root["schema_version"].whole(1, 1)
    catalogue = Catalogue(
        source=root["source"].title(), groups=tuple(_read_group(item) for item in root["groups"].items(least=1))
    )
    _check_unique(catalogue, root["groups"])
    _check_counts(catalogue, root["groups"])
    reading.stop()
    return catalogue


def _read_group(field: Field) -> Group:
    parts = field.parts(["key", "title", "section", "counts", "questions"], ["rule", "names"])
    counts = parts["counts"].choice(list(Counts))
    return Group(
        key=parts["key"].key(),
        title=parts["title"].title(),
        section=parts["section"].title(),
        counts=Counts(counts) if counts else Counts.PLAIN,
        questions=tuple(_read_question(item) for item in parts["questions"].items(least=1)),
        rule=parts["rule"].text() if "rule" in parts else "",
        names=parts["names"].flag() if "names" in parts else False,
    )


def _read_question(field: Field) -> Question:
    parts = field.parts(["id", "ask", "quote", "first"])
    return Question(
        id=parts["id"].key(),
        ask=parts["ask"].text(LONGEST_QUESTION),
        quote=parts["quote"].text(LONGEST_QUESTION),
        first=parts["first"].text(LONGEST_FIRST),
    )


def _check_unique(catalogue: Catalogue, field: Field) -> None:
    for name, found in (
        ("group", Counter(group.key for group in catalogue.groups)),
        ("question", Counter(question.id for question in catalogue.questions())),
    ):
        for key, times in found.items():
            if key and times > 1:
                field.refuse(f"The {name} {key} stands {times} times.")


def _check_counts(catalogue: Catalogue, field: Field) -> None:
    found = Counter(group.counts for group in catalogue.groups)
    if field.is_broken:
        return
    if found[Counts.KEY] != 1:
        field.refuse(f"Exactly one group counts as key, found {found[Counts.KEY]}.")
    if found[Counts.PAUSE] > 1:
        field.refuse(f"At most one group counts as pause, found {found[Counts.PAUSE]}.")
