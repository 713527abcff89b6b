"""When two names probably mean the same: shown to a person, never acted on by the program."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from openocop.core.domain.text import search_key

MAX_TOKEN = 40
ALIKE = 80  # of 100; below this nobody would call two names alike
# Folded words that say the legal kind and not who it is; the longer first.
_KIND_WORDS = re.compile(
    r"\b(?:(?:cong ty|cty) (?:tnhh|co phan|cp)(?: mtv| mot thanh vien)?|cong ty|cty|doanh nghiep tu nhan|dntn|"
    r"hop tac xa|htx|to hop tac|tht|ho kinh doanh|hkd|co so san xuat|co so|"
    r"tnhh|mtv|san xuat|thuong mai|dich vu|sx|tm|dv|sxtm)\b"
)


def bare_producer(name: str) -> str:
    """Return the folded name without the words of its legal kind: "HTX Cái Bát" and "Hợp tác xã Cái Bát" are one."""
    key = search_key(name)
    return " ".join(_KIND_WORDS.sub(" ", key).split()) or key


def tokens(*keys: str) -> list[str]:
    """Return the distinct words by which a record is looked up, of folded text."""
    return sorted({word[:MAX_TOKEN] for key in keys for word in key.split()})


def product_likeness(name: str, producer: str, other_name: str, other_producer: str) -> int:
    """Return 0–100: how alike two products are; the producers count for half when both are known.

    All four are folded; producers bare.
    """
    names = fuzz.token_sort_ratio(name, other_name)
    if not producer or not other_producer:
        return round(names)
    return round((names + fuzz.token_set_ratio(producer, other_producer)) / 2)


def producer_likeness(name: str, other: str, *, same_kind: bool) -> int:
    """Return 0–100: how alike two producers are by their bare folded names, whatever the order of the words.

    Another legal kind costs ten.
    """
    alike = max(fuzz.ratio(name, other), fuzz.token_sort_ratio(name, other))
    return max(0, round(alike) - (0 if same_kind else 10))


def spellings(name: str) -> tuple[str, str]:
    """Return the bare name of a producer as it is spelt and with its words in order, as `nearest_producers` asks."""
    bare = bare_producer(name)
    return bare, " ".join(sorted(bare.split()))


def nearest_producers(name: tuple[str, str], others: Sequence[tuple[str, str]], *, most: int) -> list[tuple[int, int]]:
    """Return the places of the most alike in `others`, each with its likeness of `ALIKE` or more, the best first.

    As `producer_likeness` of one legal kind, for lists of thousands; all names in both of their `spellings`.
    """
    best: dict[int, float] = {}
    for spelling, text in enumerate(name):
        choices = [other[spelling] for other in others]
        for _text, score, place in process.extract(text, choices, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=most):
            best[place] = max(score, best.get(place, 0))
    found = sorted(best.items(), key=lambda item: (-item[1], others[item[0]]))
    return [(place, round(score)) for place, score in found[:most]]
