"""The example of the API does what it says: from a role to its report, with two workers of which one is killed."""

import io
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from pypdf import PdfReader

from hiring.core.background.processes import beat_command, web_command, worker_command
from rubrics.library.loading import load_library
from rubrics.library.reader import read_own_packs
from tests.candidates.documents.files import make_pdf
from tests.factories.core import PlaceFactory, UserFactory
from tests.factories.hiring import TeamFactory
from tests.factories.tokens import make_token
from tests.hiring.core.background.installation import ROOT, Installation

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
SCRIPT = "docs/examples/role_to_report.py"


@pytest.fixture
def tokens() -> dict[str, str]:
    """The library, a team, a place, and the tokens of the script's four people."""
    load_library(read_own_packs(), actor=None)
    PlaceFactory()
    manager = UserFactory(name="Solveig Aderin", is_recruiter=True)
    TeamFactory(managers=[manager])
    panel = [UserFactory(name=name) for name in ("Runa Achterberg", "Jonas Tveitane", "Divya Mallikar")]
    return {
        "MANAGER": make_token(manager)[1],
        "PANEL": ",".join(make_token(person)[1] for person in panel),
    }


@pytest.fixture
def address(tmp_path: Path, tokens: dict[str, str]):
    with socket.create_server(("127.0.0.1", 0)) as opened:
        port = opened.getsockname()[1]
    installation = Installation(tmp_path)
    installation.environment |= {
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "hiring.settings",
        "PLUMBLINE_URL": f"http://127.0.0.1:{port}",
    }
    installation.start(web_command(f"127.0.0.1:{port}"))
    installation.workers = [installation.start(worker_command()) for _number in range(2)]
    installation.start(beat_command())
    _wait_for(f"http://127.0.0.1:{port}/readyz", tmp_path / "log")
    yield f"http://127.0.0.1:{port}", installation
    installation.remove()


def _wait_for(url: str, log: Path) -> None:
    deadline = time.monotonic() + 90
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (OSError, urllib.error.HTTPError):
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)


def test_from_an_empty_role_to_the_report(address, tokens: dict[str, str], tmp_path: Path) -> None:
    url, installation = address
    resume, report = tmp_path / "resume.pdf", tmp_path / "report.pdf"
    resume.write_bytes(make_pdf("Ottilie runs feature stores.", "Second page."))
    script = subprocess.Popen(
        [sys.executable, "-u", SCRIPT, str(resume), str(report)],
        cwd=ROOT,
        env=os.environ | tokens | {"PLUMBLINE": url},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = []
    with script.stdout:
        for line in script.stdout:
            said.append(line)
            if line.startswith("The resume is"):
                installation.kill(installation.workers[0])
    assert script.wait(120) == 0, "".join(said) + (tmp_path / "log").read_text()[-3000:]
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(report.read_bytes())).pages)
    assert "Ottilie Rautenstrauch-Okpara" in text
    assert "Runa Achterberg" in text
    assert installation.number("SELECT count(*) FROM core_task WHERE state <> 'done'") == 0
    assert installation.number("SELECT count(*) FROM assessments_scorecard WHERE state = 'submitted'") == 18
