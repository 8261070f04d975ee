"""Prints the single-use link that makes an account: how a real installation gets its first administrator."""

import argparse

from django.core.management.base import BaseCommand, CommandError

from hiring.core.accounts.models import Right
from hiring.core.errors import Invalid
from hiring.core.invitations.links import link_of
from hiring.core.invitations.verbs import invite_person


class Command(BaseCommand):
    help = "Invite a person; prints the link, which works once and for a week. No mail is sent."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="how the person is called; they can change it")
        for right in Right:
            parser.add_argument(f"--{right}", action="store_true", help=f"give the right {right}")

    def handle(self, *args: object, **options: object) -> None:
        email = options["email"]
        try:
            rights = [right for right in Right if options[right]]
            name = options["name"] or email.split("@")[0]
            _invitation, secret = invite_person(email, name, rights, actor=None, by_mail=False)
        except Invalid as refusal:
            raise CommandError(" ".join(f"{field}: {' '.join(texts)}" for field, texts in refusal.errors.items()))
        self.stdout.write(link_of(secret))
