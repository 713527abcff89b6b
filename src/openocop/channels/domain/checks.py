"""The checks that rules are made of: each says whether one value keeps one bound.

A value that breaks its kind (a price with a comma) is told as that alone: no other check is asked of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from stdnum import ean

from openocop.channels.domain.record import Record
from openocop.channels.domain.rulebook import Rule

# Words that Amazon lets a title repeat: articles, prepositions, conjunctions.
_SMALL_WORDS = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)\b[^>]*>")
_HASHTAG = re.compile(r"#\w+")
_WORD = re.compile(r"\w+")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+\d*);")
# RFC 3986: unreserved, reserved, and the percent sign of what is encoded.
_ADDRESS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_EMOJI = ((0x1F000, 0x1FAFF), (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0xFE00, 0xFE0F), (0x1F1E6, 0x1F1FF))
_HAN = ((0x2E80, 0x2FDF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F))

Check = Callable[[Any, Any, Rule, Record], bool]


def measure(value: Any, unit: str) -> Decimal:
    """Return how large a value is in the unit of its rule: code points after NFC, bytes of UTF-8, items, or itself."""
    if unit == "chars":
        return Decimal(len(unicodedata.normalize("NFC", str(value))))
    if unit == "utf8_bytes":
        return Decimal(len(unicodedata.normalize("NFC", str(value)).encode()))
    if unit == "items":
        return Decimal(len(value) if isinstance(value, (list, tuple, Mapping)) else 1)
    return Decimal(str(value))


def is_of_kind(value: Any, kind: str) -> bool:
    """Tell whether a value is what its rule takes. An amount of money is a whole number of dong, never text."""
    if kind == "boolean":
        return isinstance(value, bool)
    if isinstance(value, bool):
        return False
    if kind in {"integer", "money"}:
        return isinstance(value, int) or (kind == "money" and isinstance(value, Decimal))
    if kind == "decimal":
        return isinstance(value, (int, float, Decimal)) and Decimal(str(value)).is_finite()
    if kind in {"image_list", "object"}:
        return not isinstance(value, str)
    if kind == "url":
        return _is_address(value)
    return isinstance(value, (str, int, list))


def _is_address(value: Any) -> bool:
    try:
        parts = urlsplit(str(value))
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", str(value))
    except ValueError:
        return False


def _decimals(value: Any, bound: int, _rule: Rule, _record: Record) -> bool:
    try:
        exponent = Decimal(str(value)).normalize().as_tuple().exponent
    except InvalidOperation:
        return False
    return isinstance(exponent, int) and -exponent <= bound


def _currency(_value: Any, bound: list[str], rule: Rule, record: Record) -> bool:
    in_quantity = rule.at.startswith("wholesale")
    paid_in = record["wholesale"].get("currency", "USD") if in_quantity else record.get("currency", "VND")
    return paid_in in bound


def _forbid(value: Any, bound: list[str], _rule: Rule, _record: Record) -> bool:
    return not any(_FORBIDDEN[kind](str(value)) for kind in bound)


def _among(text: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= ord(sign) <= high for sign in text for low, high in ranges)


_FORBIDDEN: Mapping[str, Callable[[str], bool]] = {
    "emoji": lambda text: _among(text, _EMOJI),
    "han_script": lambda text: _among(text, _HAN),
    "html_entity": lambda text: bool(_ENTITY.search(text)),
    "control": lambda text: any(unicodedata.category(sign) in {"Cc", "Cf"} for sign in text),
}


def _repeats(value: Any, bound: int, _rule: Rule, _record: Record) -> bool:
    words = Counter(word for word in _WORD.findall(str(value).lower()) if word not in _SMALL_WORDS)
    return max(words.values(), default=0) <= bound


def _tags(value: Any, bound: list[str], _rule: Rule, _record: Record) -> bool:
    texts = value if isinstance(value, list) else [value]
    return all(tag.lower() in bound for text in texts for tag in _TAG.findall(str(text)))


def _gtin_of_length(value: Any, bound: Mapping[str, list[int]], _rule: Rule, _record: Record) -> bool:
    return len(str(value)) in {length for lengths in bound.values() for length in lengths}


def _gs1(value: Any, _bound: str, _rule: Rule, _record: Record) -> bool:
    """Tell whether the check digit holds (GS1 General Specifications 7.9) of 8, 12, 13 or 14 figures."""
    return str(value).isascii() and str(value).isdecimal() and ean.is_valid(str(value))


def _prefix(value: Any, bound: list[str], _rule: Rule, _record: Record) -> bool:
    """Tell whether a GTIN names a product everywhere; the bounds are beginnings of the thirteen figures."""
    whole = str(value).zfill(14)[1:]
    return len(str(value)) == 8 or not whole.startswith(tuple(bound))


def _less_than(value: Any, bound: str, _rule: Rule, record: Record) -> bool:
    """Tell whether an amount is below another of the record; one that is no amount is told by a rule of its own."""
    other = record.get(bound)
    return not is_of_kind(other, "money") or Decimal(str(value)) < Decimal(str(other))


def _charset(value: Any, bound: str, _rule: Rule, _record: Record) -> bool:
    return str(value).isascii() if bound == "ascii" else _ADDRESS.fullmatch(str(value)) is not None


def _ports(value: Any, bound: list[int], _rule: Rule, _record: Record) -> bool:
    parts = urlsplit(str(value))
    return (parts.port or (443 if parts.scheme == "https" else 80)) in bound


def _named_host(value: Any, _bound: bool, _rule: Rule, _record: Record) -> bool:
    try:
        ip_address(urlsplit(str(value)).hostname or "")
    except ValueError:
        return True
    return False


def _formats(value: Any, bound: list[str], _rule: Rule, _record: Record) -> bool:
    papers = value if isinstance(value, list) else [value]
    kinds = [str(paper.get("mime", "")) for paper in papers if isinstance(paper, Mapping)]
    return all(kind in bound or kind.partition("/")[0] in bound for kind in kinds)


CHECKS: Mapping[str, Check] = {
    "min": lambda value, bound, rule, _record: measure(value, rule.unit) >= Decimal(str(bound)),
    "max": lambda value, bound, rule, _record: measure(value, rule.unit) <= Decimal(str(bound)),
    "min_exclusive": lambda value, bound, rule, _record: measure(value, rule.unit) > Decimal(str(bound)),
    "decimals": _decimals,
    "currency": _currency,
    "values": lambda value, bound, _rule, _record: all(
        one in bound for one in (value if isinstance(value, list) else [value])
    ),
    "pattern": lambda value, bound, _rule, _record: re.search(bound, str(value)) is not None,
    "charset": _charset,
    "forbid": _forbid,
    "forbid_chars": lambda value, bound, _rule, _record: not set(bound) & set(str(value)),
    "forbid_prefix_gtin13": _prefix,
    "check": _gs1,
    "lengths_by_type": _gtin_of_length,
    "html": lambda value, _bound, _rule, _record: _TAG.search(str(value)) is None,
    "allowed_tags": _tags,
    "max_hashtags": lambda value, bound, _rule, _record: len(_HASHTAG.findall(str(value))) <= bound,
    "max_word_repeats": _repeats,
    "less_than": _less_than,
    "ports": _ports,
    "ip_host": _named_host,
    "formats": _formats,
}
