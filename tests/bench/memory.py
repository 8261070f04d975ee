"""What gunicorn holds at the end: its own process and both workers."""

from pathlib import Path

from tests.bench.site import Site

MOST = 250  # MB


class Memory:
    def __init__(self, _pages: set[str]) -> None:
        self.found: dict[str, float] = {}

    def measure(self, site: Site) -> None:
        self.found[site.name] = held = memory(site.server)
        print(f"  two workers at the end hold {held:.0f} MB", flush=True)

    def missed(self) -> list[str]:
        return [f"{name}: {held:.0f} MB, {MOST} at most" for name, held in self.found.items() if held > MOST]


def memory(pid: int) -> float:
    """Return the unique and shared resident memory of a process and its children, in MB (PSS)."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            if int(folder.name) != pid and int(fields[1]) != pid:
                continue
            for line in (folder / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return total / 1024
