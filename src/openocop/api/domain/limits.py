"""How often a client may ask: so many times in each minute of the clock."""

from __future__ import annotations

import hmac
import ipaddress
from dataclasses import dataclass

WINDOW = 60  # seconds
ANYBODY = 60  # a minute
_NETWORK = 64  # bits: whoever has an IPv6 address has all of its network


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a client may still ask in this window, and in how many seconds the next begins."""

    policy: str
    most: int
    asked: int
    seconds: int

    @property
    def left(self) -> int:
        return max(0, self.most - self.asked)

    @property
    def used_up(self) -> bool:
        return self.asked > self.most

    def headers(self) -> dict[str, str]:
        """Return the fields of draft-ietf-httpapi-ratelimit-headers, and `Retry-After` where nothing is left."""
        found = {
            "RateLimit-Policy": f'"{self.policy}";q={self.most};w={WINDOW}',
            "RateLimit": f'"{self.policy}";r={self.left};t={self.seconds}',
        }
        return found | ({"Retry-After": str(self.seconds)} if self.used_up else {})


def window_at(moment: float) -> tuple[int, int]:
    """Return the number of the window in which `moment` (seconds since 1970) lies, and its seconds still to come."""
    number = int(moment // WINDOW)
    return number, max(1, int((number + 1) * WINDOW - moment))


def client_mark(address: str, secret: bytes) -> str:
    """Return what stands for a client's address: a keyed hash, from which nobody without the secret finds it."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        text = address
    else:
        text = str(ipaddress.ip_network(f"{known}/{_NETWORK}", strict=False)) if known.version == 6 else str(known)
    return hmac.new(secret, text.encode(), "sha256").hexdigest()[:32]
