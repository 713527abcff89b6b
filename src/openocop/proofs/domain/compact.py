"""The compact proof: what a certificate states in few enough bytes for a QR code on a label, signed.

    at     bytes  what
    0      1      version, 1
    1      8      id of the key
    9      8      id of the certificate
    17     1      flags: bit 0, the certificate is an illustration
    18     1      province in the product code (Decision 19/2025/QĐ-TTg)
    19     3      commune in the product code
    22     2      number in the product code
    24     2      year in the product code
    26     1      stars
    27     2      day of issue, in days from 01/01/1970
    29     2      first day on which it no longer holds, likewise
    31     1 + n  name of the product: length in bytes, UTF-8
    32+n   1 + m  name of the producer, likewise
    end    64     Ed25519 signature of `CONTEXT` and all bytes before

Numbers are big-endian. The whole is written as one decimal number: digits stand unescaped in an address, and a QR code
holds a digit in a third of ten bits, so that nothing else takes less room.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import date, timedelta

# Nothing else that a key signs begins so: a signature is good for one purpose alone.
CONTEXT = b"OpenOCOP certificate 1\n"
SIGNATURE_BYTES = 64
NAME_BYTES = 60  # a longer name ends with "…"
_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"  # of public ids
_ID_LETTERS = 12
_HEAD = struct.Struct(">BQQBB3sHHBHH")
_BEGINNING = date(1970, 1, 1)
_ILLUSTRATIVE = 1
_MOST_DIGITS = 700
VERSION = 1


class Unreadable(ValueError):
    """Not a compact proof of a version that is known here."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the proof states. `valid_until` is exclusive; `product_code` is (province, commune, number, year)."""

    key: str
    certificate: str
    product_code: tuple[int, int, int, int]
    stars: int
    issued_on: date
    valid_until: date
    product_name: str
    producer_name: str
    is_illustrative: bool = False


def statement_bytes(said: Statement) -> bytes:
    """Return everything of the compact form but the signature."""
    province, commune, number, year = said.product_code
    head = _HEAD.pack(
        VERSION,
        _number_of(said.key),
        _number_of(said.certificate),
        _ILLUSTRATIVE if said.is_illustrative else 0,
        province,
        commune.to_bytes(3, "big"),
        number,
        year,
        said.stars,
        (said.issued_on - _BEGINNING).days,
        (said.valid_until - _BEGINNING).days,
    )
    names = (_shortened(name) for name in (said.product_name, said.producer_name))
    return head + b"".join(bytes([len(name)]) + name for name in names)


def written(statement: bytes, signature: bytes) -> str:
    """Return the digits that stand behind # in the address of a certificate."""
    return str(int.from_bytes(statement + signature, "big"))


def read(digits: str) -> tuple[Statement, bytes, bytes]:
    """Return what the digits state, the bytes that were signed without `CONTEXT`, and the signature.

    Raises:
        Unreadable: anything that `written` never gives.
    """
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS):
        raise Unreadable
    number = int(digits)
    whole = number.to_bytes((number.bit_length() + 7) // 8, "big")
    said, signature = whole[:-SIGNATURE_BYTES], whole[-SIGNATURE_BYTES:]
    if len(said) < _HEAD.size + 2 or said[0] != VERSION:
        raise Unreadable
    _version, key, certificate, flags, province, commune, number, year, stars, issued, until = _HEAD.unpack_from(said)
    product, rest = _name(said[_HEAD.size :])
    producer, left = _name(rest)
    if left:
        raise Unreadable
    statement = Statement(
        key=_id_of(key),
        certificate=_id_of(certificate),
        product_code=(province, int.from_bytes(commune, "big"), number, year),
        stars=stars,
        issued_on=_BEGINNING + timedelta(days=issued),
        valid_until=_BEGINNING + timedelta(days=until),
        product_name=product,
        producer_name=producer,
        is_illustrative=bool(flags & _ILLUSTRATIVE),
    )
    return statement, said, signature


def _shortened(name: str) -> bytes:
    whole = name.encode()
    if len(whole) <= NAME_BYTES:
        return whole
    return whole[: NAME_BYTES - 3].decode(errors="ignore").rstrip().encode() + "…".encode()


def _name(data: bytes) -> tuple[str, bytes]:
    if not data or len(data) - 1 < data[0]:
        raise Unreadable
    try:
        return data[1 : 1 + data[0]].decode(), data[1 + data[0] :]
    except UnicodeDecodeError as error:
        raise Unreadable from error


def _number_of(public_id: str) -> int:
    number = 0
    for letter in public_id:
        number = number * len(_LETTERS) + _LETTERS.index(letter)
    return number


def _id_of(number: int) -> str:
    letters = []
    for _place in range(_ID_LETTERS):
        number, rest = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[rest])
    if number:
        raise Unreadable
    return "".join(reversed(letters))
