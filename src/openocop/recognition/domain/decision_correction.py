"""What a decision of correction may change, and what only another act can.

A typing error is corrected in the words of the decision and of the certificate; the act itself, and so its term, stays:
the 36 months run from the day the first certificate was issued (26/2026/QĐ-TTg art. 4.3), and a correction that began
them anew would give a mistyped product a longer recognition than its neighbour. A star that a corrected result raises
or lowers between three and four is corrected likewise by the authority that recognised (art. 7.3e). Five stars are the
minister's (art. 4), and taking a recognition away has six grounds and an act of its own (art. 8): neither is a
correction, and both stop here for a recorded decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

FIELDS: Mapping[str, str] = {
    "product_name": "Tên sản phẩm",
    "producer_name": "Tên chủ thể",
    "producer_address": "Địa chỉ",
    "stars": "Hạng sao",
}
CORRECTED_STARS = frozenset({3, 4})


class Follow(StrEnum):
    """What a corrected result asks for: nothing, a decision of `CORRECTION`, one of `RECOGNITION`, or a stop.

    `AT_MINISTRY`: the product was sent up; what it is recognised as follows from the ministry's result alone.
    """

    NOTHING = "nothing"
    CORRECTION = "correction"
    RECOGNITION = "recognition"
    STOP_MINISTRY = "ministry"
    STOP_WITHDRAWAL = "withdrawal"
    AT_MINISTRY = "at-ministry"


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the fields that differ, in the order of the paper."""
    return tuple(name for name in FIELDS if before.get(name) != after.get(name))


def follow_up(
    *, recognised: int | None, is_recognised: bool, is_decided: bool, star: int | None, is_sent_up: bool = False
) -> Follow:
    """Return what follows from a result that stands at `star` now.

    Args:
        recognised: the star of the recognition by decision, where `is_recognised`.
        is_decided: the round's decision of recognition was issued; a draft is simply printed anew.
        is_sent_up: the product is at the ministry, or came back from there with a result.
    """
    if is_sent_up:
        return Follow.AT_MINISTRY
    if not is_recognised:
        return Follow.RECOGNITION if is_decided and star in CORRECTED_STARS else Follow.NOTHING
    if star == recognised:
        return Follow.NOTHING
    if star in CORRECTED_STARS and recognised in CORRECTED_STARS:
        return Follow.CORRECTION
    return Follow.STOP_MINISTRY if star == 5 else Follow.STOP_WITHDRAWAL
