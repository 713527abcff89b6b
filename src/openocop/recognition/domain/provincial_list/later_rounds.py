"""Registers that print several rounds of a product side by side: what stands is the latest that is filled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from openocop.recognition.domain.provincial_list.headers import Header
from openocop.recognition.domain.provincial_list.sheet import blank, key

_FIELDS = frozenset({"star", "score", "recognised_on", "year", "decision_no"})
_LATER = re.compile(r"\blan (?:thu )?([2-9]|hai|ba)\b|\b(nang hang|nang sao|danh gia lai|cong nhan lai)\b")
_FIRST = re.compile(r"\blan (?:thu )?(?:1|nhat|mot|dau)\b|\bban dau\b")
_YEAR = re.compile(r"\b20\d\d\b")
_NUMBERS = {"hai": 2, "ba": 3}


def later_rounds(header: Header | None, taken: Mapping[str, int]) -> tuple[dict[str, int], ...]:
    """Return the columns of each round after the first, by field, the earliest round first.

    Only columns under a heading that says so: "Đánh giá lần 2: Hạng sao, Ngày công nhận, Số QĐ", or stars by years,
    "Hạng sao năm 2020", "Hạng sao năm 2023"; then the first year is among them.
    """
    found: dict[int, dict[str, int]] = {}
    if years := _by_year(header, taken.get("star")):
        return tuple({"star": column} for column in years)
    for column, text in enumerate(header.texts if header else ()):
        claims = header.claims[column] if header else ()
        said = _LATER.search(key(text))
        if said and claims and claims[0][0] in _FIELDS and claims[0][1] >= 2 and taken.get(claims[0][0]) != column:
            number = _NUMBERS.get(said[1], 0) or int(said[1] or 2)
            found.setdefault(number, {}).setdefault(claims[0][0], column)
    return tuple(
        found[number] for number in sorted(found) if "recognised_on" in found[number] or "decision_no" in found[number]
    )


def names_year(header: Header, column: int) -> bool:
    """Tell whether what heads a column is a year: "Năm 2021", or "2021" below "Kết quả các năm"."""
    claims = header.claims[column] if column < len(header.claims) else ()
    return bool(claims) and claims[0][0] == "year" and _YEAR.search(header.texts[column]) is not None


def says_first(text: str) -> bool:
    """Tell whether the heading of a column of stars says that they were given in the first round."""
    return _FIRST.search(key(text)) is not None


def _by_year(header: Header | None, star: int | None) -> list[int]:
    """Return the columns of stars that differ only in the year they name, the earliest first; none when it is one.

    Columns headed by years alone are taken for that when `star`, the column known for its stars, is among them.
    """
    found: dict[str, list[tuple[str, int]]] = {}
    for column, text in enumerate(header.texts if header else ()):
        claims = header.claims[column] if header else ()
        named = _YEAR.search(text)
        if header and named and ((claims and claims[0][0] == "star") or names_year(header, column)):
            found.setdefault(_YEAR.sub("", key(text)), []).append((named[0], column))
    told = [columns for columns in found.values() if _of_stars(columns, header, star)]
    most = max(told, key=len, default=[])
    return [column for _, column in sorted(most)] if len({year for year, _ in most}) > 1 else []


def _of_stars(columns: Sequence[tuple[str, int]], header: Header | None, star: int | None) -> bool:
    return any(column == star or (header and not names_year(header, column)) for _, column in columns)


def as_it_stands(
    texts: Mapping[str, str], cells: Sequence[str], rounds: Sequence[Mapping[str, int]], current_star: bool
) -> tuple[dict[str, str], dict[str, int]]:
    """Return a row's texts with those of its latest filled round, and the columns these fields then stand in.

    `current_star` leaves the star as it is.
    """
    result, moved = dict(texts), dict[str, int]()
    for columns in rounds:
        if all(blank(cells[column]) for column in columns.values()):
            continue
        fields = _FIELDS - {"star"} if current_star or "star" not in columns else _FIELDS
        for field in fields & (result.keys() | columns.keys()):
            result[field] = cells[columns[field]] if field in columns else ""
        moved |= {field: column for field, column in columns.items() if field in fields}
    return result, moved
