"""Dull sheets for the tests of the scoring engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openocop.criteria.domain.criteria_set import CriteriaSet, SetNo
from openocop.criteria.domain.releases import criteria_set, release, release_ids
from openocop.criteria.domain.sheet import Mark


def every_set() -> Iterator[tuple[str, SetNo]]:
    """Yield release and key of every packaged sheet, superseded and partial ones included."""
    for release_id in release_ids():
        for no in release(release_id).set_numbers:
            yield release_id, no
        for key in release(release_id).superseded_numbers:
            yield release_id, key


def rankable_sets() -> list[tuple[str, SetNo]]:
    return [key for key in every_set() if criteria_set(*key).status == "complete"]


def best_levels(sheet: CriteriaSet, **changed: Mark) -> dict[str, Mark]:
    """Return the marks of the best sheet; `changed` overrides codes written with underscores (`_5_1=0`)."""
    levels: dict[str, Mark] = {}
    for criterion in sheet.criteria:
        places = range(len(criterion.levels))
        points = [level.points for level in criterion.levels]
        levels[criterion.code] = list(places) if criterion.additive else max(places, key=points.__getitem__)
    return levels | with_codes(changed)


def with_codes(changed: Mapping[str, Mark]) -> dict[str, Mark]:
    return {name.strip("_").replace("_", "."): mark for name, mark in changed.items()}
