"""Where no set fits: which one condition, let go of alone, would leave sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from openocop.gifts.domain.sets import least_budget
from openocop.gifts.domain.wishes import Item, Wish


class Condition(StrEnum):
    """A condition of a wish."""

    BUDGET = "budget"
    PRODUCTS = "products"
    PRODUCERS = "producers"
    OCCASION = "occasion"
    AVOID = "avoid"
    DAY = "day"
    SETS = "sets"


@dataclass(frozen=True, slots=True)
class Loosened:
    """A condition and up to where it has to be loosened: dong, a number; None where it has to be let go of."""

    condition: Condition
    to: int | None = None


def loosened(items: Sequence[Item], wish: Wish) -> list[Loosened]:
    """Return the ways out, each of one condition alone; empty where two or more stand in the way together."""
    return list(_ways(items, wish))


def _ways(items: Sequence[Item], wish: Wish) -> Iterator[Loosened]:
    least = least_budget(items, wish)
    if least is not None and least > wish.budget:
        yield Loosened(Condition.BUDGET, least)
    for number in range(wish.products - 1, 0, -1):
        if _is_possible(items, replace(wish, products=number, producers=min(number, wish.producers))):
            yield Loosened(Condition.PRODUCTS, number)
            break
    for number in range(wish.producers - 1, 0, -1):
        if _is_possible(items, replace(wish, producers=number)):
            yield Loosened(Condition.PRODUCERS, number)
            break
    if wish.occasion and _is_possible(items, replace(wish, occasion="")):
        yield Loosened(Condition.OCCASION)
    if wish.avoid and _is_possible(items, replace(wish, avoid=frozenset())):
        yield Loosened(Condition.AVOID)
    if wish.month is not None and _is_possible(items, replace(wish, month=None, days_left=None)):
        yield Loosened(Condition.DAY)
    if wish.sets > 1 and _is_possible(items, replace(wish, sets=1)):
        yield Loosened(Condition.SETS)


def _is_possible(items: Sequence[Item], wish: Wish) -> bool:
    least = least_budget(items, wish)
    return least is not None and least <= wish.budget
