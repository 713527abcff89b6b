"""How the part of an enquiry that one producer sees comes to its end, and how long it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST_WORDS = 1000
MOST_LINES = 20
MOST_QUANTITY = 100_000
KEPT = timedelta(days=90)  # after the day it was sent
KEPT_AFTER = timedelta(days=30)  # after the day it is needed, if that is later


class PartState(StrEnum):
    """Where a part stands."""

    WAITING = "waiting"
    CAN = "can"
    CANNOT = "cannot"
    OFFER = "offer"
    WITHDRAWN = "withdrawn"


ANSWERS = (PartState.CAN, PartState.OFFER, PartState.CANNOT)


class Source(StrEnum):
    """How an enquiry came."""

    FORM = "form"
    PHONE = "phone"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Contact:
    """Who asks, and how they are reached: one of the two is enough."""

    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One product asked for by its public id; `pack` that of a pack, "" where any will do."""

    product: str
    quantity: int
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What goes with the products: the day they are needed, where, and words to the producers."""

    needed_on: date | None = None
    place: str = ""
    message: str = ""


def erase_on(sent_on: date, needed_on: date | None) -> date:
    """Return the day from which nothing of the person is kept."""
    first = sent_on + KEPT
    return first if needed_on is None else max(first, needed_on + KEPT_AFTER)
