"""The private halves of signing keys: one file each, which the account of the service alone reads.

They stand in `OPENOCOP_KEYS`, leave the machine in no backup, and are not in the database. One that is lost is no
harm: a new key takes its place, and what the old one signed still holds.
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings


def make(public_id: str) -> str:
    """Make the key of that id and return its public half, 32 bytes in hexadecimal digits."""
    private = Ed25519PrivateKey.generate()
    keep(public_id, private.private_bytes_raw())
    return private.public_key().public_bytes_raw().hex()


def keep(name: str, content: bytes) -> None:
    """Write a key that is not there yet for this account alone. `FileExistsError` where there is one of that name."""
    folder = Path(settings.OPENOCOP_KEYS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def private_key(public_id: str, public_key: str) -> Ed25519PrivateKey | None:
    """Return the private half, None where it is not here or is another's."""
    try:
        private = Ed25519PrivateKey.from_private_bytes((Path(settings.OPENOCOP_KEYS) / public_id).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return private if private.public_key().public_bytes_raw().hex() == public_key else None


def forget(public_id: str) -> None:
    """Remove a private half for good: what signs no more cannot be stolen."""
    (Path(settings.OPENOCOP_KEYS) / public_id).unlink(missing_ok=True)
