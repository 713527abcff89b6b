"""Reading a provincial list of recognised products: a file's bytes in, rows with their problems out.

Nothing is guessed and nothing is written here. Text stays as printed (NFC, white space collapsed); what is blank or
unreadable is None, and what is unreadable is named by its cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openocop.recognition.domain.provincial_list.errors import ListUnreadable
from openocop.recognition.domain.provincial_list.headers import Header
from openocop.recognition.domain.provincial_list.lanes import lanes
from openocop.recognition.domain.provincial_list.layout import Fixed, Layout, find_layout, fixed_by, header_texts
from openocop.recognition.domain.provincial_list.model import ProvincialList
from openocop.recognition.domain.provincial_list.selection import Candidate, chosen, named_by_sheet
from openocop.recognition.domain.provincial_list.sheet import Sheet, letter
from openocop.recognition.domain.provincial_list.source import read_sheets
from openocop.recognition.domain.provincial_list.table import Table, joined, read_table

_SHOWN_COLUMNS = 12
# A product stands there although it cannot be read.
_UNREADABLE = frozenset({"name_too_long", "text_damaged", "cell_error"})


def read_list(
    data: bytes,
    *,
    filename: str,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
) -> ProvincialList:
    """Return what a provincial list of recognised products says.

    Args:
        data: the file: XLSX, XLS, ODS, or delimited text in any usual encoding; what it is, is told by its content.
        filename: only for messages, and as the name of the sheet of a text file.
        mapping: columns a person has chosen, `{"product": "C"}`; a value may be one cell ("A2") that stands for every
            row, or "" to leave a field out. Fields not named are found as usual.
        sheet: the sheet to read; otherwise the sheet with the list, or all that hold parts of it.
        header_row: 1-based top row of the heading of the columns.

    Raises:
        ListUnreadable: the file as a whole cannot be read; its text is one Vietnamese line.
    """
    sheets = read_sheets(data, filename)
    fixed = fixed_by(mapping, header_row)
    looked_at = _looked_at(sheets, sheet, filename)
    candidates = _candidates(looked_at, fixed, filename)
    picked = chosen(candidates) if sheet is None else candidates
    tables = [candidate.table for candidate in picked]
    if len(picked) > 1:
        tables = [_table(one.sheet, fixed, one.layout, len(picked)) for one in picked]
        tables = named_by_sheet(picked, tables)
    first = picked[0]
    return ProvincialList(
        sheet=first.sheet.name,
        sheets=tuple(one.name for one in sheets),
        sheets_read=tuple(one.sheet.name for one in picked),
        header_row=first.layout.header.top + 1 if first.layout.header else None,
        mapping=first.layout.named(),
        headings=tuple(sorted({field for table in tables for field in table.headings})),
        headers=header_texts(first.sheet, first.layout),
        rows=tuple(row for table in tables for row in table.rows),
        problems=tuple(problem for table in tables for problem in table.problems),
    )


def _looked_at(sheets: Sequence[Sheet], name: str | None, filename: str) -> list[Sheet]:
    if name is None:
        filled = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
        if not filled:
            raise ListUnreadable("empty", f"Tệp “{filename}” không có ô nào ghi dữ liệu.")
        return filled
    found = [sheet for sheet in sheets if sheet.name == name]
    if not found:
        names = ", ".join(f"“{sheet.name}”" for sheet in sheets)
        raise ListUnreadable("no_such_sheet", f"Tệp “{filename}” không có trang “{name}”. Các trang: {names}.")
    return found


def _candidates(sheets: Sequence[Sheet], fixed: Fixed, filename: str) -> list[Candidate]:
    found = []
    empty = ""
    for sheet in sheets:
        layout = find_layout(sheet, fixed)
        if layout is None:
            continue
        table = _table(sheet, fixed, layout, 1)
        if any(row.product for row in table.rows) or any(told.code in _UNREADABLE for told in table.problems):
            found.append(Candidate(sheet, layout, table))
        else:
            empty = empty or f"Trang “{sheet.name}” của “{filename}” có cột tên sản phẩm ({layout.named()['product']})"
    if found:
        return [one for one in found if one.layout.header is not None] or found
    if empty:
        raise ListUnreadable("no_rows", f"{empty} nhưng không có dòng sản phẩm nào ở dưới.")
    raise _no_list(sheets, filename)


def _table(sheet: Sheet, fixed: Fixed, layout: Layout, sheets: int) -> Table:
    """Return what a sheet holds; the rows of tables that stand side by side come line by line."""
    first, *others = lanes(sheet, layout.header)
    if layout.header is None or not others or max(fixed.columns.values(), default=0) >= _width(first):
        return read_table(sheet, fixed, layout, sheets)
    found = [read_table(first, fixed, find_layout(first, fixed) or layout, sheets)]
    for part, lane in enumerate(others, 2):
        beside = Fixed({}, {}, fixed.left_out, _top(lane, layout.header))
        further = find_layout(lane, beside)
        if further is not None:
            found.append(read_table(lane, beside, further, sheets, part))
    return joined(found)


def _top(lane: Sheet, header: Header) -> int:
    """Return the row in which the heading of one table begins, below what is printed over that table as a whole."""
    rows = range(header.top, header.bottom + 1)
    return next((row for row in rows if sum(map(bool, lane.rows[row])) > 1), header.bottom)


def _width(lane: Sheet) -> int:
    return max((column + 1 for row in lane.rows for column, text in enumerate(row) if text), default=0)


def _no_list(sheets: Sequence[Sheet], filename: str) -> ListUnreadable:
    """Return the refusal that shows the columns seen and how to name the one with the products."""
    widest = max(sheets, key=lambda sheet: sum(map(any, sheet.rows)))
    sample = [row for row in widest.rows if sum(map(bool, row)) > 1] or [row for row in widest.rows if any(row)]
    head = max(sample[:20], key=lambda row: sum(map(bool, row)))
    seen = [f"{letter(column)} “{text[:40]}”" for column, text in enumerate(head) if text][:_SHOWN_COLUMNS]
    return ListUnreadable(
        "no_product_column",
        f"Không tìm thấy cột tên sản phẩm trong “{filename}”, trang “{widest.name}”. "
        f"Các cột thấy được: {', '.join(seen)}. "
        "Hãy ghép cột, ví dụ product=C, và chỉ dòng tiêu đề nếu cần.",
    )
