"""Health of one process, for a container that has no other tool: ``python .../probe.py web|worker|beat [ADDRESS]``.

Run by path: it imports nothing of ours and takes a twentieth of a second. The web process answers for itself; of worker
and beat the web process knows when they were last seen. Ends with 1 and says what fails.
"""

import http.client
import json
import os
import sys
from urllib.parse import urlsplit

TIMEOUT = 5  # seconds


def ask(address: str, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT)
    try:
        # From inside one is nobody's public name; this host is always allowed.
        connection.request("GET", path, headers={"Host": "127.0.0.1"})
        answer = connection.getresponse()
        return answer.status, answer.read(4000)
    finally:
        connection.close()


def find_fault(part: str, address: str) -> str:
    """Return what is wrong with ``part``, or nothing."""
    try:
        status, body = ask(address, "/healthz" if part == "web" else "/readyz")
        if part == "web":
            return "" if status == http.HTTPStatus.OK else f"web answers {status}"
        told = json.loads(body)[part]
    except (OSError, http.client.HTTPException) as error:
        return f"{address} does not answer: {type(error).__name__}"
    except (ValueError, KeyError, TypeError):
        return f"{address} tells nothing about {part}"
    return "" if told == "ok" else f"{part}: {told}"


if __name__ == "__main__":
    part, *rest = sys.argv[1:]
    sys.exit(find_fault(part, rest[0] if rest else f"http://127.0.0.1:{os.environ.get('PORT', '8000')}") or 0)
