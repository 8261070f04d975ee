import pytest

from hiring.core.text import clean_line, clean_text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (" a \t b\r\nc ", "a b c"),
        ("abc\u202etxt.exe", "abctxt.exe"),
        ("nul\0 bell\x07 icon\ue001 half\ud800", "nul bell icon half"),
        ("Zoe\u0308 \u0646\u0645\u06cc\u200c\u062f", "Zo\u00eb \u0646\u0645\u06cc\u200c\u062f"),
    ],
)
def test_line_is_clean(raw, clean):
    assert clean_line(raw) == clean


def test_text_keeps_its_lines():
    assert clean_text("a\n\tb\r\x00") == "a\n\tb"
