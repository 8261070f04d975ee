"""Fill an empty database with believable data, made by the real verbs."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from assessments.demo.build import PASSWORD, build_demo
from assessments.demo.texts import ACCOUNTS
from hiring.core.errors import DomainError


class Command(BaseCommand):
    help = "Fill an empty database with believable demo data. The rubric library must be loaded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same data")
        parser.add_argument("--candidates", type=int, default=28, help="candidates of the first role")

    def handle(self, *args: object, seed: int, candidates: int, verbosity: int, **options: object) -> None:
        if candidates < 1:
            raise CommandError("--candidates is a number from 1 up.")
        try:
            build_demo(seed=seed, candidates=candidates)
        except DomainError as refusal:
            raise CommandError(str(refusal))
        if not verbosity:
            return
        for key, name, _ in ACCOUNTS:
            self.stdout.write(f"{key}@demo.test  {name}")
        self.stdout.write(f"Password of all: {PASSWORD}")
