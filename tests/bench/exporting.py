"""Makes a ZIP of a role's decision reports in this process, then the same pages by WeasyPrint alone; prints figures.

python -m tests.bench.exporting FEW MANY
"""

import json
import os
import sys
import time
from pathlib import Path

BARE = 20  # reports that WeasyPrint prints alone


def main(few: int, many: int) -> None:
    import django

    django.setup()
    from assessments.models import Report, ReportPart
    from assessments.reports import building, making
    from assessments.reports.contents import show_application
    from assessments.reports.printing import Imprint, write_html
    from assessments.reports.states import ReportKind
    from hiring.core.background.models import Task
    from hiring.core.background.work import carry_out
    from hiring.core.models import User
    from hiring.core.press.machine import Press
    from hiring.models import Role

    building.SLICE = float("inf")  # there is no other work here
    manager = User.objects.get(email="manager@bench.test")
    role = Role.objects.order_by("id").first()
    Report.objects.filter(role=role).delete()
    Task.objects.filter(kind=making.MAKE).delete()
    report = making.export_role(ReportKind.ROLE_ARCHIVE, making.Chosen(role), actor=manager)
    parts = list(ReportPart.objects.filter(report=report).order_by("position"))
    ReportPart.objects.filter(pk__in=[part.pk for part in parts[many:]]).delete()
    told: dict[str, float] = {}
    _watch(building, few, told)
    start = time.perf_counter()
    carry_out(report.task_id)
    told |= {"seconds": time.perf_counter() - start, "reports": min(many, len(parts))}
    report.refresh_from_db()
    assert report.ready_at, "the report was not made"

    press, imprint = Press(), Imprint(manager.name, report.printed_at)
    pages = [write_html(show_application(part.application, manager), imprint) for part in parts[:BARE]]
    press.print(pages[0])
    start = time.perf_counter()
    for html in pages:
        press.print(html)
    told |= {"bare_seconds": time.perf_counter() - start, "bare_reports": len(pages)}
    print(json.dumps(told))


def _watch(building: object, few: int, told: dict[str, float]) -> None:
    """Note what worker and child hold at most in the first and in the last 2 x ``few`` parts.

    A child is at its largest with its last report, and is replaced after twenty.
    """
    finish = building._finish_part
    held: list[tuple[int, int]] = []

    def finish_and_note(*args: object, **fields: object) -> None:
        finish(*args, **fields)
        held.append((_resident(os.getpid()), max(map(_resident, _children()), default=0)))
        for name, some in (("few", held[: 2 * few]), ("many", held[-2 * few :])):
            told[f"worker_{name}"], told[f"child_{name}"] = map(max, zip(*some, strict=True))

    building._finish_part = finish_and_note


def _children() -> list[int]:
    tasks = Path("/proc/self/task").iterdir()
    return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]


def _resident(pid: int) -> int:
    """Return the resident memory of a process in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024**2


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
