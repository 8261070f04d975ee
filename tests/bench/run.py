"""Measures what people wait for, and says what misses its mark.

    python -m tests.bench [--sizes 1000,10000,100000] [--sqlite] [--only speed,memory] [--pages inbox,board]

PostgreSQL by default (the server of DATABASE_URL, a database of its own a size), served as ``manage.py serve`` does.
A measurement is a module with a class like those of ``MEASUREMENTS`` below: ``measure`` is called for each size and
prints its lines, ``missed`` says at the end in words which marks were not met. One that needs no installation stands
among those of ``ONCE`` and is run only when it is named.
"""

import argparse
import sys
from typing import Protocol

from tests.bench.beat import Beats
from tests.bench.browser import Browser
from tests.bench.exports import Exports
from tests.bench.memory import Memory
from tests.bench.printing import Printing
from tests.bench.site import Site, running
from tests.bench.speed import Speed
from tests.bench.start import Start
from tests.bench.suite import Suite


class Measurement(Protocol):
    def measure(self, site: Site | None) -> None: ...

    def missed(self) -> list[str]: ...


# memory last: at the end of the work
MEASUREMENTS = {"speed": Speed, "browser": Browser, "beat": Beats, "memory": Memory}
ONCE = {"start": Start, "suite": Suite, "exports": Exports, "printing": Printing}


def main() -> None:
    chosen = _read_arguments()
    sizes = [10_000] if chosen.sqlite else [int(size) for size in chosen.sizes.split(",")]
    only = set(chosen.only.split(",")) if chosen.only else set(MEASUREMENTS)
    pages = set(chosen.pages.split(",")) if chosen.pages else set()
    of_size: list[Measurement] = [kind(pages) for name, kind in MEASUREMENTS.items() if name in only]
    once: list[Measurement] = [kind() for name, kind in ONCE.items() if name in only]
    for size in sizes if of_size else []:
        with running(size, sqlite=chosen.sqlite) as site:
            print(site.name, flush=True)
            for measurement in of_size:
                measurement.measure(site)
            print(flush=True)
    for measurement in once:
        measurement.measure(None)
    missed = [text for measurement in [*of_size, *once] for text in measurement.missed()]
    print("Missed:\n  " + "\n  ".join(missed) if missed else "Every mark is met.")
    sys.exit(bool(missed))


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--sqlite", action="store_true", help="SQLite with 10,000 applications")
    parser.add_argument("--only", default="", help=f"of {', '.join([*MEASUREMENTS, *ONCE])}")
    parser.add_argument("--pages", default="", help="only these pages, by name")
    return parser.parse_args()


if __name__ == "__main__":
    main()
