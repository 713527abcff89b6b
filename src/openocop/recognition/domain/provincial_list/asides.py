"""Rows of a list that carry no product: totals, column numbers, footnotes, banners and the block of signatures."""

from __future__ import annotations

import re
from itertools import pairwise

from openocop.recognition.domain.provincial_list.sheet import key

_TOTAL = re.compile(
    r"^(?:tong cong(?! ty)|tong so|cong don|tong chung|subtotal|total|cong (?:huyen|nhom|san pham|sp|chu the))\b"
    r"|^(?:tong|cong)(?: \d+.*)?$|^(?:tong|cong) (?:so )?(?:san pham|sp|chu the|huyen|nhom|dot|muc|[ivx]+)\b"
    r"|^toan (?:tinh|huyen)\b"
)
_NOTE = re.compile(
    r"^(?:ghi chu|luu y|chu thich|trong do|an dinh|so lieu|tong hop tu)\b"
    r"|^(?:danh sach|bang|bieu) (?:nay|tren|co|gom)\b|^(?:tong )?danh sach.*\b(?:co|gom) \d+"
)
_SOURCE = re.compile(r"^nguồn(?: \w+){0,3}\s*:", re.IGNORECASE)  # "Nguồn cội" is tea
_NOTE_MARK = re.compile(r"^(?:\(\*+\)|\*+\s?[^\s*★]|\(\d\)\s)")
_CLOSING = re.compile(
    r"^(?:noi nhan|t m|tm|kt|tl|tuq|k t|t l)\b(?= |$)"
    r"|^(?:pho )?(?:chu tich|giam doc|truong phong|chanh van phong|truong ban)\b(?!.*\d)"
    r"|^(?:nguoi|can bo) (?:lap|tong hop|lap bieu|lap bang|ky)\b|^thu (?:truong|ky)\b"
    r"|^(?:da ky|ky ten|ky va|ky ghi)\b|^xac nhan cua\b|^luu vt\b|^nhu tren$"
)
_PLACE_AND_DAY = re.compile(r"\bngay(?: \d{1,2})? thang(?: \d{1,2})? nam(?: \d{2,4})?$")
_BANNER = re.compile(
    r"cong hoa xa hoi chu nghia|doc lap tu do hanh phuc|^(?:uy ban nhan dan|ubnd|so nong nghiep|hoi dong danh gia)\b"
)
_COUNT_CELL = re.compile(r"^\(?\d[\d.,]*\)?\s*(?:sản phẩm|sp|chủ thể|ct|sản\s?phẩm/.*)?$", re.IGNORECASE)
_COLUMN_NUMBER = re.compile(r"^[(\[]?(?:\d{1,2}|[A-Za-z])[)\]]?(?:\s*=.*)?$")


def is_total(text: str) -> bool:
    """Tell whether a text opens a row of totals: "Tổng cộng: 24 sản phẩm", "Cộng"."""
    return _TOTAL.match(key(text)) is not None


def adds_up(text: str) -> bool:
    """Tell whether a text may open a row of totals: "Cộng Ngọc Hiển"; so does "Tổng hợp hạt dinh dưỡng", a product."""
    return key(text).startswith(("cong ", "tong "))


def is_note(text: str) -> bool:
    """Tell whether a text opens a footnote."""
    return any(rule.match(text) for rule in (_SOURCE, _NOTE_MARK)) or _NOTE.match(key(text)) is not None


def is_closing(text: str) -> bool:
    """Tell whether a text belongs to the date, recipients and signatures under a list."""
    words = key(text)
    return _CLOSING.match(words) is not None or _PLACE_AND_DAY.search(words) is not None


def is_banner(text: str) -> bool:
    """Tell whether a text belongs to the agency and motto that head a paper."""
    return _BANNER.search(key(text)) is not None


def is_column_numbers(texts: list[str]) -> bool:
    """Tell whether a row only numbers the columns: "(1) (2) (3)" or "A B 1 2 3"."""
    if len(texts) < 2 or not all(_COLUMN_NUMBER.match(text) for text in texts):
        return False
    numbers = [int(found[0]) for text in texts if (found := re.search(r"\d+", text.split("=")[0]))]
    return len(numbers) < 2 or all(later - earlier == 1 for earlier, later in pairwise(numbers))


def is_count(text: str) -> bool:
    """Tell whether a cell only counts, as beside the heading of a block: "10", "10 sản phẩm"."""
    return _COUNT_CELL.match(text) is not None
