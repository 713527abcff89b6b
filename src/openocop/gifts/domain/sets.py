"""Choosing sets of gifts exactly: of all sets that fit, the best by a rule that is printed on the page.

A set has as many different products as wished for, from at least as many producers as wished for, and costs no more
than the budget. One set is better than another by the first of these that differs: it is from more producers; it is of
more families; less of it is not known; more of its packs are gifts already; it has more stars; it uses more of the
budget; the names of its products come first. Nobody can pay for a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import or_

from openocop.gifts.domain.wishes import MOST_PRODUCTS, Item, Misfit, Wish, misfit, unknowns

PROPOSALS = 4
POOL = 24  # so many packs are looked at together; see `pool`
Rank = tuple[int, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class GiftSet:
    """One set; `rank` by which it was chosen, the greatest first, and names where ranks are equal."""

    items: tuple[Item, ...]
    rank: Rank

    @property
    def price(self) -> int:
        return sum(item.price for item in self.items)

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        return tuple((item.name, item.key) for item in self.items)


def proposals(items: Sequence[Item], wish: Wish, *, most: int = PROPOSALS) -> list[GiftSet]:
    """Return up to `most` sets, the best first; each further one is new in at least half of its products.

    The same items and wish give the same sets, in whatever order the items come.
    """
    found: list[GiftSet] = []
    among = pool(items, wish)
    while len(found) < most and (following := best(among, wish, found)) is not None:
        found.append(following)
    return found


def pool(items: Sequence[Item], wish: Wish) -> list[Item]:
    """Return the items that fit, in a lasting order; of more than `POOL` the best of each producer by turns.

    The cheapest are kept too, so that wherever any set fits the budget, one of those kept does.
    """
    fitting = sorted((one for one in items if misfit(one, wish) is None), key=lambda one: _merit(one, wish))
    if len(fitting) <= POOL:
        return fitting
    cheap = {one.key for one in _cheapest(fitting, wish)}
    turns = [one for one in _by_turns(fitting) if one.key not in cheap]
    kept = cheap | {one.key for one in turns[: POOL - len(cheap)]}
    return [one for one in fitting if one.key in kept]


def best(among: Sequence[Item], wish: Wish, others: Sequence[GiftSet] = ()) -> GiftSet | None:
    """Return the best set of these items that differs enough from the `others`, None where there is none."""
    search = _Search(among, wish, [frozenset(item.product for item in one.items) for one in others])
    search.run()
    return search.found


def least_budget(items: Sequence[Item], wish: Wish) -> int | None:
    """Return what the cheapest set costs whose items fit but for their price; None: there is none at any price."""
    fitting = [one for one in items if misfit(one, wish) in {None, Misfit.BUDGET}]
    chosen = _cheapest_set(fitting, wish)
    return sum(one.price for one in chosen) if chosen else None


@dataclass(frozen=True, slots=True)
class _Part:
    """A set under way: its places, what it costs, and its producers, families and products as bits."""

    places: tuple[int, ...] = ()
    price: int = 0
    producers: int = 0
    families: int = 0
    products: int = 0
    known: int = 0
    boxed: int = 0
    stars: int = 0


@dataclass(frozen=True, slots=True)
class _Tail:
    """What the items from one place on can add at most: bits of producers and families, and the best of each number."""

    producers: int
    families: int
    known: int
    boxed: int
    stars: int
    least: int
    most: int


class _Search:
    """Depth first over the items in order, leaving out whatever cannot come to be better than what was found."""

    def __init__(self, among: Sequence[Item], wish: Wish, taken: Sequence[frozenset[str]]) -> None:
        self.items, self.wish, self.shared = among, wish, wish.products // 2
        self.known = [-len(unknowns(one, wish)) for one in among]
        self.producers = _bits([one.producer for one in among])
        self.families = _bits([one.family for one in among])
        self.products = _bits([one.product for one in among])
        self.taken = [
            reduce(or_, (bit for bit, one in zip(self.products, among, strict=True) if one.product in earlier), 0)
            for earlier in taken
        ]
        self.tails = [self._tail(place) for place in range(len(among))]
        self.found: GiftSet | None = None

    def run(self) -> None:
        self._go_on(0, _Part())

    def _tail(self, place: int) -> _Tail:
        rest = self.items[place:]
        return _Tail(
            producers=reduce(or_, self.producers[place:]),
            families=reduce(or_, self.families[place:]),
            known=max(self.known[place:]),
            boxed=max(int(one.boxed) for one in rest),
            stars=max(one.stars for one in rest),
            least=min(one.price for one in rest),
            most=max(one.price for one in rest),
        )

    def _go_on(self, start: int, part: _Part) -> None:
        wanting = self.wish.products - len(part.places)
        if not wanting:
            self._take(part)
            return
        for place in range(start, len(self.items) - wanting + 1):
            tail = self.tails[place]  # of a later place it holds no more: what ends here ends for all that follow
            if part.price + tail.least * wanting > self.wish.budget or not self._may_be_better(part, tail, wanting):
                return
            item, product = self.items[place], self.products[place]
            if part.price + item.price > self.wish.budget or part.products & product:
                continue
            products = part.products | product
            if all((products & earlier).bit_count() <= self.shared for earlier in self.taken):
                self._go_on(place + 1, self._with(part, place, products))

    def _with(self, part: _Part, place: int, products: int) -> _Part:
        item = self.items[place]
        return _Part(
            (*part.places, place),
            part.price + item.price,
            part.producers | self.producers[place],
            part.families | self.families[place],
            products,
            part.known + self.known[place],
            part.boxed + item.boxed,
            part.stars + item.stars,
        )

    def _may_be_better(self, part: _Part, tail: _Tail, wanting: int) -> bool:
        """Tell whether the best that can still come of `part` reaches what was found; names decide among equals."""
        producers = part.producers.bit_count() + min(wanting, (tail.producers & ~part.producers).bit_count())
        if producers < self.wish.producers:
            return False
        if self.found is None:
            return True
        reach = (
            producers,
            part.families.bit_count() + min(wanting, (tail.families & ~part.families).bit_count()),
            part.known + tail.known * wanting,
            part.boxed + tail.boxed * wanting,
            part.stars + tail.stars * wanting,
            min(self.wish.budget, part.price + tail.most * wanting),
        )
        return reach >= self.found.rank

    def _take(self, part: _Part) -> None:
        producers = part.producers.bit_count()
        if producers < self.wish.producers:
            return
        rank = (producers, part.families.bit_count(), part.known, part.boxed, part.stars, part.price)
        items = sorted((self.items[place] for place in part.places), key=lambda one: (one.name, one.key))
        new = GiftSet(tuple(items), rank)
        if self.found is None or (rank, _first(new, self.found)) > (self.found.rank, False):
            self.found = new


def _bits(values: Sequence[str]) -> list[int]:
    """Return a bit for each value, the same for equal ones."""
    places = {value: place for place, value in enumerate(dict.fromkeys(values))}
    return [1 << places[value] for value in values]


def _first(one: GiftSet, other: GiftSet) -> bool:
    return one.names < other.names


def _merit(item: Item, wish: Wish) -> tuple[bool, int, bool, int, int, str, str]:
    """Put first what makes good sets together with others: much dearer than its share of the budget, it stands last."""
    share = wish.budget // wish.products
    asked, off = len(unknowns(item, wish)), abs(item.price - share)
    return 2 * item.price > 3 * share, asked, not item.boxed, -item.stars, off, item.name, item.key


def _by_turns(items: Sequence[Item]) -> Iterator[Item]:
    """Yield the first item of each producer, then the second of each."""
    of_each: dict[str, list[Item]] = {}
    for item in items:
        of_each.setdefault(item.producer, []).append(item)
    for turn in range(max(map(len, of_each.values()))):
        for mine in of_each.values():
            yield from islice(mine, turn, turn + 1)


def _cheapest(items: Sequence[Item], wish: Wish) -> list[Item]:
    """Return the cheapest packs that any cheapest set may be made of."""
    return _cheapest_set(items, wish) or []


def _cheapest_set(items: Sequence[Item], wish: Wish) -> list[Item] | None:
    """Return the cheapest set: the cheapest product of the cheapest producers, filled up with the cheapest others."""
    cheapest: dict[str, Item] = {}
    for item in sorted(items, key=lambda one: (one.price, one.name, one.key)):
        cheapest.setdefault(item.product, item)
    of_producers: dict[str, Item] = {}
    for item in cheapest.values():
        of_producers.setdefault(item.producer, item)
    chosen = list(islice(of_producers.values(), wish.producers))
    taken = {one.product for one in chosen}
    chosen += islice((one for one in cheapest.values() if one.product not in taken), wish.products - len(chosen))
    return chosen if len(chosen) == wish.products and len(of_producers) >= wish.producers else None


assert POOL > MOST_PRODUCTS  # noqa: S101  # the cheapest set always has room
