"""The mark-use kit of a certificate: the right star sign, the QR code, and what may be done with them."""

from __future__ import annotations

from datetime import date, datetime
from typing import IO

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.frame import Marking
from openocop.core.documents.qr import qr_png, qr_svg
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.services.packing import packed_file
from openocop.core.verdict import require
from openocop.recognition.documents.mark_sheet import MarkSheet, mark_sheet_pdf
from openocop.recognition.documents.star_mark import SIZES_MM, star_png, star_svg
from openocop.recognition.domain.status import last_day
from openocop.recognition.models import Certificate, CertificateScope, Recognition
from openocop.recognition.permissions.records import may_take_mark
from openocop.recognition.selectors.mark_use import use_of
from openocop.recognition.selectors.recognitions import current_recognitions
from openocop.recognition.services.certificates import status_url

_QR_MODULE = 12  # pixels


class NoMark(Refused):
    """The sign may not be used today, or not with this many stars."""


@transaction.atomic
def mark_kit(*, recognition: Recognition, stars: int, by: Post, at: datetime) -> IO[bytes]:
    """Return the kit as a zip, to be sent from its beginning, and record who took it.

    Args:
        stars: as many as the asker wants to print; asked for so that a label of another star is refused in words.

    Raises:
        NotPermitted: `by` does not work with this product.
        NoMark: the certificate has ended, was withdrawn or replaced, has no known term, or states other stars.
    """
    recognition = Recognition.objects.select_for_update(of=("self",)).select_related("product").get(pk=recognition.pk)
    today = legal_day(at)
    require(may_take_mark(by, recognition.product, on=today))
    use = use_of(recognition, today)
    if not use.refusal and current_recognitions([recognition.product_id], today)[recognition.product_id] != recognition:
        raise NoMark(_("A later recognition speaks for this product. Take the sign of that one."))
    if use.refusal:
        raise NoMark(use.refusal)
    if stars != recognition.star:
        message = _("The certificate states %(right)d stars, not %(asked)d. Print the stars of the certificate only.")
        raise NoMark(message % {"right": recognition.star or 0, "asked": stars})
    certificate = Certificate.objects.select_related("recognition__decision").get(recognition=recognition)
    entries = _entries(certificate, stars, use.last_on or last_day(certificate.valid_until), by, at)
    facts = {"certificate": certificate.number, "stars": stars}
    record(province=recognition.province, actor=by.as_actor(), verb="mark.taken", subject=recognition, facts=facts)
    return packed_file(entries, at)


def _entries(certificate: Certificate, stars: int, last_on: date, by: Post, at: datetime) -> list[tuple[str, bytes]]:
    proof: str = import_string(settings.CERTIFICATE_PROOF)(certificate=certificate, actor=by.as_actor())
    code = f"{status_url(certificate)}#{proof}"
    pictures = [(f"dau-sao/dau-{stars}-sao-{width}mm.png", star_png(stars, width)) for width in SIZES_MM]
    return [
        ("huong-dan-su-dung.pdf", mark_sheet_pdf(_sheet(certificate, stars, last_on, at))),
        (f"dau-sao/dau-{stars}-sao.svg", star_svg(stars).encode()),
        *pictures,
        ("ma-qr/ma-qr.svg", qr_svg(code).encode()),
        ("ma-qr/ma-qr.png", qr_png(code, module=_QR_MODULE)),
    ]


def _sheet(certificate: Certificate, stars: int, last_on: date, at: datetime) -> MarkSheet:
    recognition = certificate.recognition
    decision = recognition.decision if recognition else None
    scope = CertificateScope.objects.filter(certificate=certificate).first()
    return MarkSheet(
        marking=Marking(illustrative=certificate.is_illustrative),
        created_at=at,
        product_name=certificate.printed["product_name"],
        producer_name=certificate.printed["producer_name"],
        product_code=certificate.product_code,
        certificate_number=certificate.number,
        decision_number=decision.number if decision else "",
        stars=stars,
        first_on=certificate.issued_on,
        last_on=last_on,
        status_url=status_url(certificate),
        packs=tuple(one["name"] for one in scope.packs) if scope else (),
    )
