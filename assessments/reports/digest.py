"""The hash in the foot of a report: over what it says, and so the same for every copy that says the same."""

import hashlib
import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from assessments.reports.contents import Content


def digest_of(*contents: Content) -> str:
    """Return the SHA-256 of contents in hexadecimal figures; of several, in their order."""
    said = [{"kind": content.kind, **asdict(content)} for content in contents]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_write)
    return hashlib.sha256(text.encode()).hexdigest()


def _write(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a content holds no {type(value).__name__}")
