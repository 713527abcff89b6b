"""Certificates of our own register: number, product code and PDF, made with the decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.frame import Marking, Signature, capacity_lines, place_name
from openocop.core.models import StoredFile
from openocop.core.refusal import Refused
from openocop.core.services.files import store_file
from openocop.core.services.journal import record
from openocop.geography.selectors.tenants import province_title
from openocop.recognition.documents.certificate import CertificateDocument, certificate_pdf
from openocop.recognition.domain.product_code import ProductCode, certificate_number, certificate_series, code_series
from openocop.recognition.domain.status import last_day
from openocop.recognition.models import Certificate, Decision, DecisionCorrection, Recognition
from openocop.recognition.selectors.decisions import Award
from openocop.recognition.selectors.places import CommuneCode, commune_on
from openocop.recognition.services.numbers import next_number
from openocop.recognition.services.scopes import bind_scope, carry_scope
from openocop.recognition.services.sealed import seal_of
from openocop.registry.models import Product
from openocop.registry.selectors.places import written_places


class CommuneUnknown(Refused):
    """A product code needs the commune's code, and the register does not know the commune."""


def refuse_unknown_communes(awards: Sequence[Award], decision: Decision) -> None:
    """Raise `CommuneUnknown` naming the products whose commune on the decision's day cannot be told."""
    missing = [a.dossier.product.name for a in awards if _commune(a.dossier.product, decision) is None]
    if missing:
        message = _("The product code needs the commune. Enter the commune of the producer first: %(names)s.")
        raise CommuneUnknown(message % {"names": "; ".join(missing)})


def issue_certificates(*, decision: Decision, recognitions: Sequence[Recognition], by: Post) -> list[Certificate]:
    """Number and print the certificate of each recognition; runs inside the transaction of its caller."""
    producers = [r.product.producer for r in recognitions if r.product.producer is not None]
    places = written_places(producers)
    return [_issue(decision, recognition, places, by) for recognition in recognitions]


def _issue(decision: Decision, recognition: Recognition, places: dict[int, str], by: Post) -> Certificate:
    assert decision.decided_on is not None  # noqa: S101  # the caller issues
    assert recognition.valid_until is not None  # noqa: S101  # issued with a term just before
    year = decision.decided_on.year
    series = certificate_series(year, illustrative=recognition.is_illustrative)
    number = next_number(province=decision.province, series=series)
    certificate = Certificate(
        province=decision.province,
        recognition=recognition,
        number=certificate_number(number, year, illustrative=recognition.is_illustrative),
        product_code=str(_product_code(decision, recognition)),
        issued_on=decision.decided_on,
        valid_until=recognition.valid_until,
        is_illustrative=recognition.is_illustrative,
    )
    producer = recognition.product.producer
    certificate.printed = {
        "product_name": recognition.product.name,
        "producer_name": producer.name if producer else "",
        "producer_address": places.get(producer.pk, "") if producer else "",
        "stars": recognition.star,
    }
    certificate.save()
    scope = bind_scope(certificate, recognition.product)
    certificate.file = _printed(decision, certificate, by)
    certificate.save(update_fields=["file"])
    facts = {"number": certificate.number, "product_code": certificate.product_code, "sha256": certificate.file.sha256}
    facts |= {"covers": scope.sha256}
    record(province=decision.province, actor=by.as_actor(), verb="certificate.issued", subject=certificate, facts=facts)
    return certificate


def replace_certificate(*, correction: DecisionCorrection, by: Post) -> Certificate | None:
    """Issue a certificate in place of the running one, as a correction words it; runs inside the caller's transaction.

    It bears a number of its own, the product's code as before, and the end of the first: the 36 months run from the
    day the first was issued (26/2026/QĐ-TTg art. 4.3), and a correction is no new recognition. None is made where the
    first certificate is on paper only.
    """
    former = Certificate.objects.select_for_update().filter(recognition=correction.recognition_id).first()
    decision = correction.recognition.decision
    if former is None or decision is None:
        return None
    assert correction.decided_on is not None  # noqa: S101  # the caller issues
    recognition = former.recognition
    former.recognition, former.replaced_on = None, correction.decided_on
    former.save(update_fields=["recognition", "replaced_on"])
    year = correction.decided_on.year
    series = certificate_series(year, illustrative=former.is_illustrative)
    certificate = Certificate(
        province=former.province,
        recognition=recognition,
        number=certificate_number(
            next_number(province=former.province, series=series), year, illustrative=former.is_illustrative
        ),
        product_code=former.product_code,
        issued_on=correction.decided_on,
        valid_until=former.valid_until,
        printed=correction.after,
        is_illustrative=former.is_illustrative,
    )
    signature = Signature(capacity_lines(correction.signer_capacity), correction.signer)
    words = f"Thay Giấy chứng nhận số {former.number}, theo Quyết định đính chính số {correction.number}"
    certificate.save()
    certificate.file = _printed(decision, certificate, by, signature=signature, instead_of=words)
    certificate.save(update_fields=["file"])
    carry_scope(former, certificate)
    former.replaced_by = certificate
    former.save(update_fields=["replaced_by"])
    facts = {"number": certificate.number, "replaces": former.number, "sha256": certificate.file.sha256}
    record(province=former.province, actor=by.as_actor(), verb="certificate.replaced", subject=certificate, facts=facts)
    return certificate


def _printed(
    decision: Decision, certificate: Certificate, by: Post, *, signature: Signature | None = None, instead_of: str = ""
) -> StoredFile:
    """Print the certificate; its QR code carries the signed proof behind the # of the address."""
    proof: str = import_string(settings.CERTIFICATE_PROOF)(certificate=certificate, actor=by.as_actor())
    document = replace(_document(decision, certificate), status_url=f"{status_url(certificate)}#{proof}")
    if signature is not None:
        document = replace(document, signature=signature, instead_of=instead_of)
    seal = seal_of(decision.province)
    document = replace(document, marking=replace(document.marking, seal=seal.notice if seal else ""))
    printed = certificate_pdf(document)
    return store_file(
        province=decision.province,
        name=f"giay-chung-nhan-{certificate.product_code}.pdf",
        media_type="application/pdf",
        content=seal.sign(printed) if seal else printed,
    )


def _product_code(decision: Decision, recognition: Recognition) -> ProductCode:
    commune = _commune(recognition.product, decision)
    assert commune is not None  # noqa: S101  # refuse_unknown_communes came first
    session_day = recognition.council_on or decision.decided_on
    assert session_day is not None  # noqa: S101  # a decision follows a session
    series = code_series(commune.commune_code, session_day.year)
    number = next_number(province=decision.province, series=series)
    return ProductCode(commune.province_code, commune.commune_code, number, session_day.year)


def _commune(product: Product, decision: Decision) -> CommuneCode | None:
    if product.producer is None or decision.decided_on is None:
        return None
    return commune_on(product.producer, decision.decided_on)


def _document(decision: Decision, certificate: Certificate) -> CertificateDocument:
    printed = certificate.printed
    territory = province_title(decision.province, certificate.issued_on)
    return CertificateDocument(
        marking=Marking(illustrative=certificate.is_illustrative),
        created_at=timezone.now(),
        agency=("ỦY BAN NHÂN DÂN", territory.upper()),
        authority=f"Chủ tịch Ủy ban nhân dân {territory}",
        certificate_number=certificate.number,
        product_name=printed["product_name"],
        product_code=certificate.product_code,
        producer_name=printed["producer_name"],
        producer_address=printed["producer_address"],
        stars=printed["stars"] or 0,
        decision_number=decision.number,
        decision_on=decision.decided_on,
        issued_on=certificate.issued_on,
        last_valid_on=last_day(certificate.valid_until),
        place=place_name(territory),
        signature=Signature(capacity_lines(decision.signer_capacity), decision.signer),
        status_url=status_url(certificate),
    )


def status_url(certificate: Certificate) -> str:
    """Return the public address that tells how the certificate stands today; it goes into the QR code."""
    path = reverse("catalogue:certificate", kwargs={"public_id": certificate.public_id})
    return f"{settings.OPENOCOP_URL}{path}"
