"""How sure a star is: the chance that a panel of the same size, drawn like this one, would give it again.

Panels are drawn from the sheets with replacement (the bootstrap: B. Efron, Annals of Statistics 7 (1979), p. 1). It
knows only what the sheets say: where all agree it answers 100 %, rightly or not. A thousand panels are judged at once,
in whole numbers; that each gets the star the engine gives it is held by the tests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from openocop.criteria.domain.criteria_set import STARS_WITH_GATES, CriteriaSet
from openocop.criteria.domain.regulation import Regulation
from openocop.criteria.domain.releases import release
from openocop.criteria.domain.scoring import HIGHEST_WITHOUT_GATES, Result, evaluate, floors, with_agreed_points
from openocop.criteria.domain.sheet import SheetScore

PANELS = 1_000
FEWEST_SHEETS = 3
_SEED = 26_2026  # the same sheets always get the same answer
_NO_STAR = 0
_NOTHING: Mapping[str, int] = MappingProxyType({})

Counts = npt.NDArray[np.int64]  # panels by sheets: how often each sheet sits in each panel


@dataclass(frozen=True, slots=True)
class Certainty:
    """`same` is the share, 0 to 1, of panels that give the star of the result; `stars` pairs every star with its share.

    `doubts` pairs the codes whose floor, for the star of the band or for three stars, some panels meet and others miss
    with the share that meets it; the most doubtful first.
    """

    same: float
    stars: tuple[tuple[int | None, float], ...]
    doubts: tuple[tuple[str, float], ...]


def certainty(
    printed: CriteriaSet,
    regulation: Regulation,
    sheets: Sequence[SheetScore],
    result: Result,
    agreed: Mapping[str, int] = _NOTHING,
) -> Certainty | None:
    """Return the certainty of `result`, which `evaluate` made of `sheets`; `None` with fewer than three sheets.

    `agreed`: points on which the council agreed where a floor divided it, by code; any panel is held to them.
    """
    if len(sheets) < FEWEST_SHEETS:
        return None
    drawn = _drawn(len(sheets))
    seen = Counter(stars_of_panels(printed, regulation, sheets, drawn, agreed))
    shares = sorted(((star, count / PANELS) for star, count in seen.items()), key=lambda pair: -pair[1])
    wanted = max(result.band, min(STARS_WITH_GATES))
    reached = _reached(printed, regulation, sheets, drawn, wanted, agreed)
    doubts = [(code, share) for code, met in reached if 0 < (share := float(met.mean())) < 1]
    doubts.sort(key=lambda pair: abs(pair[1] - 0.5))
    return Certainty(seen[result.star] / PANELS, tuple(shares), tuple(doubts))


@cache
def _drawn(sheets: int) -> Counts:
    seats = np.random.default_rng(_SEED).integers(sheets, size=(PANELS, sheets))
    return np.stack([np.bincount(row, minlength=sheets) for row in seats])


def stars_of_panels(
    printed: CriteriaSet,
    regulation: Regulation,
    sheets: Sequence[SheetScore],
    panels: Counts,
    agreed: Mapping[str, int] = _NOTHING,
) -> list[int | None]:
    """Return the star of each panel, as `evaluate` would find it."""
    if any(sheet.outside for sheet in sheets):
        return [_by_engine(printed, regulation, sheets, panel, agreed) for panel in panels.tolist()]
    sizes = panels.sum(axis=1)
    totals = panels @ np.array([sheet.total for sheet in sheets])
    bands = _bands(printed.release_id, regulation, totals, sizes)
    reached = np.full(len(panels), HIGHEST_WITHOUT_GATES)
    for star in STARS_WITH_GATES:
        met = np.ones(len(panels), dtype=bool)
        for _code, reaching in _reached(printed, regulation, sheets, panels, star, agreed):
            met &= reaching
        reached[met] = star
    stars = np.minimum(bands, reached)
    if regulation.missed_gate == "not_eligible":
        stars[reached == HIGHEST_WITHOUT_GATES] = _NO_STAR
    calls = panels @ np.array([bool(sheet.disqualified) for sheet in sheets], dtype=int)
    stars[_agreed(regulation.disqualifier_test, calls, sizes)] = _NO_STAR
    return [star or None for star in stars.tolist()]


def _bands(release_id: str, regulation: Regulation, totals: Counts, sizes: Counts) -> Counts:
    if regulation.band_reading == "rounded_half_up":
        totals = (2 * totals + sizes) // (2 * sizes) * sizes
    found = np.zeros(len(totals), dtype=int)
    for band in release(release_id).bands:
        found = np.maximum(found, np.where(totals >= band.lower * sizes, band.stars, 0))
    return found


def _by_engine(
    printed: CriteriaSet,
    regulation: Regulation,
    sheets: Sequence[SheetScore],
    panel: Sequence[int],
    agreed: Mapping[str, int],
) -> int | None:
    """Return the star of a panel with criteria that members left to others: its averages are fractions of their own."""
    seats = [sheet for sheet, times in zip(sheets, panel, strict=True) for _ in range(times)]
    drawn = [replace(sheet, assessor=str(place)) for place, sheet in enumerate(seats)]
    return with_agreed_points(printed, regulation, evaluate(printed, regulation, drawn), agreed).star


def _reached(
    printed: CriteriaSet,
    regulation: Regulation,
    sheets: Sequence[SheetScore],
    panels: Counts,
    star: int,
    agreed: Mapping[str, int],
) -> list[tuple[str, npt.NDArray[np.bool_]]]:
    """Return, for each floor of `star`, which panels reach it."""
    sizes, found = panels.sum(axis=1), []
    for floor in floors(printed, regulation.heading_mark):
        if star not in floor.stars:
            continue
        given = np.array([sheet.points[floor.position] for sheet in sheets])
        if floor.code in agreed:
            met = np.full(len(panels), agreed[floor.code] >= floor.points)
        elif regulation.gate_test == "average":
            met = panels @ given >= floor.points * sizes
        else:
            met = _agreed(regulation.gate_test, panels @ (given >= floor.points).astype(int), sizes)
        found.append((floor.code, met))
    return found


def _agreed(test: str, calls: Counts, sizes: Counts) -> npt.NDArray[np.bool_]:
    if test == "any":
        return calls > 0
    return calls == sizes if test == "every" else 2 * calls > sizes
