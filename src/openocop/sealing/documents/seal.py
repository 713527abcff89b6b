"""Putting a PAdES-B-B signature on a PDF (ETSI EN 319 142-1) with a key that this machine has."""

from __future__ import annotations

import asyncio
import io
import os
from datetime import datetime

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko_certvalidator.registry import SimpleCertificateStore

from openocop.sealing.domain.authority import Identity

_DIGEST = "sha256"
# PDF/A asks for a widget that would print, PDF/UA excuses one outside of the page.
_UNSEEN = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)


class Seal:
    """Signs papers with one key.

    What a signature consists of (certificates, attributes) differs from paper to paper in two places alone: the digest
    and the signature itself, both of fixed length. So pyHanko builds it once, and those two are put in each time:
    building it anew costs as long as typst takes to make the paper (docs/benchmarks.md, W6).
    """

    def __init__(self, identity: Identity, *others: x509.Certificate) -> None:
        """`others`: certificates that lead from the signer's to the authority, put into each signature."""
        self.identity = identity
        self._placeholder = os.urandom(32)
        chain = SimpleCertificateStore()
        chain.register_multiple(map(as_asn1, others))
        signer = SimpleSigner(
            signing_cert=as_asn1(identity.certificate),
            signing_key=PrivateKeyInfo.load(
                identity.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
            ),
            cert_registry=chain,
        )
        built, self._attributes = asyncio.run(self._build(signer))
        self._built: bytes = built.dump()
        self._signature: bytes = built["content"]["signer_infos"][0]["signature"].native

    async def _build(self, signer: SimpleSigner):  # type: ignore[no-untyped-def]  # asn1crypto has no type information
        attributes = await signer.signed_attrs(self._placeholder, _DIGEST, use_pades=True)
        return await signer.async_sign_prescribed_attributes(_DIGEST, attributes), attributes.dump()

    def sign(self, paper: bytes, *, field: str, reason: str, at: datetime) -> bytes:
        """Return `paper` with the signature behind it: the bytes of `paper` stand unchanged before.

        Args:
            field: name of the signature's field, unique in the paper.
            reason: what the signature is, as readers show it.
            at: aware instant that the signature claims.
        """
        spec = SigFieldSpec(field, invis_sig_settings=_UNSEEN)
        steps = PdfCMSEmbedder(new_field_spec=spec).write_cms(field, IncrementalPdfFileWriter(io.BytesIO(paper)))
        next(steps)
        signature = SignatureObject(
            bytes_reserved=2 * len(self._built), subfilter=SigSeedSubFilter.PADES, timestamp=at, reason=reason
        )
        steps.send(SigObjSetup(sig_placeholder=signature))
        digested, written = steps.send(SigIOSetup(md_algorithm=_DIGEST, in_place=True))
        steps.send(self._filled(digested.document_digest))
        signed: bytes = written.getvalue()
        return signed

    def _filled(self, digest: bytes) -> bytes:
        attributes = self._attributes.replace(self._placeholder, digest)
        signature = self.identity.key.sign(attributes, PKCS1v15(), SHA256())
        return self._built.replace(self._placeholder, digest).replace(self._signature, signature)


def as_asn1(certificate: x509.Certificate) -> Certificate:
    """Return the certificate as pyHanko takes it."""
    return Certificate.load(certificate.public_bytes(Encoding.DER))
