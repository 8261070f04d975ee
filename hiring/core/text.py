"""Cleaning of text that people type or files hold. Pure."""

import re
import unicodedata

# Invisible characters that turn or hide text: bidirectional controls, zero width space and joiner of words, byte
# order mark, soft hyphen. The joiners U+200C and U+200D stay, Persian and emoji need them.
INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
DROPPED = {"Cc", "Cs", "Co", "Cn"}  # control, unpaired surrogate, private use (icon fonts), not a character


def clean_text(text: str) -> str:
    """Return ``text`` as NFC without what cannot be seen or stored; line feeds and tabs stay."""
    visible = unicodedata.normalize("NFC", text.translate(INVISIBLE))
    return "".join(char for char in visible if char in "\n\t" or unicodedata.category(char) not in DROPPED)


def clean_line(text: str) -> str:
    """Return ``text`` cleaned, on one line, with single spaces."""
    return " ".join(clean_text(re.sub(r"\s", " ", text)).split())
