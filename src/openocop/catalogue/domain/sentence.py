"""What a typed sentence asks for, without the words that only ask: "mua mật ong ở U Minh giá bao nhiêu"."""

from __future__ import annotations

from openocop.catalogue.domain.search import MAX_LENGTH, MAX_WORDS, Plan, as_plan
from openocop.core.domain.text import fold, nfc

# Phrases that name no product. Sorted out only where nothing has every typed word, so that "Bánh quà quê" is found.
_ASKING = (
    *("ở đâu", "chỗ nào", "nơi nào", "ở", "mua", "cần mua", "muốn mua", "đặt mua", "tìm mua", "tìm", "tìm kiếm"),
    *("nơi bán", "chỗ bán", "bán ở đâu", "ai bán", "ai có", "cho tôi", "cho mình", "cho hỏi", "xin hỏi", "tôi muốn"),
    *("tôi cần", "mình cần", "giá bao nhiêu", "bao nhiêu", "bao nhiêu tiền", "giá rẻ", "giá tốt", "báo giá"),
    *("loại nào", "loại ngon nhất", "loại ngon", "loại tốt", "hàng ngon"),
    *("sản phẩm", "các sản phẩm", "sản phẩm ocop", "ocop", "đạt ocop", "đạt chuẩn", "đặc sản", "các", "những"),
    *("chính gốc", "chính hiệu", "uy tín", "ngon nhất", "tốt nhất", "ngon", "nổi tiếng", "làm quà", "gửi về", "gửi đi"),
    *("quà biếu", "quà tặng", "để biếu", "để tặng", "giao hàng", "giao tận nơi", "khu vực", "3 sao", "4 sao", "5 sao"),
    *("huyện", "tỉnh", "thị trấn", "thị xã", "thành phố"),
)
# Without its marks each of these is also something else (cua, lá, tỏi, U Minh): left out only where marks were typed.
_ASKING_WITH_MARKS = (
    *("của", "là", "là gì", "có", "từ", "với", "và", "được", "không", "cho", "bán", "giá", "tôi", "mình", "tại", "nào"),
    *("hàng", "loại", "về", "thuộc", "vùng", "miền", "xã", "phường", "nhất", "nhé", "ạ"),
)
_LONGEST = 3
_MAX_WORDS_READ = 40


def _phrases(texts: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(text.split()) for text in texts)


_MARKED = _phrases(_ASKING + _ASKING_WITH_MARKS)
_PLAIN = frozenset(tuple(fold(word) for word in phrase) for phrase in _phrases(_ASKING))


def meant(typed: str) -> Plan:
    """Return the plan of a typed sentence without its asking words; empty when it has no others.

    A word typed with marks is compared with its marks, one without them without: "của" goes, "cua" (a crab) stays.
    """
    words = nfc(typed[:MAX_LENGTH]).lower().split()[:_MAX_WORDS_READ]
    words = [kept for word in words if (kept := word.strip(".,;:!?\"'()“”"))]
    left: list[str] = []
    place = 0
    while place < len(words):
        length = next((n for n in range(_LONGEST, 0, -1) if _is_asking(tuple(words[place : place + n]))), 0)
        if not length:
            left.append(words[place])
        place += length or 1
    return as_plan(" ".join(left[:MAX_WORDS]))


def _is_asking(phrase: tuple[str, ...]) -> bool:
    return phrase in _MARKED or (all(fold(word) == word for word in phrase) and phrase in _PLAIN)
