"""Writes everything that the installation keeps into one file, while it goes on working."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from hiring.core.backups.making import make_backup
from hiring.core.errors import Refused


class Command(BaseCommand):
    help = "Write database, files and secret key into FILE, a consistent moment; people may go on working meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="where to write it; must not be there yet")

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            contents = make_backup(file)
        except Refused as refusal:
            raise CommandError(refusal.text)
        size = filesizeformat(contents.size).replace("\xa0", " ")
        self.stdout.write(f"{file}: {contents.rows} rows, {contents.files} files, {size}.")
        self.stdout.write("It holds everything that is confidential, and the secret key. Guard it like the server.")
