"""Kinds of mail for tests. What they say is what the test has put into ``SAYS``."""

from django.urls import reverse
from django.utils import timezone

from hiring.core.mail.letters import Action, Letter
from hiring.core.mail.registry import ACCOUNT, Group, NotWanted, mail_kind

NEWS = Group("test-news", "News of tests")
SAYS: dict[str, object] = {}


def reset() -> None:
    SAYS.clear()
    SAYS.update(wanted=True, fails=None, by=None, until=None)


reset()


@mail_kind("test.news", label="News of a test", group=NEWS, why="You get this as a test.")
def write_news(mail):
    if SAYS["fails"]:
        raise SAYS["fails"]
    if not SAYS["wanted"]:
        raise NotWanted
    return Letter(
        subject="News for you",
        lines=["Something has happened."],
        facts=[("When", f"{timezone.localtime(mail.wanted_at):%H:%M}")],
        action=Action("Open it", reverse("account-settings")),
        by=SAYS["by"],
        until=SAYS["until"],
    )


@mail_kind("test.account", label="Of the account", group=ACCOUNT, why="You get this as a test.")
def write_account(mail):
    return write_news(mail)
