"""What the suite needs beside Python packages, and what it does where something is missing.

Without Chromium the browser flows are left out, and the last line says so. With ``CI`` set nothing may be missing.
"""

import os
import shutil

import pytest

# The shell draws no frame around its pages: a quarter less to do.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
LEFT_OUT = pytest.StashKey[int]()


def find_chromium() -> str | None:
    """Return the path of a Chromium to drive, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def require_all(config: pytest.Config) -> None:
    if os.environ.get("CI") and find_chromium() is None:
        raise pytest.UsageError("CI is set and Chromium is missing: the browser flows cannot run.")


def group_items(items: list[pytest.Item]) -> None:
    """Keep browser flows, and tests with processes of their own, on one worker each: two at once only wait."""
    for item in items:
        for marker in ("flow", "processes"):
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.xdist_group(marker))


def leave_out_flows(config: pytest.Config, items: list[pytest.Item]) -> None:
    if find_chromium() is not None:
        return
    flows = [item for item in items if item.get_closest_marker("flow")]
    items[:] = [item for item in items if item not in flows]
    config.hook.pytest_deselected(items=flows)
    config.stash[LEFT_OUT] = len(flows)
    if hasattr(config, "workeroutput"):
        config.workeroutput["flows_left_out"] = len(flows)


def say_what_was_left_out(config: pytest.Config) -> None:
    count = config.stash.get(LEFT_OUT, 0)
    if count and not hasattr(config, "workerinput"):
        print(f"Chromium is not installed: {count} browser flows were left out.")  # noqa: T201
