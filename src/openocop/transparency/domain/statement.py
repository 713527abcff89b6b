"""What an entry of the log says: how one recognition stands, in canonical JSON, complete enough to be held to.

A later entry on the same recognition takes the place of the earlier one, which stays readable. Names are not in it: the
household of a producer may have to be forgotten, an entry cannot. It holds a salted digest of them; the salt and the
names lie beside the log (the opening) and can be taken away without breaking it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from openocop.core.domain.canonical import canonical_json, sha256_hex

KIND = "openocop/recognition/1"
Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """The product and its producer as the public reads them."""

    product: str
    producer: str


@dataclass(frozen=True, slots=True)
class Statement:
    """How the recognition `about` stands; `facts` is None once it is no longer held (an import was taken back)."""

    about: str
    product: str
    facts: Facts | None
    names: Names


def names_digest(names: Names, salt: str) -> str:
    """Return the hex SHA-256 that stands for the names in an entry."""
    return sha256_hex(canonical_json([salt, names.product, names.producer]))


def leaf_of(statement: Statement, *, province: str, recorded_at: str, digest: str) -> str:
    """Return the entry: canonical JSON, whose UTF-8 bytes are hashed.

    Args:
        recorded_at: the moment of entry, ISO 8601 in UTC.
    """
    body = {
        "kind": KIND,
        "province": province,
        "recorded_at": recorded_at,
        "recognition": statement.about,
        "product": statement.product,
        "names": digest,
        "stands": statement.facts,
    }
    return canonical_json(body).decode()


def facts_of(leaf: str) -> Facts | None:
    """Return the facts that an entry states, None where it says that the recognition is no longer held."""
    facts: Facts | None = json.loads(leaf)["stands"]
    return facts


def digest_of(leaf: str) -> str:
    """Return the digest of names in an entry."""
    return str(json.loads(leaf)["names"])
