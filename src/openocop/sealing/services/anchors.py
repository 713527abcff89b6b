"""Which authorities a province believes: added and withdrawn by its administrator."""

from __future__ import annotations

from cryptography import x509
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.chain import Actor
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.sealing.domain.authority import as_pem, common_name, fingerprint, is_authority
from openocop.sealing.domain.signing import Signers
from openocop.sealing.models import TrustAnchor
from openocop.sealing.permissions import may_keep_anchors


def add_anchor(*, province: str, pem: str, signers: str, agency_name: str, by: Post) -> TrustAnchor:
    """Believe an authority. `NotPermitted` unless an administrator."""
    require(may_keep_anchors(by))
    return believe(province=province, pem=pem, signers=signers, agency_name=agency_name, actor=by.as_actor())


@transaction.atomic
def believe(*, province: str, pem: str, signers: str, agency_name: str, actor: Actor) -> TrustAnchor:
    """Believe an authority, for whoever keeps the machine or was asked permission.

    The same again changes nothing; to believe it otherwise it has to be withdrawn first.

    Args:
        pem: one certificate, as text between BEGIN CERTIFICATE and END CERTIFICATE.
        signers: whom its certificates name (domain.signing.Signers).
        agency_name: the common name of the agency's certificate; needed unless they name persons alone.

    Raises:
        Refused: it is no certificate of an authority, it has ended, or the agency is not named.
    """
    certificate = _authority(pem)
    agency_name = "" if signers == Signers.PERSONS else " ".join(nfc(agency_name).split())
    if signers != Signers.PERSONS and not agency_name:
        raise Refused(_("Enter the name in the agency's certificate, to tell it from persons."), field="agency_name")
    running = TrustAnchor.objects.filter(
        province=province, fingerprint=fingerprint(certificate), withdrawn_at=None
    ).first()
    if running is not None:
        return _same(running, signers, agency_name)
    anchor = TrustAnchor(
        province=province,
        name=common_name(certificate)[:300],
        certificate=as_pem(certificate),
        fingerprint=fingerprint(certificate),
        signers=signers,
        agency_name=agency_name,
        ends_at=certificate.not_valid_after_utc,
        added_by=actor.name,
        added_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            anchor.save()
    except IntegrityError:  # somebody else added it just now
        taken = TrustAnchor.objects.get(province=province, fingerprint=anchor.fingerprint, withdrawn_at=None)
        return _same(taken, signers, agency_name)
    facts = {"fingerprint": anchor.fingerprint, "signers": signers, "agency_name": agency_name}
    record(province=province, actor=actor, verb="trust_anchor.added", subject=anchor, facts=facts)
    return anchor


def withdraw_anchor(*, anchor: TrustAnchor, reason: str, by: Post) -> TrustAnchor:
    """Believe an authority no more. `NotPermitted` unless an administrator."""
    require(may_keep_anchors(by))
    return disbelieve(anchor=anchor, reason=reason, actor=by.as_actor())


@transaction.atomic
def disbelieve(*, anchor: TrustAnchor, reason: str, actor: Actor) -> TrustAnchor:
    """Believe an authority no more; papers accepted by it stay accepted. A second call changes nothing.

    Raises:
        Refused: no reason given.
    """
    anchor = TrustAnchor.objects.select_for_update().get(pk=anchor.pk)
    if anchor.withdrawn_at is not None:
        return anchor
    reason = nfc(reason).strip()
    if not reason:
        raise Refused(_("Say why the authority is believed no more."), field="reason")
    anchor.withdrawn_at, anchor.withdrawal_reason = timezone.now(), reason
    anchor.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    facts = {"reason": reason}
    record(province=anchor.province, actor=actor, verb="trust_anchor.withdrawn", subject=anchor, facts=facts)
    return anchor


def _authority(pem: str) -> x509.Certificate:
    try:
        found = x509.load_pem_x509_certificates(pem.strip().encode())
    except ValueError as error:
        message = _("This is no certificate. Paste the text from BEGIN CERTIFICATE to END CERTIFICATE.")
        raise Refused(message, field="pem") from error
    if len(found) != 1:
        raise Refused(_("Paste one certificate at a time."), field="pem")
    if not is_authority(found[0]):
        message = _("This is the certificate of a signer, not of an authority that certifies signers.")
        raise Refused(message, field="pem")
    if found[0].not_valid_after_utc <= timezone.now():
        raise Refused(_("The certificate of this authority has ended."), field="pem")
    return found[0]


def _same(running: TrustAnchor, signers: str, agency_name: str) -> TrustAnchor:
    if (running.signers, running.agency_name) != (signers, agency_name):
        message = _("This authority is believed already, for other signers. Withdraw it first, then add it.")
        raise Refused(message, field="pem")
    return running
