"""An installation of its own for tests with real processes: a copy of the test database, a broker, workers, beats.

It stands on what the environment names: SQLite and the embedded broker, or PostgreSQL and Redis.
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import redis
from django.conf import settings
from django.db import connection, connections

from hiring.core.background.processes import beat_command, worker_command

ROOT = Path(__file__).resolve().parents[4]
APP = "tests.hiring.core.background.worker_app"


class Installation:
    def __init__(self, folder):
        self.folder = folder
        self.name = f"plumbline_{secrets.token_hex(6)}"
        self.processes = []
        self.environment = os.environ | {
            "PLUMBLINE_DATA": str(folder),
            "DATABASE_URL": self._copy_database(),
            "DJANGO_SETTINGS_MODULE": "tests.hiring.core.background.worker_settings",
            "PLUMBLINE_SECRET_KEY": "only-for-tests-" * 4,
            "PYTHONWARNINGS": "ignore",
            "TEST_REDIS_PREFIX": f"{self.name}:" if settings.REDIS_URL else "",
        }

    def _copy_database(self):
        """Copy the migrated, empty test database: far quicker than migrating another."""
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(self.folder / "copy.sqlite3")])
            return f"sqlite:///{self.folder / 'copy.sqlite3'}"
        template = connection.settings_dict["NAME"]
        connections.close_all()
        # A page server of an earlier test may have left its connection behind; a template must have none.
        self._on_server(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template}'")
        self._on_server(f'CREATE DATABASE "{self.name}" TEMPLATE "{template}"')
        return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{self.name}"))

    def _on_server(self, statement):
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement)

    def connect(self):
        """Return a connection of the database's own driver."""
        if connection.vendor == "sqlite":
            return connection.Database.connect(self.folder / "copy.sqlite3", timeout=20, isolation_level=None)
        opened = connection.Database.connect(**connection.get_connection_params() | {"dbname": self.name})
        opened.autocommit = True
        return opened

    def rows(self, query):
        opened = self.connect()
        try:
            cursor = opened.cursor()
            cursor.execute(query)
            return cursor.fetchall()
        finally:
            opened.close()

    def number(self, query):
        return self.rows(query)[0][0]

    def start(self, command):
        with (self.folder / "log").open("a") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.processes.append(process)
        return process

    def start_worker(self):
        return self.start(worker_command(APP))

    def start_beat(self):
        return self.start(beat_command(APP))

    def ask(self, *words):
        command = [sys.executable, "-m", "tests.hiring.core.background.ask", *map(str, words)]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)

    def wait_for(self, query, *, seconds=60):
        """Wait until the query's one number is true; on failure show what the processes said."""
        deadline = time.monotonic() + seconds
        while not self.number(query):
            assert time.monotonic() < deadline, f"{query}\n{(self.folder / 'log').read_text()[-4000:]}"
            time.sleep(0.05)

    def kill(self, process):
        """SIGKILL to the whole group."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def remove(self):
        for process in self.processes:
            if process.poll() is None:
                self.kill(process)
        if settings.REDIS_URL:
            client = redis.Redis.from_url(settings.REDIS_URL)
            for key in client.scan_iter(f"{self.name}:*"):
                client.delete(key)
            client.close()
        if connection.vendor == "postgresql":
            self._on_server(f'DROP DATABASE "{self.name}" WITH (FORCE)')
        shutil.rmtree(self.folder, ignore_errors=True)
