"""For which products a rule with a `when` asks anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from openocop.channels.domain.record import Record, values_at
from openocop.channels.domain.rulebook import Rule

SHORT_TITLE = 75  # characters; Amazon shows item highlights only beside a title of at most these


@dataclass(frozen=True, slots=True)
class Live:
    """What a channel told of one shop and category, so far as it was asked.

    asks: its fields that are mandatory there ("attribute_list"). bounds: by our name of a field, the bounds that hold
    there instead of the printed ones: {"item_name": {"max": 120}}.
    """

    asks: frozenset[str] = frozenset()
    bounds: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


UNASKED = Live()


def applies(rule: Rule, record: Record, live: Live) -> bool:
    """Tell whether a rule asks anything of this product. A rule without a condition always does."""
    if not rule.when:
        return True
    if rule.when == CHANNEL_ASKS:
        return rule.field in live.asks
    return _CONDITIONS[rule.when](record)


CHANNEL_ASKS = "channel_asks"


def _has(record: Record, path: str) -> bool:
    return bool(values_at(record, path))


def _english_title_is_short(record: Record) -> bool:
    return any(len(str(title)) <= SHORT_TITLE for title in values_at(record, "title_en"))


_CONDITIONS: Mapping[str, Callable[[Record], bool]] = {
    "text_is_generated": lambda record: record.get("content_origin") == "generated",
    "is_not_new": lambda record: record.get("condition", "new").lower() != "new",
    "has_gtin": lambda record: _has(record, "gtin"),
    "has_brand": lambda record: _has(record, "brand"),
    "has_no_identifier": lambda record: not any(_has(record, path) for path in ("gtin", "mpn", "brand")),
    "is_food": lambda record: _has(record, "food"),
    "english_title_is_short": _english_title_is_short,
    "has_no_gtin_exemption": lambda record: record.get("gtin_exemption") is not True,
    "images_go_by_address": lambda record: _has(record, "images[].url"),
    "has_sale_price": lambda record: _has(record, "sale_price"),
    "is_made_to_order": lambda record: _has(record, "wholesale.fob"),
    "goes_by_phone": lambda record: _has(record, "message.phone"),
    "is_live": lambda record: values_at(record, "listing.state") == ["live"],
}
