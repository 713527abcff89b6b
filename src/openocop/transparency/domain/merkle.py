"""The Merkle tree of RFC 9162: what a list of entries comes to, and proofs that need only a few of its hashes.

A range of entries is `(start, end)`, end exclusive. A node is `(level, position)`: the hash of the whole subtree over
the entries from `position * 2**level` on; nodes of level 0 are the hashes of the entries. Hashes are 32 bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

Hash = bytes
Range = tuple[int, int]
Node = tuple[int, int]
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> Hash:
    """Return the hash of one entry (RFC 9162 section 2.1.1)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: Hash, right: Hash) -> Hash:
    """Return the hash of two subtrees (RFC 9162 section 2.1.1); by its first byte no entry can pass for one."""
    return sha256(b"\x01" + left + right).digest()


def nodes_of(over: Range) -> list[Node]:
    """Return the whole subtrees that a range of the tree is made of, the largest first.

    A range that the recursions of RFC 9162 arrive at begins where its largest subtree may begin.
    """
    start, end = over
    found = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def root_of(over: Range, hashes: Mapping[Node, Hash]) -> Hash:
    """Return the root of a range (RFC 9162 section 2.1.1), given the hashes of its `nodes_of`."""
    nodes = nodes_of(over)
    if not nodes:
        return EMPTY_ROOT
    root = hashes[nodes[-1]]
    for node in reversed(nodes[:-1]):
        root = node_hash(hashes[node], root)
    return root


def grown(size: int, added: Sequence[Hash], hashes: Mapping[Node, Hash]) -> dict[Node, Hash]:
    """Return the nodes above level 0 that become whole when entries are added to a tree of `size`.

    Args:
        added: the hashes of the entries, in order.
        hashes: those of `nodes_of((0, size))`.
    """
    known, whole = dict(hashes), {}
    for place, entry in enumerate(added, size):
        known[0, place] = entry
        level = 1
        while (place + 1) % (1 << level) == 0:
            position = place >> level
            whole[level, position] = known[level, position] = node_hash(
                known[level - 1, 2 * position], known[level - 1, 2 * position + 1]
            )
            level += 1
    return whole


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Return the ranges whose roots prove that entry `index` is in the tree of `size` (RFC 9162 section 2.1.3.1)."""
    start, end, found = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start = middle
    return found[::-1]


def consistency_ranges(first: int, second: int) -> list[Range]:
    """Return the ranges whose roots prove that the tree of `second` begins with that of `first` (section 2.1.4.1)."""
    if first in (0, second):
        return []
    start, end, found = 0, second, []
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start = middle
    return ([] if start == 0 else [(start, end)]) + found[::-1]


def is_included(*, leaf: Hash, index: int, size: int, root: Hash, proof: Sequence[Hash]) -> bool:
    """Tell whether the proof leads from the entry to the root (RFC 9162 section 2.1.3.2)."""
    if index >= size:
        return False
    place, last, running = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            running = node_hash(step, running)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            running = node_hash(running, step)
        place, last = place >> 1, last >> 1
    return last == 0 and running == root


def is_consistent(*, first: int, first_root: Hash, second: int, second_root: Hash, proof: Sequence[Hash]) -> bool:
    """Tell whether the proof shows that the second tree only added to the first (RFC 9162 section 2.1.4.2)."""
    if first > second:
        return False
    if first == second:
        return not proof and first_root == second_root
    if first == 0:
        return not proof and first_root == EMPTY_ROOT
    steps = list(proof)
    if first & (first - 1) == 0:  # a power of two: the first tree is itself a node of the second
        steps.insert(0, first_root)
    if not steps:
        return False
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, step)
        place, last = place >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def _split(size: int) -> int:
    """Return the largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1
