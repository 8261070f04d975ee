"""What printing in the child interpreter costs over WeasyPrint alone, and whether worker and child grow."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

REPORTS, LONGEST = 40, 1.25  # two children are used up; times of bare WeasyPrint, at most
FEW, MANY, GROWTH = 10, 1000, 1.2


class Printing:
    def __init__(self) -> None:
        self.ratio: float | None = None
        self.sizes: dict[str, tuple[int, int]] = {}

    def measure(self, _site: None) -> None:
        with tempfile.TemporaryDirectory() as folder:
            _set_up(folder)
            self._time()
            self._weigh()

    def _time(self) -> None:
        from assessments.reports.printing import print_pdf, write_html
        from hiring.core.press.machine import Press
        from tests.assessments.reports.made_up import IMPRINT, make_application

        html, bare = write_html(make_application(), IMPRINT), Press()
        pages = print_pdf(html).pages
        bare.print(html)
        ours, theirs = [], []
        for _report in range(REPORTS):
            ours.append(_seconds(lambda: print_pdf(html)))
            theirs.append(_seconds(lambda: bare.print(html)))
        self.ratio = sum(ours) / sum(theirs)
        print(
            f"a report of {pages} pages: {statistics.median(ours):.2f} s, bare {statistics.median(theirs):.2f} s; "
            f"{REPORTS} of them {self.ratio:.2f} times bare",
            flush=True,
        )

    def _weigh(self) -> None:
        from assessments.reports.printing import print_pdf, write_html
        from tests.assessments.reports.made_up import IMPRINT, make_scorecard

        html = write_html(make_scorecard(), IMPRINT)
        largest: dict[str, list[int]] = {"worker": [], "child": []}
        for _report in range(MANY):
            print_pdf(html)
            largest["worker"].append(_resident(os.getpid()))
            largest["child"].append(max(map(_resident, _children()), default=0))
        for name, sizes in largest.items():
            # a child is at its largest with its last report: the largest of as many at the start and at the end
            self.sizes[name] = (max(sizes[: 2 * FEW]), max(sizes[-2 * FEW :]))
            print(f"{name}: {self.sizes[name][0]} MB after the first reports, {self.sizes[name][1]} MB after {MANY}")

    def missed(self) -> list[str]:
        missed = []
        if self.ratio is not None and self.ratio > LONGEST:
            missed.append(f"a report: {self.ratio:.2f} times bare WeasyPrint, {LONGEST} at most")
        for name, (before, after) in self.sizes.items():
            if after > before * GROWTH:
                missed.append(f"{name}: from {before} to {after} MB over {MANY} reports")
        return missed


def _set_up(folder: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiring.settings")
    os.environ["PLUMBLINE_DATA"] = folder
    import django

    django.setup()


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _children() -> list[int]:
    tasks = Path("/proc/self/task").iterdir()
    return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]


def _resident(pid: int) -> int:
    """Return the resident memory of a process in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024**2
