"""Rows that head a block: a district, a commune, a group of products, a star, a producer.

The numbering before such a heading ("I.", "A.", "1)") and the count behind it ("(10 sản phẩm)") are layout, not part of
the name: "II. Huyện Đầm Dơi: 8 sản phẩm" heads the block of "Huyện Đầm Dơi". What is left stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from openocop.core.domain.text import fold
from openocop.recognition.domain.provincial_list.kinds import names_kind, producer_kind
from openocop.recognition.domain.provincial_list.sheet import key

HeadingKind = Literal["district", "commune", "group", "star", "producer", "producer_kind", "other"]
# What the row that heads a producer's block may say of the producer beside its name.
BESIDE = ("district", "commune", "address", "producer_kind")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading row says: `text` is the name as printed, `star` the number when it heads a star.

    `number` is what it is numbered with, "II" or "A", empty when it is not; `beside` are cells of the row by field.
    """

    kind: HeadingKind
    text: str
    star: int | None = None
    number: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)


_NUMBERING = re.compile(
    r"^\(?(?:[IVXLC]{1,6}(?!\.[a-z])|[A-ZĐ](?!\.[a-z])|[a-zđ]|\d{1,3}(?:\.\d{1,3})*)\s?[.)/:–-]+\s*(?=\S)"
)
_BARE_NUMBERING = re.compile(r"^(?:[IVXLC]{1,6}|\d{1,3}(?:\.\d{1,3})*)\s+(?=\S)")
_BULLET = re.compile(r"^[-–•+*▪●]\s*(?=\S)")
_COUNT = re.compile(
    r"\s*[:;,(–-]*\s*\(?\s*(?:có|gồm|tổng số|tổng cộng|cộng)?\s*:?\s*\d+\s*(?:sản phẩm|sp|chủ thể)\b.*$",
    re.IGNORECASE,
)
_DISTRICT = re.compile(r"^(?:huyen|thanh pho|tp|thi xa|tx|quan)\b(?= \S)")
_COMMUNE = re.compile(r"^(?:xa|phuong|thi tran|dac khu|tt)\b(?= \S)")
_UNIT = re.compile(f"{_DISTRICT.pattern}|{_COMMUNE.pattern}")
_DISTRICT_SHORT = re.compile(r"^[HQ]\.\s?\S(?!\.)|^T\.\s?[PX]\b\.?\s?\S")  # not "H.T.X"
_COMMUNE_SHORT = re.compile(r"^[XP]\.\s?\S")
_UNIT_OFFICE = re.compile(r"^(?:uy ban nhan dan|ubnd|phong \S+(?: \S+){0,6}?) (?=huyen|thanh pho|tp|thi xa|quan)")
_STARS = re.compile("^(?:[★⭐]\ufe0f?\\s*){1,5}$")
_UNIT_WORD = re.compile(r"\b(?:huyện|huyen|thành phố|thanh pho|tp|thị xã|thi xa|quận|quan)\b", re.IGNORECASE)
_STAR = re.compile(
    r"^(?:\d{1,4} (?=san pham |sp ))?"
    r"(?:(?:cac|nhom|danh sach|ds|danh muc|san pham|sp|ocop|duoc|cong nhan|xep|phan|hang|dat|chuan|loai|tieu chuan|cap|"
    r"tinh|huyen|quoc gia|trung uong) )*"
    r"0?([1-5]|mot|hai|ba|bon|nam) sao\b(?! tro len)"
)
# A block of products raised from one star to the next has the second; one only hoped for has none.
_RAISED = re.compile(r"\b([1-5]) sao (?:len|thanh) (?:hang )?([1-5]) sao\b")
_NO_STAR_YET = re.compile(
    r"\b(?:tiem nang|de nghi|de xuat|khong dat|chua dat)\b.*\b[1-5] sao\b"
    r"|\b(?:khong|chua) dat(?: (?:sao|hang|chuan)\b|$)"
)
_STAR_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5}
_GROUP = re.compile(r"^(?:nhom|nganh|linh vuc|phan nhom|chung loai)\b")
# Names of groups in Decisions 1048/2019 (Annex I), 148/2023 and 26/2026, as they are printed alone on a row.
_GROUP_NAMES = frozenset(
    {
        "thuc pham", "do uong", "thao duoc", "duoc lieu", "vai va may mac", "vai may mac", "may mac",
        "luu niem noi that trang tri", "thu cong my nghe", "thu cong my nghe va trang tri", "hang thu cong my nghe",
        "thu cong my nghe trang tri", "dich vu du lich nong thon va ban hang", "dich vu du lich", "du lich", "dich vu",
        "du lich nong thon", "sinh vat canh", "duoc lieu va san pham tu duoc lieu", "san pham tu duoc lieu", "gia vi",
        "che", "ca phe ca cao", "thuc pham tuoi song", "thuc pham tho so che", "thuc pham che bien", "do uong co con",
        "do uong khong con", "thao duoc va san pham tu thao duoc", "duoc lieu va san pham duoc lieu",
        "du lich cong dong du lich sinh thai va diem du lich", "luu niem", "noi that", "trang tri", "hoa", "cay canh",
        "dich vu du lich cong dong du lich sinh thai va diem du lich", "dich vu du lich cong dong va diem du lich",
    }
)  # fmt: skip
_GROUP_WORDS = re.compile(
    r"\b(?:thuc pham|do uong|thao duoc|duoc lieu|may mac|thu cong|my nghe|du lich|sinh vat canh|gia vi|luu niem)\b"
)
_OTHER = re.compile(
    r"^(?:dot|nam 20\d\d|(?:theo )?quyet dinh|cong nhan|danh gia|nang hang|nang sao|phan|muc|phu luc|danh sach|"
    r"danh muc|bieu|bang|tinh|kem theo|ban hanh|cac san pham|"
    r"san pham (?:cong nhan|nang|danh gia|moi|tham gia|dat|duoc|du|dang)|"
    r"cap tinh|cap huyen|cap trung uong|cap quoc gia|uy ban nhan dan|ubnd|so nong nghiep|cong hoa|doc lap|trang \d)\b"
)


# What a heading may call the thing it names: "Chủ thể: HTX Tân Hưng", "Trên địa bàn huyện Đầm Dơi".
_MAKER_LABEL = re.compile(
    r"^(?:tên )?(?:chủ thể|đơn vị|cơ sở|nhà sản xuất)(?: sản xuất| ocop)?\s*:\s*(?=\S)", re.IGNORECASE
)
_PLACE_LABEL = re.compile(
    r"^(?:trên )?(?:địa bàn|địa phương|đơn vị)\s*:?\s*(?=(?:huyện|thành phố|tp|thị xã|tx|quận|xã|phường)\b)",
    re.IGNORECASE,
)
# Words that open a heading, as they are spelt: "Xà bông", "Tinh dầu" and "Phan Thiết" only look like them.
_SPELT = {
    "huyen": "huyện", "quan": "quận", "xa": "xã", "phuong": "phường", "thi": "thị", "tran": "trấn", "thanh": "thành",
    "pho": "phố", "dac": "đặc", "tinh": "tỉnh", "muc": "mục", "phan": "phần", "bang": "bảng", "bieu": "biểu",
    "dot": "đợt",
}  # fmt: skip
_WORD = re.compile(r"\w+")


def _opens(rule: re.Pattern[str], text: str) -> bool:
    """Tell whether a text opens with words of `rule`, with their own marks, or is written without any."""
    found = rule.match(key(text))
    if found is None or text.isascii():
        return found is not None
    spoken = zip(found[0].split(), _WORD.findall(text.lower()), strict=False)
    return all(word == _SPELT.get(bare, word) for bare, word in spoken)


def without_numbering(text: str) -> str:
    """Return the text of a heading without the numbering before it.

    "X. Tân Duyệt" is a commune, "X. Huyện Cái Nước" the tenth heading.
    """
    short = _DISTRICT_SHORT.match(text) or _COMMUNE_SHORT.match(text)
    if short and not _UNIT.match(key(text[2:])):
        return text
    bare = _BULLET.sub("", _NUMBERING.sub("", text, count=1), count=1)
    found = _BARE_NUMBERING.match(bare)
    if found and (_DISTRICT.match(key(bare[found.end() :])) or _COMMUNE.match(key(bare[found.end() :]))):
        return bare[found.end() :]
    return bare


def name_of(text: str) -> str:
    """Return a heading without its numbering, the count behind it, and a colon at its end."""
    bare = without_numbering(text)
    return (_COUNT.sub("", bare) or bare).strip(" :;.–-") or text


@lru_cache(maxsize=8192)
def heading(text: str) -> Heading:
    """Return what a row that holds nothing but `text` heads; kind "other" when that is not clear."""
    name = _PLACE_LABEL.sub("", name_of(text))
    if label := _MAKER_LABEL.match(name):
        return Heading("producer", name[label.end() :])
    words = key(name)
    if (star := star_heading(text)) or _NO_STAR_YET.search(words):
        return Heading("star", name, star)
    if (_opens(_DISTRICT, name) and _names_something(name)) or _DISTRICT_SHORT.match(name):
        return Heading("district", name)
    if (_opens(_COMMUNE, name) and _names_something(name)) or _COMMUNE_SHORT.match(name):
        return Heading("commune", name)
    if _UNIT_OFFICE.match(words) and (unit := _UNIT_WORD.search(name)):
        return Heading("district", name[unit.start() :])
    if is_other(text) and (star := title_star(text)):  # "Quyết định số 12/QĐ-UBND: 4 sao"
        return Heading("star", name, star)
    bare = words.removeprefix("san pham ")
    if _GROUP.match(words) or bare in _GROUP_NAMES:
        return Heading("group", name)
    if names_kind(name):
        return Heading("producer_kind", name)
    if producer_kind(name):
        return Heading("producer", name)
    return Heading("other", name)


def _names_something(name: str) -> bool:
    """Tell whether a proper name follows the word for a unit: "Xã Tân Duyệt", not "Xã tắc trà"."""
    return any(word[0].isupper() or word[0].isdigit() for word in name.split()[1:])


def star_heading(text: str) -> int | None:
    """Return the star that a heading or title gives to its block, None when it gives none or several."""
    if _STARS.match(text):
        return sum(char in "★⭐" for char in text)
    words = key(text)
    if raised := _RAISED.search(words):
        return int(raised[2])
    stars = re.findall(r"\b0?([1-5]|mot|hai|ba|bon|nam) sao\b", words)
    found = _STAR.match(key(name_of(text))) or _STAR.match(key(without_numbering(text)))
    if not found or len(set(stars)) != 1 or "tro len" in words or re.search(r"[1-5] (?:va |den )?[1-5] sao", words):
        return None
    return _STAR_WORDS.get(found[1]) or int(found[1])


def numbered_heading(text: str) -> Heading:
    """Return what a row with a heading's number (I, A) but no telling word heads: a group, a place, or something else.

    A short name in capital letters or capital initials is a place: "I | Đầm Dơi" heads a district.
    """
    known = heading(text)
    if known.kind != "other":
        return known
    words = key(known.text)
    if _GROUP_WORDS.search(words):
        return Heading("group", known.text)
    if is_other(text):
        return known
    place = proper_name(known.text) and not words.startswith("san pham ")
    return Heading("district", known.text) if place else known


def proper_name(text: str) -> bool:
    """Tell whether a text looks like the bare name of a place: at most four words, each with a capital, no digit."""
    parts = text.replace("-", " ").replace("'", "").replace("’", "").split()
    return 0 < len(parts) <= 4 and all(part[0].isupper() and part.isalpha() for part in parts)


def is_other(text: str) -> bool:
    """Tell whether a row says something about the list ("Đợt 1", "Công nhận mới", "PHỤ LỤC II") and names nothing."""
    name = name_of(text)
    return _opens(_OTHER, name) or _opens(_OTHER, text)


def title_star(text: str) -> int | None:
    """Return the one star that a title names ("DANH SÁCH SẢN PHẨM ĐẠT 3 SAO"), None when none or several."""
    folded = " ".join(fold(text).split())
    stars = {int(n) if n.isdigit() else _STAR_WORDS[n] for n in re.findall(r"\b0?([1-5]|ba|bon|nam) sao\b", folded)}
    several = re.search(r"tro len|tu \w+ sao|\d\s*(?:[-–,/;&]|va|den)\s*\d+ sao", folded)
    return stars.pop() if len(stars) == 1 and not several else None
