"""Holding a label against the certificate of its product, rule by rule. It advises; it decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openocop.core.domain.text import search_key
from openocop.recognition.domain.label_rules import LabelRule, label_rules
from openocop.recognition.domain.product_code import parse_product_code

_DIGIT_STARS = re.compile(r"(\d)\s*(?:sao\b|stars?\b|[★☆⭐])", re.IGNORECASE)
_DRAWN_STARS = re.compile(r"[★⭐]+")
_DIFFERENT_DATES = re.compile(r"\b(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4})\b")


class Answer(StrEnum):
    """`FAULT`: against the certificate. `OPEN`: cannot be told from what was typed. `APART`: does not bear on it."""

    FITS = "fits"
    FAULT = "fault"
    OPEN = "open"
    APART = "apart"


class Sign(StrEnum):
    """Where the drawing of the stars was taken from."""

    OFFICIAL = "official"
    KIT = "kit"
    OTHER = "other"
    NONE = "none"


class Pack(StrEnum):
    """A pack that the certificate does not name, and that nobody named."""

    UNNAMED = ""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Stated:
    """What the label says, as typed. `pack` is the public id of a pack or a value of `Pack`."""

    stars: int
    product_name: str
    code: str = ""
    packed_on: date | None = None
    pack: str = ""
    sign: Sign = Sign.NONE
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the certificate says. `packs` are the public ids it was bound to, None where that was not recorded.

    `refusal` says in words why there is no sign to be had today, "" where there is; `is_over`: it may not be used.
    """

    stars: int
    product_name: str
    code: str
    first_on: date | None
    last_on: date | None
    refusal: str
    is_over: bool
    packs: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of a label; `why` names the words for it, `facts` fill them in."""

    rule: LabelRule
    answer: Answer
    why: str
    facts: dict[str, object]


def checked(stated: Stated, ground: Ground) -> list[Finding]:
    """Return what every rule says of a label, those of the certificate first."""
    rules = label_rules("mark")
    found = [
        Finding(rules[slug], answer, why, facts)
        for slug, (answer, why, facts) in (
            ("holds", _holds(ground)),
            ("stars", _stars(stated, ground)),
            ("product", _product(stated, ground)),
            ("packed_on", _packed(stated, ground)),
            ("code", _code(stated, ground)),
            ("pack", _pack(stated, ground)),
            ("sign", _sign(stated)),
        )
    ]
    return [*found, *_label(stated.text)]


_Said = tuple[Answer, str, dict[str, object]]


def _holds(ground: Ground) -> _Said:
    if ground.refusal:
        return (Answer.FAULT if ground.is_over else Answer.OPEN), "refused", {"refusal": ground.refusal}
    return Answer.FITS, "holds", {"last_on": ground.last_on}


def _stars(stated: Stated, ground: Ground) -> _Said:
    """The answer given, and every number of stars that the text tells."""
    told = {int(found) for found in _DIGIT_STARS.findall(stated.text)}
    told |= {len(run) for run in _DRAWN_STARS.findall(stated.text) if len(run) > 1}
    wrong = sorted({stated.stars, *told} - {ground.stars})
    if wrong:
        return Answer.FAULT, "other_stars", {"wrong": wrong[0], "right": ground.stars}
    return Answer.FITS, "stars", {"right": ground.stars}


def _product(stated: Stated, ground: Ground) -> _Said:
    """Marks and capitals apart; a name that holds more or fewer words may be the product or another of the range."""
    typed, right = search_key(stated.product_name), search_key(ground.product_name)
    facts: dict[str, object] = {"right": ground.product_name}
    if typed == right:
        return Answer.FITS, "name", facts
    near = bool(typed) and (set(typed.split()) <= set(right.split()) or set(right.split()) <= set(typed.split()))
    return (Answer.OPEN, "near_name", facts) if near else (Answer.FAULT, "other_name", facts)


def _packed(stated: Stated, ground: Ground) -> _Said:
    facts: dict[str, object] = {"first_on": ground.first_on, "last_on": ground.last_on}
    if stated.packed_on is None:
        return Answer.OPEN, "no_day", facts
    if ground.first_on is None or ground.last_on is None:
        return Answer.OPEN, "no_term", facts
    if ground.first_on <= stated.packed_on <= ground.last_on:
        return Answer.FITS, "within", facts
    return Answer.FAULT, "outside", facts


def _code(stated: Stated, ground: Ground) -> _Said:
    facts: dict[str, object] = {"right": ground.code}
    if not stated.code.strip():
        return Answer.APART, "no_code", facts
    if not ground.code:
        return Answer.OPEN, "code_unknown", facts
    typed = parse_product_code(stated.code)
    return (Answer.FITS, "code", facts) if str(typed) == ground.code else (Answer.FAULT, "other_code", facts)


def _pack(stated: Stated, ground: Ground) -> _Said:
    if ground.packs is None:
        return Answer.OPEN, "packs_unknown", {}
    if stated.pack == Pack.UNNAMED:
        return Answer.OPEN, "no_pack", {}
    return (Answer.FITS, "pack", {}) if stated.pack in ground.packs else (Answer.OPEN, "other_pack", {})


def _sign(stated: Stated) -> _Said:
    answers = {
        Sign.OFFICIAL: (Answer.FITS, "official"),
        Sign.KIT: (Answer.OPEN, "kit"),
        Sign.OTHER: (Answer.OPEN, "other_sign"),
        Sign.NONE: (Answer.APART, "no_sign"),
    }
    return *answers[stated.sign], {}


def _label(text: str) -> Iterator[Finding]:
    """Look for what every label states; words that are not found may stand on another side of the pack."""
    if not text.strip():
        return
    words = f" {search_key(text)} "
    for rule in label_rules("label").values():
        there = any(f" {search_key(word)} " in words for word in rule.words)
        yield Finding(rule, Answer.FITS if there else Answer.OPEN, "stated" if there else "not_found", {})
        if rule.slug == "made_on" and (odd := _DIFFERENT_DATES.search(text)):
            yield Finding(rule, Answer.OPEN, "odd_date", {"typed": odd[0]})
