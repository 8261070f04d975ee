"""What watches the installation asks every few seconds: it is answered, and fills no log."""

import logging

PROBES = frozenset({"/healthz", "/readyz", "/metrics"})


class NoProbes(logging.Filter):
    """Leaves out that ``/readyz`` was answered 503: whoever asked has the answer, with the part that fails."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        return getattr(request, "path", "") not in PROBES
