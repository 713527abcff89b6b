"""Finding listings: words, facets and order. One query for the words, none for facets, order and pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from itertools import islice, pairwise
from operator import and_
from time import monotonic

from django.core.cache import cache
from django.db import connection

from openocop.catalogue.domain import spelling
from openocop.catalogue.domain.search import OWN_END, UNITS, Plan, fts5_expression, plan, tsquery_expression
from openocop.catalogue.domain.sentence import meant
from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.index import FACETS, ILLUSTRATIVE, CatalogueIndex, catalogue_index
from openocop.catalogue.selectors.states import CatalogueVersion

FEW_HITS = 3
_VOCABULARY, _VOCABULARY_SECONDS = "catalogue:vocabulary", 60
_SENTENCE = 4  # of more words than so many none that the catalogue knows is taken for a slip
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
_NEAR = "CASE WHEN ' ' || search_key LIKE %s THEN 0 WHEN ' ' || search_key || ' ' LIKE %s THEN 1 ELSE 2 END"
Relevance = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the visitor narrowed the catalogue to; each facet is a tuple of values, any of which may hold.

    `families` are those of our drawings, `groups` the codes of the six groups of the law ("I" to "VI"), `kinds` those
    of producers, `gifts` occasions or `GIFT` for any of them.
    """

    query: str = ""
    states: tuple[str, ...] = ()
    stars: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    gifts: tuple[str, ...] = ()
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
    kinds: dict[str, int]
    gifts: dict[str, int]
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

    `said` are the words searched with as the visitor wrote them. `corrected` is set when the typed words found nothing
    and others were used instead; `suggestion` when they found little and others are offered. Its `repr` tells all of
    it but the rows.
    """

    counts: FacetCounts
    searched: Plan
    said: str
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
    """Return what `choice` finds on day `on`.

    Where no product has every typed word, others are searched with instead, see `_better`; where few have, one better
    spelling is offered.
    """
    typed = plan(choice.query)
    searched, corrected, suggestion = typed, False, ""
    hits = _hits(typed)
    if typed and not hits:
        searched, hits = _better(choice.query, typed, vocabulary(version))
        corrected = bool(hits)
    elif typed and len(hits) < FEW_HITS:
        better = Plan(spelling.corrected(typed.words, vocabulary(version)) or ())
        suggestion = better.text if len(_hits(better)) > len(hits) else ""
    index = catalogue_index(version, on)
    counts, narrowed = _counts(choice, index, index.facets.of_keys(hits) if searched else index.facets.every)
    said = searched.as_typed(choice.query)
    return Found(counts, searched, said, corrected, suggestion, Rows(index, narrowed, hits, choice.order))


def _better(text: str, typed: Plan, known: spelling.Vocabulary) -> tuple[Plan, dict[int, Relevance]]:
    """Return other words for what was typed, and what they find; the typed ones where no others find anything.

    First the typed ones without those that only ask ("ở đâu"), then with slips mended, last as many as several products
    have; those that have all that was asked for stand first.
    """
    asked = meant(text) or typed
    hits = _hits(asked) if asked.words != typed.words else {}
    if not hits and len(asked.words) <= _SENTENCE and (words := spelling.corrected(asked.words, known)):
        mended = replace(asked, words=words, otherwise=())
        if hits := _hits(mended):
            return mended, hits
    if len(hits) >= FEW_HITS:
        return asked, hits
    common = _in_common(asked, known)
    if more := _hits(common, wanted=asked):
        return common, more
    return (asked, hits) if hits else (typed, {})


def _in_common(asked: Plan, known: spelling.Vocabulary) -> Plan:
    """Return the words, as many as a few products have, of those asked for: at least two, and half of them.

    Two of them must be neighbours in some name as they were typed: a person's name shares "Thị" and "Trần" with any
    town. Of several such choices the one with most neighbours, then the one that fits the fewest products.
    """
    understood = max((spelling.of_a_sentence(way, known) for way in asked.every), key=len)
    words = tuple(word for word in understood if not word.isdigit() and word not in UNITS)
    least = max(2, (len(asked.words) + 1) // 2)
    if len(words) < least:
        return Plan(())
    matching, compile_words = _MATCHING[connection.vendor]
    each = [f"SELECT {n} AS word, id FROM catalogue_listing WHERE {matching}" for n in range(len(words))]  # noqa: S608  # bound
    held: dict[int, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each), [compile_words((word,), beginning="") for word in words])
        for place, key in cursor.fetchall():
            held[key] = held.get(key, 0) | 1 << place

    def chosen(places: int) -> tuple[str, ...]:
        return tuple(word for place, word in enumerate(words) if places >> place & 1)

    def neighbours(places: int) -> int:
        return sum(known.pairs[pair] > 0 for pair in pairwise(chosen(places)))

    sets = Counter(held.values())
    having = {places: sum(n for held, n in sets.items() if held & places == places) for places in sets}
    enough = [places for places, n in having.items() if n >= FEW_HITS] or list(having)
    best = max(enough, key=lambda places: (places.bit_count(), neighbours(places), -having[places], places), default=0)
    return Plan(chosen(best), asked.marked) if best.bit_count() >= least and neighbours(best) else Plan(())


def vocabulary(version: CatalogueVersion) -> spelling.Vocabulary:
    """Return the words of the catalogue as it stands, or stood at most a minute ago: reading them all takes long."""
    now = monotonic()
    known: tuple[str, float, spelling.Vocabulary] | None = cache.get(_VOCABULARY)
    if known is None or (known[0] != version.key and not 0 <= now - known[1] < _VOCABULARY_SECONDS):
        keys = Listing.objects.values_list("search_key", flat=True)
        known = (version.key, now, spelling.vocabulary_of(keys.iterator(chunk_size=5000)))
        cache.set(_VOCABULARY, known, timeout=3600)
    return known[2]


def _hits(searched: Plan, *, wanted: Plan | None = None) -> dict[int, Relevance]:
    """Return the keys of the listings that have every word, the last as a beginning, with the relevance of each.

    The least comes first: typed marks ("đường" before "dương"), then names that begin with the words, then what holds
    them side by side, then by how many neighbours among the words (or among those `wanted`) are neighbours in what a
    product bears today, then in what its place was once called: others are found by a beginning, or by words that have
    nothing to do with one another. Words are letters and digits, so that none is a pattern.
    """
    if not searched:
        return {}
    matching, compile_words = _MATCHING[connection.vendor]
    words = (wanted or searched).words
    near = [" ".join(pair) for pair in pairwise(words)] or words
    missing = " + ".join([_NEAR] * len(near))
    relevance = ["CASE WHEN exact_key LIKE %s THEN 0 ELSE 1 END"] * len(searched.marked)
    relevance += [f"CASE WHEN search_key LIKE %s THEN 0 WHEN search_key LIKE %s THEN 1 ELSE 2 + {missing} END"]
    patterns = [
        *(f"% {word} %" for word in searched.marked),
        *(f"{searched.text}%", f"% {searched.text}%{OWN_END}%"),
        *(f"% {pair} %{after}" for pair in near for after in (f"{OWN_END}%", "")),
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {', '.join(relevance)} FROM catalogue_listing WHERE {matching}",  # noqa: S608  # words are bound
            [*patterns, compile_words(*searched.every)],
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
        kinds=counted["kinds"],
        gifts=counted["gifts"],
        illustrative=facets.counts(ILLUSTRATIVE, narrowed).get(True, 0),
        total=narrowed.bit_count(),
    )
    return counts, narrowed
