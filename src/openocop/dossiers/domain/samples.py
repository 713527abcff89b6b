"""Samples of a product: how many the law asks for, and what is still at hand.

Source: 26/2026/QĐ-TTg art. 6.2d (05 samples to the province, not for services of tourism) and 6.3 (05 again to the
ministry); the same at re-assessment. How they are kept, replaced and disposed of is not in the law.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openocop.dossiers.domain.tourism import TOURISM_SET

SAMPLES = 5
LIVING_SETS = frozenset({23, 24, 25})  # flowers, ornamental plants and animals (26/2026/QĐ-TTg annex I)


class Purpose(StrEnum):
    """Before whom the samples are laid: each asks for its own."""

    PROVINCE = "province"
    MINISTRY = "ministry"


class Fate(StrEnum):
    """What happened to samples after they were handed over."""

    STORED = "stored"
    REPLACED = "replaced"
    CONSUMED = "consumed"
    DISPOSED = "disposed"


@dataclass(frozen=True, slots=True)
class Handover:
    """What a hand-over states. `kept_cold` answers only where the product needs a cold chain."""

    purpose: str
    count: int
    handed_on: date
    handed_by: str
    received_by: str
    condition: str
    cold_chain: bool = False
    kept_cold: bool | None = None


# What no longer lies there afterwards; a replacement puts as many back as it takes away.
_GONE = frozenset({Fate.CONSUMED, Fate.DISPOSED})


@dataclass(frozen=True, slots=True)
class Balance:
    """Samples of one dossier for one purpose. `handed_over` counts all ever received, `at_hand` what is left."""

    required: int
    handed_over: int
    at_hand: int

    @property
    def missing(self) -> int:
        return max(0, self.required - self.handed_over)


def samples_required(set_no: int, *, living_on_site: bool) -> int:
    """Return how many samples a product of set `set_no` hands over: five, none for a service of tourism.

    `living_on_site`: by the province's option, living products are seen where they stand instead.
    """
    exempt = set_no == TOURISM_SET or (living_on_site and set_no in LIVING_SETS)
    return 0 if exempt else SAMPLES


def balance(required: int, handed_over: Iterable[int], fates: Iterable[tuple[Fate, int]]) -> Balance:
    """Return what is at hand after `handed_over` counts came in and `fates` (what, how many) befell them."""
    came = sum(handed_over)
    gone = sum(count for fate, count in fates if fate in _GONE)
    return Balance(required, came, came - gone)
