"""Shipped outlines as they are drawn, and which units share a border."""

from __future__ import annotations

import re

from openocop.geography.domain.outlines import drawing, map_file, neighbours, outlines

# On the province's map, xã Đầm Dơi lies between these six.
AROUND_DAM_DOI = {"32155", "32161", "32167", "32182", "32185", "32188"}


def test_units_that_share_a_border_are_neighbours_of_each_other() -> None:
    shown = outlines("ca-mau-communes", "communes")
    assert set(neighbours("32152", shown)) == AROUND_DAM_DOI
    assert all("32152" in neighbours(code, shown) for code in AROUND_DAM_DOI)
    assert neighbours("00000", shown) == []


def test_a_drawing_is_small_whole_numbers_inside_its_frame() -> None:
    frame = drawing(outlines("ca-mau-communes", "communes"), width=600)
    assert (frame.width, frame.height, len(frame.shapes)) == (600, 556, 64)
    paths = "".join(shape.path for shape in frame.shapes)
    assert re.fullmatch(r"[Mlhvz0-9 -]+", paths)
    assert len(paths) < 25_000
    assert all(0 <= shape.x <= 600 and 0 <= shape.y <= 556 for shape in frame.shapes)


def test_no_island_of_the_archipelagos_is_lost() -> None:
    """46 and 140 polygons stand in the file; what is smaller than a unit of the drawing becomes a dot."""
    islands = outlines("provinces", "archipelagos")
    assert [(one.name, len(one.rings)) for one in islands] == [("Hoàng Sa", 46), ("Trường Sa", 140)]
    frame = drawing((*outlines("provinces", "provinces"), *islands), width=420)
    assert [shape.path.count("M") > 20 for shape in frame.shapes[-2:]] == [True, True]


def test_districts_that_a_new_commune_crosses_are_not_exact() -> None:
    vague = {one.code for one in outlines("ca-mau-districts", "districts") if not one.exact}
    assert vague == {"958", "961", "964", "968", "969", "971", "972", "973"}


def test_a_province_without_a_map_has_none() -> None:
    assert map_file("an-giang-communes") == ""
    assert outlines("an-giang-communes", "communes") == ()
