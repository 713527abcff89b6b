"""The key of the log: a file that only the service's own account reads, made when it is first needed."""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from openocop.transparency.domain.checkpoint import LogKey
from openocop.transparency.selectors.logs import origin_of


def private_key() -> Ed25519PrivateKey:
    """Return the key (`OPENOCOP_LOG_KEY_FILE`, 32 bytes in hex). Several machines of one site share the file."""
    path = settings.OPENOCOP_LOG_KEY_FILE
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text().strip()))
    key = Ed25519PrivateKey.generate()
    with os.fdopen(descriptor, "w") as file:
        file.write(key.private_bytes_raw().hex())
    return key


def public_key(province: str) -> LogKey:
    """Return the key by which the log of a province is known."""
    return LogKey(origin_of(province), private_key().public_key().public_bytes_raw())
