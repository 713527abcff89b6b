"""How often one address may send something without an account."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

AN_HOUR = 60 * 60
MOST_AN_HOUR = 30  # a commune's hall sends from one address on a day of help


def may_send_again(address: str) -> bool:
    """Count one sending from `address` and tell whether it is still within the hour's measure.

    Only a keyed digest is counted, in memory of this process, and forgotten after an hour.
    """
    key = f"ideas.sent.{salted_hmac('ideas.sent', address, secret=settings.SECRET_KEY).hexdigest()}"
    cache.add(key, 0, AN_HOUR)
    return cache.incr(key) <= MOST_AN_HOUR
