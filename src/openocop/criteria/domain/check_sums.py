"""Does a scoring sheet add up, or do its errata say where it does not?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openocop.criteria.domain.criteria_set import CriteriaSet, Criterion, Group, SetNo
from openocop.criteria.domain.legal_release import Erratum


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in the packaged law; `set_no` and `where` are `None` where the whole release is meant."""

    release_id: str
    set_no: SetNo | None
    where: str | None
    message: str


@dataclass(frozen=True, slots=True)
class _Sum:
    """A printed figure that should equal what stands below it; `inside` are the codes that may explain a gap."""

    where: str
    printed: int
    reached: int
    inside: frozenset[str]


def check_sums(criteria_set: CriteriaSet, errata: Sequence[Erratum]) -> list[Finding]:
    """Return every figure of the sheet that does not add up and that no erratum names.

    Levels are added to criteria, criteria to sub-headings and groups, groups to parts, parts to 100. The total that
    the levels reach is 100, or the one that an erratum names.
    """
    named = {item.where for item in errata if item.kind != "spelling" and item.concerns(criteria_set.no)}
    found = [
        Finding(
            criteria_set.release_id, criteria_set.no, item.where, f"in {item.printed} điểm, cộng được {item.reached}"
        )
        for item in _sums(criteria_set)
        if item.printed != item.reached and not named & item.inside
    ]
    return [*found, *_total(criteria_set, errata)]


def _sums(criteria_set: CriteriaSet) -> Iterator[_Sum]:
    for part in criteria_set.parts:
        for group in part.groups:
            for criterion in group.criteria:
                yield _Sum(criterion.code, criterion.max, criterion.best, frozenset(_printed_code(criterion)))
            yield _Sum(group.code, group.max, sum(c.max for c in group.criteria), _codes(group))
            yield from _headings(group)
        inside = frozenset({part.code}).union(*(_codes(group) for group in part.groups))
        yield _Sum(part.code, part.max, sum(group.max for group in part.groups), inside)
    printed = sum(part.max for part in criteria_set.parts)
    yield _Sum("A+B+C", criteria_set.total, printed, frozenset())


def _headings(group: Group) -> Iterator[_Sum]:
    for heading in dict.fromkeys(criterion.heading for criterion in group.criteria):
        if heading is not None and heading.max is not None:
            below = [criterion for criterion in group.criteria if criterion.heading == heading]
            yield _Sum(heading.code, heading.max, sum(c.max for c in below), frozenset({heading.code, group.code}))


def _total(criteria_set: CriteriaSet, errata: Iterable[Erratum]) -> Iterator[Finding]:
    named = [e.attainable_total for e in errata if e.attainable_total is not None and e.concerns(criteria_set.no)]
    expected = named[0] if named else criteria_set.total
    if criteria_set.best_total != expected:
        message = f"phiếu cao nhất được {criteria_set.best_total} điểm, phải là {expected}"
        yield Finding(criteria_set.release_id, criteria_set.no, None, message)


def _codes(group: Group) -> frozenset[str]:
    return frozenset({group.code}).union(*(_printed_code(criterion) for criterion in group.criteria))


def _printed_code(criterion: Criterion) -> set[str]:
    return {criterion.code, criterion.code.partition("#")[0]}
