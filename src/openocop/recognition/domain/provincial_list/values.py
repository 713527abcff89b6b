"""Reading the star, score, date and decision number out of the many ways in which offices print them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from openocop.core.domain.text import fold
from openocop.recognition.domain.provincial_list.sheet import blank

FIRST_YEAR, LAST_YEAR = 2010, 2099


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A printed value that says nothing certain; `code` is the problem, `reason` the end of its message."""

    code: str
    reason: str


_FILLED_STARS = "★⭐✭✪"
_NUMBER_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_STAR_WORDS = re.compile(r"\b(?:(\d+)|(mot|hai|ba|bon|tu|nam))(?:[.,]0+)?[\s-]*(?:(?:ngoi )?sao\b|stars?\b|[*★⭐☆])")
_RANK_WORDS = re.compile(
    r"^(?:(?:dat|xep|phan|ocop|hang|muc|cap|loai|sao)[\s:]*)*\(?0?(\d+)(?:[.,]0+)?(?:\s*/\s*5)?\)?$"
)
_RANK_ROMAN = re.compile(r"^(?:(?:dat|xep|hang|sao|ocop)\s*)*(i{1,3}|iv|v)(?:\s*sao)?$")
_RANGE = re.compile(r"(?<!\d)\d\s*(?:-|–|—|,|/|va|den|hoac|→|->|len)\s*\d\s*sao")
_NOT_YET = re.compile(r"\b(tiem nang|tn|de nghi|de xuat|du kien|tro len|khong dat|chua dat|phan dau|dang ky)\b")
_RAISED = re.compile(
    r"^(?:nang (?:hang|sao|cap) )?tu (?:hang )?0?[1-5](?: sao)? (?:len|thanh) (?:hang )?0?([1-5])(?: sao)?$"
)
# A higher star hoped for, behind the star that was given: "4 sao (tiềm năng 5 sao)".
_HOPED_FOR = re.compile(
    r"(?<=\S)[\s(,;:+–-]+(?:co |dang )?(?:tiem nang|tn|de nghi|de xuat|phan dau|huong (?:toi|den))\b"
    r"(?: [a-z]+){0,4} 0?[1-5] ?sao\)?$"
)
_STARS_ONLY = re.compile(r"^[\s*★⭐☆✩✭✪\ufe0f]+$")


@lru_cache(maxsize=4096)
def star(text: str) -> int | Unreadable | None:
    """Return the star (1 to 5) that a cell prints, None when it is blank.

    "3", "03 sao", "★★★", "***", "3*", "Hạng 4", "Ba sao", "OCOP 3 sao", "III" are read, and "Nâng hạng từ 3 sao lên 4
    sao" as what it was raised to. Two different stars in one cell, or a star only hoped for ("tiềm năng 5 sao": no
    certificate, Decision 26/2026, Art. 7.3e), are not.
    """
    if blank(text):
        return None
    if _STARS_ONLY.match(text):
        filled = sum(char in _FILLED_STARS + "*" for char in text)
        return _within(filled or sum(char in "☆✩" for char in text))
    folded = " ".join(fold(text).split()).strip(" .;:")
    if raised := _RAISED.match(folded):
        return int(raised[1])
    folded = _HOPED_FOR.sub("", folded)
    if _NOT_YET.search(folded) or _RANGE.search(folded):
        return Unreadable("star_unreadable", "không phải một hạng sao đã công nhận")
    bare = " ".join(folded.replace("(", " ").replace(")", " ").split())
    found = {int(digits) if digits else _NUMBER_WORDS[word] for digits, word in _STAR_WORDS.findall(bare)}
    if len(found) == 1:
        return _within(found.pop())
    if found:
        return Unreadable("star_unreadable", "ghi nhiều hạng sao khác nhau")
    if rank := _RANK_WORDS.match(folded):
        return _within(int(rank[1]))
    if roman := _RANK_ROMAN.match(folded):
        return _ROMAN[roman[1]]
    if _NUMBER_WORDS.get(folded):
        return _NUMBER_WORDS[folded]
    return Unreadable("star_unreadable", "không đọc được hạng sao")


def _within(number: int) -> int | Unreadable:
    return number if 1 <= number <= 5 else Unreadable("star_out_of_range", "hạng sao chỉ từ 1 đến 5")


# What may stand before the number of stars in a cell that says nothing else.
_BEFORE_STAR = re.compile(
    r"^(?:dat|xep|phan|ocop|hang|muc|cap|loai|sao|san pham|sp|ket qua|chuan|tieu chuan|chung nhan|cong nhan|quoc gia|"
    r"tinh|huyen|duoc|nang|danh gia|lai|moi|la|[\s:.,()–-])*$"
)
_BEHIND_NAME = re.compile(
    r"[\s(\[,;:–-]+(?:(?:san pham|sp|dat|hang|chuan|ocop|xep|chung nhan) )*"
    r"\(?0?([1-5])\s*(?:sao\b(?: ocop)?|\*|★)[\s)\].*]*$"
)


@lru_cache(maxsize=16_384)
def star_behind_name(text: str) -> int | None:
    """Return the star printed behind a product's name, "Mắm tôm chua (3 sao)", None when there is none."""
    found = _BEHIND_NAME.search(folded := " ".join(fold(text).split()))
    if not found or _BEFORE_STAR.match(folded[: found.start()]) or _NOT_YET.search(folded) or _RANGE.search(folded):
        return None
    return int(found[1])


_MARKS_NOT = frozenset({"0", "khong", "k", "no", "false"})


@lru_cache(maxsize=1024)
def marked(text: str) -> bool:
    """Tell whether a cell of a "3 sao" column is ticked: any mark counts, except a dash, a zero or "không"."""
    return not blank(text) and fold(text).strip() not in _MARKS_NOT


_SCORE = re.compile(r"^(?:diem|tong|dat|tb|[\s:])*(\d{1,4}(?:[.,]\d+)?)\s*(?:diem|d|/\s*100(?:\s*diem)?|%)?\.?$")


@lru_cache(maxsize=16_384)
def score(text: str) -> Decimal | Unreadable | None:
    """Return the points (0 to 100) that a cell prints, with comma or point, None when it is blank."""
    if blank(text):
        return None
    found = _SCORE.match(fold(text))
    if not found:
        return Unreadable("score_unreadable", "không đọc được điểm")
    points = Decimal(found[1].replace(",", "."))
    if points > 100:
        return Unreadable("score_out_of_range", "điểm chỉ từ 0 đến 100")
    whole = points == points.to_integral_value()
    return points.quantize(Decimal(1)) if whole else points.normalize()


_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<![\d/.-])(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*((?:19|20)\d\d|\d\d)(?![\d/])")
_WORDS = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*(?:thang|/)\s*(\d{1,2})\s*(?:,|nam\b|/|\s)\s*(\d{4})")
_MONTH_WORDS = re.compile(
    r"thang\s*(\d{1,2})\s*(?:nam|[-/.])\s*((?:19|20)\d\d)|\bt\s*(\d{1,2})\s*[-/.]\s*((?:19|20)\d\d)"
)
_MONTH_NAMES = {
    "mot": 1, "gieng": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
_NAMED_MONTH = re.compile(
    r"\bthang\s+(muoi (?:mot|hai)|gieng|hai|ba|tu|nam(?! (?:19|20)\d\d)|sau|bay|tam|chin|muoi|mot|chap)\b"
    r"|(?<=\d)[\s/.-]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s/.-]+(?=\d)"
)
_MONTH = re.compile(r"^(\d{1,2})\s*[-/.]\s*((?:19|20)\d\d)$|^((?:19|20)\d\d)\s*[-/.]\s*(\d{1,2})$")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SERIAL = re.compile(r"^[34567]\d{4}(?:\.\d+)?$")
_SERIAL_EPOCH = date(1899, 12, 30).toordinal()


@lru_cache(maxsize=4096)
def day(text: str) -> str | Unreadable | None:
    """Return the date a cell prints as ISO 8601 in the precision printed, None when it is blank.

    Day before month unless that is impossible; two-digit years are of this century; a bare number such as 44895 is a
    spreadsheet's serial day. "11/2022" is "2022-11" and "2022" is "2022": a day nobody printed is not invented.
    """
    if blank(text):
        return None
    folded = _NAMED_MONTH.sub(_numbered, " ".join(fold(text).split()))
    found = _full_days(folded)
    if len(set(found)) > 1:
        return Unreadable("date_unreadable", "ghi nhiều ngày khác nhau")
    if found:
        return _checked_day(*found[0])
    return _month_or_year(folded)


def _numbered(month: re.Match[str]) -> str:
    return f"thang {_MONTH_NAMES[month[1]]}" if month[1] else f"/{_MONTH_NAMES[month[2]]}/"


def _full_days(folded: str) -> list[tuple[int, int, int]]:
    days = [(int(y), int(m), int(d)) for y, m, d in _YEAR_FIRST.findall(folded)]
    days += [(int(y), int(m), int(d)) for d, m, y in _WORDS.findall(folded)]
    if not days:
        days = [(int(y) if len(y) == 4 else 2000 + int(y), int(m), int(d)) for d, m, y in _DAY_FIRST.findall(folded)]
    return days


def _checked_day(year: int, month: int, day_: int) -> str | Unreadable:
    if month > 12 >= day_:
        month, day_ = day_, month
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Unreadable("date_unreadable", f"năm {year} không hợp lý")
    if not 1 <= month <= 12:
        return Unreadable("date_unreadable", f"không có tháng {month}")
    if not 1 <= day_ <= monthrange(year, month)[1]:
        return Unreadable("date_unreadable", f"tháng {month} không có ngày {day_}")
    return f"{year:04d}-{month:02d}-{day_:02d}"


def _month_or_year(folded: str) -> str | Unreadable:
    for found in (_MONTH_WORDS.search(folded), _MONTH.match(folded)):
        if found:
            numbers = sorted((int(group) for group in found.groups() if group), reverse=True)
            return _checked_month(numbers[0], numbers[1])
    if _SERIAL.match(folded):
        return date.fromordinal(_SERIAL_EPOCH + int(float(folded))).isoformat()
    years = set(_YEAR.findall(folded))
    if len(years) == 1:
        return str(years.pop())
    return Unreadable("date_unreadable", "không đọc được ngày tháng")


def _checked_month(year: int, month: int) -> str | Unreadable:
    if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12:
        return f"{year:04d}-{month:02d}"
    return Unreadable("date_unreadable", f"không có tháng {month} năm {year}")


_DECISION = re.compile(
    r"\d{1,6}[a-zA-Z]?(?:\s?/\s?20\d\d)?\s?/\s?Q[ĐDÐ]\s?[-–]?\s?[A-ZĐÐ][A-ZĐÐa-z.&-]*(?:\s?-\s?[A-ZĐÐ]+)*"
)


@lru_cache(maxsize=4096)
def decision_number(text: str) -> str | None:
    """Return the number of the decision a cell names, "1234/QĐ-UBND" out of "QĐ số 1234/QĐ-UBND ngày 30/11/2022".

    A number in another form is returned as printed; a blank cell is None.
    """
    if blank(text):
        return None
    found = _DECISION.search(text)
    return found[0].rstrip(".-") if found else text


def names_decision(text: str) -> bool:
    """Tell whether a text contains a decision number in its usual form."""
    return _DECISION.search(text) is not None
