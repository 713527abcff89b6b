"""What a visitor wishes for, and whether a pack of a product fits: yes, no, or what is not known of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_PRODUCTS = 5


class Avoid(StrEnum):
    """What must not be in a set."""

    ALCOHOL = "alcohol"
    SEAFOOD = "seafood"
    FERMENTED = "fermented"


# The families of drawings that hold it. A product of no family may hold anything, so its name is read too.
_FAMILIES = {
    Avoid.ALCOHOL: frozenset({"ruou"}),
    Avoid.SEAFOOD: frozenset(
        {"tom-kho", "banh-phong", "ba-khia", "ca-kho", "cua", "tom", "mam", "nuoc-mam", "cha"},
    ),
    Avoid.FERMENTED: frozenset({"mam", "nuoc-mam", "ba-khia"}),
}
_WORDS = {
    Avoid.ALCOHOL: frozenset({"rượu", "vang", "bia"}),
    Avoid.SEAFOOD: frozenset(
        {"tôm", "cá", "cua", "ghẹ", "mực", "nghêu", "sò", "hàu", "ốc", "tép", "ruốc", "bổi", "khía"}
    ),
    Avoid.FERMENTED: frozenset({"mắm", "khía"}),
}
_UNTOLD = "mac-dinh"


class Unknown(StrEnum):
    """What is to be asked of a pack's producer: nobody has stated it, or the smallest order is larger than the wish."""

    DAYS = "days"
    QUANTITY = "quantity"
    SEASON = "season"
    CONTENTS = "contents"
    MINIMUM = "minimum"


class Misfit(StrEnum):
    """Why a pack cannot be in any set."""

    OCCASION = "occasion"
    AVOIDED = "avoided"
    SEASON = "season"
    DAYS = "days"
    QUANTITY = "quantity"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Item:
    """A pack on offer of a product that is said to suit as a gift.

    `name` puts equals in order. `price` in dong, `months` empty where no season is stated. `monthly` and `minimum` are
    whole packs, None where nobody said. `days` from order to dispatch with those to get gifts ready, None where nobody
    said the former. `any_occasion`: only a pack says that it is a gift, no occasion is named.
    """

    key: str
    product: str
    name: str
    words: frozenset[str]
    producer: str
    family: str
    stars: int
    price: int
    occasions: frozenset[str] = frozenset()
    any_occasion: bool = False
    boxed: bool = False
    months: frozenset[int] = frozenset()
    monthly: int | None = None
    minimum: int | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """`budget` in dong for one set; `products` in a set, from at least `producers`; `month` and `days_left` of the day
    needed, None where none is named; `occasion` "" for any.
    """

    budget: int
    sets: int
    products: int
    producers: int
    occasion: str = ""
    avoid: frozenset[Avoid] = frozenset()
    month: int | None = None
    days_left: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.producers <= self.products <= MOST_PRODUCTS:
            raise ValueError("a set is from one producer at least and from no more than it has products")


def misfit(item: Item, wish: Wish) -> Misfit | None:
    """Return why the item cannot be in a set, None where it can; what is not known keeps nothing out."""
    if wish.occasion and wish.occasion not in item.occasions and not item.any_occasion:
        return Misfit.OCCASION
    if any(_holds(item, one) for one in wish.avoid):
        return Misfit.AVOIDED
    if wish.month is not None and item.months and wish.month not in item.months:
        return Misfit.SEASON
    if wish.days_left is not None and item.days is not None and item.days > wish.days_left:
        return Misfit.DAYS
    if item.monthly is not None and item.monthly < wish.sets:
        return Misfit.QUANTITY
    return Misfit.BUDGET if item.price > wish.budget else None


def unknowns(item: Item, wish: Wish) -> tuple[Unknown, ...]:
    """Return what is to be asked of the producer before anything is sure."""
    found = []
    if wish.days_left is not None and item.days is None:
        found.append(Unknown.DAYS)
    if item.monthly is None:
        found.append(Unknown.QUANTITY)
    if wish.month is not None and not item.months and item.monthly is None:
        found.append(Unknown.SEASON)
    if wish.avoid and item.family == _UNTOLD:
        found.append(Unknown.CONTENTS)
    if item.minimum is not None and item.minimum > wish.sets:
        found.append(Unknown.MINIMUM)
    return tuple(found)


def _holds(item: Item, avoided: Avoid) -> bool:
    return item.family in _FAMILIES[avoided] or bool(item.words & _WORDS[avoided])
