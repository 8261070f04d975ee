"""Check the audit chain from its first link to its head."""

from argparse import ArgumentParser, ArgumentTypeError

from django.core.management.base import BaseCommand, CommandError

from hiring.core.audit.chain import verify_chain


def read_head(text: str) -> tuple[int, str]:
    position, _, digest = text.partition(":")
    if not position.isdigit() or len(digest) != 64:
        raise ArgumentTypeError("write a head as this command prints it: POSITION:DIGEST")
    return int(position), digest


class Command(BaseCommand):
    help = "Check the audit chain; exit 1 and name the first broken entry if it does not hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--head",
            type=read_head,
            help="an earlier head, kept outside this installation: tells whether the end was cut off since",
        )

    def handle(self, *args: object, head: tuple[int, str] | None, **options: object) -> None:
        verdict = verify_chain(known=head)
        waiting = f"{verdict.waiting} not linked yet."
        if verdict.broken:
            place = f"Broken at link {verdict.broken.position}"
            if verdict.broken.entry_id:
                place += f", entry {verdict.broken.entry_id}"
            raise CommandError(f"{place}: {verdict.broken.why}. {verdict.links} links before it hold. {waiting}")
        self.stdout.write(f"{verdict.links} links hold. {waiting}")
        self.stdout.write(f"Head: {verdict.links}:{verdict.head}")
