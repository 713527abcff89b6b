"""Counting facets by the bits of whole numbers."""

from __future__ import annotations

from openocop.catalogue.domain.facets import facet_index

INDEX = facet_index(
    [3, 5, 8, 13],
    {"stars": ["3", "4", "3", "5"], "families": ["mam", "mam", "tra", "tra"]},
)


def test_every_value_of_a_facet_is_counted() -> None:
    assert INDEX.counts("stars", INDEX.every) == {"3": 2, "4": 1, "5": 1}


def test_values_of_one_facet_add_and_facets_narrow_each_other() -> None:
    assert INDEX.counts("families", INDEX.having("stars", ["3", "4"])) == {"mam": 2, "tra": 1}


def test_keys_narrow_and_unknown_ones_are_left_out() -> None:
    assert INDEX.counts("stars", INDEX.of_keys([13, 4, 8, 99])) == {"3": 1, "5": 1}


def test_a_value_that_no_row_has_leaves_nothing() -> None:
    assert INDEX.counts("stars", INDEX.having("families", ["none"])) == {}


def test_an_empty_catalogue_counts_nothing() -> None:
    empty = facet_index([], {"stars": []})
    assert (empty.every, empty.counts("stars", empty.every), empty.of_keys([1])) == (0, {}, 0)


def test_rows_that_went_leave_the_others_where_they_are() -> None:
    left = INDEX.without([5, 99])
    assert left.counts("families", left.every) == {"mam": 1, "tra": 2}
    assert (left.of_keys([5]), left.of_keys([8])) == (0, INDEX.of_keys([8]))


def test_rows_that_came_take_the_next_places() -> None:
    grown = INDEX.without([5]).with_rows([21, 7], {"stars": ["4", "1"], "families": ["mam", "mam"]})
    assert grown.counts("stars", grown.every) == {"3": 2, "5": 1, "4": 1, "1": 1}
    assert [grown.keys[place] for place in range(6) if grown.having("families", ["mam"]) >> place & 1] == [3, 21, 7]


def test_a_row_may_have_several_values_of_a_facet_or_none() -> None:
    index = facet_index([3, 5, 8], {"gifts": [("gift", "tet"), (), ("gift", "wedding")]})
    assert index.counts("gifts", index.every) == {"gift": 2, "tet": 1, "wedding": 1}
    grown = index.without([3]).with_rows([9], {"gifts": [("gift", "tet", "wedding")]})
    assert grown.counts("gifts", grown.every) == {"gift": 2, "tet": 1, "wedding": 2}
    assert grown.with_rows([], {"gifts": []}).counts("gifts", grown.every) == {"gift": 2, "tet": 1, "wedding": 2}
