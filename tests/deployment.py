"""Reading Dockerfile and docker-compose.yml, and building what the image would hold, for there is no engine here."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?:(?P<how>:-|:\?)(?P<word>[^}]*))?\}")


def read_compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def read_dockerfile(text=None):
    """Return the stages: for each a list of (instruction, words after it), lines put together, comments left out."""
    lines = [line for line in (text or (ROOT / "Dockerfile").read_text()).splitlines() if not line.startswith("#")]
    whole = re.sub(r"\\\n", " ", "\n".join(lines))
    stages = []
    for line in filter(None, map(str.strip, whole.splitlines())):
        word, _blank, rest = line.partition(" ")
        if word == "FROM":
            stages.append([])
        stages[-1].append((word, " ".join(rest.split())))
    return stages


def fill_in(text, values):
    """Return a text of docker-compose.yml with its variables replaced; one that must be there raises ``KeyError``."""

    def replace(match):
        value = values.get(match["name"], "")
        if match["how"] == ":?" and not value:
            raise KeyError(match["name"])
        return value or (match["word"] if match["how"] == ":-" else "")

    return VARIABLE.sub(replace, text)


def build_image(folder):
    """Copy what the image copies and run what it runs on our own files, with this Python in place of the image's."""
    build, _final = read_dockerfile()
    for word, rest in build:
        if word == "COPY":
            *sources, target = rest.split()
            for source in sources:
                copy(ROOT / source, folder / target / ("" if target.endswith("/") else "."))
        elif word == "RUN" and "manage.py" in rest:
            run_step(rest, folder)
    return folder


def copy(source, target):
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    else:
        shutil.copy(source, target)


def run_step(line, folder):
    line = line.replace("/venv/bin/python", sys.executable).replace("/tmp/build", str(folder / "build"))
    hidden = ("PLUMBLINE_", "DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "EMAIL_URL")
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    subprocess.run(["sh", "-ec", line], cwd=folder, env=surroundings, check=True, capture_output=True, timeout=300)
