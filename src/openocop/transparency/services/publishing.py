"""Publishing what changed: entries, the hashes over them, and a signed head."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import islice

from django.db import transaction
from django.utils import timezone

from openocop.core.domain.legal_time import legal_day
from openocop.core.services.bulk import many_objects
from openocop.core.services.journal import SYSTEM, record
from openocop.registry.models import Product
from openocop.transparency.domain.checkpoint import Checkpoint, signed
from openocop.transparency.domain.merkle import grown, leaf_hash, nodes_of, root_of
from openocop.transparency.domain.statement import Names, Statement, digest_of, facts_of, leaf_of, names_digest
from openocop.transparency.models import Log, LogEntry, LogHead, LogNode, Opening, Pending
from openocop.transparency.selectors.logs import hashes, origin_of
from openocop.transparency.selectors.statements import not_begun, statements_now
from openocop.transparency.services.signing import private_key

_CHUNK = 2000  # products looked at in one go
_New = tuple[Statement, str]  # with the salt of its names


def publish_all() -> int:
    """Publish what every province has waiting; return how many entries came. Where nothing waits nothing is written."""
    provinces = Pending.objects.order_by().values_list("province", flat=True).distinct()
    return sum(publish(province=province) for province in sorted(provinces))


@transaction.atomic
def publish(*, province: str) -> int:
    """Enter into the province's log what changed of the products that wait, and sign its head; return how many entries.

    Of several changes since the last publication the log states what they came to; the journal has each of them. What
    begins on a later day waits for that day.
    """
    on = legal_day(timezone.now())
    log, _made = Log.objects.get_or_create(province=province)
    log = Log.objects.select_for_update().get(pk=log.pk)
    waiting = list(Pending.objects.filter(province=province).order_by("pk"))
    products = sorted({product for one in waiting for product in one.product_ids})
    came = 0
    with many_objects():
        for chunk in _chunks(products):
            came += _append(log, _changed(province, chunk, on))
        later = not_begun(products, on)
    if later != products:
        Pending.objects.filter(pk__in=[one.pk for one in waiting]).delete()
        if later:
            Pending.objects.create(province=province, product_ids=later)
    if came:
        _sign(log)
    return came


def _chunks(products: Sequence[int]) -> Iterable[list[int]]:
    rest = iter(products)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


def _changed(province: str, product_ids: Sequence[int], on: date) -> list[_New]:
    """Return what these products' recognitions state otherwise than the last entry on each."""
    now = {one.about: one for one in statements_now(product_ids, on)}
    last = _last_entries(province, product_ids)
    new = []
    for about, one in now.items():
        entry = last.get(about)
        salt = _salt_if_same(entry, one.names) if entry else ""
        if entry is None or not salt or facts_of(entry.leaf) != one.facts:
            new.append((one, salt or secrets.token_hex(16)))
    for about, entry in last.items():
        if about not in now and facts_of(entry.leaf) is not None:
            new.append((Statement(about, entry.product, None, Names("", "")), secrets.token_hex(16)))
    return new


def _last_entries(province: str, product_ids: Sequence[int]) -> dict[str, LogEntry]:
    ids = Product.objects.filter(pk__in=product_ids).values_list("public_id", flat=True)
    entries = LogEntry.objects.filter(province=province, product__in=list(ids)).select_related("opening")
    return {entry.about: entry for entry in entries.order_by("index")}


def _salt_if_same(entry: LogEntry, names: Names) -> str:
    """Return the salt of an entry whose names still hold, "" where they changed or were forgotten."""
    opening: Opening | None = getattr(entry, "opening", None)
    if opening is None or digest_of(entry.leaf) != names_digest(names, opening.salt):
        return ""
    return opening.salt


def _append(log: Log, new: Sequence[_New]) -> int:
    if not new:
        return 0
    at = datetime.now(UTC).isoformat(timespec="seconds")
    entries = []
    for index, (statement, salt) in enumerate(new, log.size):
        digest = names_digest(statement.names, salt)
        leaf = leaf_of(statement, province=log.province, recorded_at=at, digest=digest)
        entries.append(
            LogEntry(
                province=log.province,
                index=index,
                about=statement.about,
                product=statement.product,
                leaf=leaf,
                leaf_hash=leaf_hash(leaf.encode()).hex(),
            )
        )
    added = [bytes.fromhex(entry.leaf_hash) for entry in entries]
    whole = grown(log.size, added, hashes(log.province, nodes_of((0, log.size))))
    LogEntry.objects.bulk_create(entries, batch_size=_CHUNK)
    LogNode.objects.bulk_create(
        [LogNode(province=log.province, level=level, position=at_, hash=h.hex()) for (level, at_), h in whole.items()],
        batch_size=_CHUNK,
    )
    Opening.objects.bulk_create(
        [
            Opening(
                province=log.province,
                entry=entry,
                salt=salt,
                product_name=statement.names.product,
                producer_name=statement.names.producer,
            )
            for entry, (statement, salt) in zip(entries, new, strict=True)
        ],
        batch_size=_CHUNK,
    )
    log.size += len(entries)
    log.save(update_fields=["size"])
    return len(entries)


def _sign(log: Log) -> None:
    root = root_of((0, log.size), hashes(log.province, nodes_of((0, log.size))))
    head = LogHead.objects.create(
        province=log.province,
        size=log.size,
        root=root.hex(),
        note=signed(Checkpoint(origin_of(log.province), log.size, root), private_key()),
        signed_at=timezone.now(),
    )
    record(
        province=log.province,
        actor=SYSTEM,
        verb="log.published",
        subject=head,
        facts={"size": log.size, "root": head.root},
    )
