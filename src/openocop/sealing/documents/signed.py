"""Reading what came back signed: is it our paper, unchanged, signed by whom we ask for? (ETSI EN 319 142-1, PAdES)"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate, AdESSubIndic
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffResult,
    FormUpdatingRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
)
from pyhanko.sign.diff_analysis.constants import ACROFORM_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.authority import CertTrustAnchor

from openocop.sealing.documents.seal import as_asn1
from openocop.sealing.domain.authority import common_name, fingerprint
from openocop.sealing.domain.signing import CLOCKS, MAX_BYTES, Flaw, Signature, Signers, Unacceptable, role_of

# As usual, and the flag "has signatures" may come with the first of them.
_POLICY = StandardDiffPolicy(
    DEFAULT_DIFF_POLICY.global_rules,
    FormUpdatingRule(
        [SigFieldCreationRule(), SigFieldModificationRule()], ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"}
    ),
)
_USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
_FLAWS: dict[AdESSubIndic | None, Flaw] = {
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: Flaw.UNKNOWN_AUTHORITY,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: Flaw.EXPIRED,
    AdESIndeterminate.REVOKED_NO_POE: Flaw.REVOKED,
    AdESIndeterminate.REVOKED_CA_NO_POE: Flaw.REVOKED,
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """An authority that is believed, and whom its certificates name (domain.signing.role_of)."""

    certificate: x509.Certificate
    signers: Signers
    agency_name: str = ""


def signatures_on(
    signed: bytes, original: bytes, anchors: Sequence[Anchor], *, since: datetime, now: datetime
) -> list[Signature]:
    """Return the signatures that were put on `original`, each verified, in the order in which they were put.

    Args:
        signed: the file that came back.
        since: when `original` was given out: nobody can have signed it before.

    Raises:
        Unacceptable: it is not the paper with signatures alone behind it, or one of them does not hold.
    """
    refuse_other_bytes(signed, original)
    try:
        reader = PdfFileReader(io.BytesIO(signed))
        return [_verified(one, anchors, since, now) for one in _put_on(reader, original)]
    except Unacceptable:
        raise
    except Exception as error:  # a file from outside may break its reader anywhere
        raise Unacceptable(Flaw.DAMAGED) from error


def refuse_other_bytes(signed: bytes, original: bytes) -> None:
    """Raise `Unacceptable` unless `signed` is a PDF of sensible size that begins with exactly `original`."""
    if len(signed) > MAX_BYTES:
        raise Unacceptable(Flaw.TOO_LARGE)
    if not signed.startswith(b"%PDF-"):
        raise Unacceptable(Flaw.NOT_PDF)
    if not signed.startswith(original):
        raise Unacceptable(Flaw.CHANGED)


def _put_on(reader: PdfFileReader, original: bytes) -> list[EmbeddedPdfSignature]:
    """Return the signatures behind the original, after seeing that nothing else was put there.

    That a file begins with our bytes is not enough: what stands behind them could pass them over, or show another page.
    """
    ours = PdfFileReader(io.BytesIO(original)).xrefs
    last = ours.total_revisions - 1
    theirs = reader.xrefs.get_startxref_for_revision(last) if reader.xrefs.total_revisions > last else None
    if theirs != ours.get_startxref_for_revision(last):
        raise Unacceptable(Flaw.FORBIDDEN_CHANGE)
    found = [one for one in reader.embedded_regular_signatures if one.signed_revision > last]
    given_out = reader.get_historical_resolver(last)
    # pyHanko compares signed revisions, which have a form; typst makes none, so the first signature brings it.
    given_out.root.setdefault(pdf_name("/AcroForm"), DictionaryObject({pdf_name("/Fields"): ArrayObject()}))
    review = _POLICY.review_file(reader, given_out)
    if not isinstance(review, DiffResult) or review.modification_level > ModificationLevel.FORM_FILLING:
        raise Unacceptable(Flaw.FORBIDDEN_CHANGE)
    if not found:
        raise Unacceptable(Flaw.UNSIGNED)
    return found


def _verified(found: EmbeddedPdfSignature, anchors: Sequence[Anchor], since: datetime, now: datetime) -> Signature:
    owner = x509.load_der_x509_certificate(found.signer_cert.dump())
    name, at = common_name(owner), found.self_reported_timestamp
    if at is None or at.tzinfo is None:
        raise Unacceptable(Flaw.NO_TIME, name=name)
    trusted = {fingerprint(anchor.certificate): anchor for anchor in anchors}
    believed = ValidationContext(
        trust_roots=[as_asn1(anchor.certificate) for anchor in anchors],
        other_certs=found.other_embedded_certs,
        moment=at,
    )
    status = validate_pdf_signature(found, believed, key_usage_settings=_USAGE)
    _refuse_changed(found, status, name)
    if not since - CLOCKS <= at <= now + CLOCKS:
        raise Unacceptable(Flaw.OUTSIDE_TIME, name=name)
    if not owner.not_valid_before_utc <= at <= owner.not_valid_after_utc:
        raise Unacceptable(Flaw.EXPIRED, name=name)
    root = status.validation_path.trust_anchor if status.trusted and status.validation_path else None
    if not isinstance(root, CertTrustAnchor):
        raise Unacceptable(_FLAWS.get(status.trust_problem_indic, Flaw.NOT_TRUSTED), name=name)
    authority = x509.load_der_x509_certificate(root.certificate.dump())
    anchor = trusted[fingerprint(authority)]
    return Signature(
        role=role_of(anchor.signers, anchor.agency_name, name),
        name=name,
        organisation=_organisation(owner),
        authority=common_name(authority),
        signed_at=at,
        fingerprint=fingerprint(owner),
    )


def _refuse_changed(found: EmbeddedPdfSignature, status: PdfSignatureStatus, name: str) -> None:
    if not (status.intact and status.valid) or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        raise Unacceptable(Flaw.DAMAGED, name=name)
    ends_the_file = found.signed_revision == found.reader.xrefs.total_revisions - 1
    if not status.docmdp_ok or (ends_the_file and status.coverage < SignatureCoverageLevel.ENTIRE_FILE):
        raise Unacceptable(Flaw.FORBIDDEN_CHANGE)


def _organisation(owner: x509.Certificate) -> str:
    found = owner.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return str(found[0].value) if found else ""
