"""The legal kind of a producer, as far as its printed name or a column of kinds says it."""

from __future__ import annotations

import re
from functools import lru_cache

from openocop.recognition.domain.provincial_list.sheet import blank, key

# The kind stands at the head of a name.
_HEADS: tuple[tuple[str, str], ...] = (
    (r"(?:lien hiep |lh ?)?(?:htx\w*|h t x|hop tac xa|hop tac)", "cooperative"),
    (r"(?:tht\w*|t h t|to hop|to ht|to sx|to san xuat|to lien ket|nhom (?:ho|san xuat|so thich))", "cooperative_group"),
    (r"(?:tong )?(?:cong ty|cty|ctcp|cttnhh|c ty|c t|cong ti)\w*", "enterprise"),
    (r"(?:dntn|doanh nghiep|dn|dnxh|xi nghiep|xn|tap doan|cn cong ty|chi nhanh)", "enterprise"),
    (r"(?:hkd\w*|chu ho|ho)", "household"),
    (r"(?:trang trai|nong trai|nong truong)", "farm"),
    (r"(?:hiep hoi|chi hoi|hoi quan|to hoi|hoi|lien hiep hoi)", "association"),
    (r"(?:(?:chu )?co so|cs(?:(?:sx|kd|cb)\w*)?|tiem|nha may|xuong)", "establishment"),
)
_AT_HEAD = tuple((re.compile(rf"(?:ten )?{head}\b"), kind) for head, kind in _HEADS)
# Further inside a name only words that cannot mean anything else.
_INSIDE = tuple(
    (re.compile(rf"\b{words}\b"), kind)
    for words, kind in (
        (r"(?:htx|hop tac xa)", "cooperative"),
        (r"(?:tht|to hop tac)", "cooperative_group"),
        (r"(?:cong ty|cty|dntn|doanh nghiep tu nhan|tnhh)", "enterprise"),
        (r"(?:hkd|ho kinh doanh)", "household"),
        (r"trang trai", "farm"),
    )
)
# Short heads that fold together with other words: "Hồ tiêu" and "Họ tên" are no household, "Hồi" no association.
_SHORT_HEAD = re.compile(r"^h[òóỏõọồổỗốôơởờớợỡ]i?\b", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def producer_kind(text: str) -> str | None:
    """Return the legal kind a name or a kind column prints, None when it does not say.

    `cooperative`, `cooperative_group`, `enterprise`, `household`, `farm`, `association`, or `establishment` ("Cơ sở"),
    which names a workshop but no legal form.
    """
    if blank(text) or _SHORT_HEAD.match(text):
        return None
    words = key(text)
    at_head = next((kind for head, kind in _AT_HEAD if head.match(words)), None)
    if at_head:
        return at_head
    inside = [(found.start(), kind) for rule, kind in _INSIDE if (found := rule.search(words))]
    return min(inside)[1] if inside else None


_ALONE = (
    r"(?:hop tac xa|htx|to hop tac|tht|doanh nghiep(?: tu nhan)?|dn|cong ty|trang trai|hkd|"
    r"ho(?: kinh doanh| kd| sx| sxkd| san xuat(?: kinh doanh)?| ca the| gia dinh)?|co so(?: san xuat(?: kinh doanh)?)?)"
)
_KINDS_ALONE = re.compile(rf"^(?:(?:cac|khoi|nhom|chu the|la|loai hinh) )*{_ALONE}(?: (?:va )?{_ALONE})*$")


def names_kind(text: str) -> bool:
    """Tell whether a text is the word for a legal kind and nothing more: "Hợp tác xã", "Các hộ kinh doanh"."""
    return _KINDS_ALONE.match(key(text)) is not None
