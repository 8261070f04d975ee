"""Every kind of value comes back as it was."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import models

from hiring.core.backups.rows import _encode, _line

VALUES = [
    (models.DateTimeField(), datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)),
    (models.DateField(), date(2026, 2, 28)),
    (models.TimeField(), time(23, 59, 59, 999999)),
    (models.DurationField(), timedelta(days=-3, seconds=7, microseconds=5)),
    (models.DecimalField(max_digits=9, decimal_places=4), Decimal("12345.6789")),
    (models.UUIDField(), UUID(int=7)),
    (models.FloatField(), 0.1),
    (models.BigIntegerField(), 2**53 + 1),
    (models.BooleanField(), True),
    (models.TextField(), "Zoë \u2028 \x00 日本語 \\ \" ' \n"),
    (models.JSONField(), {"a": [1, None, 0.5, "é"]}),
    (models.TextField(null=True), None),
]


@pytest.mark.parametrize(("field", "value"), VALUES, ids=lambda v: type(v).__name__)
def test_a_value_comes_back(field, value):
    line = _line([value])
    assert line.count(b"\n") == 1
    (read,) = json.loads(line)
    assert field.to_python(read) == value


def test_bytes_come_back():
    (read,) = json.loads(_line([memoryview(b"\x00\xff")]))
    assert bytes(models.BinaryField().to_python(read)) == b"\x00\xff"


def test_what_has_no_form_is_an_error_and_no_guess():
    with pytest.raises(TypeError, match="object has no form"):
        _encode(object())
