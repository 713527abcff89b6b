"""An officer fills in a producer's dossier: how the producer agreed, for how long, and to what."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from openocop.accounts.domain.roles import Role

HELPERS = frozenset({Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER})
MAX_DAYS = 90  # a consent is given for the dossier in hand, not for good
CODE_VALID = timedelta(hours=24)
CODE_LENGTH = 8  # letters that can be read out over a telephone; 30^8 of them cannot be tried


class Way(StrEnum):
    """How a producer agrees: on paper before the officer, by a code from the producer's own page, or by telephone."""

    COUNTER = "counter"
    CODE = "code"
    TELEPHONE = "telephone"


def spelled(code: str) -> str:
    """Return a code as it is kept, however it was written down: "ABCD-efgh " is "abcdefgh"."""
    return "".join(letter for letter in code.lower() if letter.isalnum())
