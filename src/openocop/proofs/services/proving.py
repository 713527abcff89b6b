"""Signing the proofs of certificates."""

from __future__ import annotations

from datetime import UTC

from django.db import transaction
from django.utils import timezone

from openocop.accounts.domain.roles import Post
from openocop.core.domain.chain import Actor
from openocop.core.services.journal import SYSTEM, record
from openocop.core.verdict import require
from openocop.geography.selectors.tenants import province_title
from openocop.proofs.domain.compact import CONTEXT, Statement, statement_bytes, written
from openocop.proofs.domain.credential import CONTEXTS, midnight, proof_options, secured, signed_bytes
from openocop.proofs.models import Proof, SigningKey
from openocop.proofs.permissions import may_keep_keys
from openocop.proofs.selectors.addresses import certificate_address, key_address, keys_address
from openocop.proofs.selectors.listed import lacking_proofs
from openocop.proofs.services.keys import signing_key
from openocop.recognition.domain.product_code import parse_product_code
from openocop.recognition.models import Certificate


def prove_certificate(*, certificate: Certificate, actor: Actor) -> str:
    """Sign the proof of a certificate and return its compact form; runs inside the transaction of its caller.

    Asked for when a certificate is issued or replaced, by the setting CERTIFICATE_PROOF.
    """
    key, private = signing_key(certificate.province)
    existing = Proof.objects.filter(certificate=certificate, key=key).first()
    if existing is not None:
        return existing.compact
    at = timezone.now()
    said = statement_bytes(_statement(certificate, key))
    document = _credential(certificate)
    options = proof_options(method=key_address(key), at=at.astimezone(UTC))
    proof = Proof.objects.create(
        province=certificate.province,
        certificate=certificate,
        key=key,
        compact=written(said, private.sign(CONTEXT + said)),
        credential=secured(document, options, private.sign(signed_bytes(document, options))),
        made_at=at,
    )
    facts = {"certificate": certificate.public_id, "key": key.public_id}
    record(province=certificate.province, actor=actor, verb="proof.made", subject=proof, facts=facts)
    return proof.compact


def prove_lacking(*, province: str, by: Post) -> int:
    """Do as `prove_all`, for an administrator of the province."""
    require(may_keep_keys(by))
    return prove_all(province=province, actor=by.as_actor())


def prove_all(*, province: str, actor: Actor = SYSTEM) -> int:
    """Sign proofs for the certificates without one by a key that still counts; return how many there were.

    Each is a transaction of its own: what was signed before an interruption stands.
    """
    made = 0
    for pk in list(lacking_proofs(province).values_list("pk", flat=True)):
        with transaction.atomic():
            certificate = Certificate.objects.select_for_update().get(pk=pk)
            prove_certificate(certificate=certificate, actor=actor)
        made += 1
    return made


def _statement(certificate: Certificate, key: SigningKey) -> Statement:
    code = parse_product_code(certificate.product_code)
    assert code is not None  # noqa: S101  # given by our own register
    printed = certificate.printed
    return Statement(
        key=key.public_id,
        certificate=certificate.public_id,
        product_code=(int(code.province_code), int(code.commune_code), code.number, code.year),
        stars=int(printed["stars"] or 0),
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        product_name=printed["product_name"],
        producer_name=printed["producer_name"],
        is_illustrative=certificate.is_illustrative,
    )


def _credential(certificate: Certificate) -> dict[str, object]:
    printed = certificate.printed
    subject = {
        "type": "Product",
        "name": printed["product_name"],
        "productCode": certificate.product_code,
        "stars": printed["stars"],
        "producer": {"name": printed["producer_name"], "address": printed["producer_address"]},
        "certificateNumber": certificate.number,
        "isIllustrative": certificate.is_illustrative,
    }
    title = province_title(certificate.province, certificate.issued_on)
    return {
        "@context": CONTEXTS,
        "id": certificate_address(certificate),
        "type": ["VerifiableCredential", "OcopCertificate"],
        "issuer": {"id": keys_address(certificate.province), "name": f"Ủy ban nhân dân {title}"},
        "validFrom": midnight(certificate.issued_on),
        "validUntil": midnight(certificate.valid_until),
        "credentialSubject": subject,
    }
