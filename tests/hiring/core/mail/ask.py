"""Asks for mails from a process of its own, as a web process does: ``ask.py COUNT``."""

import sys

import django


def ask(count: int) -> None:
    from hiring.core.mail.posting import post

    for number in range(count):
        post("account.unknown", key=str(number), to="somebody@example.org", about={})


if __name__ == "__main__":
    django.setup()
    import tests.hiring.core.background.worker_app  # noqa: F401  where to send the ids

    ask(int(sys.argv[1]))
