"""Finding listings: words, facets and order. One query for the words, none for facets, order and pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from itertools import islice
from operator import and_

from django.core.cache import cache
from django.db import connection

from openocop.catalogue.domain import spelling
from openocop.catalogue.domain.search import Plan, fts5_expression, plan, tsquery_expression
from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.index import FACETS, ILLUSTRATIVE, CatalogueIndex, catalogue_index
from openocop.catalogue.selectors.states import CatalogueVersion

FEW_HITS = 3
DEFAULT_ORDER = "con-han"
_MATCHING = {
    "sqlite": (
        "id IN (SELECT rowid FROM catalogue_listing_words WHERE catalogue_listing_words MATCH %s)",
        fts5_expression,
    ),
    "postgresql": (
        "array_to_tsvector(string_to_array(search_key, ' ')) @@ %s::tsquery",
        tsquery_expression,
    ),
}
Relevance = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the visitor narrowed the catalogue to; each facet is a tuple of values, any of which may hold.

    `families` are those of our drawings, `groups` the codes of the six groups of the law ("I" to "VI").
    """

    query: str = ""
    states: tuple[str, ...] = ()
    stars: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    order: str = DEFAULT_ORDER


@dataclass(frozen=True, slots=True)
class PlaceCount:
    text: str
    is_past: bool
    count: int


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """How many products each value of each facet would leave, given every other condition.

    Invented records count everywhere, since they stand in the list too; `illustrative` of `total` are such.
    """

    states: dict[str, int]
    stars: dict[str, int]
    families: dict[str, int]
    places: dict[str, PlaceCount]
    years: dict[str, int]
    groups: dict[str, int]
    illustrative: int
    total: int

    @property
    def sourced(self) -> int:
        """Return how many of the found products a source names."""
        return self.total - self.illustrative


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows a search narrowed to, to be read off in order; with words the most relevant `hits` come first."""

    index: CatalogueIndex
    narrowed: int
    hits: dict[int, Relevance]
    order: str


@dataclass(frozen=True, slots=True)
class Found:
    """A search's counts, the words actually searched with, and its rows, of which `keys` names any run in order.

    `corrected` is set when the typed words found nothing and others were used instead; `suggestion` when they found
    little and others are offered. Its `repr` tells all of it but the rows.
    """

    counts: FacetCounts
    searched: Plan
    corrected: bool
    suggestion: str
    rows: Rows = field(repr=False)

    def keys(self, start: int, stop: int) -> tuple[int, ...]:
        """Return the keys of the listings that stand from `start` to before `stop`."""
        index, hits = self.rows.index, self.rows.hits
        found = map(index.facets.keys.__getitem__, index.orders[self.rows.order].among(self.rows.narrowed))
        if hits and self.rows.order == DEFAULT_ORDER:
            return tuple(sorted(found, key=hits.__getitem__)[start:stop])
        return tuple(islice(found, start, stop))


def find(choice: Choice, version: CatalogueVersion, on: date) -> Found:
    """Return what `choice` finds on day `on`."""
    typed = plan(choice.query)
    searched, corrected, suggestion = typed, False, ""
    hits = _hits(typed)
    if typed and len(hits) < FEW_HITS:
        better = Plan(spelling.corrected(typed.words, vocabulary(version)) or ())
        better_hits = _hits(better)
        if len(better_hits) > len(hits):
            suggestion = better.text
            if not hits:
                searched, corrected, hits = better, True, better_hits
    index = catalogue_index(version, on)
    counts, narrowed = _counts(choice, index, index.facets.of_keys(hits) if searched else index.facets.every)
    return Found(counts, searched, corrected, suggestion, Rows(index, narrowed, hits, choice.order))


def vocabulary(version: CatalogueVersion) -> spelling.Vocabulary:
    """Return the words of the catalogue as it stands, kept until the next write."""
    key = f"catalogue:vocabulary:{version.key}"
    known: spelling.Vocabulary | None = cache.get(key)
    if known is None:
        known = spelling.vocabulary_of(Listing.objects.values_list("search_key", flat=True).iterator(chunk_size=5000))
        cache.set(key, known, timeout=3600)
    return known


def _hits(searched: Plan) -> dict[int, Relevance]:
    """Return the keys of the listings that have every word, the last as a beginning, with the relevance of each.

    The least comes first: typed marks ("đường" before "dương"), then names that begin with the words, then names that
    hold them. Words are letters and digits, so that none of them is a pattern.
    """
    if not searched:
        return {}
    matching, compile_words = _MATCHING[connection.vendor]
    relevance = ["CASE WHEN exact_key LIKE %s THEN 0 ELSE 1 END"] * len(searched.marked)
    relevance += ["CASE WHEN search_key LIKE %s THEN 0 WHEN search_key LIKE %s THEN 1 ELSE 2 END"]
    patterns = [*(f"% {word} %" for word in searched.marked), f"{searched.text}%", f"% {searched.text}%"]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {', '.join(relevance)} FROM catalogue_listing WHERE {matching}",  # noqa: S608  # words are bound
            [*patterns, compile_words(searched.words)],
        )
        return {key: rank for key, *rank in cursor.fetchall()}


def _counts(choice: Choice, index: CatalogueIndex, found: int) -> tuple[FacetCounts, int]:
    """Return the counts, and which of the `found` rows every condition leaves."""
    facets = index.facets
    chosen = {facet: facets.having(facet, values) for facet in FACETS if (values := getattr(choice, facet))}

    def within(*, without: str = "") -> int:
        return reduce(and_, [rows for facet, rows in chosen.items() if facet != without], found)

    counted = {facet: facets.counts(facet, within(without=facet)) for facet in FACETS}
    narrowed = within()
    counts = FacetCounts(
        states=counted["states"],
        stars=counted["stars"],
        families=counted["families"],
        places={slug: PlaceCount(*index.places[slug], n) for slug, n in counted["places"].items()},
        years=counted["years"],
        groups=counted["groups"],
        illustrative=facets.counts(ILLUSTRATIVE, narrowed).get(True, 0),
        total=narrowed.bit_count(),
    )
    return counts, narrowed
