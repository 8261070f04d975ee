"""Prints a new API token of a person, once."""

import argparse

from django.core.management.base import BaseCommand, CommandError

from hiring.core.accounts.models import TokenScope, User
from hiring.core.accounts.tokens import create_token
from hiring.core.errors import DomainError


class Command(BaseCommand):
    help = "Create an API token for a person and print it; it cannot be shown again."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="command line", help="what the token is for")
        parser.add_argument("--scope", choices=TokenScope.values, default=TokenScope.WRITE.value)
        parser.add_argument("--days", type=int, default=90, help="how long it is valid (1 to 365)")

    def handle(self, *args: object, **options: object) -> None:
        person = User.objects.filter(email=options["email"].lower()).first()
        if person is None:
            raise CommandError(f"Nobody has an account with the address {options['email']}.")
        try:
            _token, secret = create_token(
                person, actor=None, name=options["name"], scope=options["scope"], days=options["days"]
            )
        except DomainError as refusal:
            raise CommandError(refusal.text)
        self.stdout.write(secret)
