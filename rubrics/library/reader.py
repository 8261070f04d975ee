"""From files to packs. A pack is good in every respect or refused whole, with every fault named at once."""

from dataclasses import dataclass
from pathlib import Path

from rubrics.library.checklist import read_checklist
from rubrics.library.citations import Citations
from rubrics.library.fields import Field
from rubrics.library.pack import ChecklistPack, LibraryPack
from rubrics.library.parts import Reader, read_groups, read_scale_point, read_source
from rubrics.library.problems import PackError, Problem, Reading
from rubrics.library.references import ReferenceCheck, check_checklist
from rubrics.library.strict_yaml import MAX_CHARACTERS, load_yaml

PACKS = Path(__file__).parent / "packs"
OWN_LIBRARY = PACKS / "ml_engineer_hiring.yaml"
OWN_CHECKLIST = PACKS / "ml_test_score.yaml"


@dataclass(frozen=True)
class Packs:
    """A library and the checklist that its sources name."""

    library: LibraryPack
    checklist: ChecklistPack


def read_own_packs() -> Packs:
    """The packs that come with Plumbline."""
    return read_packs(_text(OWN_LIBRARY), _text(OWN_CHECKLIST), OWN_LIBRARY.name, OWN_CHECKLIST.name)


def read_file(path: Path) -> Packs:
    """A pack from a file, beside the own pack of the other kind. Raises ``PackError``, also when there is no such file."""
    text = _text(path)
    if _is_checklist(text, path.name):
        return read_packs(_text(OWN_LIBRARY), text, OWN_LIBRARY.name, path.name)
    return read_packs(text, _text(OWN_CHECKLIST), path.name, OWN_CHECKLIST.name)


def read_packs(library: str, checklist: str, library_file: str, checklist_file: str) -> Packs:
    """Both packs from their texts. Raises ``PackError`` with every problem of both files."""
    library_root, checklist_root = _root(library, library_file), _root(checklist, checklist_file)
    tests = read_checklist(checklist_root)
    pack = _read_library(library_root, tests.test_ids)
    check_checklist(tests, {criterion.key for criterion in pack.criteria}, checklist_root.reading)
    if problems := [*library_root.reading.problems, *checklist_root.reading.problems]:
        raise PackError(problems)
    return Packs(pack, tests)


def _read_library(root: Field, test_ids: frozenset[str]) -> LibraryPack:
    texts = ["schema_version", "library", "language", "licence_note", "sources", "scale", "scoring", "groups"]
    parts = root.parts([*texts, "criteria", "rubrics", "processes", "profiles", "seniority"])
    parts["schema_version"].whole(1, 1)
    sources = tuple(read_source(item) for item in parts["sources"].items(least=1))
    read = Reader(Citations(frozenset(source.tag for source in sources if source.tag), test_ids))
    pack = LibraryPack(
        file=root.reading.file,
        library=parts["library"].title(),
        language=parts["language"].text(10),
        licence_note=parts["licence_note"].text(),
        sources=sources,
        scale=read.all(parts["scale"], read_scale_point),
        scoring=read.scoring(parts["scoring"]),
        groups=read_groups(parts["groups"]),
        criteria=read.all(parts["criteria"], read.criterion),
        rubrics=read.all(parts["rubrics"], read.rubric),
        processes=read.all(parts["processes"], read.process),
        profiles=read.all(parts["profiles"], read.profile),
        seniority=read.all(parts["seniority"], read.seniority),
    )
    ReferenceCheck(pack, root.reading).run()
    return pack


def _root(text: str, file: str) -> Field:
    reading = Reading(file)
    return Field(load_yaml(text, reading), "", reading)


def _is_checklist(text: str, file: str) -> bool:
    content = load_yaml(text, Reading(file))
    return isinstance(content, dict) and "sections" in content and "library" not in content


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(4 * MAX_CHARACTERS + 1)
        return content.decode("utf-8-sig")
    except OSError as error:
        raise PackError([Problem(path.name, "", f"The file cannot be read: {error.strerror}.")]) from error
    except UnicodeDecodeError as error:
        raise PackError([Problem(path.name, "", "The file is not UTF-8 text.")]) from error
