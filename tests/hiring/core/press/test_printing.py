"""Printing in the child interpreter, as the app does it."""

import pytest

from hiring.core.press import printing
from hiring.core.press.printing import MissingFont, missing_fonts, print_pdf
from tests.tagged_pdf import TaggedPdf

PAGE = '<!doctype html><html lang="en"><head><title>T</title></head><body><h1>Hello</h1></body></html>'


def test_the_child_prints_what_the_press_prints() -> None:
    printed = print_pdf(PAGE)
    assert (printed.pages, printed.missing) == (1, ())
    assert "Hello" in TaggedPdf(printed.pdf).text
    assert print_pdf(PAGE).pdf == printed.pdf


def test_fonts_to_install_are_told_by_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "_list_missing", lambda: ["chinese", "korean", "thai"])
    assert missing_fonts() == (
        MissingFont("fonts-noto-cjk", ("Chinese", "Korean")),
        MissingFont("fonts-noto-core", ("Thai",)),
    )


def test_the_child_says_which_scripts_are_missing_here() -> None:
    assert {font.package for font in missing_fonts()} <= {"fonts-noto-cjk", "fonts-noto-core"}
