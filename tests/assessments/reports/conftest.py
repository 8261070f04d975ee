"""An application on which two have scored, its manager, and reports as the worker in this process makes them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assessments.models import Report, Scorecard
from assessments.reports.making import print_application
from candidates.models import Application
from hiring.core.models import User
from hiring.models import Role
from tests.factories.candidates import ApplicationFactory


@pytest.fixture(autouse=True)
def _own_storage(tmp_path: Path, settings: Any) -> None:
    """Keep files where no other test's lie."""
    options = {"location": tmp_path / "files", "base_url": None}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[], list[str]]:
    """List the names of all files in the storage."""
    base = tmp_path / "files"
    return lambda: sorted(str(path.relative_to(base)) for path in base.rglob("*") if path.is_file())


@pytest.fixture
def scored(application: Application, runa_card: Scorecard, jonas_card: Scorecard) -> Application:
    return application


@pytest.fixture
def further(scored: Application) -> list[Application]:
    """Two more applications for the same role, one of them rejected."""
    second = ApplicationFactory(role=scored.role, stage=scored.stage, candidate__name="Farida Rosenkvist")
    third = ApplicationFactory(role=scored.role, candidate__name="Lucjan Sarpong", state="rejected")
    return [second, third]


@pytest.fixture
def report(scored: Application, manager: User) -> Report:
    """Asked for, not made yet."""
    return print_application(scored, actor=manager)


@pytest.fixture
def made(report: Report, carry_out_due: Callable[[], int]) -> Report:
    carry_out_due()
    report.refresh_from_db()
    return report


@pytest.fixture
def described(role: Role) -> Role:
    role.descriptions.create(number=1, text="## What you will run\n\nThe fraud score of every card payment.")
    return role
