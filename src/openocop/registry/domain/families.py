"""The family of a product, read from the words of its name: the drawing shown where there is no photograph."""

from __future__ import annotations

import re
from dataclasses import dataclass

DEFAULT = "mac-dinh"

FAMILIES: dict[str, str] = {
    "tom-kho": "Tôm khô",
    "banh-phong": "Bánh phồng",
    "ba-khia": "Ba khía",
    "ca-kho": "Cá khô",
    "cua": "Cua, ghẹ",
    "tom": "Tôm",
    "mam": "Mắm",
    "nuoc-mam": "Nước mắm",
    "cha": "Chả, viên",
    "bon-bon": "Bồn bồn",
    "mat-ong": "Mật ong",
    "muoi": "Muối",
    "yen": "Yến",
    "gao": "Gạo, ngũ cốc",
    "tra": "Trà",
    "ruou": "Rượu",
    "chuoi": "Chuối",
    "trai-cay": "Trái cây",
    "thu-cong": "Thủ công mỹ nghệ",
    "du-lich": "Du lịch",
    DEFAULT: "Nhóm khác",
}


@dataclass(frozen=True, slots=True)
class FamilyReading:
    """The family a name suggests; where it is not `sure` (a loose word, or none told) an officer looks."""

    slug: str
    sure: bool


# Folded words, the more telling first: a name belongs to the first rule that fits. The last column: tells surely.
_RULES: tuple[tuple[str, str, bool], ...] = (
    (r"\bbanh phong\b", "banh-phong", True),
    (r"\bba khia\b", "ba-khia", True),
    (r"^nuoc mam\b", "nuoc-mam", True),
    (r"^(?:mat ong|ong mat)\b", "mat-ong", True),
    (r"^muoi (?:hat|tinh|bien|an)\b", "muoi", True),
    (r"^muoi\b", "muoi", False),
    (r"^mam\b", "mam", True),
    (r"^ruou\b", "ruou", True),
    (r"^tra (?!ca\b)", "tra", True),
    (r"^(?:to yen|yen)\b(?! mach)", "yen", True),
    (r"^(?:du lich|diem du lich|khu du lich|lang du lich|homestay)\b", "du-lich", True),
    (r"\bbon bon\b", "bon-bon", True),
    (r"^cha (?!bong)", "cha", True),
    (r"^\w+ vien\b", "cha", False),
    (r"\bcha bong\b.*\btom\b|\btom\b.*\bcha bong\b", "tom-kho", False),
    (r"\btom\b.*\bkho\b|\bkho\b.*\btom\b", "tom-kho", True),
    (r"\btom\b.*\b(?:say|xe|ep)\b|^kho the\b", "tom-kho", False),
    (r"^kho ca\b|^ca\b.*\b(?:kho|mot nang|1 nang)\b", "ca-kho", True),
    (r"^ca\b.*\bsay\b", "ca-kho", False),
    (r"^(?:cua|ghe|thit cua)\b", "cua", True),
    (r"^tom\b", "tom", True),
    (r"^gao\b", "gao", True),
    (r"^(?:bot gao|bot|nep|hu tieu|bun|com chay)\b", "gao", False),
    (r"^chuoi\b", "chuoi", True),
    (r"^(?:cam|buoi|nhan|thanh nhan|xoai|dua hau|mang cau|vu sua|trai cay)\b", "trai-cay", True),
    (r"^(?:dua duoc|that lung|vi nam|vi nu|dep|chieu|gio|tui|tranh|guoc)\b", "thu-cong", False),
)
_UNTOLD = FamilyReading(DEFAULT, sure=False)
_COMPILED = tuple((re.compile(pattern), FamilyReading(slug, sure)) for pattern, slug, sure in _RULES)


def read_family(key: str) -> FamilyReading:
    """Return the family that the folded words of a name suggest: "tom kho tach vo" is `tom-kho`."""
    for rule, reading in _COMPILED:
        if rule.search(key):
            return reading
    return _UNTOLD
