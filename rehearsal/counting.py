"""What sheets come to, counted anew from the printed data in exact fractions: nothing of the engine is used.

The council's regulation of the rehearsal: a floor is reached when more than half of the sheets reach it; who misses a
star's floors gets the highest star whose floors are met, two stars at most without any.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rehearsal.law import Printed, bands, sheet

Places = Mapping[str, int | None]
MOST_APART = 10  # points; further apart the members score again
_STARS = (3, 4, 5)
_WITHOUT_FLOORS = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """One product: sheets counted, exact average, highest less lowest total, band, star."""

    sheets: int
    average: Fraction
    spread: int
    band: int
    star: int


def total(set_no: int, places: Places) -> int:
    return sum(_points(criterion, places) for criterion in sheet(set_no))


def outcome(set_no: int, given: Sequence[Places]) -> Outcome:
    """Return what the sheets of one ballot come to."""
    totals = [total(set_no, places) for places in given]
    average = Fraction(sum(totals), len(totals))
    band = next(stars for lower, stars in bands() if average >= lower)
    met = [star for star in _STARS if all(_is_reached(one, star, given) for one in sheet(set_no))]
    star = min(band, max(met, default=_WITHOUT_FLOORS))
    return Outcome(len(totals), average, max(totals) - min(totals), band, star)


def written(average: Fraction) -> str:
    """Return an average as papers print it: two places, half up, never lifted over a whole point."""
    hundredths = (average.numerator * 200 // average.denominator + 1) // 2
    hundredths = min(hundredths, (average.numerator // average.denominator) * 100 + 99)
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02d}"


def _points(criterion: Printed, places: Places) -> int:
    place = places[criterion.code]
    return 0 if place is None else criterion.points[place]


def _is_reached(criterion: Printed, star: int, given: Sequence[Places]) -> bool:
    """A star's floor is the highest points marked for that star or a lower one."""
    floor = max((points for marked, points in criterion.stars.items() if marked <= star), default=None)
    if floor is None:
        return True
    return 2 * sum(_points(criterion, places) >= floor for places in given) > len(given)
