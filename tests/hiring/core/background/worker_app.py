"""The product's Celery application as the tests start it: with the kinds below, a quicker sweep, own keys on Redis."""

import os
import signal
import time

from hiring.celery import app
from hiring.core.background.registry import handler

app.conf.imports += (__name__,)
app.conf.beat_schedule["send again what got lost"]["schedule"] = 1.0
if prefix := os.environ.get("TEST_REDIS_PREFIX"):
    app.conf.broker_transport_options |= {"global_keyprefix": prefix}


@handler("test.slow", label="Working a while")
def work_a_while(run):
    from hiring.core.audit.trail import record

    for step in range(1, 5):
        time.sleep(run.payload["seconds"] / 4)
        run.progress(step, 4)
    with run.commit():
        record("test.effect", actor=None, fields=[run.task.key])


@handler("test.deadly", label="Killing its worker", attempts=2)
def kill_worker(run):
    os.kill(os.getpid(), signal.SIGKILL)
