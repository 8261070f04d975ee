"""Settings of the suite: those of the product, with what makes tests quick and hermetic."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# A data folder of its own for every run, and within it for every process of a run.
if "PLUMBLINE_DATA" not in os.environ:
    os.environ["PLUMBLINE_DATA"] = tempfile.mkdtemp(prefix="plumbline-test-")
    atexit.register(shutil.rmtree, os.environ["PLUMBLINE_DATA"], ignore_errors=True)
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["PLUMBLINE_DATA"] = str(Path(os.environ["PLUMBLINE_DATA"]) / os.environ["PYTEST_XDIST_WORKER"])

from hiring.settings import *  # noqa: F403

# Argon2 is slow on purpose; the suite signs in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
# Nothing is collected here; the finders serve what lies in static/.
STATIC_ROOT = None

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file as in the product: a database in memory has no write-ahead log, and threads lock each other out of it.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405

# Each process of the suite counts and forgets for itself: emptying a shared cache would reset another's limits.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
