"""How gunicorn serves, embedded and in production: ``--config=python:hiring.webserver``.

It is loaded before Django and knows nothing of it.
"""

import os
from pathlib import Path
from typing import Any

# In a container; the embedded supervisor hands over a socket of its own.
bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
worker_class = "gthread"
timeout = 60
graceful_timeout = 3
keepalive = 5
loglevel = "warning"
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Forget what the web processes of an earlier start had counted: each process has a file of its own."""
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        for file in Path(folder).glob("*.db"):
            file.unlink(missing_ok=True)
