"""What each row under the heading is: a product, the head of a block, or something that carries no product."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise
from statistics import median_low

from openocop.recognition.domain.provincial_list.asides import (
    adds_up,
    is_banner,
    is_closing,
    is_column_numbers,
    is_count,
    is_note,
    is_total,
)
from openocop.recognition.domain.provincial_list.headers import Header
from openocop.recognition.domain.provincial_list.headings import (
    BESIDE,
    Heading,
    heading,
    is_other,
    numbered_heading,
    proper_name,
)
from openocop.recognition.domain.provincial_list.kinds import producer_kind
from openocop.recognition.domain.provincial_list.levels import Levels
from openocop.recognition.domain.provincial_list.numbering import number_before, style_of
from openocop.recognition.domain.provincial_list.sheet import blank
from openocop.recognition.domain.provincial_list.spans import Spread
from openocop.recognition.domain.provincial_list.vocabulary import INDEX, claims


class Kind(Enum):
    """What a row is."""

    BLANK = auto()
    DATA = auto()
    HEADING = auto()
    HEADER = auto()  # the heading of the columns again, as on a new page
    NEW_HEADER = auto()  # another heading: the columns may mean something else from here on
    ASIDE = auto()  # totals, column numbers, footnotes, banners, signatures


@dataclass(frozen=True, slots=True)
class Sorted:
    """One row with what it is; `heading` is given for HEADING."""

    kind: Kind
    heading: Heading | None = None


_DATA = Sorted(Kind.DATA)
_BLANK = Sorted(Kind.BLANK)
_ASIDE = Sorted(Kind.ASIDE)

_HEADING_STYLES = frozenset({"roman", "capital"})
_INNER = frozenset({"dotted", "small", "bullet"})  # where products are numbered 1.1 or a), a plain 1 heads them
_GROUP_START = re.compile(r"(?:phân |phan )?(?:nhóm|nhom|ngành|nganh|lĩnh vực|linh vuc)\b", re.IGNORECASE)
# First words of a product cell that may open something else than a product; everything else with a running number
# and filled columns is a product without further look.
_TELLING = frozenset(
    {
        "tổng", "tong", "cộng", "cong", "total", "subtotal", "huyện", "huyen", "h.", "thành", "thanh", "tp",
        "tp.", "thị", "thi", "tx", "tx.", "quận", "quan", "xã", "xa", "phường", "phuong", "nhóm", "nhom",
        "ngành", "nganh", "tên", "ten", "sản", "san", "sp", "mặt", "product", "hạng", "hang", "chủ", "chu",
        "người", "nguoi", "nơi", "noi", "kt.", "tm.", "ghi", "ủy", "uỷ",
    }
)  # fmt: skip


class RowSorter:
    """Sorts the rows of one table, from the top down: after the signatures only a full row counts as a product."""

    def __init__(self, spread: Spread, columns: Mapping[str, int], header: Header | None, start: int) -> None:
        self._rows, self._inherited, self._across = spread.rows, spread.inherited, spread.across
        self._columns = columns
        self._product = columns["product"]
        self._producer = columns.get("producer")
        self._index = columns.get(INDEX)
        self._fields = sorted({column for field, column in columns.items() if field not in (INDEX, "product")})
        self._header_rows = self._rows[header.top : header.bottom + 1] if header else []
        self._header_texts = frozenset(text for row in self._header_rows for text in row if text)
        self._start = start
        self._closed = False
        self._levels = Levels(self._rows, columns, start)
        self._measure()

    def _measure(self) -> None:
        """Learn from the rows with a product how many other cells are usually filled and how rows are numbered."""
        sample = self._rows[self._start : self._start + 2000]
        named = [row for row in sample if row[self._product]]
        filled = [sum(1 for column in self._fields if not blank(row[column])) for row in named]
        pairs = list(zip(named, filled, strict=True))
        self._usual = median_low(filled) if filled else 0
        self._results = [column for field, column in self._columns.items() if field.startswith(("star", "score"))]
        rated = sum(any(not blank(row[column]) for column in self._results) for row in named)
        self._results_usual = rated > len(named) * 0.3
        self._often_lone = sum(count == 0 for count in filled) > len(filled) * 0.15
        lone = [count == 0 and heading(row[self._product]).kind == "other" for row, count in pairs]
        self._lone_in_runs = any(first and second for first, second in pairwise(lone))  # heads do not come in runs
        names = [row[self._product] for row, alone in zip(named, lone, strict=True) if alone]
        self._lone_places = len(names) > 1 and all(map(proper_name, names)) and not self._lone_in_runs
        self._numbered_within = {
            column
            for column in (self._product, self._producer)
            if column is not None and sum(bool(number_before(row[column])) for row in named) > len(named) * 0.5
        }
        self._usual_style: str | None = None
        self._numbered = 0.0
        if self._index is not None and named:
            full = [row for row, count in pairs if count and not adds_up(row[self._product])]
            full = full or named
            styles = Counter(style_of(row[self._index]) for row in full)
            styles.pop(None, 0)
            self._usual_style = styles.most_common(1)[0][0] if styles else None
            self._numbered = sum(style_of(row[self._index]) is not None for row in full) / len(full)

    def sort(self, number: int) -> Sorted:
        """Return what row `number` (0-based) is; call it once for each row, in order."""
        row = self._rows[number]
        product = row[self._product]
        if not self._closed and (producer := self._levels.producer(number)):
            return self._opened_by(producer, row)
        if product and not self._closed and self._plainly_product(row, product, number):
            return _DATA
        found = self._look_closer(number, row)
        return found if found.heading is None else self._opened_by(found.heading, row)

    def _opened_by(self, known: Heading, row: list[str]) -> Sorted:
        """Return a heading row with its number and, when it heads a producer, with what stands beside the name."""
        first = next((text for text in row if text), "")
        number = first if style_of(first) else number_before(first)
        beside = {field: row[self._columns[field]] for field in BESIDE if field in self._columns}
        if known.kind != "producer":
            beside = {}
        return Sorted(Kind.HEADING, replace(known, number=number, beside=beside))

    def _plainly_product(self, row: list[str], product: str, number: int) -> bool:
        if self._producer is None and producer_kind(product):
            return False
        if (
            product in self._header_texts
            or product.split(None, 1)[0].lower() in _TELLING
            or (self._inherited and (number, self._product) in self._inherited)
        ):
            return False
        filled = sum(1 for column in self._fields if row[column])
        if self._index is not None:
            return row[self._index].isdigit() and filled >= min(2, max(self._usual, 1)) and not product.isdigit()
        return filled >= max(self._usual, 2) and any(char.isalpha() for char in product)

    def _look_closer(self, number: int, row: list[str]) -> Sorted:
        own = [(column, text) for column, text in enumerate(row) if text and (number, column) not in self._inherited]
        if not own or all(blank(text) for _, text in own):
            return _BLANK
        texts = [text for _, text in own]
        if len(own) >= 2 and self._repeats_header(own):
            return Sorted(Kind.HEADER)
        if is_column_numbers(texts) and (number - self._start < 3 or len(texts) > 3):
            return _ASIDE
        numbering = self._index if self._index is not None else self._heading_number(own)
        style = style_of(row[numbering]) if numbering is not None else None
        body = [(column, text) for column, text in own if not (column == numbering and style) and not blank(text)]
        if not body:
            return _BLANK
        if is_total(body[0][1]) or self._sums_up(row, body, style) or self._aside(number, row, body, style):
            return _ASIDE
        if self._heads_columns(texts):
            return Sorted(Kind.NEW_HEADER)
        words = [(column, text) for column, text in body if not is_count(text)]
        if len(words) == 1 and (len(body) == 1 or style in _HEADING_STYLES or self._is_unit(words[0][1])):
            return self._lone(number, words[0], style)
        return self._several(number, row, body, style)

    def _heading_number(self, own: list[tuple[int, str]]) -> int | None:
        """Return the first column when a lone "A" or "I" stands there before one text, in a list without numbering."""
        return own[0][0] if len(own) == 2 and style_of(own[0][1]) in _HEADING_STYLES else None

    def _sums_up(self, row: list[str], body: list[tuple[int, str]], style: str | None) -> bool:
        """Tell whether a row without a number, where products have one, only counts: "Cộng Ngọc Hiển | 12 SP"."""
        if self._numbered <= 0.8 or style is not None:
            return False
        label = len(body) > 1 and adds_up(body[0][1])
        nameless = self._producer is None or not row[self._producer]
        return (label or nameless) and all(is_count(text) for _, text in (body[1:] if label else body))

    def _repeats_header(self, own: list[tuple[int, str]]) -> bool:
        """Tell whether a row is the heading again; the same words over other columns head another table."""
        if not self._header_texts or not all(text in self._header_texts for _, text in own):
            return False
        moved = [text for column, text in own if not any(text == row[column] for row in self._header_rows)]
        return not moved or not self._heads_columns([text for _, text in own])

    def _heads_columns(self, texts: list[str]) -> bool:
        found = [claims(text)[0] for text in texts if len(text) <= 60 and claims(text)]
        fields = {field for field, strength in found if strength >= 2}
        certain = INDEX in fields or any(field == "product" and strength >= 3 for field, strength in found)
        several = certain and "product" in fields and len(fields) >= 3 and len(found) >= len(texts) * 0.7
        return several and not any(text.replace(".", "").isdigit() for text in texts)

    def _aside(self, number: int, row: list[str], body: list[tuple[int, str]], style: str | None) -> bool:
        if style is not None and style == self._usual_style and row[self._product] and len(body) > 1:
            self._closed = False
            return False
        texts = [text for _, text in body]
        filled = sum(1 for column in self._fields if not blank(row[column]))
        whole = bool(row[self._product]) and filled >= max(1, self._usual)
        if self._is_banner(texts, whole):
            return True
        if all(map(is_closing, texts)) or (not whole and is_closing(texts[0])):
            self._closed = number - self._start > 0
            return True
        if self._closed:
            again = self._index is None and whole and filled >= 2
            if not again and heading(texts[0]).kind not in ("district", "star", "group"):
                return True
            self._closed = False
        alone = len(body) == 1 and style is None
        return alone and is_note(texts[0]) and not self._is_unit(texts[0])

    def _is_banner(self, texts: list[str], whole: bool) -> bool:
        """Tell whether a row is the agency and motto above a further table; a full row may name an agency, too."""
        if whole or not any(map(is_banner, texts)) or any(len(text) <= 60 and claims(text) for text in texts):
            return False
        return heading(texts[0]).kind != "district" or len(texts) > 1

    def _is_unit(self, text: str) -> bool:
        return heading(text).kind in ("district", "commune", "star")

    def _lone(self, number: int, cell: tuple[int, str], style: str | None) -> Sorted:
        """Judge a row that holds one text, apart from its number and from counts."""
        column, text = cell
        if column == self._product and any((number, field) in self._inherited for field in self._fields):
            return _DATA  # a merged producer or star reaches over this row
        known = heading(text)
        as_usual = style is not None and style == self._usual_style
        if known.kind in ("district", "commune", "star", "producer_kind"):
            return Sorted(Kind.HEADING, known)
        if known.kind == "group" and not self._may_be_product(column, text, style):
            return Sorted(Kind.HEADING, known)
        if known.kind == "producer":
            return self._lone_producer(number, column, known)
        if style != self._usual_style and (
            style in _HEADING_STYLES or (style == "number" and self._usual_style in _INNER)
        ):
            return Sorted(Kind.HEADING, numbered_heading(text))
        if column == self._product:
            return self._lone_product(number, text, as_usual)
        return self._lone_elsewhere(number, column, text)

    def _may_be_product(self, column: int, text: str, style: str | None) -> bool:
        """Tell whether the name of a group, alone on its row, may as well be a product: "Cà phê", "Nhóm quà tặng"."""
        if column != self._product or style in _HEADING_STYLES:
            return False
        if self._usual >= 1 and _GROUP_START.match(text):
            return False
        return self._often_lone or self._usual == 0 or (style is not None and style == self._usual_style)

    def _lone_producer(self, number: int, column: int, known: Heading) -> Sorted:
        if self._producer is None or column not in (self._product, self._producer) or self._leads_block(number):
            return Sorted(Kind.HEADING, known)
        return _DATA

    def _lone_product(self, number: int, text: str, as_usual: bool) -> Sorted:
        if as_usual:
            return _DATA
        if is_other(text) or self._wide(number, self._product) or self._numbered_head(text, self._product):
            return Sorted(Kind.HEADING, numbered_heading(text))
        numbered = self._numbered > 0.8 and not self._lone_in_runs
        alone = self._usual >= 1 and (numbered or (self._index is None and self._lone_places))
        if alone and (text.isupper() or proper_name(text)):
            return Sorted(Kind.HEADING, numbered_heading(text))
        return _DATA

    def _lone_elsewhere(self, number: int, column: int, text: str) -> Sorted:
        fields = [field for field, at in self._columns.items() if at == column]
        if column == self._producer:
            return self._lone_in_producers(number, text)
        if fields and fields[0] in ("district", "commune"):
            return Sorted(Kind.HEADING, Heading("district" if fields[0] == "district" else "commune", text))
        if fields and fields[0] not in (INDEX, "group"):
            return _ASIDE
        return Sorted(Kind.HEADING, numbered_heading(text))

    def _lone_in_producers(self, number: int, text: str) -> Sorted:
        """Judge a text in the column of producers, alone: "II. Năm Căn", a name over its block, or a row unfinished."""
        numbered = self._numbered_head(text, self._producer)
        if not numbered and self._leads_block(number):
            return Sorted(Kind.HEADING, Heading("producer", text))
        return Sorted(Kind.HEADING, numbered_heading(text)) if numbered or self._wide(number, self._producer) else _DATA

    def _numbered_head(self, text: str, column: int | None) -> bool:
        """Tell whether a text alone heads a block by a number that names in its column do not have: "II. Năm Căn"."""
        if self._usual == 0 or column in self._numbered_within:
            return False
        style = style_of(number_before(text))
        return style in _HEADING_STYLES or (style == "number" and numbered_heading(text).kind != "other")

    def _wide(self, number: int, column: int | None) -> bool:
        """Tell whether a cell is merged with those to its right."""
        return column is not None and self._across.get((number, column), 0) >= 2

    def _leads_block(self, number: int) -> bool:
        """Tell whether the next row with words names a product and leaves the producer blank."""
        for row in self._rows[number + 1 : number + 4]:
            if row[self._product]:
                return self._producer is None or not row[self._producer]
        return False

    def _named(self, row: list[str]) -> Sorted:
        """A producer in the column of products, with an address but no result, heads the products below it."""
        known = heading(row[self._product])
        rated = any(not blank(row[column]) for column in self._results)
        heads = self._producer is None and self._results_usual and not rated and known.kind == "producer"
        return Sorted(Kind.HEADING, known) if heads else _DATA

    def _several(self, number: int, row: list[str], body: list[tuple[int, str]], style: str | None) -> Sorted:
        if (number, self._product) in self._inherited:
            another = self._producer is not None and any(column == self._producer for column, _ in body)
            return _DATA if another else _BLANK
        if row[self._product]:
            return self._named(row)
        fields = [column for column, _ in body if column in self._fields]
        rated = any(column in self._results for column in fields)
        if self._producer in fields and len(fields) <= 2 and not rated and self._leads_block(number):
            return Sorted(Kind.HEADING, Heading("producer", row[self._producer or 0]))
        return _DATA if len(fields) >= 2 or (fields and style == "number") else _ASIDE
