"""The arithmetic of the journal's hash chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openocop.core.domain.canonical import canonical_json, sha256_hex


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: name, role and office as they are today, copied as values."""

    login: str
    name: str
    role: str
    office: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What an entry says, as it is hashed: no personal data."""

    province: str
    recorded_at: datetime
    actor_role: str
    actor_office: str
    verb: str
    subject_type: str
    subject_id: str
    facts: dict[str, Any]


def deed_hash(deed: Deed) -> str:
    """Return the hex SHA-256 of the deed's canonical JSON."""
    body = {name: getattr(deed, name) for name in Deed.__slots__}
    body["recorded_at"] = deed.recorded_at.isoformat(timespec="microseconds")
    return sha256_hex(canonical_json(body))


def link_hash(deed: Deed, *, previous_hash: str, sequence: int, actor_digest: str) -> str:
    """Return the hex SHA-256 by which an entry holds to the one before it."""
    return sha256_hex(f"{previous_hash} {sequence} {actor_digest} {deed_hash(deed)}".encode())


def actor_digest(*, salt: str, login: str, name: str) -> str:
    return sha256_hex(canonical_json([salt, login, name]))
