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
MAX_BYTES = 4 * MAX_CHARACTERS


@dataclass(frozen=True)
class Packs:
    """What one loading brings: a library, a checklist, or both."""

    library: LibraryPack | None
    checklist: ChecklistPack | None


def read_own_packs() -> Packs:
    """The packs that come with Plumbline."""
    return Packs(*_own())


def read_file(path: Path) -> Packs:
    """One pack from a file, a library or a checklist. Raises ``PackError``, for a missing file as well.

    A library's sources may name tests of the own checklist; a checklist names criteria of the own library.
    """
    text = _text(path)
    library, checklist = _own()
    root = _root(text, path.name)
    if isinstance(root.value, dict) and "sections" in root.value and "library" not in root.value:
        packs = Packs(None, _read_checklist(root, library))
    else:
        packs = Packs(_read_library(root, checklist), None)
    root.reading.stop()
    return packs


def read_packs(library: str, checklist: str, library_file: str, checklist_file: str) -> Packs:
    """Both packs from their texts. Raises ``PackError`` with every problem of both files."""
    return Packs(*_read_both(library, checklist, library_file, checklist_file))


def _own() -> tuple[LibraryPack, ChecklistPack]:
    return _read_both(_text(OWN_LIBRARY), _text(OWN_CHECKLIST), OWN_LIBRARY.name, OWN_CHECKLIST.name)


def _read_both(
    library: str, checklist: str, library_file: str, checklist_file: str
) -> tuple[LibraryPack, ChecklistPack]:
    library_root, checklist_root = _root(library, library_file), _root(checklist, checklist_file)
    tests = read_checklist(checklist_root)
    pack = _read_library(library_root, tests)
    _check_criteria(tests, pack, checklist_root)
    if problems := [*library_root.reading.problems, *checklist_root.reading.problems]:
        raise PackError(problems)
    return pack, tests


def _read_checklist(root: Field, library: LibraryPack) -> ChecklistPack:
    checklist = read_checklist(root)
    _check_criteria(checklist, library, root)
    return checklist


def _check_criteria(checklist: ChecklistPack, library: LibraryPack, root: Field) -> None:
    check_checklist(checklist, {criterion.key for criterion in library.criteria}, root.reading)


def _read_library(root: Field, checklist: ChecklistPack) -> LibraryPack:
    texts = ["schema_version", "library", "language", "licence_note", "sources", "scale", "scoring", "groups"]
    parts = root.parts([*texts, "criteria", "rubrics", "processes", "profiles", "seniority"])
    parts["schema_version"].whole(1, 1)
    sources = tuple(read_source(item) for item in parts["sources"].items(least=1))
    read = Reader(Citations(frozenset(source.tag for source in sources if source.tag), checklist.test_ids))
    pack = LibraryPack(
        file=root.reading.file,
        library=parts["library"].title(),
        language=parts["language"].text(10),
        licence_note=parts["licence_note"].text(),
        sources=sources,
        scale=tuple(read_scale_point(item) for item in parts["scale"].items(1)),
        scoring=read.scoring(parts["scoring"]),
        groups=read_groups(parts["groups"]),
        criteria=tuple(read.criterion(item) for item in parts["criteria"].items(1)),
        rubrics=tuple(read.rubric(item) for item in parts["rubrics"].items(1)),
        processes=tuple(read.process(item) for item in parts["processes"].items(1)),
        profiles=tuple(read.profile(item) for item in parts["profiles"].items(1)),
        seniority=tuple(read.seniority(item) for item in parts["seniority"].items(1)),
    )
    ReferenceCheck(pack, root.reading).run()
    return pack


def _root(text: str, file: str) -> Field:
    reading = Reading(file)
    return Field(load_yaml(text, reading), "", reading)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PackError([Problem(path.name, "", f"The file cannot be read: {error.strerror}.")]) from error
    if len(content) > MAX_BYTES:
        raise PackError([Problem(path.name, "", f"The file has more than {MAX_BYTES:,} bytes.")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PackError([Problem(path.name, "", "The file is not UTF-8 text.")]) from error
