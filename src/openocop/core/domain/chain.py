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
class Link:
    """One entry as it is hashed: no personal data, only the salted digest of the actor."""

    province: str
    sequence: int
    recorded_at: datetime
    actor_digest: str
    actor_role: str
    actor_office: str
    verb: str
    subject_type: str
    subject_id: str
    facts: dict[str, Any]
    previous_hash: str


def link_hash(link: Link) -> str:
    """Return the hex SHA-256 of the link's canonical JSON, the previous hash included."""
    body = {name: getattr(link, name) for name in Link.__slots__}
    body["recorded_at"] = link.recorded_at.isoformat(timespec="microseconds")
    return sha256_hex(canonical_json(body))


def actor_digest(*, salt: str, login: str, name: str) -> str:
    return sha256_hex(canonical_json([salt, login, name]))
