"""The hash chain over the trail: linked afterwards by one task, so that no request waits for it.

A link's digest is SHA-256 over the position, the digest before it and every field of its entry, as canonical JSON.
Positions count from 1 in the order of linking. Ids commit out of order on PostgreSQL, so that an entry may turn up
below one that is linked already: it simply gets a later position, and is never passed over.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, Min
from django.utils import timezone

from hiring.core.audit.models import AuditEntry, ChainLink
from hiring.core.audit.querysets import AuditEntryQuerySet
from hiring.core.leases import alone

GENESIS = "0" * 64
BATCH = 500  # one batch is one transaction, far below a second
LEASE = timedelta(seconds=60)
BEHIND = timedelta(minutes=1)


def entry_digest(entry: AuditEntry, *, position: int, previous: str) -> str:
    """Return the digest of ``entry`` at ``position`` after ``previous`` (64 hex digits)."""
    content = {
        "position": position,
        "previous": previous,
        "id": entry.pk,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "action": entry.action,
        "object_type": entry.object_type,
        "object_id": entry.object_id,
        "role_id": entry.role_id,
        "fields": entry.fields,
        "digests": entry.digests,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def link_entries(*, late: bool = False) -> int:
    """Link what is not linked yet and return how many entries that was; nothing while another links.

    Usually it looks only near the end of the chain; ``late`` looks at all entries, for one whose transaction
    stayed open while thousands of others were linked.
    """
    unlinked = AuditEntry.objects.unlinked() if late else AuditEntry.objects.lately_unlinked()
    if not unlinked.exists():
        return 0
    with alone("audit.chain", at_most=LEASE) as is_alone:
        return sum(_link_batches(unlinked)) if is_alone else 0


def _link_batches(unlinked: AuditEntryQuerySet) -> Iterator[int]:
    while True:
        try:
            count = _link_batch(unlinked)
        except IntegrityError:
            # Another linker outlived its lease and was quicker: the chain cannot fork, so this one leaves it.
            return
        yield count
        if count < BATCH:
            return


@transaction.atomic
def _link_batch(unlinked: AuditEntryQuerySet) -> int:
    head = ChainLink.objects.order_by("-position").first()
    position, previous = (head.position, head.digest) if head else (0, GENESIS)
    links = []
    for entry in unlinked.order_by("pk")[:BATCH]:
        position += 1
        digest = entry_digest(entry, position=position, previous=previous)
        links.append(ChainLink(position=position, entry=entry, previous=previous, digest=digest))
        previous = digest
    ChainLink.objects.bulk_create(links)
    return len(links)


@dataclass(frozen=True)
class ChainState:
    """How far the chain is, without checking it: links, the digest of the last one, what waits and since when."""

    links: int
    head: str
    waiting: int
    waiting_since: datetime | None

    @property
    def is_behind(self) -> bool:
        """Whether linking takes longer than it ever should: no worker runs, or the beat is away."""
        return self.waiting_since is not None and timezone.now() - self.waiting_since > BEHIND


def read_chain_state() -> ChainState:
    head = ChainLink.objects.order_by("-position").first()
    waiting = AuditEntry.objects.lately_unlinked().aggregate(count=Count("pk"), since=Min("at"))
    links, digest = (head.position, head.digest) if head else (0, GENESIS)
    return ChainState(links, digest, waiting["count"], waiting["since"])


@dataclass(frozen=True)
class Broken:
    """The first place where the chain does not hold."""

    position: int
    entry_id: int | None
    why: str


@dataclass(frozen=True)
class Verdict:
    """What a check found: links that hold, the head, what waits to be linked, and the first fault if there is one."""

    links: int
    head: str
    waiting: int
    broken: Broken | None


def verify_chain(*, known: tuple[int, str] | None = None) -> Verdict:
    """Check every link from the first on.

    A chain cut off at its end holds in itself. Who wrote down an earlier head passes it as ``known``, a position
    with its digest, and learns whether the chain still contains it.
    """
    position, previous, known_is_met = 0, GENESIS, known is None
    for link in ChainLink.objects.order_by("position").select_related("entry").iterator(chunk_size=2000):
        broken = _check_link(link, position + 1, previous)
        if broken:
            return _verdict(position, previous, broken)
        position, previous = link.position, link.digest
        known_is_met = known_is_met or (position, previous) == known
    broken = None
    if not known_is_met:
        broken = Broken(known[0], None, "the chain does not contain the head that was written down")
    elif ChainLink.objects.filter(position__gt=position).exists():
        broken = _gap(position + 1)
    return _verdict(position, previous, broken)


def _verdict(position: int, digest: str, broken: Broken | None) -> Verdict:
    return Verdict(position, digest, AuditEntry.objects.unlinked().count(), broken)


def _check_link(link: ChainLink, expected: int, previous: str) -> Broken | None:
    if link.position != expected:
        return _gap(expected)
    if link.previous != previous:
        return Broken(expected, link.entry_id, "the link does not follow the one before it")
    if link.digest != entry_digest(link.entry, position=link.position, previous=link.previous):
        return Broken(expected, link.entry_id, "the entry or its link was changed")
    return None


def _gap(position: int) -> Broken:
    entry_id = ChainLink.objects.filter(position=position).values_list("entry_id", flat=True).first()
    why = "the link was removed" if entry_id is None else "the entry was removed"
    return Broken(position, entry_id, why)
