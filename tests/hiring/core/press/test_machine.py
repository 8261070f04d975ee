"""The press itself, in this process: what it may fetch, and what it does without fonts."""

import os
from collections import Counter
from pathlib import Path

import pytest
from weasyprint import Attachment

from hiring.core.press import machine
from hiring.core.press.machine import FONTS, PICTURES, PackagedFiles, Press, Refused, print_document
from tests.tagged_pdf import TaggedPdf

SENTENCE = "Not printed: %s."
OUTSIDE = (
    "http://169.254.169.254/latest/meta-data/",
    "https://example.org/a.png",
    "file:///etc/passwd",
    f"{FONTS[0].as_uri()}/../../../etc/passwd",
    f"{PICTURES[0].as_uri()}?x",
    "data:image/png;base64,iVBORw0KGgo=",
    "ftp://example.org/a",
    "../css/print.css",
    "",
)


def page(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="en"><head><title>T</title>{head}</head><body><h1>H</h1>{body}</body></html>'


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.mark.parametrize("address", OUTSIDE)
def test_no_address_but_those_of_packaged_files_is_known(address: str) -> None:
    with pytest.raises(Refused):
        PackagedFiles().fetch(address)


def test_the_packaged_files_are_read() -> None:
    for path in (*FONTS, *PICTURES):
        assert PackagedFiles().fetch(path.as_uri()).read() == path.read_bytes()


@pytest.mark.parametrize(
    "body",
    [
        '<img src="{0}" alt="x">',
        '<object data="{0}"></object>',
        '<a rel="attachment" href="{0}">x</a>',
        '<p style="background: url({0})">x</p>',
        '<svg><image href="{0}"/><use href="{0}#a"/></svg>',
        '<style>@import url("{0}"); @font-face {{ font-family: f; src: url("{0}") }}</style>',
    ],
)
@pytest.mark.parametrize("address", OUTSIDE[:3])
def test_markup_that_fetches_prints_without_what_it_asked_for(press: Press, body: str, address: str) -> None:
    """Nothing typed becomes markup; should it ever, this is the second wall."""
    asked: list[str] = []
    known = press.fetcher.fetch

    def watch(url: str, headers: object = None) -> object:
        asked.append(url)
        return known(url, headers)

    press.fetcher.fetch = watch
    try:
        pdf, pages = press.print(page(body.format(address), f'<link rel="attachment" href="{address}">'))
    finally:
        press.fetcher.fetch = known
    assert address in asked
    assert pages == 1
    assert TaggedPdf(pdf).reader.attachments == {}


def test_an_attachment_of_a_file_is_refused_as_well(press: Press) -> None:
    attachment = Attachment(url="file:///etc/passwd", url_fetcher=press.fetcher)
    with pytest.raises(Exception, match="Refused"), attachment.source:
        pass


def test_the_same_page_is_the_same_bytes(press: Press) -> None:
    assert press.print(page("<p>One.</p>")) == press.print(page("<p>One.</p>"))


@pytest.fixture
def without_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Press:
    """A machine on which no font is installed but ours."""
    conf = tmp_path / "fonts.conf"
    conf.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>"
    )
    (tmp_path / "Inter.woff2").write_bytes(FONTS[0].read_bytes())
    monkeypatch.setenv("FONTCONFIG_FILE", str(conf))
    bare = Press()
    monkeypatch.setattr(machine, "press", lambda: bare)
    return bare


@pytest.mark.usefixtures("without_fonts")
def test_without_its_fonts_a_script_is_named_in_the_document() -> None:
    html = page("<!--unprinted--><p>Name <bdi>山田 遥</bdi>, ليلى, สมชาย, Łukasz Королёв.</p>")
    body, (pdf,) = print_document({"unprinted": SENTENCE}, [html.encode()], lambda *_: None)
    assert body == {"pages": 1, "missing": ["Arabic", "Chinese", "Thai"]}
    text = TaggedPdf(pdf).text
    assert "Not printed: Arabic, Chinese, Thai." in text
    assert "Name [Chinese], [Arabic], [Thai], Łukasz Королёв." in text


@pytest.mark.usefixtures("without_fonts")
def test_without_fonts_an_administrator_is_told_all_scripts() -> None:
    body, _parts = machine.list_missing({}, [], lambda *_: None)
    assert {"chinese", "arabic", "thai", "devanagari"} <= set(body["missing"])


def test_what_can_be_printed_is_not_spoken_of(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "press", lambda: press)
    html = page("<!--unprinted--><p>Łukasz Королёв, Ελένη, Đặng</p>")
    body, (pdf,) = print_document({"unprinted": SENTENCE}, [html.encode()], lambda *_: None)
    assert body["missing"] == []
    assert "Łukasz Королёв, Ελένη, Đặng" in TaggedPdf(pdf).text


NOTO = Path("/usr/share/fonts/truetype/noto/NotoSansThai-Regular.ttf")


@pytest.mark.skipif(not NOTO.exists() and not os.environ.get("CI"), reason="fonts-noto-core is not installed")
def test_with_the_noto_fonts_names_in_many_scripts_print_as_they_are(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "press", lambda: press)
    names = ["ليلى حداد", "דנה לוי", "สมชาย", "ნინო", "Անի", "Ελένη"]
    html = page("".join(f"<p><bdi>{name}</bdi></p>" for name in names))
    body, (pdf,) = print_document({"unprinted": SENTENCE}, [html.encode()], lambda *_: None)
    assert body["missing"] == []
    text = TaggedPdf(pdf).text
    assert [name for name in names[2:] if name not in text] == []
    # what runs from right to left is read letter by letter, in one order or the other
    letters = Counter(text)
    assert all(letters[letter] for name in names[:2] for letter in set(name) - {" "})
