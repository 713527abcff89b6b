"""For what a product suits as a gift (hợp làm quà), as its producer says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

GIFT = "gift"  # suits as a gift, whatever the occasion


class Occasion(StrEnum):
    """When people give."""

    TET = "tet"
    WEDDING = "wedding"
    BUSINESS = "business"
    FESTIVAL = "festival"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class GiftFacts:
    """What is said of a product as a gift. No occasion: it is not said to suit as one, and the rest is nothing.

    `wraps`: put into a gift box or bag when asked; a pack that is a gift already says so itself (`Pack.is_gift`).
    `personalised`: a name, a card or a mark of the giver can be put on. `ready_days` to get gifts ready, beside the
    days from order to dispatch.
    """

    occasions: tuple[Occasion, ...] = ()
    wraps: bool = False
    personalised: bool = False
    ready_days: int | None = None

    def __post_init__(self) -> None:
        if not self.occasions and (self.wraps or self.personalised or self.ready_days):
            raise ValueError("a product that suits no occasion is no gift")
