"""What goes up to the ministry with ninety points and more, and what comes back of it.

Source: 26/2026/QĐ-TTg art. 6.3 (what the province sends), 7.3e (a decision approves the result), 5.2 (rounds of the
ministry), 7.4 with the province's choice on a central result under ninety points, 7.6 (five stars assessed again come
before the province's council first). How other releases pass products on is not in the text that was read: their
products are listed, and nothing is done with them here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from openocop.criteria.domain.releases import release
from openocop.dossiers.domain.calendar import RoundDates, ministry_round
from openocop.dossiers.domain.transition import PRESENT

CENTRAL_STAR = 5
LAW = "26/2026/QĐ-TTg"
_POINTS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,6})?")
_LOWEST_RECOGNISED = 3


class Way(StrEnum):
    """How a pack travels to the ministry."""

    POST = "post"
    IN_PERSON = "in_person"
    ELECTRONIC = "electronic"


class Choice(StrEnum):
    """What the chair of the province's committee makes of a central result under ninety points."""

    USE = "use"
    AGAIN = "again"


class Fate(StrEnum):
    """What a central result leads to. `UNCLEAR`: ninety points without five stars, of which no article speaks."""

    FIVE = "five"
    CHOICE = "choice"
    NOTICE = "notice"
    UNCLEAR = "unclear"


class Standing(StrEnum):
    """Where a product of ninety points and more stands on its way; `OTHER_LAW` is kept on paper."""

    OTHER_LAW = "other_law"
    TO_SEND = "to_send"
    SENT = "sent"
    RECEIVED = "received"
    RETURNED = "returned"
    FIVE = "five"
    TO_CHOOSE = "to_choose"
    TO_DRAFT = "to_draft"
    DRAFTED = "drafted"
    DECIDED = "decided"
    TO_ENTER = "to_enter"
    ENTERED = "entered"
    NOTICE = "notice"
    UNCLEAR = "unclear"


class Paper(StrEnum):
    """What the province attaches: the OCOP unit's report at re-assessment, further tests, others."""

    UNIT_REPORT = "unit-report"
    TEST = "test"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing of a pack. `article` names where 26/2026 speaks of it; "" for what the office adds of its own."""

    slug: str
    article: str

    @property
    def is_required(self) -> bool:
        """Tell whether the law asks for it in every case; further tests go along "nếu có" only."""
        return bool(self.article) and self.slug != "tests"


_FIRST = dict.fromkeys(
    ("letter", "advisory-report", "council-report", "approval", "dossier", "tests", "samples"), "6.3a"
)
# The four papers of a product that has five stars already: the OCOP unit's report, none of the council's.
_FIVE_AGAIN = dict.fromkeys(("letter", "unit-report", "dossier", "tests", "samples"), "6.3b")
# Three or four stars re-assessed with ninety points come before the ministry for the first time. No advisory team
# reports on a re-assessment (art. 7.6c): the OCOP unit's report stands for its own.
_REACHED_AGAIN = {name: article for name, article in _FIRST.items() if name != "advisory-report"}
_REACHED_AGAIN["unit-report"] = "7.6c"
_ORDER = (
    *("letter", "approval", "advisory-report", "council-report", "unit-report"),
    *("minutes", "summary", "dossier", "local-report", "tests", "samples"),
)


def asked_of(kind: str, *, samples: int, has_five: bool) -> Sequence[Asked]:
    """Return what goes up with a dossier of `kind` ("first", "upgrade", "again"), in the order of the pack.

    Art. 6.3b speaks of five-star products that are assessed again; every other one comes up "lần đầu" (6.3a).

    Args:
        samples: how many the product hands over; with none (services of tourism) they are not asked for.
        has_five: the product was recognised with five stars when the dossier was filed.
    """
    named = _FIRST
    if kind == "again":
        named = _FIVE_AGAIN if has_five else _REACHED_AGAIN
    without = set() if samples else {"samples"}
    without |= {"unit-report"} if kind != "again" else set()
    return [Asked(slug, named.get(slug, "")) for slug in _ORDER if slug not in without]


def is_known(release_id: str) -> bool:
    """Tell whether the text of the release says what goes up and what follows."""
    return release_id == PRESENT


def recognised_by(release_id: str) -> str:
    """Return who recognises five stars under a release, in the words of its data; "" where they are not known."""
    return release(release_id).band(CENTRAL_STAR).recognised_by or ""


def next_limits(day: date) -> RoundDates:
    """Return the limits of the ministry's round for which a province may still propose on `day`."""
    return ministry_round(day + timedelta(days=1))


def points_of(written: str) -> Fraction:
    """Return points as a paper writes them, "91,25", exactly; `ValueError` for no number or one not from 0 to 100."""
    text = written.strip()
    if not _POINTS.fullmatch(text):
        raise ValueError(written)
    points = Fraction(Decimal(text.replace(",", ".")))
    if points > 100:
        raise ValueError(written)
    return points


def points_written(points: Fraction) -> str:
    """Return points as `points_of` reads them, "91,25"; nothing is rounded."""
    text = f"{Decimal(points.numerator) / Decimal(points.denominator):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def star_of(release_id: str, points: Fraction) -> int:
    """Return the star whose band of the release holds `points`; a paper may name a lower one where a gate is missed."""
    return max(band.stars for band in release(release_id).bands if points >= band.lower)


def fate_of(release_id: str, points: Fraction, star: int | None) -> Fate:
    """Return what follows from a central result; `star` as the ministry's paper names it, None where it names none."""
    if star == CENTRAL_STAR:
        return Fate.FIVE
    if star_of(release_id, points) == CENTRAL_STAR:
        return Fate.UNCLEAR
    return Fate.CHOICE if star and star >= _LOWEST_RECOGNISED else Fate.NOTICE
