"""Settings and surroundings that do not go together, each with what to do about it."""

import ipaddress
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.core.accounts.models import User
from hiring.core.monitoring.vitals import Fault
from hiring.core.operations import machine

MOST_DIFFERENCE = timedelta(seconds=5)


def find_faults() -> Iterator[Fault]:
    yield from _migrations()
    yield from _debugging()
    yield from _address()
    yield from _demo_accounts()
    yield from _key()
    yield from _database()
    yield from _clock()
    yield from _space()
    yield from _packages()


def is_public(url: str) -> bool:
    """Tell whether others than this machine and its own network reach the address."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".localhost", ".internal", ".local", ".test"))


def _migrations() -> Iterator[Fault]:
    executor = MigrationExecutor(connection)
    count = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if count:
        text = ngettext(
            "The database is %(count)d change behind this version of Plumbline.",
            "The database is %(count)d changes behind this version of Plumbline.",
            count,
        )
        yield Fault(text % {"count": count}, _("Run manage.py prepare."), urgent=True)


def _debugging() -> Iterator[Fault]:
    if settings.DEBUG:
        yield Fault(
            _("Debugging is on: a page that fails shows settings and what people wrote."),
            _("Take PLUMBLINE_DEBUG away unless this is a developer's machine."),
            urgent=is_public(settings.PLUMBLINE_URL),
        )


def _address() -> Iterator[Fault]:
    if settings.PLUMBLINE_URL.startswith("http://") and is_public(settings.PLUMBLINE_URL):
        yield Fault(
            _("Pages go over the network unencrypted: PLUMBLINE_URL begins with http."),
            _("Put a proxy with a certificate in front and let PLUMBLINE_URL begin with https."),
            urgent=True,
        )


def _demo_accounts() -> Iterator[Fault]:
    if is_public(settings.PLUMBLINE_URL) and User.objects.active().demo().exists():
        yield Fault(
            _("Demo accounts are active, and everybody knows their password."),
            _("Switch them off under People, or begin with an empty database."),
            urgent=True,
        )


def _key() -> Iterator[Fault]:
    path = Path(settings.DATA_DIR) / "secret_key"
    if path.exists() and path.stat().st_mode & 0o077:
        text = _("Others on this machine can read the key that signs sessions and links.")
        yield Fault(text, _("Run chmod 600 on secret_key in the data folder."), urgent=True)


def _database() -> Iterator[Fault]:
    mode = machine.journal_mode()
    if mode and mode != "wal":
        yield Fault(
            _("The database has no write-ahead log: a page waits while another is saved."),
            _("Keep PLUMBLINE_DATA on a local disk; network file systems have none."),
        )


def _clock() -> Iterator[Fault]:
    difference = machine.clock_difference()
    if abs(difference) > MOST_DIFFERENCE:
        text = _("The clocks of this machine and of the database are %(seconds)d seconds apart.")
        yield Fault(
            text % {"seconds": abs(difference).total_seconds()},
            _("Let both machines set their clocks by the network; due times and claims of work depend on them."),
        )


def _space() -> Iterator[Fault]:
    for folder in machine.data_folders():
        if machine.read_space(folder).is_short:
            text = _("The disk with %(folder)s is nearly full.") % {"folder": folder}
            yield Fault(text, _("Make room, or move the data to a larger disk."), urgent=True)


def _packages() -> Iterator[Fault]:
    if missing := machine.missing_packages():
        text = _("System libraries that printing uses are missing: %(names)s.") % {"names": ", ".join(missing)}
        command = f"apt-get install --no-install-recommends {' '.join(missing)}"
        yield Fault(text, _("On Debian and Ubuntu: %(command)s") % {"command": command})
