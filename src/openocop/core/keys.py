"""Very many keys in one query: as one bound value, where `IN` with a gap for each of 10,000 keys takes long to word."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models.expressions import RawSQL


def among(keys: Iterable[int]) -> RawSQL:
    """Return what a key is held against: `Product.objects.filter(pk__in=among(keys))`."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [list(keys)])
    return RawSQL("SELECT value FROM json_each(%s)", [str(list(keys))])
