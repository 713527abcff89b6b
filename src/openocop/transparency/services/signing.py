"""The key of the log: a file that only the service's own account reads, made when it is first needed."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from openocop.transparency.domain.checkpoint import LogKey
from openocop.transparency.selectors.logs import origin_of


def private_key() -> Ed25519PrivateKey:
    """Return the key of the log (`log` in `OPENOCOP_KEYS`). Several machines of one site share the folder.

    Of several who need the first one at once, one makes it; a killed process leaves a whole key or none.
    """
    folder = Path(settings.OPENOCOP_KEYS)
    path = folder / "log"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _put(path, Ed25519PrivateKey.generate().private_bytes_raw())
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def _put(path: Path, content: bytes) -> None:
    """Write a file for this account alone under a passing name, then give it its own, unless another has that."""
    with NamedTemporaryFile(dir=path.parent) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)


def public_key(province: str) -> LogKey:
    """Return the key by which the log of a province is known."""
    return LogKey(origin_of(province), private_key().public_key().public_bytes_raw())
