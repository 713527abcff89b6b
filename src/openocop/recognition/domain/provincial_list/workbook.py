"""XLSX, XLS and ODS through calamine, guarded against sheets that would not fit in memory."""

from __future__ import annotations

import io
from collections.abc import Mapping

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from openocop.recognition.domain.provincial_list.errors import ListUnreadable
from openocop.recognition.domain.provincial_list.extents import Extent, ods_extents, xls_extents, xlsx_extents
from openocop.recognition.domain.provincial_list.limits import MAX_CELLS, MAX_ROWS, too_many_rows, too_wide
from openocop.recognition.domain.provincial_list.sheet import Merge, Sheet, sheet_of


def read_workbook(data: bytes, filename: str, kind: str) -> list[Sheet]:
    """Return the sheets of a workbook; `kind` is "xlsx", "xls" or "ods".

    Raises:
        ListUnreadable: damaged, protected by a password, or every sheet is beyond the limits.
    """
    try:
        extents = _EXTENTS[kind](data)
        if kind != "xlsx":  # these are laid out as soon as the file is opened
            _refuse_beyond_limits(extents)
        return _sheets(data, extents)
    except ListUnreadable:
        raise
    except PasswordError as error:
        raise ListUnreadable(
            "password_protected", f"Tệp “{filename}” đang đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi nhập."
        ) from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # the reader is compiled code: its panics are not Exceptions
        raise ListUnreadable(
            "not_a_spreadsheet",
            f"Không mở được tệp “{filename}”: tệp hỏng hoặc không phải bảng tính. "
            "Hãy mở lại bằng phần mềm bảng tính và lưu thành XLSX.",
        ) from error


_EXTENTS = {"xlsx": xlsx_extents, "xls": xls_extents, "ods": ods_extents}


def _sheets(data: bytes, extents: dict[str, Extent]) -> list[Sheet]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = []
    refusal: ListUnreadable | None = None
    for number, meta in enumerate(workbook.sheets_metadata):
        if meta.typ is not SheetTypeEnum.WorkSheet:
            continue
        extent = extents.get(meta.name, Extent())
        beyond = _beyond_limits(extent, meta.name)
        refusal = refusal or beyond
        if beyond is None:
            visible = meta.visible is SheetVisibleEnum.Visible
            sheets.append(_sheet(workbook.get_sheet_by_index(number), meta.name, extent, visible))
    if refusal is not None and not any(sheet.rows for sheet in sheets):
        raise refusal
    return sheets


def _sheet(source: CalamineSheet, name: str, extent: Extent, visible: bool) -> Sheet:
    merges = extent.merges
    if source.merged_cell_ranges:
        merges = tuple(Merge(top, left, bottom, right) for (top, left), (bottom, right) in source.merged_cell_ranges)
    if source.total_height > MAX_ROWS:
        raise too_many_rows(source.total_height, name)
    return sheet_of(name, source.to_python(skip_empty_area=False), merges, extent.broken, visible)


def _refuse_beyond_limits(extents: Mapping[str, Extent]) -> None:
    for name, extent in extents.items():
        refusal = _beyond_limits(extent, name)
        if refusal is not None:
            raise refusal


def _beyond_limits(extent: Extent, name: str) -> ListUnreadable | None:
    if extent.rows > MAX_ROWS:
        return too_many_rows(extent.rows, name)
    if extent.rows * extent.columns > MAX_CELLS:
        return too_wide(extent.rows, extent.columns, name)
    return None
