"""Official numbers of producers: how they are written, what can be checked in them, and how they are masked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.vn import mst

_SEPARATORS = re.compile(r"[\s.\-–/]+")
_SHOWN = 3
_MAX_LENGTH = 40
# Provinces as numbered on 01/07/2016 (Circular 07/2016/TT-BCA); numbers from 101 on are countries.
_PROVINCE_NUMBERS = (
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 "
    "044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 "
    "089 091 092 093 094 095 096"
)
_BIRTH_PROVINCES = frozenset(_PROVINCE_NUMBERS.split())
_FIRST_COUNTRY = 101


@dataclass(frozen=True, slots=True)
class IdentifierKind:
    """`of_person` numbers name a person and are never public."""

    slug: str
    label: str
    of_person: bool = False


IDENTIFIER_KINDS: dict[str, IdentifierKind] = {
    kind.slug: kind
    for kind in (
        IdentifierKind("tax_code", "Mã số thuế (10 hoặc 13 chữ số)"),
        IdentifierKind("personal_number", "Số định danh cá nhân (12 chữ số)", of_person=True),
        IdentifierKind("household_registration", "Số giấy chứng nhận đăng ký hộ kinh doanh"),
        IdentifierKind("cooperative_registration", "Số giấy chứng nhận đăng ký hợp tác xã"),
        IdentifierKind("cooperation_contract", "Số hợp đồng hợp tác"),
        IdentifierKind("founding_decision", "Số quyết định thành lập"),
    )
}


class WrongIdentifier(ValueError):
    """The number cannot be right; the message is a Vietnamese sentence that says what to look at."""


def normalised(kind: str, value: str, *, on: date) -> str:
    """Return the number as it is stored: digits only where it is digits, else without white space at the ends.

    Args:
        on: the day it is given, before which its holder was born.

    Raises:
        WrongIdentifier: the structure or the check digit is wrong.
    """
    if kind == "tax_code":
        return _tax_code(value)
    if kind == "personal_number":
        return _personal_number(_SEPARATORS.sub("", value), on)
    number = value.strip().upper()
    if not 1 <= len(number) <= _MAX_LENGTH:
        raise WrongIdentifier(f"Số giấy tờ dài từ 1 đến {_MAX_LENGTH} ký tự.")
    return number


def masked(value: str) -> str:
    """Return the number with all but its last three characters hidden."""
    return "•" * (len(value) - _SHOWN) + value[-_SHOWN:]


def _tax_code(value: str) -> str:
    digits = _SEPARATORS.sub("", value)
    try:
        return str(mst.validate(digits))
    except InvalidChecksum:
        raise WrongIdentifier(
            f"Mã số thuế {digits} sai chữ số kiểm tra (chữ số thứ 10). Đối chiếu lại với giấy chứng nhận."
        ) from None
    except ValidationError:
        raise WrongIdentifier(
            f"Mã số thuế có 10 chữ số, hoặc 13 chữ số với chi nhánh; “{digits[:20]}” không đúng dạng này."
        ) from None


def _personal_number(digits: str, on: date) -> str:
    """Check the structure: province or country of birth, then sex and century, then year. There is no check digit.

    Source: Decree 137/2015/NĐ-CP article 13; Circular 07/2016/TT-BCA article 7.
    """
    if len(digits) != 12 or not (digits.isascii() and digits.isdigit()):
        raise WrongIdentifier("Số định danh cá nhân có đúng 12 chữ số.")
    if digits[:3] not in _BIRTH_PROVINCES and int(digits[:3]) < _FIRST_COUNTRY:
        raise WrongIdentifier("Ba chữ số đầu của số định danh cá nhân không phải mã tỉnh, thành phố hoặc quốc gia nào.")
    born = 1900 + 100 * (int(digits[3]) // 2) + int(digits[4:6])
    if born > on.year:
        raise WrongIdentifier(
            f"Số định danh cá nhân cho biết năm sinh {born}, sau ngày ghi. Xem lại chữ số thứ 4 đến thứ 6."
        )
    return digits
