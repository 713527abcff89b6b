"""The number somebody reads out over a telephone, and the secret by which the follow-up page opens."""

from __future__ import annotations

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no 0 o 1 i l u: read out over a telephone
KEY_LENGTH = 26  # 30^26: as hard to guess as a key of 127 bits


def spoken(public_id: str) -> str:
    """Return the reference of an idea as people say it: "YT-ABCD-EFGH-JKMN"."""
    parts = (public_id[at : at + 4] for at in range(0, len(public_id), 4))
    return "-".join(("YT", *parts)).upper()


def new_key() -> str:
    """Return a new secret for a follow-up address; it tells neither order nor counts."""
    return "".join(secrets.choice(ALPHABET) for _ in range(KEY_LENGTH))
