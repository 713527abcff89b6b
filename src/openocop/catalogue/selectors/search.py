"""Finding listings: words, facets and order. One query for the page and one for each facet, however many rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.core.cache import cache
from django.db import connection
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy, RawSQL

from openocop.catalogue.domain import spelling
from openocop.catalogue.domain.search import Plan, fts5_expression, plan, tsquery_expression
from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.states import CatalogueVersion
from openocop.core.domain.canonical import sha256_hex
from openocop.recognition.selectors.recognitions import in_state, state_expression

FEW_HITS = 3
UNKNOWN = "chua-ro"
_MATCHING = {
    "sqlite": (
        "SELECT rowid FROM catalogue_listing_words WHERE catalogue_listing_words MATCH %s",
        fts5_expression,
    ),
    "postgresql": (
        "SELECT id FROM catalogue_listing WHERE array_to_tsvector(string_to_array(search_key, ' ')) @@ %s::tsquery",
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
    """What the visitor narrowed the catalogue to; each facet is a tuple of values, any of which may hold."""

    query: str = ""
    states: tuple[str, ...] = ()
    stars: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    order: str = "con-han"


FACETS = ("states", "stars", "families", "places", "years")


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
    classified: int
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
    if typed:
        hits = _hits(typed.words)
        if hits < FEW_HITS:
            better = spelling.corrected(typed.words, vocabulary(version))
            if better is not None and _hits(better) > hits:
                corrected = hits == 0
                searched = Plan(better) if corrected else typed
                suggestion = " ".join(better)
    counts = _counts(choice, searched, version, on)
    rows = _narrowed(choice, searched, on)
    return Found(_ordered(rows, choice, searched), counts, searched, corrected, suggestion)


def matching(words: tuple[str, ...]) -> Q:
    """Return the condition that a listing has every word, the last as a beginning."""
    statement, compile_words = _MATCHING[connection.vendor]
    return Q(pk__in=RawSQL(statement, [compile_words(words)]))  # noqa: S611  # fixed statement, the words are bound


def vocabulary(version: CatalogueVersion) -> spelling.Vocabulary:
    """Return the words of the catalogue as it stands, kept until the next write."""
    key = f"catalogue:vocabulary:{version.key}"
    known: spelling.Vocabulary | None = cache.get(key)
    if known is None:
        known = spelling.vocabulary_of(Listing.objects.values_list("search_key", flat=True).iterator(chunk_size=5000))
        cache.set(key, known, timeout=3600)
    return known


def _hits(words: tuple[str, ...]) -> int:
    return len(Listing.objects.filter(matching(words)).values_list("pk")[:FEW_HITS])


def _narrowed(choice: Choice, searched: Plan, on: date, *, without: str = "") -> QuerySet[Listing]:
    rows = Listing.objects.all()
    if searched:
        rows = rows.filter(matching(searched.words))
    for facet in FACETS:
        values = getattr(choice, facet)
        if values and facet != without:
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


def _counts(choice: Choice, searched: Plan, version: CatalogueVersion, on: date) -> FacetCounts:
    plain = replace(choice, query=searched.text, order="")
    digest = sha256_hex(repr(plain).encode())
    key = f"catalogue:facets:{version.key}:{on}:{digest}"
    kept: FacetCounts | None = cache.get(key)
    if kept is not None:
        return kept
    counts = _counted(choice, searched, on)
    cache.set(key, counts, timeout=3600)
    return counts


def _counted(choice: Choice, searched: Plan, on: date) -> FacetCounts:
    def grouped(facet: str, *columns: str) -> list[tuple[object, ...]]:
        rows = _narrowed(choice, searched, on, without=facet)
        if facet == "states":
            rows = rows.annotate(state=state_expression(on))
        return list(rows.order_by().values_list(*columns).annotate(n=Count("pk")).order_by(*columns))

    narrowed = _narrowed(choice, searched, on).aggregate(
        total=Count("pk"),
        classified=Count("pk", filter=~Q(classification="")),
        illustrative=Count("pk", filter=Q(is_illustrative=True)),
    )
    return FacetCounts(
        states={str(state): int(str(n)) for state, n in grouped("states", "state")},
        stars={_key(star): int(str(n)) for star, n in grouped("stars", "star")},
        families={str(family): int(str(n)) for family, n in grouped("families", "family")},
        places={
            str(slug) or UNKNOWN: PlaceCount(str(text), bool(past), int(str(n)))
            for slug, text, past, n in grouped("places", "place_slug", "place_text", "place_is_past")
        },
        years={_key(year): int(str(n)) for year, n in grouped("years", "year")},
        classified=narrowed["classified"],
        illustrative=narrowed["illustrative"],
        total=narrowed["total"],
    )


def _key(value: object) -> str:
    return UNKNOWN if value is None else str(value)
