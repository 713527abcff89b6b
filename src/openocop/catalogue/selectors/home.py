"""What the front page counts and shows, kept until the next write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet

from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.states import CatalogueVersion
from openocop.geography.selectors.tenants import province_title
from openocop.recognition.domain.status import IN_FORCE
from openocop.recognition.selectors.recognitions import state_expression

_NEWEST = 6


@dataclass(frozen=True, slots=True)
class Home:
    """Counted from rows on one day. Invented records count in `illustrative` only, and stand last in `newest`."""

    total: int
    illustrative: int
    producers: int
    stars: dict[int, int]
    star_unknown: int
    states: dict[str, int]
    families: tuple[tuple[str, int], ...]
    newest: tuple[Listing, ...]

    @property
    def in_force(self) -> int:
        return sum(self.states.get(state, 0) for state in IN_FORCE)


def home(version: CatalogueVersion, on: date) -> Home:
    """Return the front page's figures; nothing is counted twice between two writes on one day."""
    key = f"catalogue:home:{version.key}:{on}"
    kept: Home | None = cache.get(key)
    if kept is None:
        kept = _counted(on)
        cache.set(key, kept, timeout=3600)
    return kept


def province_names(version: CatalogueVersion, on: date) -> str:
    """Return the name of the one province whose catalogue this is, "" when there are several or none."""
    if len(version.provinces) != 1:
        return ""
    key = f"catalogue:province:{version.key}:{on}"
    name: str | None = cache.get(key)
    if name is None:
        name = province_title(version.provinces[0], on)
        cache.set(key, name, timeout=3600)
    return name


def _counted(on: date) -> Home:
    real = Listing.objects.filter(is_illustrative=False)
    stars = dict(_grouped(real, "star"))
    families = sorted(_grouped(real, "family"), key=lambda found: (found[0] == "mac-dinh", -found[1], found[0]))
    producers = real.exclude(producer_public_id="").aggregate(n=Count("producer_public_id", distinct=True))
    newest = Listing.objects.filter(~Q(begun_on=None), ~Q(star=None))
    return Home(
        total=sum(stars.values()),
        illustrative=Listing.objects.filter(is_illustrative=True).count(),
        producers=producers["n"],
        stars={int(star): n for star, n in stars.items() if star is not None},
        star_unknown=stars.get(None, 0),
        states=dict(_grouped(real.annotate(state=state_expression(on)), "state")),
        families=tuple(families),
        newest=tuple(newest.order_by("is_illustrative", "-begun_on", "-star", "sort_key", "product_id")[:_NEWEST]),
    )


def _grouped(rows: QuerySet[Listing], column: str) -> list[tuple[Any, int]]:
    return list(rows.order_by().values_list(column).annotate(n=Count("pk")))
