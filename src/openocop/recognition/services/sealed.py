"""The digital signature that the system itself puts on papers, where a province has one (setting PAPER_SEAL)."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class PaperSeal(Protocol):
    """`notice` is what the foot of a paper says of it, in Vietnamese."""

    notice: str

    def sign(self, paper: bytes) -> bytes:
        """Return the PDF with the signature behind it; runs inside the transaction that keeps the paper."""
        ...


def seal_of(province: str) -> PaperSeal | None:
    found: PaperSeal | None = import_string(settings.PAPER_SEAL)(province)
    return found
