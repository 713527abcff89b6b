"""The record of one sellable unit, and how rules point into it.

A record is plain JSON, the same for every channel; what only one channel knows stands in side tables named after it
(`category.lazada`, `attributes.shopee`). Its fields: sku, gtin, brand, title, title_en, title_short, highlights,
highlights_en, description_text, description_html, description_text_en, keywords_en, content_origin ("written" or
"generated"), price and sale_price (whole dong), stock, availability, condition, url, net_content, images (each with
url, mime, name, width, height, bytes), package (weight_kg, length_cm, width_cm, height_cm), food, origin, label,
producer, certificates, variant_axes, wholesale, recognition, category, attributes, brand_map, listing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Record = Mapping[str, Any]
_STEP = re.compile(r"(?P<name>\w+)(?P<index>\[\d*:?\])?")


def values_at(record: Record, path: str) -> list[Any]:
    """Return the values at a path, [] where nothing stands there.

    "title" is one value; "images" one, the list; "images[0].bytes" that of the first; "images[].bytes" one for each;
    "images[1:]" the list of all but the first. What a list or a picture comes to has names of its own (`_MADE`).
    """
    found: list[Any] = [record]
    for step in path.split("."):
        found = [value for one in found for value in _follow(one, step)]
    return [value for value in found if not is_nothing(value)]


def is_nothing(value: Any) -> bool:
    """Tell whether a value says nothing: none, no text, no item. False and 0 say something."""
    return value is None or (isinstance(value, str) and not value.strip()) or value in ([], {}, ())


def _follow(one: Any, step: str) -> Iterator[Any]:
    if step in _MADE:
        yield from _MADE[step](one)
        return
    parsed = _STEP.fullmatch(step)
    if parsed is None or not isinstance(one, Mapping):
        return
    value, index = one.get(parsed["name"]), parsed["index"]
    if index is None:
        yield value
    elif not isinstance(value, (list, tuple)):
        return
    elif index == "[]":
        yield from value
    elif index.endswith(":]"):
        yield list(value[int(index[1:-2]) :])
    else:
        yield from value[int(index[1:-1]) : int(index[1:-1]) + 1]


def _sides(picture: Any) -> list[int]:
    """Return width and height in pixels, [] where either is not known."""
    if not isinstance(picture, Mapping) or not picture.get("width") or not picture.get("height"):
        return []
    return [int(picture["width"]), int(picture["height"])]


_MADE: Mapping[str, Callable[[Any], Iterator[Any] | list[Any]]] = {
    "both_sides": _sides,
    "min_side": lambda picture: [min(_sides(picture))] if _sides(picture) else [],
    "max_side": lambda picture: [max(_sides(picture))] if _sides(picture) else [],
    "megapixels": lambda picture: [sides[0] * sides[1] / 1_000_000] if (sides := _sides(picture)) else [],
    "urls_joined": lambda pictures: [",".join(str(one.get("url", "")) for one in pictures)] if pictures else [],
    "joined": lambda texts: ["".join(texts)] if texts else [],
    "dims_cm": lambda package: [
        value
        for name in ("length_cm", "width_cm", "height_cm")
        if isinstance(package, Mapping) and (value := package.get(name)) is not None
    ],
}
