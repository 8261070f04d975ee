import http.server
import threading
from collections.abc import Iterator

import pytest

from hiring.core.management.commands.serve import announce_when_ready


class Starting(http.server.ThreadingHTTPServer):
    """A web process whose other parts are not there yet."""

    status, asked = 503, 0


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked += 1
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def starting(settings) -> Iterator[Starting]:
    with Starting(("127.0.0.1", 0), Answer) as server:
        settings.PORT = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def test_is_announced_once_when_ready(starting):
    told = []
    watch = announce_when_ready(lambda: told.append(True))
    starting.status = 200
    for _ in range(3):
        watch()
    assert (told, starting.asked) == ([True], 1)


def test_parts_that_are_starting_are_not_asked_without_a_break(starting):
    """Every line of output calls the watch: a log line for each question would bring the next one at once."""
    told = []
    watch = announce_when_ready(lambda: told.append(True))
    for _ in range(50):
        watch()
    assert (told, starting.asked) == ([], 1)
