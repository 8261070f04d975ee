"""Pages about mail: one's own choice, the list for administrators, what is kept in the demo."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.core.mail.choices import waiting_groups
from hiring.core.mail.kept import list_kept
from hiring.core.mail.models import Mail, MailChoice
from hiring.core.mail.posting import post
from hiring.core.mail.states import MailState, Why
from hiring.core.models import AuditEntry, User
from tests.factories.core import UserFactory
from tests.hiring.core.mail import kinds  # noqa: F401  registers the kinds


@pytest.fixture
def kept_folder(settings: object, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "hiring.core.mail.kept.Backend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.MAIL_IS_KEPT = True
    return settings.EMAIL_FILE_PATH


@pytest.fixture
def demo_administrator(db: None) -> User:
    return UserFactory(email="admin@demo.test", is_administrator=True)


@pytest.fixture
def failed(news: Mail) -> Mail:
    Mail.objects.update(state=MailState.FAILED, why=Why.REFUSED, reply=550, ended_at=timezone.now())
    return news


def test_the_list_shows_what_needs_somebody(administrator: User, browser_as: Callable, failed: Mail) -> None:
    browser = browser_as(administrator)
    html = browser.get("/mails/").content.decode()
    assert "News of a test" in html
    assert "refuses it for good" in html
    assert "(550)" in html
    assert reverse("mail-send-again", args=[failed.public_id]) in html
    assert "Nothing here." in browser.get("/mails/", {"show": "sent"}).content.decode()
    assert "News of a test" in browser.get("/mails/", {"show": "all"}).content.decode()


def test_the_list_is_for_administrators(
    browser_as: Callable, member: User, auditor: User, recruiter: User, client: Client, administrator: User
) -> None:
    for person in (member, auditor, recruiter):
        assert browser_as(person).get("/mails/").status_code == 403
    assert client.get("/mails/").status_code == 302
    assert browser_as(administrator).post("/mails/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    administrator: User,
    browser_as: Callable,
    member: User,
    django_assert_num_queries: Callable,
    count: int,
) -> None:
    for number in range(count):
        post("test.news", key=str(number), to=member, about={})
    browser = browser_as(administrator)
    browser.get("/mails/")
    with django_assert_num_queries(4):
        browser.get("/mails/", {"show": "all"})


def test_the_list_goes_on(administrator: User, browser_as: Callable, member: User) -> None:
    for number in range(53):
        post("test.news", key=str(number), to=member, about={})
    browser = browser_as(administrator)
    first = browser.get("/mails/", {"show": "all"}).content.decode()
    after = re.search(r"show=all&amp;after=([\w-]{22})", first).group(1)
    rest = browser.get("/mails/", {"show": "all", "after": after}, headers={"HX-Request": "true"}).content.decode()
    assert (first.count("News of a test"), rest.count("News of a test")) == (50, 3)


def test_sending_again(
    administrator: User, member: User, recruiter: User, browser_as: Callable, failed: Mail, client: Client
) -> None:
    page = reverse("mail-send-again", args=[failed.public_id])
    assert client.post(page).status_code == 302
    assert browser_as(recruiter).post(page).status_code == 404
    assert browser_as(member).post(page).status_code == 403
    assert browser_as(administrator).get(page).status_code == 405
    assert Mail.objects.get().state == MailState.FAILED
    answer = browser_as(administrator).post(page, follow=True)
    assert "sent once more" in answer.content.decode()
    assert Mail.objects.get().state == MailState.PLANNED
    again = browser_as(administrator).post(page, follow=True)
    assert "on its way" in again.content.decode()
    assert AuditEntry.objects.filter(action="mail.sent_again").count() == 1


def test_kept_mails_are_read_as_they_are_set_and_as_text(
    demo_administrator: User, browser_as: Callable, kept_folder: Path, member: User, work_off: Callable
) -> None:
    post("test.news", key="one", to=member, about={})
    work_off()
    (kept,), after = list_kept()
    assert after == ""
    assert oct(next(kept_folder.iterdir()).stat().st_mode & 0o777) == "0o600"
    browser = browser_as(demo_administrator)
    listed = browser.get("/mail/").content.decode()
    assert "News for you" in listed
    page = reverse("kept-mail", args=[kept.name])
    assert page in listed
    shown = browser.get(page)
    assert f'src="{page}html/"' in shown.content.decode()
    assert "frame-src 'self'" in shown["Content-Security-Policy"]
    text = browser.get(page, {"text": ""}).content.decode()
    assert '<a href="http://127.0.0.1:8000/account/"' in text
    framed = browser.get(f"{page}html/")
    assert '<base target="_top">' in framed.content.decode()
    assert sorted(framed["Content-Security-Policy"].split("; ")) == [
        "base-uri 'none'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "sandbox allow-top-navigation-by-user-activation",
        "style-src 'unsafe-inline'",
    ]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("who", ["administrator", "member", "auditor"])
def test_kept_mails_are_for_demo_administrators(
    request: pytest.FixtureRequest, browser_as: Callable, kept_folder: Path, who: str, work_off: Callable, news: Mail
) -> None:
    work_off()
    (kept,), _after = list_kept()
    browser = browser_as(request.getfixturevalue(who))
    for page in ("/mail/", reverse("kept-mail", args=[kept.name]), reverse("kept-mail-html", args=[kept.name])):
        assert browser.get(page).status_code == 404


def test_with_a_mail_server_nothing_is_kept(
    demo_administrator: User, browser_as: Callable, kept_folder: Path, settings: object
) -> None:
    settings.MAIL_IS_KEPT = False
    assert browser_as(demo_administrator).get("/mail/").status_code == 404


@pytest.mark.parametrize("name", ["nothing", "..", "20261129T120000000000-0123456789abcdef"])
def test_a_kept_mail_that_is_none(demo_administrator: User, browser_as: Callable, kept_folder: Path, name: str) -> None:
    browser = browser_as(demo_administrator)
    assert browser.get(f"/mail/{name}/html/").status_code == 404
    assert "No mail yet." in browser.get("/mail/").content.decode()


def test_kept_mails_go_on_below(demo_administrator: User, browser_as: Callable, kept_folder: Path) -> None:
    kept_folder.mkdir()
    for number in range(52):
        name = f"20261129T1200{number:02}000000-0123456789abcdef"
        (kept_folder / f"{name}.eml").write_bytes(b"Subject: Kept\nTo: a@example.org\n\nx\n")
    browser = browser_as(demo_administrator)
    first = browser.get("/mail/").content.decode()
    assert first.count(">Kept<") == 50 + 1  # and the crumb
    after = re.search(r"after=([\w-]+)", first).group(1)
    assert browser.get("/mail/", {"after": after}, headers={"HX-Request": "true"}).content.decode().count(">Kept<") == 2


def test_choosing_the_digest(member: User, browser_as: Callable) -> None:
    browser = browser_as(member)
    html = browser.get("/account/mail/").content.decode()
    others = {group.name: "at-once" for group in waiting_groups()}
    assert "News of tests" in html
    assert "Of the account" not in html
    answer = browser.post("/account/mail/", others | {"test-news": "digest", "hour": "7"}, follow=True)
    assert "as you have chosen" in answer.content.decode()
    choice = MailChoice.objects.get()
    assert (choice.person, choice.digest_groups, choice.digest_hour) == (member, ["test-news"], 7)
    assert AuditEntry.objects.get(action="person.mail_chosen").fields == ["digest_groups", "digest_hour"]
    answer = browser.post("/account/mail/", others | {"test-news": "never", "hour": "24"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"test-news", "hour"}
    assert Client().get("/account/mail/").status_code == 302
