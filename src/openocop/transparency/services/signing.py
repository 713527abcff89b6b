"""The key of the log: a file that only the service's own account reads, made when it is first needed."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from openocop.transparency.domain.checkpoint import LogKey
from openocop.transparency.selectors.logs import origin_of


def private_key() -> Ed25519PrivateKey:
    """Return the key of the log (`log` in `OPENOCOP_KEYS`). Several machines of one site share the folder."""
    folder = Path(settings.OPENOCOP_KEYS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "log"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    key = Ed25519PrivateKey.generate()
    with os.fdopen(descriptor, "wb") as file:
        file.write(key.private_bytes_raw())
        file.flush()
        os.fsync(file.fileno())
    return key


def public_key(province: str) -> LogKey:
    """Return the key by which the log of a province is known."""
    return LogKey(origin_of(province), private_key().public_key().public_bytes_raw())
