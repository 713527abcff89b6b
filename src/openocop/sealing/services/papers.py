"""Taking a paper out to be signed with tokens outside, and taking it in again once every signature is verified."""

from __future__ import annotations

from cryptography.x509 import load_pem_x509_certificate
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.canonical import sha256_hex
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of, store_file
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.recognition.models import Certificate, DecisionPaper, Recognition
from openocop.recognition.signals import recognitions_changed
from openocop.sealing.domain.signing import (
    MAX_BYTES,
    Flaw,
    Signature,
    Signers,
    Standing,
    Unacceptable,
    refuse_incomplete,
)
from openocop.sealing.models import PaperToSign, TrustAnchor
from openocop.sealing.permissions import may_hand_in
from openocop.sealing.selectors.papers import begins_with_another, name_of, signer_of
from openocop.sealing.words import said


@transaction.atomic
def release_paper(*, paper: Certificate | DecisionPaper, by: Post) -> PaperToSign:
    """Take a paper out to be signed: from now on exactly these bytes are waited for. Again, it changes nothing.

    Raises:
        NotPermitted: not the provincial office.
        Refused: a draft, or a certificate that speaks no more or has no file.
    """
    require(may_hand_in(by, paper.province))
    running = PaperToSign.objects.filter(**_subject(paper)).first()
    if running is not None:
        return running
    file = paper.file
    if file is None or file.media_type != "application/pdf" or not _speaks(paper):
        raise Refused(_("Only an issued decision and a running certificate are signed."))
    taken = PaperToSign(province=paper.province, file=file, released_by=by.name, released_at=timezone.now())
    for name, value in _subject(paper).items():
        setattr(taken, name, value)
    try:
        with transaction.atomic():
            taken.save()
    except IntegrityError:  # a second tap
        return PaperToSign.objects.get(**_subject(paper))
    facts = {"paper": name_of(taken), "sha256": file.sha256}
    record(province=taken.province, actor=by.as_actor(), verb="paper.released", subject=taken, facts=facts)
    return taken


def hand_in(*, paper: PaperToSign, content: bytes, by: Post) -> PaperToSign:
    """Take in the signed file after verifying it; it is kept beside the unsigned one. The same file again is no harm.

    Verifying may take a second, so it is done before anything is locked.

    Raises:
        NotPermitted: not the provincial office.
        Refused: what is wrong with the file, in words; nothing is kept of it.
    """
    require(may_hand_in(by, paper.province))
    _refuse_settled(paper, content)
    try:
        signatures = _verified(paper, content)
    except Unacceptable as wrong:
        raise Refused(said(wrong), field="file") from wrong
    return _keep(paper=paper, content=content, signatures=signatures, by=by)


@transaction.atomic
def _keep(*, paper: PaperToSign, content: bytes, signatures: list[Signature], by: Post) -> PaperToSign:
    kept = PaperToSign.objects.select_for_update().get(pk=paper.pk)
    _refuse_settled(kept, content)
    if kept.signed_id is not None:
        return kept
    name = f"{kept.file.name.removesuffix('.pdf')}-da-ky.pdf"
    kept.signed = store_file(province=kept.province, name=name, media_type="application/pdf", content=content)
    kept.signatures = [one.as_json() for one in signatures]
    kept.accepted_by, kept.accepted_at = by.name, timezone.now()
    kept.save(update_fields=["signed", "signatures", "accepted_by", "accepted_at"])
    facts = {"unsigned": kept.file.sha256, "signed": kept.signed.sha256, "signatures": len(signatures)}
    record(province=kept.province, actor=by.as_actor(), verb="paper.accepted", subject=kept, facts=facts)
    _announce(kept)
    return kept


@transaction.atomic
def record_on_paper(*, paper: PaperToSign, by: Post) -> PaperToSign:
    """Record that the paper was signed and sealed by hand instead. A second call changes nothing.

    Raises:
        NotPermitted: not the provincial office.
        Refused: a digitally signed file was taken in already.
    """
    require(may_hand_in(by, paper.province))
    kept = PaperToSign.objects.select_for_update().get(pk=paper.pk)
    if kept.standing == Standing.SIGNED:
        raise Refused(_("A digitally signed file of this paper was taken in already."))
    if kept.standing == Standing.ON_PAPER:
        return kept
    kept.on_paper_by, kept.on_paper_at = by.name, timezone.now()
    kept.save(update_fields=["on_paper_by", "on_paper_at"])
    record(province=kept.province, actor=by.as_actor(), verb="paper.sealed_by_hand", subject=kept)
    _announce(kept)
    return kept


def _verified(paper: PaperToSign, content: bytes) -> list[Signature]:
    # pyHanko takes most of a second to load: only who needs it waits for it.
    from openocop.sealing.documents.signed import Anchor, signatures_on

    if len(content) > MAX_BYTES:
        raise Unacceptable(Flaw.TOO_LARGE)
    other = begins_with_another(paper, content)
    original = path_of(paper.file.sha256).read_bytes()
    if other is not None and not content.startswith(original):
        raise Unacceptable(Flaw.OTHER_PAPER, name=name_of(other), expected=name_of(paper))
    believed = TrustAnchor.objects.filter(province=paper.province, withdrawn_at=None)
    anchors = [
        Anchor(load_pem_x509_certificate(one.certificate.encode()), Signers(one.signers), one.agency_name)
        for one in believed
    ]
    found = signatures_on(content, original, anchors, since=paper.released_at, now=timezone.now())
    refuse_incomplete(found, signer_of(paper))
    return found


def _speaks(paper: Certificate | DecisionPaper) -> bool:
    """Tell whether the paper holds: an issued decision, a certificate neither replaced nor withdrawn."""
    if isinstance(paper, DecisionPaper):
        return not paper.is_draft
    return paper.recognition is not None and paper.recognition.withdrawn_on is None


def _refuse_settled(paper: PaperToSign, content: bytes) -> None:
    if paper.certificate is not None and not _speaks(paper.certificate):
        raise Refused(_("This certificate was replaced or withdrawn: it is signed no more."), field="file")
    if paper.standing == Standing.ON_PAPER:
        raise Refused(_("This paper was signed and sealed by hand; nothing more is taken in."), field="file")
    if paper.signed is not None and paper.signed.sha256 != sha256_hex(content):
        message = _("A signed file of this paper was taken in already. It stays; nothing takes its place.")
        raise Refused(message, field="file")


def _subject(paper: Certificate | DecisionPaper) -> dict[str, Certificate | DecisionPaper]:
    return {"certificate" if isinstance(paper, Certificate) else "decision_paper": paper}


def _announce(paper: PaperToSign) -> None:
    """The public page of a certificate says how it was signed."""
    recognition = paper.certificate.recognition if paper.certificate else None
    if recognition is not None:
        recognitions_changed.send(sender=Recognition, province=paper.province, product_ids=[recognition.product_id])
