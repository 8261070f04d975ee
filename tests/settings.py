"""Settings of the suite: those of the product, with what makes tests quick and hermetic."""

import os
import tempfile

os.environ.setdefault("PLUMBLINE_DATA", tempfile.mkdtemp(prefix="plumbline-test-"))

from hiring.settings import *  # noqa: F403

# Argon2 is slow on purpose; the suite signs in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
