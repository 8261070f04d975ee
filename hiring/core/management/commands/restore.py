"""Makes an empty installation what a backup holds."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from hiring.core.backups.restoring import restore_backup
from hiring.core.errors import Refused


class Command(BaseCommand):
    help = "Restore FILE into an empty installation; refused, with nothing changed, where something is there already."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            contents = restore_backup(file)
        except Refused as refusal:
            raise CommandError(refusal.text)
        self.stdout.write(f"Restored {contents.rows} rows and {contents.files} files.")
        self.stdout.write("People sign in anew. Check the trail with manage.py verify_audit, then start the processes.")
