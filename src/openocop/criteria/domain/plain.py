"""Releases and sheets as plain JSON values, for `criteria show` and whoever wants the law as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.legal_release import Release
from openocop.criteria.domain.releases import current_sets, errata, errata_of


def plain_release(release: Release) -> dict[str, Any]:
    """Return the release with its errata and an index of its sheets; dates as ISO text."""
    sets = [
        {"no": s.no, "title": s.title, "status": s.status, "source": s.source, "best_total": s.best_total}
        for s in current_sets(release.id)
    ]
    found: dict[str, Any] = _plain({**asdict(release), "sets": sets, "errata": [asdict(e) for e in errata(release.id)]})
    return found


def plain_set(criteria_set: CriteriaSet) -> dict[str, Any]:
    """Return the whole sheet with the errata that concern it; a level's place in its list is its level number."""
    oddities = [asdict(item) for item in errata_of(criteria_set)]
    found: dict[str, Any] = _plain({**asdict(criteria_set), "knock_outs": criteria_set.knock_outs, "errata": oddities})
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
