"""Bring the database up to date, and if asked fill it with rubric library, benchmarks and demo data."""

from argparse import ArgumentParser

from django.core.management import call_command
from django.core.management.base import BaseCommand

from hiring.core.accounts.models import User


class Command(BaseCommand):
    help = "Migrate the database and make the cache table. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="load the rubric library and, into an empty database, demo data"
        )

    def handle(self, *args: object, demo: bool, **options: object) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not demo:
            return
        call_command("load_rubrics", verbosity=0)
        call_command("load_benchmarks", verbosity=0)
        if not User.objects.exists():
            self.stdout.write("Filling the empty database with demo data. This takes a moment once.")
            call_command("demo", verbosity=0)  # all or nothing
