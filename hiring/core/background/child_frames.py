"""What a parent and its child interpreter say to each other: one frame is a JSON header and binary parts.

Pure and free of Django, because the child imports it. A frame on the pipe is: four bytes (big-endian) with
the length of the header, the header as UTF-8 JSON, then the parts one after the other. The header's ``parts``
holds their lengths, ``type`` says what the frame is, ``body`` is the sender's own JSON object.
"""

import json
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

LENGTH = struct.Struct(">I")
LONGEST_HEADER = 8 * 1024 * 1024

ASK, TELL, ANSWER, REFUSED, FAILED = "ask", "tell", "answer", "refused", "failed"

# A job in the child: the asked-for object, its parts, and a function that tells how far it is (done, of how
# many).
Job = Callable[[dict[str, Any], list[bytes], Callable[[int, int], None]], tuple[dict[str, Any], list[bytes]]]


class ChildError(Exception):
    """The child gave no answer. The text never holds anything of the content."""


class ChildRefused(ChildError):
    """The job looked at its input and said no: a short code and whole numbers that explain it."""

    def __init__(self, code: str, **figures: int) -> None:
        super().__init__(code)
        self.code = code
        self.figures = figures


class BadFrame(Exception):
    """The bytes on the pipe are not a frame, or more than was allowed."""


@dataclass(frozen=True)
class Frame:
    """One message: what it is, its JSON object, its binary parts."""

    type: str
    body: dict[str, Any] = field(default_factory=dict)
    parts: Sequence[bytes] = ()


def pack_frame(frame: Frame) -> list[bytes]:
    """Return the pieces of ``frame`` in the order in which they go on the pipe."""
    header = json.dumps({"type": frame.type, "body": frame.body, "parts": [len(part) for part in frame.parts]})
    head = header.encode()
    if len(head) > LONGEST_HEADER:
        raise BadFrame("header too long")
    return [LENGTH.pack(len(head)), head, *frame.parts]


def read_frame(read_exactly: Callable[[int], bytes], *, most: int) -> Frame:
    """Read one frame with ``read_exactly(count)``; more than ``most`` bytes of parts raise ``BadFrame``.

    Trusts nothing: the other side may be a child that a hostile file has taken over.
    """
    (length,) = LENGTH.unpack(read_exactly(LENGTH.size))
    if length > LONGEST_HEADER:
        raise BadFrame("header too long")
    try:
        header = json.loads(read_exactly(length))
        kind, body, sizes = header["type"], header["body"], header["parts"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadFrame("header is not readable") from None
    if not (isinstance(kind, str) and isinstance(body, dict) and isinstance(sizes, list)):
        raise BadFrame("header has another shape")
    if not all(type(size) is int and size >= 0 for size in sizes) or sum(sizes) > most:
        raise BadFrame("parts are larger than allowed")
    return Frame(kind, body, [read_exactly(size) for size in sizes])
