"""Our own gate before any channel: no star that does not run, no claim that the decision does not bear.

Nobody else asks this: a channel cannot know whether a product's stars still run (Decision 26/2026/QĐ-TTg, articles 7,
8 and 12). What the gate refuses is published nowhere, whatever the channel's own rules say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from openocop.channels.domain.record import Record, values_at
from openocop.channels.domain.rulebook import Severity

ENDS_SOON = timedelta(days=30)
# Where a star or badge drawn on the main picture is refused or cut (channels' picture rules).
_NO_BADGES = frozenset({"amazon", "google_merchant", "tiktok_shop", "lazada"})
_TEXTS = (
    *("title", "title_en", "title_short", "highlights", "highlights_en", "highlight_line_en", "keywords_en"),
    *("description_text", "description_html", "description_text_en"),
)
# "OCOP 4 sao", "4 sao OCOP", "OCOP 4-star", "four-star OCOP" are found; "4 sao" alone may be a shop's review.
_CLAIMS = (
    re.compile(r"ocop\W{0,3}(?:đạt\W+|hạng\W+)?([1-5]|một|hai|ba|bốn|năm)\W{0,2}(?:sao|stars?)\b", re.IGNORECASE),
    re.compile(r"\b([1-5]|một|hai|ba|bốn|năm|one|two|three|four|five)\W{0,2}(?:sao|stars?)\W{0,3}ocop", re.IGNORECASE),
    re.compile(r"ocop\W{0,3}(one|two|three|four|five)\W{0,2}stars?\b", re.IGNORECASE),
)
_FIGURES = {
    word: figure
    for figure, words in enumerate(("một one", "hai two", "ba three", "bốn four", "năm five"), 1)
    for word in words.split()
}
_OF_FOOD = (
    "food.ingredients",
    "net_content",
    "food.storage",
    "food.shelf_life_days",
    "producer.address",
    "food.declaration_no",
)


class Block(StrEnum):
    """Why a product is not published; the value is the id of the rule."""

    NOT_RECOGNISED = "recognition_valid.none"
    WITHDRAWN = "recognition_valid.withdrawn"
    EXPIRED = "recognition_valid.expired"
    TERM_UNKNOWN = "recognition_valid.term_unknown"
    STAR_MISSTATED = "star_claim_matches"
    BADGE_ON_PICTURE = "no_star_overlay"
    CERTIFICATE_ENDS = "certificate_dates"
    CERTIFICATE_ENDS_SOON = "certificate_dates.soon"
    FOOD_CORE = "food_core"
    NOT_WHOLE = "vnd_whole"
    NOT_COMPOSED = "nfc"


@dataclass(frozen=True, slots=True)
class Held:
    """What holds a product back, or what to mind; `value` is what it is about."""

    block: Block
    severity: Severity
    at: str = ""
    value: Any = None


def gate(record: Record, channel: str, on: date) -> list[Held]:
    """Return what our own rules say of publishing a record on a channel on day `on`, [] where nothing is in the way.

    `recognition` in the record has star, held_until (ISO; the first day on which neither the term nor article 12.3
    holds it, absent where no term is known) and withdrawn (bool).
    """
    return [
        *_standing(record, on),
        *_claims(record),
        *_pictures(record, channel),
        *_certificates(record, on),
        *_food(record),
        *_amounts(record),
        *_composed(record),
    ]


def _standing(record: Record, on: date) -> Iterator[Held]:
    recognition = record.get("recognition") or {}
    if not recognition.get("star"):
        yield Held(Block.NOT_RECOGNISED, Severity.ERROR, "recognition")
    elif recognition.get("withdrawn"):
        yield Held(Block.WITHDRAWN, Severity.ERROR, "recognition")
    elif not recognition.get("held_until"):
        yield Held(Block.TERM_UNKNOWN, Severity.ERROR, "recognition")
    elif date.fromisoformat(recognition["held_until"]) <= on:
        yield Held(Block.EXPIRED, Severity.ERROR, "recognition", recognition["held_until"])


def claimed_stars(text: str) -> set[int]:
    """Return the star grades that a text claims for OCOP, in Vietnamese or English."""
    composed = unicodedata.normalize("NFC", text)
    said = {found.lower() for claim in _CLAIMS for found in claim.findall(composed)}
    return {int(word) if word.isdecimal() else _FIGURES[word] for word in said}


def _claims(record: Record) -> Iterator[Held]:
    star = (record.get("recognition") or {}).get("star")
    for path in _TEXTS:
        for value in values_at(record, path):
            text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
            wrong = claimed_stars(text) - {star}
            if wrong:
                yield Held(Block.STAR_MISSTATED, Severity.ERROR, path, min(wrong))


def _pictures(record: Record, channel: str) -> Iterator[Held]:
    if channel in _NO_BADGES and True in values_at(record, "images[0].has_badge"):
        yield Held(Block.BADGE_ON_PICTURE, Severity.WARNING, "images")


def _certificates(record: Record, on: date) -> Iterator[Held]:
    for paper in record.get("certificates") or []:
        if not paper.get("ends_on"):
            continue
        ends = date.fromisoformat(paper["ends_on"])
        if ends < on:
            yield Held(Block.CERTIFICATE_ENDS, Severity.ERROR, "certificates", paper["ends_on"])
        elif ends < on + ENDS_SOON:
            yield Held(Block.CERTIFICATE_ENDS_SOON, Severity.WARNING, "certificates", paper["ends_on"])


def _food(record: Record) -> Iterator[Held]:
    if record.get("food"):
        for path in _OF_FOOD:
            if not values_at(record, path):
                yield Held(Block.FOOD_CORE, Severity.ERROR, path)


def _amounts(record: Record) -> Iterator[Held]:
    if record.get("currency", "VND") != "VND":
        return
    for path in ("price", "sale_price"):
        for value in values_at(record, path):
            if isinstance(value, bool) or not isinstance(value, int):
                yield Held(Block.NOT_WHOLE, Severity.ERROR, path, value)


def _composed(record: Record) -> Iterator[Held]:
    for path in _TEXTS:
        for value in values_at(record, path):
            texts = value if isinstance(value, list) else [value]
            if not all(unicodedata.is_normalized("NFC", str(text)) for text in texts):
                yield Held(Block.NOT_COMPOSED, Severity.ERROR, path)
