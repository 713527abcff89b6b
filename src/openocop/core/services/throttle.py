"""How often one address may send something without an account."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

AN_HOUR = 60 * 60


def may_send_again(what: str, address: str, *, most: int) -> bool:
    """Count one sending of `what` from `address` and tell whether it is still within the hour's measure.

    Only a keyed digest is counted, in memory of this process, and forgotten after an hour.
    """
    key = f"{what}.{salted_hmac(what, address, secret=settings.SECRET_KEY).hexdigest()}"
    cache.add(key, 0, AN_HOUR)
    return cache.incr(key) <= most
