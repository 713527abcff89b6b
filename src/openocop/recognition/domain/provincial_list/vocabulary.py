"""What the heading of a column may say: synonyms, abbreviations and traps, as rules over folded words.

The rules are read from the top and the first that fits decides, so a trap ("Mã sản phẩm", "Số sản phẩm", "Địa điểm")
stands above the general word it contains. A strength of 3 is certain; below 2 the contents of the column must agree.
"""

from __future__ import annotations

import re
from functools import lru_cache

from openocop.recognition.domain.provincial_list.sheet import key

Claim = tuple[str, float]

_CLEAR = 2.0
IGNORED = "ignored"
INDEX = "index"

MAX_HEADER_LENGTH = 120

_ABBREVIATIONS = {
    "sp": "san pham",
    "qd": "quyet dinh",
    "ct": "chu the",
    "dn": "doanh nghiep",
    "htx": "hop tac xa",
    "tht": "to hop tac",
    "hkd": "ho kinh doanh",
    "cssx": "co so san xuat",
    "cskd": "co so kinh doanh",
    "cs": "co so",
    "sx": "san xuat",
    "sxkd": "san xuat kinh doanh",
    "kd": "kinh doanh",
    "dvsx": "don vi san xuat",
    "nsx": "nha san xuat",
    "h": "huyen",
    "q": "quan",
    "p": "phuong",
    "tp": "thanh pho",
    "tx": "thi xa",
    "dc": "dia chi",
    "tb": "trung binh",
    "bq": "binh quan",
    "kq": "ket qua",
    "xh": "xep hang",
    "cn": "cong nhan",
    "hd": "hoi dong",
    "ubnd": "uy ban nhan dan",
    "gcn": "giay chung nhan",
    "tensanpham": "ten san pham",
    "tensp": "ten san pham",
    "tenchuthe": "ten chu the",
    "chuthe": "chu the",
    "hangsao": "hang sao",
    "xephang": "xep hang",
    "sosao": "so sao",
    "quanhuyen": "quan huyen",
    "diachi": "dia chi",
}

_NUMERALS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5}
_STAR_COLUMN = re.compile(
    r"^(?:(?:san pham|ocop|dat|hang|xep|chuan|cap|so|loai|sao) )*0?([1-5]|mot|hai|ba|bon|nam) sao"
    r"(?: ocop| tinh| huyen)*$"
)
_INDEX = re.compile(r"^(?:stt|tt|s tt|so tt|so thu tu|thu tu|no|stt tt)$")


def _made_of(words: str, core: str) -> str:
    """Return the pattern of a heading made of nothing but `words` and `core`, with at least one of `core`.

    So "Huyện, thị xã" is a heading and "Huyện Đầm Dơi", which has a name in it, is not.
    """
    return rf"^(?=.*\b(?:{core})\b)(?:(?:{words}|{core})(?: |$))+$"


_UNIT = (
    "ten|thi|cac|don vi|uy ban nhan dan|cap|thuoc|va|noi|truc thuoc|tinh|moi|cu|truoc|sau|sap nhap|san xuat|"
    "cua chu the|so huu|o|tai|cua"
)
_KIND = "hop tac xa|to hop tac|doanh nghiep|cong ty|co so|ho|trang trai|to chuc"
_KIND_WORDS = "ten|cac|san xuat|kinh doanh|gia dinh|ca the|va|chu|hoac|ca nhan|to|nhom ho|hoi"
_MAKER_WORDS = f"{_KIND_WORDS}|{_KIND}|san pham|ocop|tham gia|tren dia ban|cua"
_MAKER = (
    "(?:don vi|co so|nha|to chuc|noi) (?:san xuat|chu the|kinh doanh|cung cap|tham gia|so huu|dang ky)"
    "|(?:don vi|co so|to chuc) (?:thuc hien|chu quan)"
    "|chu so huu|chu co so|chu ho|chu san pham|nha san xuat|to chuc kinh te"
)
_OWNER = "chu the|don vi|co so|to chuc"
_GROUP_WORDS = "ten|cac|hang|phan|san pham|tieu chi|ocop|thuoc|danh gia|theo|nghe|va|nuoc"
_GROUP = "nhom|nganh|linh vuc|chung loai|bo|loai"

_MAKER_IN_ENGLISH = "producer|manufacturer|maker|entity|owner|company|enterprise|business|organi[sz]ation|supplier"

# Headings in English, as of lists in two languages and of exports: "Star rating", "owner_name".
_ENGLISH: tuple[tuple[tuple[Claim, ...], tuple[str, ...]], ...] = (
    (
        ((IGNORED, 3),),
        (
            r"^(id|uuid|sku|code|price|unit|status|description|image|images|photo|phone|tel|email|website|url|link)$",
            r"\b(id|code|price|phone|tax|status|province|city|certificate (no|number)|(created|updated) at)$",
            r"\b(expiry|expired|expires|expiration|valid until|valid to|representative|contact|revenue|quantity)\b",
        ),
    ),
    (
        (("producer_kind", 3),),
        (
            rf"^(ocop )?({_MAKER_IN_ENGLISH}) (type|kind|form)$|^legal (form|type)$",
            rf"^(type|kind|form) of ({_MAKER_IN_ENGLISH})$",
        ),
    ),
    ((("product", 3),), (r"^(ocop )?products?( name| title)?$|^names? of (the )?(ocop )?products?$",)),
    (
        (("producer", 3),),
        (rf"^(ocop )?({_MAKER_IN_ENGLISH})( name)?$|^names? of (the )?(ocop )?({_MAKER_IN_ENGLISH})$",),
    ),
    ((("product", 1.4), ("producer", 1)), (r"^name$",)),
    ((("district", 3), ("commune", 1.5)), (r"^districts?( name)?$",)),
    ((("commune", 3),), (r"^(communes?|wards?)( name)?$",)),
    ((("address", 3), ("district", 1.8), ("commune", 1.7)), (r"^address$|^(producer|owner|company) address$",)),
    ((("group", 3),), (r"^(product )?(group|category|sector|type)( name)?$",)),
    ((("year", 3), ("recognised_on", 2)), (r"^year( of \w+)?$|^\w+ year$",)),
    ((("decision_no", 3),), (r"^decision( no| number)?$",)),
    (
        (("recognised_on", 3),),
        (r"^(issued?|issuance|recognition|recogni[sz]ed|certified|certification|decision|approval) (date|on|at)$",),
    ),
    ((("score", 3),), (r"^(total |average |final )?(scores?|points?)$",)),
    ((("star", 3),), (r"^(ocop )?(stars?|rank|ranking|rating)( rating| level| rank| number)?$|^number of stars$",)),
    ((("note", 3),), (r"^(notes?|remarks?|comments?)$",)),
)

# (what the heading stands for, the patterns that say so); the first rule that fits decides.
_RULES: tuple[tuple[tuple[Claim, ...], tuple[str, ...]], ...] = (
    (
        (("product", 3),),
        (
            r"^ten( cac| goi)? san pham|^ten hang hoa|^ten mat hang|^mat hang$",
            r"^(cac )?san pham( ocop)?$",
            r"^(cac )?san pham( ocop)?( da)?( duoc)? (tham gia|du thi|cong nhan|de nghi|dang ky|du)\b(?!.*\bsao\b)",
        ),
    ),
    ((("product", 2), ("star", 1.6)), (r"^(cac )?san pham dat (chuan|tieu chuan|ocop)\b(?!.*\bsao\b)",)),
    ((("product", 3), ("producer", 1)), (r"^(cac )?san pham\b.*\bchu the\b",)),
    (
        (("producer_kind", 3),),
        (r"^(loai hinh|hinh thuc|kieu|loai)\b.*\b(chu the|to chuc|san xuat|kinh te|kinh doanh)\b",),
    ),
    ((("producer_kind", 2), ("group", 1)), (r"^loai hinh$",)),
    ((("producer", 3), ("product", 2)), (rf"^(ten )?(cac )?({_OWNER})\b.*\bsan pham\b(?!.*\bsan xuat\b)",)),
    ((("producer", 3),), (r"^(ten )?(cac )?chu the\b",)),
    (
        (("producer", 2.5), ("district", 2)),
        (r"^(ten )?(huyen|xa|don vi|dia phuong)\b.*\bten chu the$|^huyen chu the$",),
    ),
    (
        ((IGNORED, 3),),
        (
            r"^(so|so luong|tong so|tong) (luong )?(san pham|chu the|ho|co so|huyen|xa)\b",
            r"^(tong so|tong|cong|tong cong|so luong|sl)$",
            r"^(nguoi |ho va ten |ho ten |ten )*(dai dien|lien he|phu trach|giam doc)\b|^chuc vu\b",
            r"^ma( |$)|^gia( |$)|\b(don gia|gia ban|gia thanh|gia niem yet)\b|^von( |$)|^anh( |$)|\bhinh anh\b",
            r"\b(don vi tinh|dvt|dien thoai|sdt|di dong|lien he|email|website|zalo|facebook|link|duong dan|fax)\b",
            r"\b(doanh thu|san luong|cong suat|quy mo|quy cach|bao bi|mo ta|cau chuyen|thanh phan|nguyen lieu|hsd)\b",
            r"\b(ma so|ma san pham|ma vach|mst|giay phep|nam sinh|ngay sinh|gioi tinh|dan toc|thanh lap|toa do)\b",
            r"\b(het han|thoi han|hieu luc|gia tri den|kenh|thi truong|tieu thu|lao dong|ho so|nhan hieu)\b",
            r"\b(giay chung nhan|so hieu|seri|kinh phi|ho tro|khen thuong|tcvn|haccp|iso|vietgap|attp)\b",
            r"\b(diem ban|diem gioi thieu|uu diem|dac diem|khoi luong|dung tich|bao quan|ke hoach|hang cu)\b",
            r"\b(tu danh gia|thuong hieu|an toan thuc pham)\b",
        ),
    ),
    ((("producer", 3),), (r"^ten\b.*\bdia chi\b|\bdia chi\b.*\bva ten\b",)),
    (((IGNORED, 3),), (r"^(ten )?tinh\b(?!.*\bhuyen\b)",)),
    ((("address", 3), ("district", 1.8), ("commune", 1.7)), (r"\b(dia chi|tru so|noi san xuat)\b",)),
    ((("address", 2), ("district", 1.5)), (r"\bdia diem\b",)),
    ((("score", 3.2),), (r"\b(tong diem|diem trung binh|diem binh quan|diem cap tinh|tong so diem)\b",)),
    (
        (("score", 3),),
        (r"^(so )?diem\b(?!.*\b(du lich|den|phan [abc])\b)",),
    ),
    ((("score", 2.2),), (r"(?<!thoi )\bdiem\b(?!.*\b(du lich|den|phan [abc])\b)",)),
    ((("council_on", 3),), (r"\bngay\b.*\b(hop|hoi dong|danh gia|cham)\b",)),
    ((("decision_no", 3),), (r"\b(so|so hieu)\b.*\bquyet dinh\b|\bquyet dinh\b.*\bso\b|^so van ban\b",)),
    (
        (("recognised_on", 3),),
        (
            r"\b(ngay|thoi gian|thoi diem)\b.*\b(cong nhan|quyet dinh|cap|ky|ban hanh|chung nhan|phe duyet)\b",
            r"\b(ngay|thoi gian|thoi diem)\b.*\b(dat|thang)\b",
        ),
    ),
    ((("recognised_on", 3), ("decision_no", 2)), (r"\bquyet dinh\b.*\bngay\b",)),
    ((("decision_no", 3), ("recognised_on", 1.2)), (r"\bquyet dinh\b|\bvan ban (cong nhan|phe duyet)\b",)),
    ((("recognised_on", 2),), (r"^ngay$",)),
    ((("recognised_on", 2), ("year", 1.6)), (r"^(thoi gian|thoi diem|date)$",)),
    (
        (("year", 3), ("recognised_on", 2)),
        (
            r"^nam\b(?!.* sao\b)|^dot (va )?nam\b",
            r"\bnam (cong nhan|danh gia|dat|cap|phan hang|xep hang)\b",
        ),
    ),
    ((("note", 3),), (r"^ghi chu\b|^luu y\b",)),
    ((("star", 3),), (r"(?<!yen )\bsao\b",)),
    ((("star", 1.8), ("group", 1.9)), (r"^(xep loai|phan loai|loai|loai san pham|phan loai san pham)$",)),
    ((("group", 3),), (_made_of(_GROUP_WORDS, _GROUP), r"^phan nhom\b|^nhom nganh\b")),
    (
        (("star", 3),),
        (
            r"\b(xep hang|phan hang|dat hang|thu hang|hang dat|xep loai)\b|^hang$",
            r"^hang (san pham|ocop|cong nhan|de nghi|duoc)\b",
        ),
    ),
    (
        (("star", 1.6), ("score", 1.2)),
        (
            r"^ket qua\b|\bdat (chuan|tieu chuan|ocop|muc)\b|^muc( dat| do)?$|^cap( do)?$|^tieu chuan$",
            r"^danh hieu$|^ocop$|^nang (hang|sao)\b|\bhoi dong\b.*\b(thong nhat|danh gia|ket luan|binh chon)\b",
        ),
    ),
    ((("producer", 3),), (_made_of(_MAKER_WORDS, _MAKER), _made_of(_KIND_WORDS, _KIND))),
    (
        (("producer", 3), ("district", 1.2)),
        (r"^ten (don vi|co so|to chuc)\b|^don vi co san pham", rf"^(ten )?({_OWNER})\b.*\b(ca nhan|san xuat)\b"),
    ),
    ((("producer", 1.3), ("district", 1.2)), (r"^don vi$",)),
    (
        (("address", 2), ("district", 2)),
        (rf"^(?:(?:{_UNIT}) )*(?:xa|phuong|thi tran)\b.* (?:huyen|quan|thanh pho|thi xa)$|^huyen xa$",),
    ),
    ((("district", 3), ("commune", 1.5)), (_made_of(_UNIT, "huyen|quan|thi xa|thanh pho|hanh chinh"),)),
    (
        (("district", 3), ("commune", 2.2), ("address", 1.5)),
        (_made_of(f"{_UNIT}|huyen|quan|thi xa|thanh pho|xa", "dia ban|dia phuong|khu vuc|vung"),),
    ),
    ((("commune", 3),), (_made_of(f"{_UNIT}|dac khu", "xa|phuong|thi tran"),)),
    ((("product", 2),), (r"^(?!.*\d)(?!(?:\S+ ){7}).*\b(san pham|mat hang)\b",)),
    ((("producer", 2),), (r"\b(chu the|nha san xuat)\b",)),
    ((("product", 1.4), ("producer", 1)), (r"^(ten|ten goi|danh muc|noi dung|ten hang)$",)),
    ((("star", 1.2), ("recognised_on", 1.1), ("decision_no", 1)), (r"^(chung nhan|cong nhan|dat)( ocop| san pham)?$",)),
    ((("decision_no", 1),), (r"^so$",)),
    ((("district", 1.5), ("address", 1.5)), (r"^xuat xu$|^nguon goc$",)),
)
_COMPILED = tuple((re.compile("|".join(rules)), claims) for claims, rules in _ENGLISH + _RULES)
# Of two columns of stars or points the province's result is the one, not what was asked for or given below it.
_FINAL = re.compile(
    r"\b(?:cap tinh|hoi dong tinh|tinh|trung uong|cong nhan|chinh thuc|ket qua|phe duyet|thong nhat|ket luan)\b"
)
_NOT_FINAL = re.compile(
    r"\b(?:dang ky|de nghi|de xuat|du kien|tu cham|cap huyen|huyen cham|muc tieu|phan dau|truoc|cu|(?:hang|sao) tu)\b"
)
_RECOGNISED = re.compile(r"\bduoc cong nhan\b")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")  # between the words of "TenSanPham", as exports name columns
_PARENTHESES = re.compile(r"[(\[][^()\[\]]*[)\]]")
_STARS = re.compile(r"^(?:[★⭐✩✭☆*✪]\ufe0f?\s*){1,5}$")
_STAR_SIGN = re.compile(r"^0?([1-5])\s?[★⭐*]$")


def header_key(text: str) -> str:
    """Return the folded words of a heading with abbreviations written out and remarks in parentheses left out."""
    text = _HUMPS.sub(" ", text)
    bare = key(_PARENTHESES.sub(" ", text)) or key(text)
    if _INDEX.match(bare):
        return bare
    return " ".join(_ABBREVIATIONS.get(word, word) for word in bare.split())


@lru_cache(maxsize=4096)
def claims(text: str) -> tuple[Claim, ...]:
    """Return the fields a heading may stand for with their strengths, strongest first; nothing when unknown.

    Besides the fields of a row there are `index` (the numbering) and `ignored` (known, and not ours).
    """
    if not text or len(text) > MAX_HEADER_LENGTH:
        return ()
    if _STARS.match(text):
        return ((f"star_{sum(char in '★⭐✩✭☆*✪' for char in text)}", 3),)
    if sign := _STAR_SIGN.match(text):
        return ((f"star_{sign[1]}", 3),)
    words = header_key(text)
    star = _STAR_COLUMN.match(words)
    if star:
        column = f"star_{_NUMERALS.get(star[1]) or int(star[1])}"
        return ((column, 3), ("product", 2.4)) if "san pham" in words else ((column, 3),)
    if _INDEX.match(words):
        return ((INDEX, 3),)
    if not words or words.isdigit():
        return ()
    found = next((found for rule, found in _COMPILED if rule.search(words)), ())
    if found and found[0][1] < _CLEAR and (remark := _PARENTHESES.search(text)):
        found = claims(remark[0][1:-1]) or found  # "Đơn vị (huyện, TP)"
    return weighed(found, text)


def weighed(found: tuple[Claim, ...], text: str) -> tuple[Claim, ...]:
    """Return the claims of a result weighed by whose result the whole heading says it is."""
    if not found or found[0][0] not in ("product", "star", "score", "decision_no", "recognised_on"):
        return found
    words = header_key(text)
    if found[0][0] == "product":
        recognised = _RECOGNISED.search(words) and not _NOT_FINAL.search(words)
        return (("product", found[0][1] + 0.1), *found[1:]) if recognised else found
    shift = 0.1 * bool(_FINAL.search(words)) - 1.5 * bool(_NOT_FINAL.search(words))
    return tuple((field, strength + shift) for field, strength in found)
