"""Reading the log: entries, and proofs from a few of its hashes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet

from openocop.transparency.domain.merkle import (
    Hash,
    Node,
    Range,
    consistency_ranges,
    inclusion_ranges,
    nodes_of,
    root_of,
)
from openocop.transparency.models import Log, LogEntry, LogHead, LogNode

FOLDER = "so-minh-bach"  # of the public address


def origin_of(province: str) -> str:
    """Return the name by which a log is known everywhere: its public address without the scheme."""
    return f"{urlsplit(settings.OPENOCOP_URL).netloc}/{FOLDER}/{province}"


def logs() -> QuerySet[Log]:
    return Log.objects.filter(size__gt=0).order_by("province")


def head_of(province: str, size: int | None = None) -> LogHead | None:
    """Return the signed head of a size, by default the last."""
    heads = LogHead.objects.filter(province=province)
    return (heads.filter(size=size) if size is not None else heads.order_by("-size")).first()


def entries_of(province: str) -> QuerySet[LogEntry]:
    return LogEntry.objects.filter(province=province).order_by("index")


def hashes(province: str, nodes: Iterable[Node]) -> dict[Node, Hash]:
    """Return the hashes of these nodes, in two queries at most.

    Raises:
        KeyError: when one is used that the log does not hold.
    """
    wanted = set(nodes)
    leaves = {position for level, position in wanted if level == 0}
    above = [Q(level=level, position=position) for level, position in wanted if level]
    found: dict[Node, Hash] = {}
    if leaves:
        rows = LogEntry.objects.filter(province=province, index__in=leaves).values_list("index", "leaf_hash")
        found |= {(0, index): bytes.fromhex(text) for index, text in rows}
    if above:
        nodes_above = LogNode.objects.filter(reduce(or_, above), province=province)
        found |= {(one.level, one.position): bytes.fromhex(one.hash) for one in nodes_above}
    return found


def inclusion_proof(province: str, index: int, size: int) -> list[Hash]:
    """Return the proof that entry `index` is in the tree of `size`; O(log n) rows are read."""
    return _roots(province, inclusion_ranges(index, size))


def consistency_proof(province: str, first: int, second: int) -> list[Hash]:
    """Return the proof that the tree of `second` begins with that of `first`; O(log² n) rows are read."""
    return _roots(province, consistency_ranges(first, second))


def _roots(province: str, ranges: Sequence[Range]) -> list[Hash]:
    known = hashes(province, (node for over in ranges for node in nodes_of(over)))
    return [root_of(over, known) for over in ranges]
