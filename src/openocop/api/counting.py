"""Counting requests in the cache. What is counted of whom is a number beside a keyed hash, gone after its minute."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from openocop.api.domain.limits import ANYBODY, WINDOW, Allowance, client_mark, window_at

_SALT = "openocop.api.clients"


def allowance_of(request: HttpRequest, moment: float) -> Allowance:
    """Count a request and return what its client may still ask."""
    mark = client_mark(client_address(request), salted_hmac(_SALT, "").digest())
    return counted(f"client:{mark}", "client", ANYBODY, moment)


def counted(name: str, policy: str, most: int, moment: float) -> Allowance:
    """Count one more for `name` in this window."""
    window, seconds = window_at(moment)
    key, store = f"api:{name}:{window}", caches["limits"]
    store.add(key, 0, timeout=2 * WINDOW)
    try:
        asked = store.incr(key)
    except ValueError:  # it was put out between the two
        asked = 1
    return Allowance(policy, most, asked, seconds)


def client_address(request: HttpRequest) -> str:
    """Return whom an answer goes to: behind proxies of ours, what the outermost of them wrote down.

    `OPENOCOP_PROXIES` says how many stand in front; what a client wrote itself into the header stands further left.
    """
    proxies = settings.OPENOCOP_PROXIES
    told = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
    if proxies and len(told) >= proxies:
        return told[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
