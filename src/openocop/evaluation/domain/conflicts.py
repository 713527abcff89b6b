"""What might tie a member of the council to a product: shown to a person before they declare, never a decision.

Only what the registers know is compared. A hint says where to look twice; many are chance, and none proves a conflict.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from openocop.core.domain.text import search_key
from openocop.registry.domain.matching import bare_producer, producer_likeness

SAME_EMPLOYER = 90  # of 100, of two names without the words of their legal kind
SHORTEST_ADDRESS = 4  # words; a shorter one names a hamlet or a commune, where many live


class Hint(StrEnum):
    ACCOUNT = "account"
    REPRESENTATIVE = "representative"
    CONTACT = "contact"
    HOUSEHOLD = "household"
    FAMILY = "family"
    PARTNER = "partner"
    EMPLOYER = "employer"
    OFFICE = "office"
    ADVISER = "adviser"


@dataclass(frozen=True, slots=True)
class Maker:
    """A producer as the register has it; `key` tells two apart, `unit` is the code of its commune ("" unknown)."""

    key: int
    name: str
    representative: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A member: `acts_for` are the producers their account ever acted for, `units` the communes they held a post in."""

    name: str
    body: str
    phone: str = ""
    email: str = ""
    acts_for: tuple[Maker, ...] = ()
    units: frozenset[str] = frozenset()


def hints(member: Member, maker: Maker | None, *, local_unit: str = "", adviser: str = "") -> tuple[Hint, ...]:
    """Return what might tie `member` to the product of `maker`, the nearest first.

    Args:
        local_unit: code of the commune or district whose office proposed the dossier.
        adviser: who wrote the advisory team's sheet.
    """
    found = _of_maker(member, maker) if maker is not None else []
    if local_unit and local_unit in member.units:
        found.append(Hint.OFFICE)
    if adviser and search_key(adviser) == search_key(member.name):
        found.append(Hint.ADVISER)
    return tuple(found)


def _of_maker(member: Member, maker: Maker) -> list[Hint]:
    tied = [one for one in member.acts_for if one.key != maker.key]
    tests = {
        Hint.ACCOUNT: any(one.key == maker.key for one in member.acts_for),
        Hint.REPRESENTATIVE: _same(member.name, maker.representative),
        Hint.CONTACT: _same_contact(member, maker),
        Hint.HOUSEHOLD: _is_exact(maker.address) and any(_same(one.address, maker.address) for one in tied),
        Hint.FAMILY: _same_family(member, maker, tied),
        Hint.PARTNER: any(_same(one.representative, maker.representative) or _same_contact(one, maker) for one in tied),
        Hint.EMPLOYER: _is_employer(member.body, maker.name),
    }
    return [hint for hint, holds in tests.items() if holds]


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and search_key(one) == search_key(other)


def _is_exact(address: str) -> bool:
    return len(address.split()) >= SHORTEST_ADDRESS


def _same_contact(one: Member | Maker, maker: Maker) -> bool:
    phones = _digits(one.phone), _digits(maker.phone)
    return (bool(phones[0]) and phones[0] == phones[1]) or _same(one.email, maker.email)


def _digits(phone: str) -> str:
    """Return a telephone number as it is dialled in the country: "+84 912…" and "0912…" are one."""
    digits = "".join(sign for sign in phone if sign.isdecimal())
    return "0" + digits[2:] if digits.startswith("84") and len(digits) > 9 else digits


def _same_family(member: Member, maker: Maker, tied: Sequence[Maker]) -> bool:
    """Tell whether the representative bears the member's family name and is of a commune known as the member's own."""
    units: Collection[str] = member.units | {one.unit for one in tied if one.unit}
    family = search_key(member.name).split()[:1]
    return bool(family) and maker.unit in units and search_key(maker.representative).split()[:1] == family


def _is_employer(body: str, name: str) -> bool:
    """Tell whether the body a member sits for is the producer, or names it: "Giám đốc HTX Cái Bát"."""
    mine, its = bare_producer(body), bare_producer(name)
    if not mine or len(its.split()) < 2:
        return False
    return f" {its} " in f" {mine} " or producer_likeness(mine, its, same_kind=True) >= SAME_EMPLOYER
