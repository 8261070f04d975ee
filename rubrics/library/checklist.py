"""Reading a checklist pack: sections of tests with points and bands. It judges a system, never a person."""

from rubrics.library.fields import Field
from rubrics.library.pack import Band, ChecklistPack, ChecklistScoring, ChecklistSection, ChecklistTest

TESTS_PER_SECTION = 7


def read_checklist(root: Field) -> ChecklistPack:
    parts = root.parts(["schema_version", "scoring", "sections"], ["key", "title"])
    parts["schema_version"].whole(1, 1)
    sections = tuple(_section(item) for item in parts["sections"].items(least=1))
    keys = [section.key for section in sections]
    if len(set(keys)) < len(keys):
        parts["sections"].refuse("Two sections have the same key.")
    return ChecklistPack(
        file=root.reading.file,
        key=parts["key"].key() if "key" in parts else "ml_test_score",
        title=parts["title"].title() if "title" in parts else "ML Test Score",
        scoring=_scoring(parts["scoring"], keys),
        sections=sections,
    )


def _section(field: Field) -> ChecklistSection:
    parts = field.parts(["key", "title", "tests"])
    tests = parts["tests"].items(TESTS_PER_SECTION, TESTS_PER_SECTION)
    return ChecklistSection(parts["key"].key(), parts["title"].title(), tuple(_test(item) for item in tests))


def _test(field: Field) -> ChecklistTest:
    parts = field.parts(["id", "test", "criteria"])
    return ChecklistTest(parts["id"].text(20), parts["test"].text(), parts["criteria"].keys())


def _scoring(field: Field, sections: list[str]) -> ChecklistScoring:
    texts = ["section_score", "final_score", "band_note", "version_trap"]
    parts = field.parts(["per_test", "bands", "worked_example", *texts])
    points = parts["per_test"].parts(["not_done", "manual_and_documented", "automated_and_repeated"])
    example = parts["worked_example"].parts([*sections, "final"])
    return ChecklistScoring(
        not_done=points["not_done"].number(0, 0),
        manual=points["manual_and_documented"].number(0, 1),
        automated=points["automated_and_repeated"].number(1, 1),
        bands=_bands(parts["bands"]),
        worked_example={name: part.number(0, TESTS_PER_SECTION) for name, part in example.items()},
        **{name: parts[name].text() for name in texts},
    )


def _bands(field: Field) -> tuple[Band, ...]:
    bands = tuple(_band(item) for item in field.items(least=1))
    starts = [band.over for band in bands]
    if not field.is_broken and starts != [None, *(band.up_to for band in bands[:-1])]:
        field.refuse("Each band starts where the one before it ends; the first starts nowhere (null).")
    return bands


def _band(field: Field) -> Band:
    parts = field.parts(["over", "up_to", "reading"])
    over = parts["over"]
    start = None if over.value is None else over.whole(0, TESTS_PER_SECTION)
    return Band(start, parts["up_to"].whole(0, TESTS_PER_SECTION), parts["reading"].text())
