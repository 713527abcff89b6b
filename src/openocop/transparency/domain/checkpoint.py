"""The signed head of a log as text that anyone can keep, compare and check: a C2SP checkpoint in a signed note.

Sources: C2SP tlog-checkpoint (origin, size, root) and signed-note (the lines of signatures, Ed25519 with key id).
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ED25519 = b"\x01"
_DASH = "— "  # begins every line of a signature
_KEY_ID = 4  # bytes before a signature that say of which key it is


class NotACheckpoint(ValueError):
    """What was read is no checkpoint, or not one that this key signed. The message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How long the log `origin` is, and the root of its tree, 32 bytes."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{_encoded(self.root)}\n"


@dataclass(frozen=True, slots=True)
class LogKey:
    """A public key by which a log is known, written `name+hash+key` as witnesses keep it."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        return sha256(f"{self.name}\n".encode() + _ED25519 + self.public).digest()[:_KEY_ID]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{_encoded(_ED25519 + self.public)}"

    @classmethod
    def parsed(cls, text: str) -> LogKey:
        """Read a written key.

        Raises:
            NotACheckpoint: it is not written so, or its hash is of another key.
        """
        name, _, rest = text.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        raw = _decoded(encoded)
        key = cls(name, raw[1:])
        if not name or raw[:1] != _ED25519 or len(key.public) != len(sha256().digest()) or key.key_id.hex() != key_id:
            raise NotACheckpoint("không phải khóa của sổ (tên+mã+khóa)")
        return key


def signed(checkpoint: Checkpoint, private: Ed25519PrivateKey) -> str:
    """Return the signed note of a checkpoint; the key bears the log's own name."""
    key = LogKey(checkpoint.origin, private.public_key().public_bytes_raw())
    signature = private.sign(checkpoint.text().encode())
    return f"{checkpoint.text()}\n{_DASH}{key.name} {_encoded(key.key_id + signature)}\n"


def opened(note: str, key: LogKey) -> Checkpoint:
    """Return the checkpoint of a note that `key` signed; signatures of others are passed over.

    Raises:
        NotACheckpoint: it is none, or it has no signature of this key that holds.
    """
    text, _, signatures = note.partition("\n\n")
    for line in signatures.splitlines():
        name, _, encoded = line.removeprefix(_DASH).partition(" ")
        raw = _decoded(encoded)
        if not line.startswith(_DASH) or name != key.name or raw[:_KEY_ID] != key.key_id:
            continue
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(raw[_KEY_ID:], f"{text}\n".encode())
        except InvalidSignature:
            break
        return _read(text)
    raise NotACheckpoint(f"không có chữ ký đúng của {key.name}")


def _read(text: str) -> Checkpoint:
    origin, _, rest = text.partition("\n")
    size, _, encoded = rest.partition("\n")
    root = _decoded(encoded.partition("\n")[0])
    if not origin or not (size.isascii() and size.isdecimal()) or len(root) != len(sha256().digest()):
        raise NotACheckpoint("không đọc được tên sổ, số mục hay gốc của sổ")
    return Checkpoint(origin, int(size), root)


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""
