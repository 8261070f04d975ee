import pytest

from hiring.core.monitoring.context import choose_request_id, current_request_id, log_context, read_log_context


@pytest.mark.parametrize("offered", ["a" * 8, "a" * 64, "01hzx-PROXY_7", "3f2b8c1e-7a44-4b0e-9d2f-0c8d5e6f7a8b"])
def test_an_id_of_a_proxy_is_taken(offered):
    assert choose_request_id(offered) == offered


@pytest.mark.parametrize(
    "offered", ["", "short", "a" * 65, "ada@example.org", "Ada Lovelace", "id-12345\n", "1234567é"]
)
def test_anything_else_is_no_id(offered):
    made = choose_request_id(offered)
    assert made != offered
    assert choose_request_id(made) == made
    assert choose_request_id(offered) != made


def test_ids_hold_for_a_block_and_inner_ones_join():
    assert (dict(read_log_context()), current_request_id()) == ({}, "")
    with log_context(request_id="outer-id"):
        with log_context(task="inner"):
            assert dict(read_log_context()) == {"request_id": "outer-id", "task": "inner"}
        assert dict(read_log_context()) == {"request_id": "outer-id"}
    assert dict(read_log_context()) == {}
