"""Who has to sign a paper, how a signer is recognised, and what may be wrong with what was signed.

Source: Decree 30/2020/NĐ-CP on clerical work, Annex I (an electronic document bears the digital signature of the
competent person and that of the agency).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MAX_BYTES = 20 * 1024 * 1024
CLOCKS = timedelta(minutes=10)  # by how much a signer's clock may differ from ours


class Signers(StrEnum):
    """Whom the certificates of an authority name."""

    PERSONS = "persons"
    AGENCY = "agency"
    BOTH = "both"


class Role(StrEnum):
    PERSON = "person"
    AGENCY = "agency"


class Standing(StrEnum):
    WAITING = "waiting"
    SIGNED = "signed"
    ON_PAPER = "on_paper"


class Flaw(StrEnum):
    NOT_PDF = "not_pdf"
    TOO_LARGE = "too_large"
    OTHER_PAPER = "other_paper"
    CHANGED = "changed"
    UNSIGNED = "unsigned"
    DAMAGED = "damaged"
    FORBIDDEN_CHANGE = "forbidden_change"
    NO_TIME = "no_time"
    OUTSIDE_TIME = "outside_time"
    UNKNOWN_AUTHORITY = "unknown_authority"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NOT_TRUSTED = "not_trusted"
    OTHER_AGENCY = "other_agency"
    OTHER_PERSON = "other_person"
    ONLY_PERSON = "only_person"
    ONLY_AGENCY = "only_agency"


class Unacceptable(Exception):
    """What was handed in cannot stand for the signed paper; `told` fills the words of the flaw."""

    def __init__(self, flaw: Flaw, **told: str) -> None:
        super().__init__(flaw.value)
        self.flaw, self.told = flaw, told


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature that was verified. `authority` certified the signer; `signed_at` is the signer's own clock."""

    role: Role
    name: str
    organisation: str
    authority: str
    signed_at: datetime
    fingerprint: str

    def as_json(self) -> dict[str, str]:
        return {
            "role": self.role.value,
            "name": self.name,
            "organisation": self.organisation,
            "authority": self.authority,
            "signed_at": self.signed_at.isoformat(),
            "fingerprint": self.fingerprint,
        }


def role_of(signers: Signers, agency_name: str, common_name: str) -> Role:
    """Return in which role the owner of a certificate signs.

    Raises:
        Unacceptable: an authority that certifies the agency alone certified somebody else.
    """
    if signers == Signers.PERSONS:
        return Role.PERSON
    if same_name(agency_name, common_name):
        return Role.AGENCY
    if signers == Signers.AGENCY:
        raise Unacceptable(Flaw.OTHER_AGENCY, name=common_name, expected=agency_name)
    return Role.PERSON


def refuse_incomplete(signatures: list[Signature], signer: str) -> None:
    """Raise `Unacceptable` unless the person whom the paper names and the agency both signed.

    Args:
        signer: the person's name on the paper; "" where it names none, and any person may have signed.
    """
    persons = [one.name for one in signatures if one.role == Role.PERSON]
    if not persons:
        raise Unacceptable(Flaw.ONLY_AGENCY)
    if len(persons) == len(signatures):
        raise Unacceptable(Flaw.ONLY_PERSON)
    if signer and not any(same_name(signer, name) for name in persons):
        raise Unacceptable(Flaw.OTHER_PERSON, name=persons[0], expected=signer)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names read alike: certificates write them in capitals, older ones without accents."""
    return _plain(one) == _plain(other) or _bare(one) == _plain(other) or _plain(one) == _bare(other)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _bare(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", _plain(name).replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
