"""``manage.py load_rubrics [FILE]``: load the own library, or a pack of your own in the same form."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rubrics.library.loading import load_library
from rubrics.library.problems import PackError
from rubrics.library.reader import read_file, read_own_packs


class Command(BaseCommand):
    help = "Load the rubric library, or a pack from FILE. Loading twice changes nothing; a broken pack changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="a library or checklist pack; default: the own packs")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        try:
            done = load_library(read_file(file) if file else read_own_packs())
        except PackError as error:
            raise CommandError(f"Nothing was loaded. The pack has {len(error.problems)} fault(s):\n{error}") from error
        for name in done.made if options["verbosity"] > 1 else ():
            self.stdout.write(f"New: {name}")
        for name in done.changed:
            self.stdout.write(f"Changed: {name}")
        for text in done.kept:
            self.stdout.write(f"Kept: {text}.")
        if options["verbosity"]:
            counts = f"{len(done.made)} new, {len(done.changed)} changed."
            self.stdout.write("Nothing to change." if done.is_unchanged else counts)
