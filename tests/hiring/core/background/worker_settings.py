"""The product's settings for real worker processes in tests, with leases that run out soon."""

from datetime import timedelta

from hiring.settings import *  # noqa: F403

TASK_LEASE = timedelta(seconds=2)
TASK_RESEND = timedelta(seconds=3)
