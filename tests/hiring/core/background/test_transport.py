"""The embedded broker under several processes: no message twice, none half, none lost."""

import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection, Queue
from kombu.exceptions import ChannelError

import hiring.celery  # noqa: F401  names the transport

ROOT = Path(__file__).resolve().parents[4]
WRITER = """
import sys
from kombu import Connection, Queue
import hiring.celery
options = {"data_folder_in": sys.argv[1], "data_folder_out": sys.argv[1]}
with Connection("embedded://localhost/", transport_options=options) as c:
    producer = c.Producer(serializer="json")
    for number in range(int(sys.argv[2])):
        producer.publish([sys.argv[3], number], routing_key="work", declare=[Queue("work")])
"""


@pytest.fixture
def folder(tmp_path):
    messages = tmp_path / "messages"
    messages.mkdir()
    return messages


def connect(folder):
    options = {"data_folder_in": str(folder), "data_folder_out": str(folder), "control_folder": str(folder / "no")}
    return Connection("embedded://localhost/", transport_options=options)


def put(folder, *bodies, queue="work"):
    with connect(folder) as connection, connection.Producer(serializer="json") as producer:
        for body in bodies:
            producer.publish(body, routing_key=queue, exchange="any")


def take_all(folder, queue="work"):
    bodies = []
    with connect(folder) as connection, connection.SimpleQueue(Queue(queue)) as waiting:
        while True:
            try:
                message = waiting.get_nowait()
            except Empty:
                return bodies
            message.ack()
            bodies.append(message.payload)


def test_messages_come_in_order_to_the_queue_that_they_are_for(folder):
    put(folder, *range(30))
    put(folder, "other", queue="upkeep")
    assert take_all(folder) == list(range(30))
    assert take_all(folder, "upkeep") == ["other"]
    assert list(folder.iterdir()) == []


def test_what_is_not_whole_is_left_out(folder):
    put(folder, "good")
    (folder / "00000000000000000001_000000_x.work.msg").write_text("")
    (folder / "00000000000000000002_000000_x.new").write_text("{")
    assert take_all(folder) == ["good"]


def test_a_folder_that_is_away_refuses(folder):
    folder.rmdir()
    with pytest.raises(ChannelError, match="does not take a message"):
        put(folder, "x")


def test_writers_and_readers_at_once_lose_nothing_and_double_nothing(folder):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(folder), "300", name], cwd=ROOT) for name in ("a", "b")
    ]
    taken = []

    def read():
        while any(writer.poll() is None for writer in writers):
            taken.extend(take_all(folder))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    taken.extend(take_all(folder))
    assert [writer.wait() for writer in writers] == [0, 0]
    assert sorted(taken) == [[name, number] for name in ("a", "b") for number in range(300)]
