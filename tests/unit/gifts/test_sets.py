"""The optimiser against all sets there are, one by one."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from openocop.gifts.domain.loosening import Condition, Loosened, loosened
from openocop.gifts.domain.sets import POOL, GiftSet, best, least_budget, pool, proposals
from openocop.gifts.domain.wishes import Avoid, Item, Misfit, Unknown, Wish, misfit, unknowns


def item(key: str, **facts: Any) -> Item:
    plain = {"product": key, "name": key, "words": frozenset(), "producer": "p", "family": "f", "stars": 3}
    return Item(**{"key": key, **plain, "price": 100_000, **facts})


MAKERS = dict(zip("uvwxyz", "kklmmn", strict=True))  # a product has one producer
ITEMS = st.lists(
    st.builds(
        item,
        key=st.text("abcdefgh", min_size=2, max_size=3),
        product=st.sampled_from("uvwxyz"),
        name=st.sampled_from(["cá", "mắm", "tôm"]),
        family=st.sampled_from("rst"),
        stars=st.integers(3, 5),
        price=st.integers(1, 12).map(lambda tens: tens * 10_000),
        boxed=st.booleans(),
        days=st.sampled_from([None, 2, 9]),
        monthly=st.sampled_from([None, 5, 500]),
        months=st.sampled_from([frozenset(), frozenset({12, 1}), frozenset({6})]),
    ).map(lambda one: replace(one, producer=MAKERS[one.product])),
    max_size=9,
    unique_by=lambda one: one.key,
)
WISHES = st.integers(1, 4).flatmap(
    lambda products: st.builds(
        Wish,
        budget=st.integers(2, 40).map(lambda tens: tens * 10_000),
        sets=st.sampled_from([1, 10]),
        products=st.just(products),
        producers=st.integers(1, min(3, products)),
        month=st.sampled_from([None, 12]),
        days_left=st.sampled_from([None, 5]),
    )
)


def every_set(items: list[Item], wish: Wish) -> list[GiftSet]:
    """Return all sets that fit, the best first, worded from the rule and not from the search."""
    fitting = [one for one in items if misfit(one, wish) is None]
    found = []
    for chosen in combinations(sorted(fitting, key=lambda one: (one.name, one.key)), wish.products):
        producers, price = {one.producer for one in chosen}, sum(one.price for one in chosen)
        different = len({one.product for one in chosen}) == wish.products
        if different and len(producers) >= wish.producers and price <= wish.budget:
            asked, stars = sum(len(unknowns(one, wish)) for one in chosen), sum(one.stars for one in chosen)
            boxes = sum(one.boxed for one in chosen)
            rank = (len(producers), len({one.family for one in chosen}), -asked, boxes, stars, price)
            found.append(GiftSet(chosen, rank))
    found.sort(key=lambda one: one.names)
    return sorted(found, key=lambda one: one.rank, reverse=True)


@settings(max_examples=300)
@given(ITEMS, WISHES)
def test_the_best_set_is_the_best_of_all(items: list[Item], wish: Wish) -> None:
    there_are = every_set(items, wish)
    assert best(pool(items, wish), wish) == (there_are[0] if there_are else None)


@settings(max_examples=150)
@given(ITEMS, WISHES)
def test_each_further_set_is_the_best_that_differs_in_half_of_its_products(items: list[Item], wish: Wish) -> None:
    left, expected = every_set(items, wish), []
    while left and len(expected) < 4:
        expected.append(left[0])
        taken = {one.product for one in left[0].items}
        half = wish.products // 2
        left = [one for one in left if len({each.product for each in one.items} & taken) <= half]
    assert proposals(items, wish) == expected


@given(ITEMS, WISHES, st.randoms())
def test_the_order_of_the_items_never_matters(items: list[Item], wish: Wish, chance: Any) -> None:
    mixed = list(items)
    chance.shuffle(mixed)
    assert proposals(mixed, wish) == proposals(items, wish)


@settings(max_examples=200)
@given(ITEMS, WISHES)
def test_the_least_budget_is_that_of_the_cheapest_set(items: list[Item], wish: Wish) -> None:
    prices = [one.price for one in every_set(items, replace(wish, budget=10**9))]
    assert least_budget(items, wish) == min(prices, default=None)


def test_of_very_many_items_a_set_is_found_wherever_there_is_one() -> None:
    dear = [item(f"d{n:03d}", producer=f"p{n}", price=90_000, stars=5, boxed=True) for n in range(100)]
    cheap = [item(f"c{n}", producer=f"q{n}", price=10_000) for n in range(3)]
    wish = Wish(budget=30_000 + 60_000, sets=1, products=3, producers=3)
    assert len(pool([*dear, *cheap], wish)) == POOL
    (only,) = proposals([*dear, *cheap], wish)
    assert [one.key for one in only.items] == ["c0", "c1", "c2"]


def test_what_does_not_fit_says_why() -> None:
    wish = Wish(300_000, 50, 2, 1, "tet", frozenset({Avoid.ALCOHOL, Avoid.SEAFOOD}), month=1, days_left=5)
    told = {
        Misfit.OCCASION: item("a", occasions=frozenset({"visit"})),
        Misfit.AVOIDED: item("b", any_occasion=True, words=frozenset({"rượu", "chuối"})),
        Misfit.SEASON: item("c", any_occasion=True, months=frozenset({6})),
        Misfit.DAYS: item("d", any_occasion=True, days=6),
        Misfit.QUANTITY: item("e", any_occasion=True, monthly=49),
        Misfit.BUDGET: item("f", any_occasion=True, price=300_001),
        None: item("g", any_occasion=True, price=300_000, days=5, monthly=50, months=frozenset({1})),
    }
    assert {why: misfit(one, wish) for why, one in told.items()} == {why: why for why in told}
    assert unknowns(item("h", days=2, monthly=90, minimum=51), wish) == (Unknown.MINIMUM,)
    assert misfit(item("i", any_occasion=True, family="tom-kho"), wish) == Misfit.AVOIDED


def test_what_nobody_stated_is_to_be_asked() -> None:
    wish = Wish(300_000, 50, 2, 1, avoid=frozenset({Avoid.SEAFOOD}), month=1, days_left=5)
    nothing = unknowns(item("a", family="mac-dinh"), wish)
    assert nothing == (Unknown.DAYS, Unknown.QUANTITY, Unknown.SEASON, Unknown.CONTENTS)
    assert unknowns(item("b", days=2, monthly=90), wish) == ()


def test_the_condition_to_loosen_is_named_with_how_far() -> None:
    shelf = [item("a", price=100_000), item("b", price=150_000, producer="q"), item("c", price=80_000, days=9)]
    assert loosened(shelf, Wish(200_000, 1, 2, 2)) == [
        Loosened(Condition.BUDGET, 230_000),
        Loosened(Condition.PRODUCTS, 1),
        Loosened(Condition.PRODUCERS, 1),
    ]
    late = Wish(180_000, 1, 2, 1, month=12, days_left=3)
    assert Loosened(Condition.DAY) in loosened(shelf, late)
    assert loosened([], Wish(200_000, 1, 2, 2, "tet")) == []
    few = [item("a", monthly=40)]
    assert Loosened(Condition.SETS) in loosened(few, Wish(200_000, 100, 1, 1))
