"""Every kind of mail there is: what must not stand in it, where its links lead, whether it is sound HTML."""

import re
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from tinyhtml5.parser import HTMLParser

from hiring.core.mail.delivery import build, write_letter
from hiring.core.mail.registry import all_mail_kinds
from hiring.core.models import Mail
from tests.factories.mails import SCENES, SECRET, play

KINDS = sorted(kind.name for kind in all_mail_kinds() if not kind.name.startswith("test."))
ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "div",
    "table",
    "tbody",
    "tr",
    "td",
    "p",
    "h1",
    "h2",
    "a",
    "br",
}


def letter_of(mail: Mail) -> EmailMessage:
    return build(mail, write_letter(mail)).message()


def parts(message: EmailMessage) -> tuple[str, str]:
    text, html = message.get_payload()
    return tuple(part.get_payload(decode=True).decode() for part in (text, html))


def test_every_kind_has_a_scene() -> None:
    assert set(KINDS) == set(SCENES)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_typed_about_a_candidate_stands_in_a_mail(kind: str) -> None:
    mail = play(kind)
    message = letter_of(mail)
    whole = "".join([str(message.items()), *parts(message)])
    assert SECRET.lower() not in whole.lower()
    assert "Ottilie" not in whole
    assert SECRET.lower() not in str(list(Mail.objects.values())).lower()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_every_link_leads_somewhere_in_both_parts(kind: str) -> None:
    text, html = parts(letter_of(play(kind)))
    links = {link.rstrip("/") for link in re.findall(r'href="([^"]+)"', html)}
    assert links == {link.rstrip("/") for link in re.findall(r"https?://\S+", text)}
    for link in links:
        address = urlsplit(link)
        assert f"{address.scheme}://{address.netloc}" == "http://127.0.0.1:8000"
        resolve(f"{address.path}/")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_the_html_is_sound_and_asks_for_nothing(kind: str) -> None:
    message = letter_of(play(kind))
    html = parts(message)[1]
    parser = HTMLParser()
    tree = parser.parse(html.encode())
    assert list(parser.errors) == []
    tags = {element.tag.rpartition("}")[2] for element in tree.iter() if isinstance(element.tag, str)}
    assert tags <= ALLOWED
    assert "url(" not in html
    assert tree.get("lang") == "en"
    assert message["Subject"] in html or "&" in html
    assert len(html) < 100_000  # what is longer is cut off


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_the_text_reads_as_text(kind: str) -> None:
    text = parts(letter_of(play(kind)))[0]
    assert "\n\n\n" not in text
    assert "<" not in text
    assert "&#" not in text
    assert text == text.strip() + "\n"
    assert [line for line in text.splitlines() if len(line) > 78 and "http" not in line] == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_says_why_one_gets_it(kind: str) -> None:
    text = parts(letter_of(play(kind)))[0]
    assert "\n-- \nYou get this" in text
