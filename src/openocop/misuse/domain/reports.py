"""Reports of misuse: what may be seen, how far a case is, what comes of it, and how long a contact is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST_WORDS, MOST_LINE, MOST_PHOTOS = 3000, 300, 4
# How long a reporter's contact is kept after the answer; our own measure, told on the form.
KEPT_AFTER_ANSWER = timedelta(days=90)
OLDEST = timedelta(days=365)  # what was seen longer ago can hardly be looked into


class Seen(StrEnum):
    """What somebody saw. The star and its mark may be used by the recognised product alone (26/2026 art. 8)."""

    NOT_RECOGNISED = "not-recognised"
    HIGHER_STAR = "higher-star"
    ENDED = "ended"
    OTHER_PRODUCT = "other-product"
    CODE = "code"
    OTHER = "other"


class Stage(StrEnum):
    RECEIVED = "received"
    LOOKED_AT = "looked-at"
    ANSWERED = "answered"
    JOINED = "joined"  # it is about the same as another one, and shares its answer


class Outcome(StrEnum):
    FOUNDED = "founded"
    NOT_FOUNDED = "not-founded"
    NOT_KNOWN = "not-known"
    PASSED_ON = "passed-on"


OPEN = frozenset({Stage.RECEIVED, Stage.LOOKED_AT})


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a reporter states. `about` is what was typed or looked at; `link` is kept as text, never fetched."""

    seen: Seen
    words: str
    where: str
    seen_on: date
    about: str = ""
    link: str = ""
    contact: str = ""
