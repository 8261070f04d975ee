import io
import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.core.background.child_frames import BadFrame, Frame, pack_frame, read_frame

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def read_back(data, most=1_000_000):
    return read_frame(io.BytesIO(data).read, most=most)


def raw(header):
    data = json.dumps(header).encode()
    return struct.pack(">I", len(data)) + data


@given(st.dictionaries(st.text(), plain), st.lists(st.binary()))
def test_frame_comes_back_as_it_was(body, parts):
    frame = Frame("answer", body, parts)
    assert read_back(b"".join(pack_frame(frame))) == frame


def test_parts_up_to_the_limit_are_read_and_one_byte_more_is_not():
    data = b"".join(pack_frame(Frame("answer", {}, [b"12345", b"678"])))
    assert read_back(data, most=8).parts == [b"12345", b"678"]
    with pytest.raises(BadFrame):
        read_back(data, most=7)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xff\xff\xff",
        struct.pack(">I", 5) + b"hello",
        struct.pack(">I", 2) + b"\xff\xff",
        struct.pack(">I", 200_000) + b"[" * 200_000,
        raw([]),
        raw({"type": "answer", "body": {}}),
        raw({"type": 1, "body": {}, "parts": []}),
        raw({"type": "answer", "body": [], "parts": []}),
        raw({"type": "answer", "body": {}, "parts": {}}),
        raw({"type": "answer", "body": {}, "parts": [-1]}),
        raw({"type": "answer", "body": {}, "parts": [True]}),
        raw({"type": "answer", "body": {}, "parts": [10**12]}),
        raw({"type": "answer", "body": {}, "parts": ["1"]}),
    ],
)
def test_anything_else_is_a_bad_frame(data):
    with pytest.raises(BadFrame):
        read_back(data)
