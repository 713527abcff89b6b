"""The layout of one table: where its heading is, which column means what, and what its title says for every row."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass

from openocop.recognition.domain.provincial_list.asides import (
    is_banner,
    is_closing,
    is_column_numbers,
    is_count,
    is_note,
    is_total,
)
from openocop.recognition.domain.provincial_list.columns import assign_columns
from openocop.recognition.domain.provincial_list.errors import ListUnreadable
from openocop.recognition.domain.provincial_list.headers import Header, find_header
from openocop.recognition.domain.provincial_list.headings import heading, is_other, numbered_heading, title_star
from openocop.recognition.domain.provincial_list.later_rounds import later_rounds
from openocop.recognition.domain.provincial_list.model import MAPPABLE_FIELDS
from openocop.recognition.domain.provincial_list.numbering import style_of
from openocop.recognition.domain.provincial_list.sheet import Sheet, blank, column_number, letter
from openocop.recognition.domain.provincial_list.ticks import kind_columns
from openocop.recognition.domain.provincial_list.values import names_decision
from openocop.recognition.domain.provincial_list.vocabulary import MAX_HEADER_LENGTH

_SAMPLE = 400
_CELL_ADDRESS = re.compile(r"^([A-Z]{1,3})([1-9]\d{0,6})?$")


@dataclass(frozen=True, slots=True)
class Layout:
    """How one table is laid out, rows and columns 0-based.

    `cells` are the fields that one cell outside the table gives to every row (a star or a decision in the title).
    `rounds` are the columns of later rounds beside the first, see `later_rounds`.
    `names` are the columns, by star, that hold the names of the products of that star; "product" is then the first.
    `kinds` are the columns with a mark under a legal kind, with its word; "producer_kind" is then the first.
    """

    header: Header | None
    start: int
    columns: Mapping[str, int]
    cells: Mapping[str, tuple[int, int]]
    names: Mapping[int, int] = dataclasses.field(default_factory=dict)
    kinds: Mapping[int, str] = dataclasses.field(default_factory=dict)
    rounds: tuple[Mapping[str, int], ...] = ()

    def named(self) -> dict[str, str]:
        """Return the mapping as people see it: a column letter or one cell's address for each field."""
        columns = {**self.columns, **{f"star_{star}": column for star, column in self.names.items()}}
        found = {field: letter(columns[field]) for field in MAPPABLE_FIELDS if field in columns}
        found.update({field: f"{letter(column)}{row + 1}" for field, (row, column) in self.cells.items()})
        return {field: found[field] for field in MAPPABLE_FIELDS if field in found}


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a person has fixed: columns and cells by field, fields to leave out, the heading row (0-based)."""

    columns: Mapping[str, int]
    cells: Mapping[str, tuple[int, int]]
    left_out: frozenset[str]
    header_row: int | None


def fixed_by(mapping: Mapping[str, str] | None, header_row: int | None) -> Fixed:
    """Return a person's mapping checked: known fields, letters ("C") or cells ("A2"), "" for a field to leave out.

    Raises:
        ListUnreadable: an unknown field, no such address, or two fields on one column.
    """
    columns: dict[str, int] = {}
    cells: dict[str, tuple[int, int]] = {}
    left_out: set[str] = set()
    for field, place in (mapping or {}).items():
        found = _CELL_ADDRESS.match(place.strip().upper())
        if field not in MAPPABLE_FIELDS:
            raise ListUnreadable("bad_mapping", f"Không có trường “{field}”. Các trường: {', '.join(MAPPABLE_FIELDS)}.")
        if not place.strip():
            left_out.add(field)
        elif not found:
            raise ListUnreadable(
                "bad_mapping", f"Cột của trường “{field}” phải là chữ cái như “C”, không phải “{place}”."
            )
        elif found[2]:
            cells[field] = (int(found[2]) - 1, column_number(found[1]))
        elif _taken(field, column_number(found[1]), columns):
            raise ListUnreadable(
                "bad_mapping", f"Cột {found[1]} được ghép cho hai trường. Mỗi cột chỉ ghép một trường."
            )
        else:
            columns[field] = column_number(found[1])
    if header_row is not None and header_row < 1:
        raise ListUnreadable("bad_mapping", f"Dòng tiêu đề phải từ 1 trở lên, không phải {header_row}.")
    return Fixed(columns, cells, frozenset(left_out), None if header_row is None else header_row - 1)


def _taken(field: str, column: int, columns: Mapping[str, int]) -> bool:
    """Tell whether a column has another field already; products and their star may share one."""
    others = [other for other, at in columns.items() if at == column]
    return any(sorted((field.split("_")[0], other.split("_")[0])) != ["product", "star"] for other in others)


def find_layout(sheet: Sheet, fixed: Fixed) -> Layout | None:
    """Return the layout of a sheet's list, None when it has no column of products."""
    if any(column >= sheet.width for column in fixed.columns.values()):
        return None
    header = find_header(sheet, fixed.header_row)
    if header is None and fixed.header_row is not None:
        return None
    found = _layout(sheet, fixed, header)
    if found is None and header is not None and fixed.header_row is None:
        return _layout(sheet, fixed, None)
    return found


def layout_from(sheet: Sheet, first: Layout, left_out: frozenset[str], row: int) -> Layout | None:
    """Return the layout of a further table whose heading stands in `row` (0-based); the title stays the first one's."""
    header = find_header(sheet, row)
    further = _layout(sheet, Fixed({}, {}, left_out, row), header) if header else None
    if further is None:
        return None
    starred = bool(further.names) or any(field.startswith("star") for field in further.columns)
    cells = {
        field: cell
        for field, cell in first.cells.items()
        if field not in further.columns and not (field == "star" and starred)
    }
    return Layout(further.header, further.start, further.columns, cells, further.names, further.kinds, further.rounds)


def _layout(sheet: Sheet, fixed: Fixed, header: Header | None) -> Layout | None:
    start = header.bottom + 1 if header else 0
    sample = _sample(sheet, start)
    cells_by_column = _transposed(sample, sheet.width)
    kinds = {} if "producer_kind" in fixed.columns else kind_columns(header, cells_by_column)
    ticked = {"producer_kind": min(kinds)} if kinds else {}
    columns = assign_columns(header, cells_by_column, {**fixed.columns, **ticked}, frozenset(kinds))
    columns = {field: column for field, column in columns.items() if field not in fixed.left_out}
    if "product" not in columns:
        return None
    if header is None:
        if len(columns) < 2 and not fixed.columns:  # any text is one column of names
            return None
        start = _first_full_row(sheet, columns["product"], sample)
    cells = {**_cells_above(sheet, header, start, columns, fixed.left_out), **fixed.cells}
    names = {int(name[-1]): column for name, column in columns.items() if name.startswith("star_")}
    if columns["product"] not in names.values():
        names = {}
    kept = {
        name: column
        for name, column in columns.items()
        if name not in fixed.cells and not (names and name.startswith("star_"))
    }
    return Layout(header, start, kept, cells, names, kinds, later_rounds(header, columns))


def _sample(sheet: Sheet, start: int) -> list[list[str]]:
    """Return rows that look like rows of the list: as many filled cells as most have, spread over the sheet."""
    rows = [row for row in sheet.rows[start:] if any(row)]
    rows = rows[:: max(1, len(rows) // _SAMPLE)]
    # In a short list the heads of blocks may be as many as the products.
    rows = [row for row in rows if not _heads_block([text for text in row if text])] or rows
    picked = [(sum(1 for text in row if not blank(text)), row) for row in rows]
    many = sorted(count for count, row in picked if count >= 2) or [1]
    usual = many[len(many) // 2]
    telling = [(count, row) for count, row in picked if count >= min(2, usual) and count >= usual * 0.6]
    return [row for count, row in telling if not is_column_numbers([text for text in row if text])]


def _transposed(rows: list[list[str]], width: int) -> list[list[str]]:
    return [[row[column] for row in rows] for column in range(width)]


def _first_full_row(sheet: Sheet, product: int, sample: list[list[str]]) -> int:
    known = {id(row) for row in sample}
    for number, row in enumerate(sheet.rows):
        first = next((text for text in row if text), "")
        if id(row) in known and row[product] and not (is_banner(first) or is_other(first)):
            return _with_headings_above(sheet, number)
    return 0


def _with_headings_above(sheet: Sheet, number: int) -> int:
    """A list without a heading of columns may begin with the heading of its first block."""
    while number > 0 and _heads_block([text for text in sheet.rows[number - 1] if text]):
        number -= 1
    return number


def _heads_block(texts: list[str]) -> bool:
    styles = [style_of(text) for text in texts]
    words = [text for text, style in zip(texts, styles, strict=True) if style is None and not is_count(text)]
    if len(words) != 1:
        return False
    known = numbered_heading(words[0]) if styles[0] in ("roman", "capital") else heading(words[0])
    return known.kind in ("district", "commune", "group")


def _cells_above(
    sheet: Sheet, header: Header | None, start: int, columns: Mapping[str, int], left_out: frozenset[str]
) -> dict[str, tuple[int, int]]:
    """Return the title's cells that name one star, or the decision, for the whole list."""
    top = header.top if header else start
    found: dict[str, tuple[int, int]] = {}
    stars = any(field.startswith("star") for field in columns)
    for row in range(top):
        for column, text in enumerate(sheet.rows[row]):
            if not text:
                continue
            if not stars and "star" not in left_out and title_star(text):
                found["star"] = (row, column)
            if _gives_decision(text):
                found.update(dict.fromkeys(_decision_fields(columns, left_out), (row, column)))
    if header and not stars and "star" not in found and "star" not in left_out:
        found.update(_star_in_heading(sheet, header, columns["product"]))
    return found


def _star_in_heading(sheet: Sheet, header: Header, product: int) -> dict[str, tuple[int, int]]:
    """Return the cell of the heading over the products that names one star; its words may begin further to the left."""
    named = header.texts[product] if product < len(header.texts) else ""
    if not title_star(named):
        return {}
    for row in range(header.top, header.bottom + 1):
        for column in range(product, -1, -1):
            text = sheet.rows[row][column]
            if text and text in named and title_star(text):
                return {"star": (row, column)}
    return {}


def _decision_fields(columns: Mapping[str, int], left_out: frozenset[str]) -> list[str]:
    dated = "recognised_on" in columns or "year" in columns
    fields = [] if "decision_no" in columns else ["decision_no"]
    fields += [] if dated else ["recognised_on"]
    return [field for field in fields if field not in left_out]


def _gives_decision(text: str) -> bool:
    """The list's own decision ("Kèm theo Quyết định số …/QĐ-UBND"), not a law it rests on ("Căn cứ …/QĐ-TTg")."""
    rests_on = "TTg" in text or text.lower().startswith(("căn cứ", "can cu", "thực hiện"))
    return names_decision(text) and not rests_on


def headings_above(sheet: Sheet, layout: Layout) -> list[str]:
    """Return the texts between title and heading that name a block by themselves, such as "HUYỆN ĐẦM DƠI"."""
    top = layout.header.top if layout.header else 0
    texts = [[text for text in row if text] for row in sheet.rows[max(0, top - 6) : top]]
    return [row[0] for row in texts if len(row) == 1 and len(row[0]) <= 60 and not _about_list(row[0])]


def _about_list(text: str) -> bool:
    return is_other(text) or is_banner(text) or is_note(text) or is_total(text) or is_closing(text)


def header_texts(sheet: Sheet, layout: Layout) -> dict[str, str]:
    """Return the heading text of every column that has one, by letter."""
    if layout.header is None:
        return {}
    pairs = enumerate(layout.header.texts)
    return {letter(column): text[:MAX_HEADER_LENGTH] for column, text in pairs if text}
