"""A tag becomes the name of the work, with the places in it."""

import pytest

from rubrics.library.citations import NamedSource, name_sources, split_citation

WORKS = {
    "breck2017": "Breck and others (2017), The ML Test Score; a suffix names the test",
    "29 CFR 1607": "Uniform Guidelines",
    "29 CFR": "Code of Federal Regulations",
}
TESTS = {"Monitor 3": "training and serving compute the same features"}


@pytest.mark.parametrize(
    ("citation", "parts"),
    [
        ("breck2017", ("breck2017", "")),
        ("breck2017 Monitor 3", ("breck2017", "Monitor 3")),
        ("29 CFR 1607", ("29 CFR 1607", "")),
        ("29 CFR Art. 2", ("29 CFR", "Art. 2")),
        ("breck2018", ("", "breck2018")),
    ],
)
def test_the_longest_tag_wins(citation: str, parts: tuple[str, str]) -> None:
    assert split_citation(citation, WORKS) == parts


def test_each_work_stands_once_with_its_places() -> None:
    found = name_sources(["breck2017 Monitor 3", "29 CFR 1607", "breck2017 scoring rule", "mine"], WORKS, TESTS)
    assert found == (
        NamedSource(
            "Breck and others (2017), The ML Test Score",
            ("Monitor 3, training and serving compute the same features", "scoring rule"),
        ),
        NamedSource("Uniform Guidelines", ()),
        NamedSource("mine", ()),
    )
