"""A certificate as W3C Verifiable Credential 2.0 with a Data Integrity proof eddsa-jcs-2022.

Sources: W3C Verifiable Credentials Data Model v2.0; Data Integrity EdDSA Cryptosuites v1.0, section 3.3 (both
Recommendations of 15/05/2025); Multikey of Controlled Identifiers v1.0.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

from openocop.proofs.domain.jcs import jcs

# The second gives a meaning to every term that the first does not define.
CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/undefined-terms/v2"]
_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"


def midnight(day: date) -> str:
    """Return the instant at which a legal day begins: days are days of Vietnam."""
    return f"{day.isoformat()}T00:00:00+07:00"


def proof_options(*, method: str, at: datetime) -> dict[str, Any]:
    """Return the proof without its value. `method` is the address of the key, `at` an aware instant in UTC."""
    return {
        "@context": CONTEXTS,
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }


def signed_bytes(document: dict[str, Any], options: dict[str, Any]) -> bytes:
    """Return what eddsa-jcs-2022 signs: the SHA-256 of the canonical options, then that of the canonical document."""
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    configuration = {name: value for name, value in options.items() if name != "proofValue"}
    return hashlib.sha256(jcs(configuration)).digest() + hashlib.sha256(jcs(unsecured)).digest()


def secured(document: dict[str, Any], options: dict[str, Any], signature: bytes) -> dict[str, Any]:
    return document | {"proof": options | {"proofValue": multibase(signature)}}


def multikey(public_key: bytes) -> str:
    """Return an Ed25519 public key of 32 bytes as Multikey."""
    return multibase(_ED25519 + public_key)


def multibase(data: bytes) -> str:
    """Return bytes in base58-btc with the "z" that says so."""
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = _ALPHABET[rest] + text
    return "z" + _ALPHABET[0] * (len(data) - len(data.lstrip(b"\0"))) + text
