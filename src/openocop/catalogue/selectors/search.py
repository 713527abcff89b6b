"""Finding listings: words, facets and order. One query for the page and one for the words, however many rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_

from django.core.cache import cache
from django.db import connection
from django.db.models import BooleanField, Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy, RawSQL

from openocop.catalogue.domain import spelling
from openocop.catalogue.domain.search import Plan, fts5_expression, plan, tsquery_expression
from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.facets import ILLUSTRATIVE, UNKNOWN, CatalogueFacets, catalogue_facets
from openocop.catalogue.selectors.states import CatalogueVersion
from openocop.recognition.selectors.recognitions import in_state

FEW_HITS = 3
_MATCHING = {
    "sqlite": (
        "catalogue_listing.id IN (SELECT rowid FROM catalogue_listing_words WHERE catalogue_listing_words MATCH %s)",
        fts5_expression,
    ),
    "postgresql": (
        "array_to_tsvector(string_to_array(catalogue_listing.search_key, ' ')) @@ %s::tsquery",
        tsquery_expression,
    ),
}
ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    "con-han": ("is_illustrative", F("first_until").desc(), "sort_key", "id"),
    "sao": (F("star").desc(nulls_last=True), "-first_until", "sort_key", "id"),
    "moi": (F("begun_on").desc(nulls_last=True), "sort_key", "id"),
    "ten": ("sort_key", "id"),
}


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
    order: str = "con-han"


FACETS = ("states", "stars", "families", "groups", "places", "years")


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
class Found:
    """A search's rows in order (a query to be sliced), its counts, and the words actually searched with.

    `corrected` is set when the typed words found nothing and others were used instead; `suggestion` when they found
    little and others are offered.
    """

    rows: QuerySet[Listing]
    counts: FacetCounts
    searched: Plan
    corrected: bool = False
    suggestion: str = ""


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
    counts = _counts(choice, searched, hits, catalogue_facets(version, on))
    rows = _narrowed(choice, searched, on)
    return Found(_ordered(rows, choice, searched), counts, searched, corrected, suggestion)


def matching(words: tuple[str, ...]) -> RawSQL:
    """Return the condition that a listing has every word, the last as a beginning."""
    statement, compile_words = _MATCHING[connection.vendor]
    return RawSQL(statement, [compile_words(words)], output_field=BooleanField())  # noqa: S611  # fixed, words are bound


def vocabulary(version: CatalogueVersion) -> spelling.Vocabulary:
    """Return the words of the catalogue as it stands, kept until the next write."""
    key = f"catalogue:vocabulary:{version.key}"
    known: spelling.Vocabulary | None = cache.get(key)
    if known is None:
        known = spelling.vocabulary_of(Listing.objects.values_list("search_key", flat=True).iterator(chunk_size=5000))
        cache.set(key, known, timeout=3600)
    return known


def _hits(searched: Plan) -> list[int]:
    return list(Listing.objects.filter(matching(searched.words)).values_list("pk", flat=True)) if searched else []


def _narrowed(choice: Choice, searched: Plan, on: date) -> QuerySet[Listing]:
    rows = Listing.objects.all()
    if searched:
        rows = rows.filter(matching(searched.words))
    for facet in FACETS:
        values = getattr(choice, facet)
        if values:
            rows = rows.filter(_condition(facet, values, on))
    return rows


def _condition(facet: str, values: tuple[str, ...], on: date) -> Q:
    if facet == "states":
        condition = Q(pk__in=[])
        for state in values:
            condition |= in_state(state, on)
        return condition
    if facet == "families":
        return Q(family__in=values)
    if facet == "groups":
        condition = Q(classification="") if UNKNOWN in values else Q(pk__in=[])
        for code in values:
            condition |= Q(classification=code) | Q(classification__startswith=f"{code}.")
        return condition
    if facet == "places":
        return Q(place_slug__in=["" if value == UNKNOWN else value for value in values])
    column = {"stars": "star", "years": "year"}[facet]
    known = [int(value) for value in values if value.isdigit()]
    return Q(**{f"{column}__in": known}) | (Q(**{column: None}) if UNKNOWN in values else Q(pk__in=[]))


def _ordered(rows: QuerySet[Listing], choice: Choice, searched: Plan) -> QuerySet[Listing]:
    by_choice = ORDERS[choice.order]
    if not searched or choice.order != "con-han":
        return rows.order_by(*by_choice)
    return rows.order_by(*_relevance(searched), *by_choice)


def _relevance(searched: Plan) -> tuple[Case, ...]:
    """Typed marks first ("đường" before "dương"), then names that begin with the words, then names that hold them."""
    marks = [
        Case(When(exact_key__contains=f" {word} ", then=Value(0)), default=Value(1), output_field=IntegerField())
        for word in searched.marked
    ]
    begins = When(search_key__startswith=searched.text, then=Value(0))
    holds = When(search_key__contains=f" {searched.text}", then=Value(1))
    return (*marks, Case(begins, holds, default=Value(2), output_field=IntegerField()))


def _counts(choice: Choice, searched: Plan, hits: list[int], facets: CatalogueFacets) -> FacetCounts:
    index = facets.index
    found = index.of_keys(hits) if searched else index.every
    chosen = {facet: index.having(facet, values) for facet in FACETS if (values := getattr(choice, facet))}

    def within(*, without: str = "") -> int:
        return reduce(and_, [rows for facet, rows in chosen.items() if facet != without], found)

    counted = {facet: index.counts(facet, within(without=facet)) for facet in FACETS}
    narrowed = within()
    return FacetCounts(
        states=counted["states"],
        stars=counted["stars"],
        families=counted["families"],
        places={slug: PlaceCount(*facets.places[slug], n) for slug, n in counted["places"].items()},
        years=counted["years"],
        groups=counted["groups"],
        illustrative=index.counts(ILLUSTRATIVE, narrowed).get(True, 0),
        total=narrowed.bit_count(),
    )
