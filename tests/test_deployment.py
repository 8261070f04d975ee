"""docker-compose.yml and Dockerfile: what they promise, read from the files; each service's command is run for real."""

import contextlib
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings

from hiring.core.background.processes import beat_command, web_command, worker_command
from tests.deployment import ROOT, VARIABLE, build_image, fill_in, read_compose, read_dockerfile
from tests.factories.core import UserFactory
from tests.hiring.core.background.installation import Installation
from tests.test_readme import read_variables

COMPOSE = read_compose()
SERVICES = COMPOSE["services"]
OURS = ("prepare", "web", "worker", "beat")
RUNNING = [name for name in SERVICES if name != "prepare"]
EXAMPLE = dict(re.findall(r"^(\w+)=(.*)$", (ROOT / ".env.example").read_text(), flags=re.MULTILINE))
SECRETS = {"PLUMBLINE_SECRET_KEY": "qW3-" + "eR5tY7uI9oP1" * 5, "POSTGRES_PASSWORD": "hush"}


class TestCompose:
    def test_the_services(self):
        assert list(SERVICES) == [*OURS, "db", "redis", "mail"]

    @pytest.mark.parametrize("name", SERVICES)
    def test_each_is_hardened(self, name):
        service = SERVICES[name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert "privileged" not in service
        assert not service.get("user", "10001").startswith(("0", "root"))
        assert name in OURS or re.fullmatch(r"\d+:\d+", service["user"])

    @pytest.mark.parametrize("name", RUNNING)
    def test_each_that_goes_on_has_a_health_check_and_starts_again(self, name):
        assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"
        assert SERVICES[name]["restart"] == "unless-stopped"

    def test_preparing_ends_and_the_others_wait_for_it(self):
        assert SERVICES["prepare"]["restart"] == "no"
        for name in ("web", "worker", "beat"):
            waits = {other: how["condition"] for other, how in SERVICES[name]["depends_on"].items()}
            assert waits == {
                "prepare": "service_completed_successfully",
                "db": "service_healthy",
                "redis": "service_healthy",
            }

    def test_nothing_is_reached_from_outside_but_by_this_machine(self):
        assert {port for service in SERVICES.values() for port in service.get("ports", [])} == {
            "127.0.0.1:8000:8000",
            "127.0.0.1:8025:8025",
        }

    def test_images_have_a_version(self):
        for service in SERVICES.values():
            assert re.search(r":v?\d", service["image"])

    def test_volumes_are_declared_and_used(self):
        used = {volume.partition(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
        assert used == set(COMPOSE["volumes"]) == {"data", "database"}

    def test_no_secret_stands_in_the_file(self):
        for service in SERVICES.values():
            for name, value in service.get("environment", {}).items():
                if re.search(r"SECRET|PASSWORD|TOKEN", name):
                    assert VARIABLE.fullmatch(value), name
                for password in re.findall(r"://[^/@:]*:([^@]+)@", value):
                    assert VARIABLE.fullmatch(password), name

    def test_what_must_be_secret_has_no_default(self):
        text = (ROOT / "docker-compose.yml").read_text()
        needed = {match["name"] for match in VARIABLE.finditer(text) if match["how"] == ":?"}
        assert needed == SECRETS.keys()
        assert all(EXAMPLE[name] == "" for name in needed)

    def test_the_example_names_every_variable_and_no_other(self):
        text = (ROOT / "docker-compose.yml").read_text()
        assert EXAMPLE.keys() == {match["name"] for match in VARIABLE.finditer(text)}

    @pytest.mark.parametrize("name", OURS)
    def test_our_settings_read_what_is_set(self, name):
        assert SERVICES[name]["environment"].keys() - {"WEB_CONCURRENCY"} <= read_variables()

    def test_commands_are_those_of_the_embedded_installation(self):
        def ours(command):
            return ["python" if word == sys.executable else word for word in command]

        assert SERVICES["web"]["command"] == ours(web_command())
        assert SERVICES["worker"]["command"] == ours(worker_command())
        assert SERVICES["beat"]["command"] == ours(beat_command())


class TestDockerfile:
    build, final = read_dockerfile()

    def words(self, instruction, stage=None):
        return [rest for word, rest in (stage or self.final) if word == instruction]

    def test_its_base_has_a_version_and_is_the_same_twice(self):
        assert self.words("FROM") == ["python:3.11-slim-bookworm"]
        assert self.words("FROM", self.build) == ["python:3.11-slim-bookworm AS build"]

    def test_packages_come_with_their_hashes(self):
        (install,) = (rest for rest in self.words("RUN", self.build) if "pip install" in rest)
        assert "--require-hashes -r requirements.txt" in install

    def test_fonts_and_libraries_are_there(self):
        (install,) = (rest for rest in self.words("RUN") if "apt-get install" in rest)
        assert "--no-install-recommends" in install
        assert install.endswith("rm -rf /var/lib/apt/lists/*")
        listed = set(re.search(r"--no-install-recommends (.*?) &&", install)[1].split())
        assert listed == {"fonts-noto-core", "fonts-noto-cjk", "libpangoft2-1.0-0", "libharfbuzz-subset0"}
        assert "fonts-noto-core fonts-noto-cjk" in install

    def test_it_runs_as_nobody_special(self):
        assert self.words("USER") == ["10001:10001"]
        assert [word for word, _rest in self.final].index("USER") > max(
            number for number, (word, _rest) in enumerate(self.final) if word == "RUN"
        )

    def test_its_data_lie_in_a_volume(self):
        assert self.words("VOLUME") == ["/data"]
        assert "PLUMBLINE_DATA=/data" in self.words("ENV")[0]

    def test_no_secret_and_no_data_stay_in_it(self):
        (collect,) = (rest for rest in self.words("RUN", self.build) if "collectstatic" in rest)
        assert "PLUMBLINE_DATA=/tmp/build" in collect
        assert collect.endswith("rm -r /tmp/build")
        assert not re.search(r"SECRET|PASSWORD|TOKEN", (ROOT / "Dockerfile").read_text())
        ignored = (ROOT / ".dockerignore").read_text().splitlines()
        assert "*" in ignored
        copied = {rest.split()[0] for rest in self.words("COPY", self.build)}
        assert {line[1:] for line in ignored if line.startswith("!")} == copied

    def test_its_command_is_the_web_process(self):
        assert json.loads(self.words("CMD")[0]) == SERVICES["web"]["command"]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


class Mails:
    """The catcher: keeps what it is handed over."""

    def __init__(self):
        self.caught = []

    async def handle_DATA(self, server, session, envelope):
        self.caught.append(envelope)
        return "250 OK"


class Deployment:
    """All services of the file on this machine: its commands and environment, with the names of hosts resolved."""

    def __init__(self, installation, image, mail_port):
        self.installation, self.image = installation, image
        self.port, self.redis_port = free_port(), free_port()
        self.resolved = {"web:8000": f"127.0.0.1:{self.port}", "mail:1025": f"127.0.0.1:{mail_port}"}
        self.resolved["redis:6379"] = f"127.0.0.1:{self.redis_port}"
        self.environment = self._environment()

    def _environment(self):
        known = self.installation.environment
        chosen = SECRETS | {"PLUMBLINE_METRICS_TOKEN": "a-token-for-figures-of-tests"}
        asked = {name: self.resolve(fill_in(value, chosen)) for name, value in SERVICES["web"]["environment"].items()}
        asked |= {name: known[name] for name in ("PLUMBLINE_DATA", "DATABASE_URL", "PATH")}
        if not settings.REDIS_URL:
            del asked["REDIS_URL"]
        return asked | {"PORT": str(self.port), "PYTHONWARNINGS": "ignore"}

    def resolve(self, text):
        for name, place in self.resolved.items():
            text = text.replace(name, place)
        return text

    def command(self, name):
        words = SERVICES[name]["command"]
        return [sys.executable if word == "python" else word.replace("python ", f"{sys.executable} ") for word in words]

    def start(self, name, *more):
        command = [*self.command(name), *more]
        with (self.installation.folder / f"{name}.log").open("w") as log:
            process = subprocess.Popen(
                command, cwd=self.image, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.installation.processes.append(process)
        return process

    def log(self, name):
        return (self.installation.folder / f"{name}.log").read_text()

    def check(self, name, *more):
        """Run the service's own health check; return its exit code and what it says."""
        _cmd, *words = map(self.resolve, SERVICES[name]["healthcheck"]["test"])
        words = [sys.executable if word == "python" else word for word in words]
        answer = subprocess.run(
            [*words, *more], cwd=self.image, env=self.environment, capture_output=True, text=True, timeout=30
        )
        return answer.returncode, answer.stdout + answer.stderr

    def wait_until_healthy(self, name, *more, seconds=90):
        deadline = time.monotonic() + seconds
        while (found := self.check(name, *more))[0]:
            assert time.monotonic() < deadline, f"{name}: {found[1]}\n{self.log(name)[-3000:]}"
            time.sleep(0.3)

    def get(self, path, **headers):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        with contextlib.suppress(urllib.error.HTTPError), urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, dict(answer.headers), answer.read()
        return None


@pytest.fixture
def catcher():
    mails = Mails()
    controller = Controller(mails, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield mails, controller.port
    controller.stop()


@pytest.fixture
def deployment(tmp_path, catcher):
    (tmp_path / "image").mkdir()
    (tmp_path / "data").mkdir()
    UserFactory(name="Ada Quillfeather", email="zanzibarmoth@example.org")
    installation = Installation(tmp_path / "data")
    yield Deployment(installation, build_image(tmp_path / "image"), catcher[1])
    installation.remove()


def ask_for_a_new_password(deployment, jar):
    """Go the way of a person who has forgotten theirs, in plain HTTP."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"http://127.0.0.1:{deployment.port}/accounts/password/reset/"
    page = opener.open(address, timeout=20).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    data = f"csrfmiddlewaretoken={token}&email=zanzibarmoth@example.org".encode()
    return opener.open(urllib.request.Request(address, data, {"X-Request-ID": "proxy-1234", "Referer": address}))


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_every_service_runs_by_its_own_command_and_is_healthy_by_its_own_check(deployment, catcher):
    from http.cookiejar import CookieJar

    if settings.REDIS_URL:
        folder = deployment.installation.folder / "redis"
        folder.mkdir()
        deployment.start("redis", "--port", str(deployment.redis_port), "--dir", str(folder), "--bind", "127.0.0.1")
        deployment.wait_until_healthy("redis", "-p", str(deployment.redis_port))
    assert deployment.start("prepare").wait(180) == 0, deployment.log("prepare")
    assert deployment.check("web")[0] == 1
    assert "does not answer: ConnectionRefusedError" in deployment.check("worker")[1]
    web = deployment.start("web")
    deployment.wait_until_healthy("web")
    assert "beat: not seen lately" in deployment.check("beat")[1]
    deployment.start("worker")
    deployment.start("beat")
    for name in ("beat", "worker"):
        deployment.wait_until_healthy(name)
    assert ask_for_a_new_password(deployment, CookieJar()).status == 200
    _compressed_files_are_served(deployment)
    _figures_are_told(deployment)
    _mail_arrives(catcher[0])
    _logs_are_json_and_hold_nobody(deployment)
    web.send_signal(signal.SIGTERM)
    assert web.wait(20) == 0


def _compressed_files_are_served(deployment):
    _status, _headers, page = deployment.get("/accounts/login/")
    (sheet,) = re.findall(r"/static/css/signin\.[0-9a-f]{12}\.css", page.decode())
    for way in ("br", "gzip"):
        status, headers, _body = deployment.get(sheet, **{"Accept-Encoding": way})
        assert (status, headers["Content-Encoding"]) == (200, way)
        assert "immutable" in headers["Cache-Control"]


def _figures_are_told(deployment):
    _status, _headers, body = deployment.get("/metrics", Authorization="Bearer a-token-for-figures-of-tests")
    assert 'plumbline_requests_total{method="POST",status="302",view="account_reset_password"} 1.0' in body.decode()
    assert deployment.get("/metrics") is None


def _mail_arrives(mails):
    deadline = time.monotonic() + 60
    while not mails.caught:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    (mail,) = mails.caught
    assert mail.rcpt_tos == ["zanzibarmoth@example.org"]


def _logs_are_json_and_hold_nobody(deployment):
    lines = []
    deployment.installation.wait_for("SELECT count(*) = 1 FROM core_task WHERE state = 'done' AND kind = 'mail.send'")
    time.sleep(0.5)  # the line follows the row
    for name in ("web", "worker", "beat"):
        text = deployment.log(name)
        assert "zanzibarmoth" not in text.lower()
        assert "quillfeather" not in text.lower()
        lines += [json.loads(line) for line in text.splitlines()]
    posted = [line for line in lines if line.get("request_id") == "proxy-1234"]
    assert "accounts/password/reset/" in [line.get("route") for line in posted]
    assert "mail.send" in [line.get("kind") for line in posted]  # by the worker, under the same id


@pytest.mark.processes
def test_the_check_of_the_database_is_that_of_the_server_in_use():
    if "postgresql" not in settings.DATABASES["default"]["ENGINE"] or not shutil.which("pg_isready"):
        pytest.skip("no PostgreSQL in this run")
    known = settings.DATABASES["default"]
    _cmd, *words = SERVICES["db"]["healthcheck"]["test"]
    place = ["--host", known["HOST"] or "127.0.0.1", "--port", str(known["PORT"] or 5432)]
    assert subprocess.run([*words, *place]).returncode == 0
    assert subprocess.run([*words, "--host", "127.0.0.1", "--port", str(free_port())]).returncode == 2


def test_a_part_that_is_not_well_is_named(live_server):
    probe = ROOT / "hiring/core/background/probe.py"

    def ask(*words):
        return subprocess.run([sys.executable, probe, *words], capture_output=True, text=True, timeout=30)

    answer = ask("worker", live_server.url)
    assert (answer.returncode, answer.stderr) == (1, "worker: cannot be told while the beat is away\n")
    assert ask("web", live_server.url).returncode == 0
    assert ask("cook", live_server.url).stderr == f"{live_server.url} tells nothing about cook\n"
