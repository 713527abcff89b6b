"""RFC 9162 section 2.1 a second time, straight from its recursive definitions over whole lists, to hold ours against.

Nothing is shared with `openocop.transparency.domain.merkle`: other recursion, other representation, no stored nodes.
"""

from __future__ import annotations

import hashlib


def mth(entries: list[bytes]) -> bytes:
    """Return the Merkle Tree Hash of the entries (2.1.1)."""
    if not entries:
        return hashlib.sha256().digest()
    if len(entries) == 1:
        return hashlib.sha256(bytes([0]) + entries[0]).digest()
    k = _k(len(entries))
    return hashlib.sha256(bytes([1]) + mth(entries[:k]) + mth(entries[k:])).digest()


def path(m: int, entries: list[bytes]) -> list[bytes]:
    """Return PATH(m, D[n]) (2.1.3.1)."""
    if len(entries) == 1:
        return []
    k = _k(len(entries))
    if m < k:
        return [*path(m, entries[:k]), mth(entries[k:])]
    return [*path(m - k, entries[k:]), mth(entries[:k])]


def proof(m: int, entries: list[bytes]) -> list[bytes]:
    """Return PROOF(m, D[n]) (2.1.4.1)."""
    return _subproof(m, entries, whole=True)


def root_by_path(m: int, n: int, leaf: bytes, steps: list[bytes]) -> bytes:
    """Return the root that a path leads to, by undoing the recursion of PATH."""
    if n == 1:
        assert not steps
        return leaf
    k = _k(n)
    if m < k:
        return hashlib.sha256(bytes([1]) + root_by_path(m, k, leaf, steps[:-1]) + steps[-1]).digest()
    return hashlib.sha256(bytes([1]) + steps[-1] + root_by_path(m - k, n - k, leaf, steps[:-1])).digest()


def _subproof(m: int, entries: list[bytes], *, whole: bool) -> list[bytes]:
    if m == len(entries):
        return [] if whole else [mth(entries)]
    k = _k(len(entries))
    if m <= k:
        return [*_subproof(m, entries[:k], whole=whole), mth(entries[k:])]
    return [*_subproof(m - k, entries[k:], whole=False), mth(entries[:k])]


def _k(n: int) -> int:
    k = 1
    while 2 * k < n:
        k *= 2
    return k
