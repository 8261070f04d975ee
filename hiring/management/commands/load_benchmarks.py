"""``manage.py load_benchmarks``: load the numbers that come with Plumbline, each with its source."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hiring.benchmarks.loading import load_figures
from hiring.benchmarks.reader import read_own_figures
from rubrics.library.problems import PackError


class Command(BaseCommand):
    help = "Load the benchmarks, after the rubrics. Loading twice changes nothing; what a person changed stands."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = load_figures(read_own_figures())
        except PackError as error:
            raise CommandError(f"Nothing was loaded. The file has {len(error.problems)} fault(s):\n{error}") from error
        if not options["verbosity"]:
            return
        for text in done.kept:
            self.stdout.write(f"Kept: {text}.")
        counts = f"{len(done.made)} new, {len(done.changed)} changed."
        self.stdout.write("Nothing to change." if done.is_unchanged else counts)
