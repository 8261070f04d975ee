"""A POST that is sent twice with the same ``Idempotency-Key`` happens once and gets the same answer.

The key's row is written in the transaction of the effect: both are there or neither. Two at the same moment: the
second waits for the row and is then answered from it. Only where the answer leads is kept, never what it said; it is
drawn anew as its reader may see it now, so that no confidential text lies in this table and no seal is passed by.
A refused request leaves no row, for nothing happened. Rows are dropped after a day.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from hiring.core.api.models import IdempotencyKey
from hiring.core.api.problems import KeyReused

HEADER = "Idempotency-Key"
SHAPE = re.compile(r"[\x21-\x7e]{1,120}")


@dataclass(frozen=True)
class Outcome:
    """Where an answer leads: its status and the public id of what it shows."""

    status: int
    object_id: str
    is_task: bool = False


def claim_key(request: Request) -> IdempotencyKey | None:
    """Return the request's key row, fresh or answered; None without the header. Call it inside the transaction."""
    key = request.headers.get(HEADER)
    if key is None or request.method != "POST":
        return None
    if not SHAPE.fullmatch(key):
        raise ValidationError({HEADER: ["A key is 1 to 120 visible ASCII characters."]})
    digest = _digest(request)
    row, _created = IdempotencyKey.objects.get_or_create(
        user=request.user, key=key, defaults={"request_digest": digest}
    )
    if row.request_digest != digest:
        raise KeyReused
    return row


def read_outcome(row: IdempotencyKey) -> Outcome | None:
    return Outcome(row.status, row.object_id, row.is_task) if row.status else None


def keep_outcome(row: IdempotencyKey, outcome: Outcome) -> None:
    row.status, row.object_id, row.is_task = outcome.status, outcome.object_id, outcome.is_task
    row.save(update_fields=["status", "object_id", "is_task"])


def _digest(request: Request) -> str:
    """Digest the parsed request: a multipart body is written differently each time it is sent."""
    parts = [request.method, request.get_full_path(), _plain(request.data)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _plain(data: Any) -> Any:
    if not isinstance(data, QueryDict):
        return data
    return {name: [_fingerprint(item) for item in items] for name, items in data.lists()}


def _fingerprint(item: Any) -> Any:
    if not isinstance(item, UploadedFile):
        return item
    digest = hashlib.sha256()
    for chunk in item.chunks():
        digest.update(chunk)
    item.seek(0)
    return [item.name, digest.hexdigest()]
