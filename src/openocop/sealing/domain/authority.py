"""A test authority and the certificates it gives: RSA keys and X.509, named so that nobody takes them for official."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

TEST_MARK = "thử nghiệm, minh hoạ"
AUTHORITY_NAME = f"CA {TEST_MARK} của OpenOCOP"
AUTHORITY_TERM = timedelta(days=3650)
SEAL_TERM = timedelta(days=1095)
_BITS = 2048
_CLOCKS = timedelta(minutes=5)  # the reader's clock may be behind
_LONGEST = 64  # of a common name (RFC 5280, ub-common-name); in bytes, as programs count


@dataclass(frozen=True, slots=True)
class Identity:
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: RSAPrivateKey


def make_authority(at: datetime, *, name: str = AUTHORITY_NAME, term: timedelta = AUTHORITY_TERM) -> Identity:
    """Return an authority that signs itself and gives certificates to signers, not to other authorities."""
    key = generate_private_key(public_exponent=65537, key_size=_BITS)
    subject = _subject(name)
    started = _started(subject, subject, key, at, term).add_extension(x509.BasicConstraints(True, 0), critical=True)
    started = started.add_extension(_usage(signs_certificates=True), critical=True)
    return Identity(started.sign(key, SHA256()), key)


def give_certificate(authority: Identity, name: str, at: datetime, *, term: timedelta = SEAL_TERM) -> Identity:
    """Return a signer of that common name, certified by `authority` from `at` for `term`; a long name is cut."""
    key = generate_private_key(public_exponent=65537, key_size=_BITS)
    started = _started(_subject(name), authority.certificate.subject, key, at, term)
    started = started.add_extension(_usage(signs_certificates=False), critical=True)
    return Identity(started.sign(authority.key, SHA256()), key)


def as_pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode()


def common_name(certificate: x509.Certificate) -> str:
    """Return the owner's common name; the whole subject where it has none."""
    found = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else certificate.subject.rfc4514_string()


def is_authority(certificate: x509.Certificate) -> bool:
    """Tell whether the owner may certify others (RFC 5280, basic constraints)."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def fingerprint(certificate: x509.Certificate) -> str:
    """Return the SHA-256 of the certificate, 64 hexadecimal digits."""
    return certificate.fingerprint(SHA256()).hex()


def written(identity: Identity) -> bytes:
    """Return key and certificate as PEM, as `read` takes them."""
    key = identity.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return key + as_pem(identity.certificate).encode()


def read(content: bytes) -> Identity:
    """Return what `written` wrote.

    Raises:
        ValueError: it is something else.
    """
    key = load_pem_private_key(content, None)
    if not isinstance(key, RSAPrivateKey):
        raise ValueError("not an RSA key")
    return Identity(x509.load_pem_x509_certificate(content), key)


def _subject(name: str) -> x509.Name:
    cut = name.encode()[:_LONGEST].decode(errors="ignore")
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, cut)])


def _started(
    subject: x509.Name, issuer: x509.Name, key: RSAPrivateKey, at: datetime, term: timedelta
) -> x509.CertificateBuilder:
    begun = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    begun = begun.serial_number(x509.random_serial_number())
    return begun.not_valid_before(at - _CLOCKS).not_valid_after(at + term)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
