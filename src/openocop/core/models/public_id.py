"""Public identifiers: random, so that they tell neither order nor counts."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no 0 o 1 i l u: read out over a telephone
LENGTH = 12  # 30^12 ≈ 5·10^17


_EVEN = 256 - 256 % len(ALPHABET)  # bytes from here on would favour the first letters
_LETTERS = bytes(ord(ALPHABET[byte % len(ALPHABET)]) for byte in range(256))
_FAVOURING = bytes(range(_EVEN, 256))


def new_public_id() -> str:
    found = ""
    while len(found) < LENGTH:
        found += secrets.token_bytes(2 * LENGTH).translate(_LETTERS, _FAVOURING).decode()
    return found[:LENGTH]


class PublicIdField(models.CharField):  # type: ignore[type-arg]  # not subscriptable at run time
    """The only identifier of a row that may leave the system."""

    def __init__(self, **kwargs: object) -> None:
        options = {"max_length": LENGTH, "unique": True, "editable": False, "default": new_public_id}
        super().__init__(**(options | kwargs))  # type: ignore[arg-type]  # field options are heterogeneous

    def db_type(self, connection: Any) -> str | None:
        """Return the type by its full name on PostgreSQL: for a "varchar" Django keeps a second index, for LIKE."""
        kind: str | None = super().db_type(connection)
        return kind and kind.replace("varchar", "character varying") if connection.vendor == "postgresql" else kind
