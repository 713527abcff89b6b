"""Persons and agencies with keys of their own, and how they sign a PDF outside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from openocop.sealing.documents.seal import Seal
from openocop.sealing.documents.signed import Anchor
from openocop.sealing.domain.authority import Identity, as_pem, give_certificate, make_authority
from openocop.sealing.domain.signing import Signers

# The day on which tests.app.recognition.conftest stops the clock.
NOW = datetime(2026, 12, 10, 3, tzinfo=UTC)
BEGAN = NOW - timedelta(days=60)
OURS, FOREIGN = "CA của kiểm thử", "CA lạ"
PERSON, AGENCY = "NGƯỜI KÝ", "ỦY BAN NHÂN DÂN TỈNH KIỂM THỬ"  # tests.factories.recognition.issued: "Người Ký"


@cache
def authority(name: str) -> Identity:
    return make_authority(BEGAN, name=name)


@cache
def signer(name: str, by: str = OURS, *, days: int = 90) -> Seal:
    """Return somebody whom the authority `by` certified sixty days ago, for so many days."""
    return Seal(give_certificate(authority(by), name, BEGAN, term=timedelta(days=days)))


def signed(paper: bytes, *names: str, by: str = OURS, at: datetime = NOW) -> bytes:
    """Return the paper as each of the named signed it, one after the other."""
    for name in names:
        paper = signer(name, by).sign(paper, field=f"ky {name}", reason="Ký thử", at=at)
    return paper


def anchor() -> Anchor:
    return Anchor(authority(OURS).certificate, Signers.BOTH, AGENCY)


def anchor_pem() -> str:
    return as_pem(authority(OURS).certificate)
