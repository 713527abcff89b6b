"""The certificate of a recognised product (giấy chứng nhận). The law prescribes no form for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openocop.core.documents.frame import Marking, Signature, marking_context, signature_context
from openocop.core.documents.pdf import render_pdf
from openocop.core.documents.qr import qr_svg
from openocop.core.documents.text import bound
from openocop.core.documents.vietnamese import BLANK, date_long, date_short, stars_text

_TEMPLATE = Path(__file__).resolve().parent / "templates" / "certificate.typ"
_CERTIFIED_STARS = range(3, 6)


@dataclass(frozen=True, slots=True)
class CertificateDocument:
    """Everything the certificate states.

    `agency` stands in the head in capitals; `authority` is who certifies, in running text ("Chủ tịch Ủy ban nhân dân
    tỉnh Cà Mau"). `decision_number` is whole, with its symbol. `last_valid_on` is the last day on which it holds, as
    printed (the exclusive `valid_until` of a record is the day after). None leaves a blank to be filled in.
    `instead_of` says which certificate this one replaces.
    `status_url` is the public page that tells today's status; it goes into the QR code.

    Raises:
        ValueError: `stars` outside 3 to 5; one and two stars get no certificate (Decision 26/2026/QĐ-TTg, Art. 4.1a).
    """

    marking: Marking
    created_at: datetime
    agency: tuple[str, ...]
    authority: str
    certificate_number: str
    product_name: str
    product_code: str
    producer_name: str
    producer_address: str
    stars: int
    decision_number: str | None
    decision_on: date | None
    issued_on: date | None
    last_valid_on: date | None
    place: str
    signature: Signature
    status_url: str
    instead_of: str = ""

    def __post_init__(self) -> None:
        if self.stars not in _CERTIFIED_STARS:
            raise ValueError("only three, four and five stars get a certificate")


def certificate_pdf(doc: CertificateDocument) -> bytes:
    return render_pdf(_TEMPLATE, _context(doc), created_at=doc.created_at, drawings={"qr": qr_svg(doc.status_url)})


def _context(doc: CertificateDocument) -> dict[str, object]:
    number = doc.decision_number or f"{BLANK * 12}"
    return {
        "marks": marking_context(doc.marking),
        "agency": doc.agency,
        "authority": bound(doc.authority),
        "number": f"Số: {doc.certificate_number or BLANK * 12}",
        "product_name": doc.product_name,
        "product_code": doc.product_code,
        "producer_name": doc.producer_name,
        "producer_address": doc.producer_address,
        "stars": doc.stars,
        "stars_text": stars_text(doc.stars),
        "instead_of": doc.instead_of,
        "decision": f"Quyết định số {number} {_day_or_blank(doc.decision_on)}",
        "place_and_date": f"{doc.place}, {_day_or_blank(doc.issued_on)}",
        "validity": "" if doc.last_valid_on is None else date_short(doc.last_valid_on),
        "signature": signature_context(doc.signature),
    }


def _day_or_blank(day: date | None) -> str:
    return f"ngày {BLANK * 6} tháng {BLANK * 6} năm {BLANK * 10}" if day is None else date_long(day)
