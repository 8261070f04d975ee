"""What printing tells about itself: the scripts that no installed font prints."""

import time

from django.utils.translation import gettext as _

from hiring.core.background.child import ChildError
from hiring.core.monitoring.vitals import Fact, Fault, Vitals
from hiring.core.press.printing import MissingFont, missing_fonts

KEPT_FOR = 600.0  # seconds; fonts do not come and go
_kept: list[tuple[float, tuple[MissingFont, ...]]] = []


def read_vitals() -> Vitals:
    title = _("Printing")
    try:
        missing = _missing_fonts()
    except ChildError:
        fault = Fault(
            _("Nothing can be printed: the program that draws PDF files does not start."),
            _("Install what is named under “This installation”, then look into the log of the web process."),
            urgent=True,
        )
        return Vitals(title, [Fact(_("Scripts of names"), _("cannot be told"))], [fault])
    if not missing:
        return Vitals(title, [Fact(_("Scripts of names"), _("all of our list print"))])
    return Vitals(title, [Fact(_("Packages of fonts missing"), len(missing))], tuple(map(_describe, missing)))


def _describe(missing: MissingFont) -> Fault:
    text = _("Names in these scripts do not print: %(scripts)s.") % {"scripts": ", ".join(missing.scripts)}
    command = f"apt-get install --no-install-recommends {missing.package}"
    return Fault(text, _("On Debian and Ubuntu: %(command)s") % {"command": command})


def _missing_fonts() -> tuple[MissingFont, ...]:
    """Ask the child at most every ten minutes: it takes a second to start."""
    now = time.monotonic()
    if not _kept or now - _kept[0][0] > KEPT_FOR:
        _kept[:] = [(now, missing_fonts())]
    return _kept[0][1]
