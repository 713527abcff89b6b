"""The papers that are to be signed, and who signed them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet

from openocop.recognition.models import Certificate, Decision, DecisionCorrection, DecisionPaper
from openocop.sealing.domain.prefixes import beginnings
from openocop.sealing.domain.signing import Role, Standing
from openocop.sealing.models import PaperToSign, SealedPaper, TrustAnchor


class Kind(StrEnum):
    """What is signed, as it stands in addresses."""

    CERTIFICATE = "chung-nhan"
    DECISION = "quyet-dinh"


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature as pages tell it."""

    role: Role
    name: str
    authority: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class CertificateSigned:
    """How a certificate's paper was signed: by persons and agencies, by hand, and by the system itself."""

    standing: Standing | None
    signatures: tuple[Signed, ...]
    by_system: bool


def certificates_to_sign(province: str) -> QuerySet[Certificate]:
    """Return the running certificates of our own register, the newest first, each with `to_sign` where taken out."""
    rows = Certificate.objects.filter(province=province, file__isnull=False, recognition__isnull=False)
    return rows.select_related("file", "to_sign", "recognition").order_by("-issued_on", "-id")


def decisions_to_sign(province: str) -> QuerySet[DecisionPaper]:
    """Return the issued decisions as PDF, the newest first, each with `to_sign` where taken out."""
    rows = DecisionPaper.objects.filter(province=province, is_draft=False, file__media_type="application/pdf")
    return rows.select_related("file", "to_sign", "decision").order_by("-decision__decided_on", "-id")


def waiting_papers(province: str) -> QuerySet[PaperToSign]:
    return PaperToSign.objects.filter(province=province, signed=None, on_paper_at=None)


def decision_of(paper: PaperToSign) -> Decision | None:
    """Return the decision that the paper is or rests on."""
    if paper.decision_paper is not None:
        return paper.decision_paper.decision
    recognition = paper.certificate.recognition if paper.certificate else None
    return recognition.decision if recognition else None


def signer_of(paper: PaperToSign) -> str:
    """Return the person whose name the paper bears under the signature, "" where it bears none."""
    decision, certificate = decision_of(paper), paper.certificate
    if certificate is not None and Certificate.objects.filter(replaced_by=certificate).exists():
        # A certificate issued in place of another bears the signer of the correction (recognition.services).
        corrections = DecisionCorrection.objects.filter(
            recognition=certificate.recognition_id, decided_on=certificate.issued_on
        )
        return corrections.order_by("-id").values_list("signer", flat=True).first() or ""
    return decision.signer if decision is not None else ""


def begins_with_another(paper: PaperToSign, content: bytes) -> PaperToSign | None:
    """Return the other paper of the province that was taken out and that `content` begins with."""
    others = PaperToSign.objects.filter(province=paper.province).exclude(pk=paper.pk)
    found = beginnings(content, others.values_list("file__size", flat=True))
    return others.filter(file__sha256__in=found).select_related("certificate", "decision_paper__decision").first()


def anchors_listed(province: str) -> QuerySet[TrustAnchor]:
    """Return the authorities, those that are believed first."""
    return TrustAnchor.objects.filter(province=province).order_by("withdrawn_at", "-id")


def certificate_signed(certificate: Certificate) -> CertificateSigned:
    """Return who signed a certificate's paper. Two queries."""
    row = PaperToSign.objects.filter(certificate=certificate).first()
    sha256 = certificate.file.sha256 if certificate.file else ""
    by_system = SealedPaper.objects.filter(province=certificate.province, sha256=sha256).exists()
    return CertificateSigned(
        standing=row.standing if row else None,
        signatures=signatures_told(row) if row else (),
        by_system=by_system,
    )


def signatures_told(paper: PaperToSign) -> tuple[Signed, ...]:
    return tuple(
        Signed(Role(one["role"]), one["name"], one["authority"], datetime.fromisoformat(one["signed_at"]))
        for one in paper.signatures
    )


def name_of(paper: PaperToSign) -> str:
    """Return the number under which people know the paper."""
    if paper.certificate is not None:
        return paper.certificate.number
    return paper.decision_paper.decision.number if paper.decision_paper else ""
