"""The Merkle tree beside a second implementation and known vectors; proofs with one thing wrong are refused."""

from __future__ import annotations

from random import Random

import pytest

from openocop.transparency.domain.merkle import (
    EMPTY_ROOT,
    Hash,
    Node,
    Range,
    consistency_ranges,
    grown,
    inclusion_ranges,
    is_consistent,
    is_included,
    leaf_hash,
    nodes_of,
    root_of,
)
from tests.unit.transparency import rfc9162

# The eight entries and the roots of their first one to eight that Certificate Transparency's implementations test
# themselves with (google/certificate-transparency, merkletree tests; transparency-dev/merkle, testonly/constants.go).
ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SIZES = range(71)


class Tree:
    """A tree as the log keeps it: hashes of entries and of whole subtrees, added to in uneven steps."""

    def __init__(self, entries: list[bytes]) -> None:
        self.hashes: dict[Node, Hash] = {}
        random, size = Random(len(entries)), 0
        while size < len(entries):
            added = [leaf_hash(one) for one in entries[size : size + random.randint(1, 7)]]
            known = {node: self.hashes[node] for node in nodes_of((0, size))}
            self.hashes |= grown(size, added, known) | {(0, size + n): one for n, one in enumerate(added)}
            size += len(added)

    def roots(self, ranges: list[Range]) -> list[Hash]:
        return [root_of(over, self.hashes) for over in ranges]


def _entries(size: int) -> list[bytes]:
    return [f"mục {n}".encode() for n in range(size)]


def test_known_roots() -> None:
    entries = [bytes.fromhex(text) for text in ENTRIES]
    tree = Tree(entries)
    assert [root_of((0, size), tree.hashes).hex() for size in range(1, 9)] == ROOTS
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_roots_and_proofs_of_every_small_tree_are_those_of_the_second_implementation() -> None:
    entries = _entries(70)
    tree = Tree(entries)
    for size in SIZES:
        assert root_of((0, size), tree.hashes) == rfc9162.mth(entries[:size])
        for index in range(size):
            assert tree.roots(inclusion_ranges(index, size)) == rfc9162.path(index, entries[:size])
        for first in range(1, size + 1):
            assert tree.roots(consistency_ranges(first, size)) == rfc9162.proof(first, entries[:size])


def test_a_large_tree() -> None:
    entries, random = _entries(5000), Random(9162)
    tree = Tree(entries)
    for size in (5000, 4096, 4097, 3001):
        root = rfc9162.mth(entries[:size])
        assert root_of((0, size), tree.hashes) == root
        for index in random.sample(range(size), 10):
            steps = tree.roots(inclusion_ranges(index, size))
            assert rfc9162.root_by_path(index, size, leaf_hash(entries[index]), steps) == root
            assert len(steps) <= 13


def test_true_proofs_hold_and_any_other_is_refused() -> None:
    entries = _entries(40)
    for size in range(1, 41):
        root = rfc9162.mth(entries[:size])
        for index in range(size):
            given = {"index": index, "size": size, "root": root}
            steps = rfc9162.path(index, entries[:size])
            assert is_included(leaf=leaf_hash(entries[index]), proof=steps, **given)
            assert not is_included(leaf=leaf_hash(b"khac"), proof=steps, **given)
            assert not is_included(leaf=leaf_hash(entries[index]), proof=[*steps, root], **given)
            assert not is_included(leaf=leaf_hash(entries[index]), proof=steps, **given | {"index": size})
            if steps:
                assert not is_included(leaf=leaf_hash(entries[index]), proof=steps[1:], **given)
                assert not is_included(leaf=leaf_hash(entries[index]), proof=_bent(steps), **given)
                other = (index + 1) % size
                assert not is_included(leaf=leaf_hash(entries[index]), proof=steps, **given | {"index": other})


def test_a_longer_tree_is_held_to_the_shorter_one() -> None:
    entries = _entries(40)
    forged = [*entries[:3], b"sua", *entries[4:]]
    for second in range(1, 41):
        for first in range(1, second + 1):
            steps, root = rfc9162.proof(first, entries[:second]), rfc9162.mth(entries[:second])
            given = {"first": first, "first_root": rfc9162.mth(entries[:first]), "second": second, "second_root": root}
            assert is_consistent(proof=steps, **given)
            assert not is_consistent(proof=[*steps, root], **given)
            assert not is_consistent(proof=steps, **given | {"first_root": rfc9162.mth(forged)})
            if steps:
                assert not is_consistent(proof=steps[:-1], **given)
                assert not is_consistent(proof=_bent(steps), **given)
            if first > 3:
                wrong = rfc9162.proof(first, forged[:second])
                assert not is_consistent(proof=wrong, **given | {"second_root": rfc9162.mth(forged[:second])})


@pytest.mark.parametrize(("first", "second", "holds"), [(0, 5, True), (6, 5, False)])
def test_the_empty_tree_begins_every_other_and_none_begins_with_a_longer(first: int, second: int, holds: bool) -> None:
    given = {"first_root": EMPTY_ROOT, "second_root": rfc9162.mth(_entries(5))}
    assert is_consistent(first=first, second=second, proof=[], **given) is holds


def _bent(steps: list[bytes]) -> list[bytes]:
    """Change one bit of the last step."""
    return [*steps[:-1], steps[-1][:-1] + bytes([steps[-1][-1] ^ 1])]
