"""What all administrative papers share: head, marks, named options and signatures.

Source: Decree 30/2020/NĐ-CP on clerical work, Annex I (layout of administrative documents).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openocop.core.documents.text import bound
from openocop.core.documents.vietnamese import BLANK, date_long, open_date

CHAIR = ("CHỦ TỊCH",)
DEPUTY_FOR_CHAIR = ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
CHAIR_FOR_COMMITTEE = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
DEPUTY_FOR_COMMITTEE = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")

DRAFT_MARK = "DỰ THẢO"
ILLUSTRATIVE_MARK = "MINH HOẠ"
NO_LEGAL_VALUE_MARK = "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
_BETWEEN_CAPACITIES = re.compile(r"[\r\n;]+|\s[-–/]\s")
_ILLUSTRATIVE_FOOT = "Bản minh hoạ do OpenOCOP lập; không có giá trị pháp lý"


@dataclass(frozen=True, slots=True)
class Marking:
    """What a paper says about its own standing.

    `draft`: not yet signed. `illustrative`: its content is invented, it proves nothing. `fingerprint`: the short check
    code of the stored document, printed in the foot; empty when there is none. `seal`: what the foot says of a digital
    signature that the system itself puts on the file.
    """

    draft: bool = False
    illustrative: bool = False
    fingerprint: str = ""
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a paper. Names of agencies as printed, in capitals, one text for each line.

    `symbol` is "" on a paper that bears no number. `number` and `dated_on` are None until the clerk's office has given
    them; `year` stands in an open date, None where not even the year is known.
    """

    superior_agency: tuple[str, ...]
    agency: tuple[str, ...]
    symbol: str
    place: str
    year: int | None
    number: str | None = None
    dated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the lines of the capacity as printed, the name, and a hint above the space to sign in."""

    capacity: tuple[str, ...]
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that the council's regulation makes where the law leaves one open, in printed words."""

    label: str
    value: str


def marking_context(marking: Marking) -> dict[str, object]:
    """Return the marks as the templates print them: a label, the lines of the watermark, and the foot."""
    label = [DRAFT_MARK] * marking.draft + [ILLUSTRATIVE_MARK] * marking.illustrative
    lines = [DRAFT_MARK] * marking.draft + [ILLUSTRATIVE_MARK, NO_LEGAL_VALUE_MARK] * marking.illustrative
    return {
        "label": " · ".join(label),
        "watermark": lines,
        "foot": ". ".join(filter(None, [_ILLUSTRATIVE_FOOT if marking.illustrative else "", marking.seal])),
        "fingerprint": f"Dấu kiểm: {marking.fingerprint}" if marking.fingerprint else "",
    }


def letterhead_context(letterhead: Letterhead) -> dict[str, object]:
    return {
        "superior_agency": [bound(line) for line in letterhead.superior_agency],
        "agency": [bound(line) for line in letterhead.agency],
        "number": f"Số: {numbered_symbol(letterhead)}" if letterhead.symbol else "",
        "place_and_date": f"{letterhead.place}, {dated(letterhead)}",
    }


def numbered_symbol(letterhead: Letterhead) -> str:
    """Return number and symbol, `123/QĐ-UBND`, with a blank to write in where the number is still open."""
    number = BLANK * 8 if letterhead.number is None else letterhead.number
    return f"{number}/{letterhead.symbol}"


def dated(letterhead: Letterhead) -> str:
    return open_date(letterhead.year) if letterhead.dated_on is None else date_long(letterhead.dated_on)


def place_and_date(place: str, day: date | None) -> str:
    """Return "Cà Mau, ngày 05 tháng 02 năm 2026"; without a day the date is open, without a place it stands alone."""
    written = open_date() if day is None else date_long(day)
    return f"{place}, {written}" if place else written[0].upper() + written[1:]


def place_name(territory: str) -> str:
    """Return the place that stands before a date: "Cà Mau" of "tỉnh Cà Mau", "Cần Thơ" of "thành phố Cần Thơ"."""
    named = territory.removeprefix("tỉnh ").removeprefix("thành phố ")
    # The one city that bears a person's name keeps its kind (Decree 30/2020/NĐ-CP, Annex I, on the place).
    return f"Thành phố {named}" if named == "Hồ Chí Minh" else named


def capacity_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a signer's capacity, each as the paper prints it; without any it is the chair's own.

    People write "KT. CHỦ TỊCH - PHÓ CHỦ TỊCH" on one line where the paper has two.
    """
    lines = (part.strip().upper() for part in _BETWEEN_CAPACITIES.split(text))
    return tuple(line for line in lines if line) or CHAIR


def signature_context(signature: Signature) -> dict[str, object]:
    return {"capacity": signature.capacity, "name": signature.name, "note": signature.note}


def signatures_context(signatures: Sequence[Signature]) -> list[Mapping[str, object]]:
    """Return signatures that stand side by side: the shorter capacities end in blank lines, so that names align."""
    lines = max((len(signature.capacity) for signature in signatures), default=0)
    return [
        {**signature_context(signature), "capacity": signature.capacity + (BLANK,) * (lines - len(signature.capacity))}
        for signature in signatures
    ]


def options_context(options: Sequence[Option]) -> list[Mapping[str, object]]:
    return [{"label": option.label, "value": option.value} for option in options]


def regulation_line(regulation: str, options: Sequence[Option]) -> str:
    """Return a regulation and its options in one sentence."""
    chosen = [f"{option.label[0].lower()}{option.label[1:]}: {option.value}" for option in options]
    return f"{'; '.join([regulation, *chosen])}."
