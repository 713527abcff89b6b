"""Which sheets of a workbook hold the list: one, or several that each hold a part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from openocop.recognition.domain.provincial_list.headings import heading, proper_name, star_heading
from openocop.recognition.domain.provincial_list.layout import Layout
from openocop.recognition.domain.provincial_list.model import ListRow
from openocop.recognition.domain.provincial_list.sheet import Sheet, key
from openocop.recognition.domain.provincial_list.table import Table

# Sheets that look like a list of recognised products and are not: failed, planned, drafts, copies.
_NOT_THE_LIST = re.compile(
    r"\b(khong dat|chua dat|khong duoc|dang ky|du kien|ke hoach|de nghi|thu hoi)\b"
    r"|^(mau|bieu mau|nhap|ban nhap|backup|copy|luu|huong dan)\b"
)
_THE_LIST = re.compile(r"\b(cong nhan|ket qua|danh sach|ds|tong hop|dat)\b")
_GENERIC = re.compile(
    r"^(sheet|trang tinh|table|danh sach|ds|tong|phu luc|pl)\b"
    r"|^(trang|bang|dot|nam|thang)$"  # "Năm Căn", "Trảng Bàng" and "Thăng Bình" are places
    r"|\d"
)
_FIGURES = re.compile(r"\b(?:[ivx]+|\d+)\b")
# Names that a program gives to any sheet say nothing about it.
_NO_SERIES = frozenset({"sheet#", "trang tinh#", "table #", "sheet #", "trang#"})
_SAME_LIST = 0.5
_CONTAINED = 0.8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sheet in which a list was found, as read by itself."""

    sheet: Sheet
    layout: Layout
    table: Table

    @property
    def products(self) -> set[tuple[str, str]]:
        """Return the products by folded name and producer."""
        return {(key(row.product), key(row.producer or "")) for row in self.table.rows if row.product}


def chosen(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the sheets to read: the parts of one list, or the best list.

    A sheet that repeats what the others hold (a summary, or a shorter extract) is left out. The rest are parts of one
    list when their columns have the same headings.
    """
    if len(candidates) == 1:
        return list(candidates)
    usable = [one for one in candidates if one.sheet.visible] or list(candidates)
    usable = [one for one in usable if not _NOT_THE_LIST.search(key(one.sheet.name))] or usable
    best = max(usable, key=_worth)
    others = [one for one in usable if one is not best]
    if all(len(one.products & best.products) >= len(one.products) * _CONTAINED for one in others):
        return [best]
    parts = [one for one in usable if _headings_of(one) == _headings_of(best) or _in_series(one, best)]
    parts = _without_summary(parts)
    distinct = all(
        len(one.products & other.products) <= len(other.products) * _SAME_LIST
        for number, one in enumerate(parts)
        for other in parts[number + 1 :]
    )
    return parts if len(parts) > 1 and distinct else [best]


def _in_series(one: Candidate, best: Candidate) -> bool:
    """Tell whether two sheets are named as parts of one whole: "Năm 2021" and "Năm 2022", "4 sao" and "3 sao"."""
    names = _FIGURES.sub("#", key(one.sheet.name)), _FIGURES.sub("#", key(best.sheet.name))
    same = {"product", "producer"} <= one.layout.columns.keys() & best.layout.columns.keys()
    return names[0] == names[1] and names[0] not in _NO_SERIES and "#" in names[0] and same


def _without_summary(parts: list[Candidate]) -> list[Candidate]:
    """Leave out a sheet that is the sum of the others: then it alone is the list."""
    for one in parts:
        rest = [other for other in parts if other is not one]
        held = set().union(*(other.products for other in rest)) if rest else set()
        if rest and len(one.products & held) >= len(held) * _CONTAINED and len(one.products) >= len(held):
            return [one]
    return parts


def _worth(one: Candidate) -> tuple[int, float, bool]:
    name = key(one.sheet.name)
    fields = len(one.layout.columns) + len(one.layout.cells)
    return (one.sheet.visible, len(one.products) * (1 + 0.1 * fields), _THE_LIST.search(name) is not None)


def _headings_of(one: Candidate) -> tuple[str, ...]:
    if one.layout.header is None:
        return tuple(f"{field}:{column}" for field, column in sorted(one.layout.columns.items()))
    return tuple(key(text) for text in one.layout.header.texts)


def named_by_sheet(parts: Sequence[Candidate], tables: Sequence[Table]) -> list[Table]:
    """Return the tables with what the names of their sheets say: each a district, a commune, a group or a star.

    Only where no column or heading row says it, and only when every sheet's name fits.
    """
    names = [part.sheet.name for part in parts]
    kinds = [heading(name) for name in names]
    stars = [star_heading(name) for name in names]
    if all(stars):
        return [_with(table, "star", star=stars[n]) for n, table in enumerate(tables)]
    for kind in ("commune", "group"):
        if all(known.kind == kind for known in kinds):
            return [_with(table, kind, text=kinds[n].text) for n, table in enumerate(tables)]
    if all(known.kind == "district" or _place(name) for known, name in zip(kinds, names, strict=True)):
        return [_with(table, "district", text=names[n]) for n, table in enumerate(tables)]
    return list(tables)


def _place(name: str) -> bool:
    return proper_name(name) and not _GENERIC.search(key(name))


def _with(table: Table, field: str, text: str = "", star: int | None = None) -> Table:
    if any(getattr(row, field) is not None for row in table.rows):
        return table
    rows: list[ListRow] = []
    for row in table.rows:
        if field == "star":
            rows.append(replace(row, star=star))
        elif field == "district":
            rows.append(replace(row, district=text))
        elif field == "commune":
            rows.append(replace(row, commune=text))
        else:
            rows.append(replace(row, group=text))
    return replace(table, rows=tuple(rows), headings=(*table.headings, field))
