"""Makes one installation: ``python -m tests.bench.fill SIZE``."""

import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from tests.bench import floor, installation  # noqa: E402

call_command("migrate", verbosity=0)
call_command("createcachetable")
call_command("load_rubrics")
installation.fill(int(sys.argv[1]))
floor.make_table()
with connection.cursor() as cursor:
    cursor.execute("ANALYZE")
