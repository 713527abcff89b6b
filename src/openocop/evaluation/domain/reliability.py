"""How far the members of a council agree. Told for discussion; no official figure is read from here.

Krippendorff's alpha is 1 where all sheets agree and 0 where they agree no more than chance would have it. The
intraclass correlation of totals is the share of their variance that lies between products rather than between members.
Both are silent where the data are too thin.

Sources: K. Krippendorff, Content Analysis, 2nd ed. 2004, ch. 11 (alpha, and its marks of 0.667 and 0.800); P. E. Shrout
and J. L. Fleiss, Intraclass Correlations, Psychological Bulletin 86 (1979), p. 423 (ICC(2,1) and ICC(2,k)).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import krippendorff
import numpy as np

from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.scoring import completed_totals
from openocop.criteria.domain.sheet import SheetScore

FEWEST_PRODUCTS = 5
FEWEST_MEMBERS = 3
_TENTATIVE, _RELIABLE = 0.667, 0.8
_UNKNOWN = float("nan")

Judged = Sequence[tuple[CriteriaSet, Sequence[SheetScore]]]  # the products of a session, each with its sheets


class Reading(StrEnum):
    """What a coefficient says in words: Krippendorff's own marks, or why there is none."""

    RELIABLE = "reliable"
    TENTATIVE = "tentative"
    WEAK = "weak"
    CONSTANT = "constant"
    THIN = "thin"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one criterion over `products` whose sets print it alike; `alpha` is `None` where nothing is told.

    `code` is the criterion's code in the first of those sets.
    """

    code: str
    label: str
    products: int
    alpha: float | None
    reading: Reading

    @property
    def bar(self) -> int:
        """Return alpha in whole percent for drawing; less than chance is drawn as nothing."""
        return round(max(self.alpha or 0, 0) * 100)


@dataclass(frozen=True, slots=True)
class TotalsAgreement:
    """ICC of totals over the products that all of `members` scored: of one member's total, and of the panel's mean."""

    products: int
    members: int
    single: float | None
    mean: float | None


@dataclass(frozen=True, slots=True)
class Tendency:
    """How one member's totals lie to the mean of the others' on the same products, in points.

    `severity` is the mean difference (negative: stricter), `scatter` its standard deviation (small: steady).
    """

    assessor: str
    products: int
    severity: float | None
    scatter: float | None


def agreement_by_criterion(judged: Judged) -> tuple[Agreement, ...]:
    """Return one row per criterion, the weakest agreement first, those without a coefficient last.

    Criteria of several sets count as one where heading and printed points are the same.
    """
    places: dict[tuple[str, tuple[int, ...]], list[tuple[str, dict[str, int]]]] = defaultdict(list)
    for printed, sheets in judged:
        for place, criterion in enumerate(printed.criteria):
            key = (criterion.caption, tuple(level.points for level in criterion.levels))
            given = {sheet.assessor: sheet.points[place] for sheet in sheets if criterion.code not in sheet.outside}
            places[key].append((criterion.code, given))
    rows = [_agreement(label, given) for (label, _points), given in places.items()]
    return tuple(sorted(rows, key=lambda row: (row.alpha is None, row.alpha or 0, row.label)))


def _agreement(label: str, given: Sequence[tuple[str, Mapping[str, int]]]) -> Agreement:
    code, marks = given[0][0], [marks for _code, marks in given]
    members = sorted({assessor for row in marks for assessor in row})
    compared = sum(len(row) > 1 for row in marks)
    if compared < FEWEST_PRODUCTS or len(members) < FEWEST_MEMBERS:
        return Agreement(code, label, compared, None, Reading.THIN)
    table = [[row.get(member, _UNKNOWN) for row in marks] for member in members]
    if len({points for row in marks for points in row.values()}) == 1:
        return Agreement(code, label, compared, None, Reading.CONSTANT)
    alpha = float(krippendorff.alpha(reliability_data=table, level_of_measurement="interval"))
    return Agreement(code, label, compared, alpha, _read(alpha))


def _read(coefficient: float) -> Reading:
    if coefficient >= _RELIABLE:
        return Reading.RELIABLE
    return Reading.TENTATIVE if coefficient >= _TENTATIVE else Reading.WEAK


def agreement_on_totals(judged: Judged) -> TotalsAgreement:
    """Return the ICC of totals, two-way random, absolute agreement; products that a member did not score stay out."""
    totals = _totals(judged)
    members = sorted({assessor for row in totals for assessor in row})
    table = [[row[member] for member in members] for row in totals if len(row) == len(members)]
    products = len(table)
    if products < FEWEST_PRODUCTS or len(members) < FEWEST_MEMBERS:
        return TotalsAgreement(products, len(members), None, None)
    single, mean = intraclass_correlation(table)
    return TotalsAgreement(products, len(members), single, mean)


def intraclass_correlation(table: Sequence[Sequence[float]]) -> tuple[float, float] | tuple[None, None]:
    """Return ICC(2,1) and ICC(2,k) of a whole table, products by members; `None` where nothing varies."""
    given = np.asarray(table, dtype=float)
    products, members = given.shape
    grand = given.mean()
    of_products = members * ((given.mean(axis=1) - grand) ** 2).sum()
    of_members = products * ((given.mean(axis=0) - grand) ** 2).sum()
    rest = ((given - grand) ** 2).sum() - of_products - of_members
    between = of_products / (products - 1)
    raters = of_members / (members - 1)
    error = rest / ((products - 1) * (members - 1))
    single = between + (members - 1) * error + members * (raters - error) / products
    mean = between + (raters - error) / products
    if not single or not mean:
        return None, None
    return float((between - error) / single), float((between - error) / mean)


def tendencies(judged: Judged) -> tuple[Tendency, ...]:
    """Return each member's tendency in the order of their keys."""
    apart: dict[str, list[float]] = defaultdict(list)
    for row in _totals(judged):
        whole = sum(row.values())
        for assessor, total in row.items():
            apart[assessor] += [total - (whole - total) / (len(row) - 1)] if len(row) > 1 else []
    return tuple(_tendency(assessor, given) for assessor, given in sorted(apart.items()))


def _tendency(assessor: str, apart: Sequence[float]) -> Tendency:
    if len(apart) < FEWEST_PRODUCTS:
        return Tendency(assessor, len(apart), None, None)
    return Tendency(assessor, len(apart), float(np.mean(apart)), float(np.std(apart, ddof=1)))


def _totals(judged: Judged) -> list[dict[str, float]]:
    found = []
    for printed, sheets in judged:
        totals = completed_totals(printed, sheets)
        found.append({sheet.assessor: float(total) for sheet, total in zip(sheets, totals, strict=True)})
    return found
