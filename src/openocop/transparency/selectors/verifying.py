"""Going over a whole log: does it hold together, and does it say what the registers say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils import timezone

from openocop.core.domain.legal_time import legal_day
from openocop.recognition.models import Recognition
from openocop.transparency.domain.checkpoint import LogKey, NotACheckpoint, opened
from openocop.transparency.domain.merkle import Hash, Node, grown, leaf_hash, nodes_of, root_of
from openocop.transparency.domain.statement import Facts, Names, digest_of, facts_of, names_digest
from openocop.transparency.models import Log, LogEntry, LogHead, LogNode, Opening, Pending
from openocop.transparency.selectors.statements import statements_now

_CHUNK = 2000
MOST_PROBLEMS = 50  # told one by one; more say no more


@dataclass(frozen=True, slots=True)
class LogReport:
    """What was found. `waiting` are products that the next publication looks at; they are not held against the log."""

    province: str
    entries: int
    root: str
    heads: int
    waiting: int
    problems: tuple[str, ...]

    @property
    def valid(self) -> bool:
        return not self.problems


def verify_log(province: str, key: LogKey) -> LogReport:
    """Work out the log of a province anew from its entries and hold everything against it.

    Every hash and node, every signed head, and for every recognition the last entry against what the registers say
    now: a star that was changed in the database and nowhere else is found and named.
    """
    heads = {head.size: head for head in LogHead.objects.filter(province=province)}
    tree = _Tree(province, heads, key)
    entries = LogEntry.objects.filter(province=province).select_related("opening").order_by("index")
    for entry in entries.iterator(_CHUNK):
        tree.take(entry)
    tree.end()
    waiting = {one for row in Pending.objects.filter(province=province) for one in row.product_ids}
    problems = [*tree.problems, *_against_registers(province, tree.last, waiting)]
    root = root_of((0, tree.size), tree.known).hex()
    return LogReport(province, tree.size, root, len(heads), len(waiting), tuple(problems[:MOST_PROBLEMS]))


class _Tree:
    """The tree as the entries make it, one after the other."""

    def __init__(self, province: str, heads: dict[int, LogHead], key: LogKey) -> None:
        self._province, self._heads, self._key = province, heads, key
        self.size = 0
        self.known: dict[Node, Hash] = {}  # the whole subtrees of what was taken
        self.last: dict[str, tuple[Facts | None, str, Opening | None]] = {}
        self.problems: list[str] = []
        self._nodes = self._stored_nodes()

    def take(self, entry: LogEntry) -> None:
        if entry.index != self.size:
            self.problems.append(f"mục {self.size}: thiếu, hoặc đứng sai chỗ")
        made = leaf_hash(entry.leaf.encode())
        if made.hex() != entry.leaf_hash:
            self.problems.append(f"mục {entry.index}: nội dung không còn như lúc ghi")
        whole = grown(self.size, [made], self.known)
        for node, value in whole.items():
            if self._nodes.pop(node, None) != value.hex():
                self.problems.append(f"nút {node[0]}/{node[1]}: không khớp các mục")
        self.size += 1
        known = self.known | whole | {(0, self.size - 1): made}
        self.known = {node: known[node] for node in nodes_of((0, self.size))}
        self.last[entry.about] = facts_of(entry.leaf), digest_of(entry.leaf), getattr(entry, "opening", None)
        if self.size in self._heads:
            self._hold_head(self._heads[self.size])

    def end(self) -> None:
        """Hold what the log is said to be against what was taken."""
        size = Log.objects.filter(province=self._province).values_list("size", flat=True).first() or 0
        if size != self.size or (self.size and self.size not in self._heads):
            self.problems.append(f"sổ ghi là có {size} mục, đọc được {self.size}")
        for later in sorted(size for size in self._heads if size > self.size):
            self.problems.append(f"đầu sổ đã ký có {later} mục, nay chỉ còn {self.size}")
        if self._nodes:
            self.problems.append(f"{len(self._nodes)} nút không thuộc mục nào")

    def _hold_head(self, head: LogHead) -> None:
        root = root_of((0, self.size), self.known)
        try:
            checkpoint = opened(head.note, self._key)
        except NotACheckpoint as wrong:
            self.problems.append(f"đầu sổ {head.size} mục: {wrong}")
            return
        if (checkpoint.size, checkpoint.root) != (self.size, root) or head.root != root.hex():
            self.problems.append(f"đầu sổ {head.size} mục: không khớp các mục")

    def _stored_nodes(self) -> dict[Node, str]:
        rows = LogNode.objects.filter(province=self._province).values_list("level", "position", "hash")
        return {(level, position): value for level, position, value in rows.iterator(_CHUNK)}


def _against_registers(
    province: str, last: dict[str, tuple[Facts | None, str, Opening | None]], waiting: set[int]
) -> Iterator[str]:
    """Yield what the registers say otherwise than the last entry on a recognition."""
    standing = set()
    products = Recognition.objects.filter(province=province).order_by("product_id").distinct()
    ids = iter(products.values_list("product_id", flat=True))
    while chunk := set(islice(ids, _CHUNK)):
        for one in statements_now(chunk - waiting, legal_day(timezone.now())):
            standing.add(one.about)
            yield from _differing(one.about, one.facts or {}, one.names, last.get(one.about))
        rows = Recognition.objects.filter(product_id__in=chunk & waiting)
        standing.update(rows.values_list("public_id", flat=True))
    for about, (facts, _digest, _opening) in last.items():
        if facts is not None and about not in standing and not waiting:
            yield f"công nhận {about}: có trong sổ, không còn trong dữ liệu"


def _differing(
    about: str, facts: Facts, names: Names, entered: tuple[Facts | None, str, Opening | None] | None
) -> Iterator[str]:
    if entered is None:
        yield f"công nhận {about}: có trong dữ liệu, chưa bao giờ vào sổ"
        return
    stated, digest, opening = entered
    for name, value in facts.items():
        if (stated or {}).get(name) != value:
            yield f"công nhận {about}: {name} trong sổ là {(stated or {}).get(name)!r}, trong dữ liệu là {value!r}"
    if opening is not None and names_digest(names, opening.salt) != digest:
        yield f"công nhận {about}: tên trong sổ khác tên trong dữ liệu"
