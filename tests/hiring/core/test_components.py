from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from hiring.core.models import User

IN_DEVELOPMENT = pytest.mark.urls("tests.hiring.core.component_urls")


@IN_DEVELOPMENT
def test_every_piece_is_shown(browser_as: Callable[[User], Client], member: User) -> None:
    answer = browser_as(member).get("/components/")
    html = answer.content.decode()
    assert answer.status_code == 200
    for piece in (
        "criterion",
        "matrix",
        "steps",
        "events",
        "empty",
        "dialog",
        "toast",
        "menu",
        "tabs",
        "funnel",
        "save",
    ):
        assert f'class="{piece}' in html


@IN_DEVELOPMENT
def test_it_is_shown_as_somebody_with_other_choices_sees_it(browser_as: Callable[[User], Client], member: User) -> None:
    html = browser_as(member).get("/components/?theme=dark&density=compact").content.decode()
    assert 'data-theme="dark" data-density="compact"' in html


@IN_DEVELOPMENT
def test_strangers_are_sent_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/components/").status_code == 302


def test_an_installation_has_no_such_page() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("components")
