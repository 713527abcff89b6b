"""How large a list may be, and the refusals of what is larger."""

from __future__ import annotations

from openocop.recognition.domain.provincial_list.errors import ListUnreadable

MAX_ROWS = 100_000
# A rectangle of cells, blank ones included, is laid out in memory at once.
MAX_CELLS = 8_000_000
MAX_BYTES = 50_000_000
# What the parts of a zipped spreadsheet may unpack to; a file that promises more is not a list of products.
MAX_UNPACKED_BYTES = 400_000_000


def too_many_rows(rows: int, sheet: str) -> ListUnreadable:
    """Return the refusal of a sheet that is longer than the limit."""
    return ListUnreadable(
        "too_many_rows",
        f"Trang “{sheet}” có dữ liệu đến dòng {_grouped(rows)}, quá giới hạn {_grouped(MAX_ROWS)} dòng. "
        "Hãy chia thành nhiều tệp hoặc xóa các dòng thừa.",
    )


def too_wide(rows: int, columns: int, sheet: str) -> ListUnreadable:
    """Return the refusal of a sheet whose cells lie too far apart to be laid out."""
    return ListUnreadable(
        "too_large",
        f"Trang “{sheet}” trải quá rộng ({_grouped(rows)} dòng × {_grouped(columns)} cột). "
        "Hãy xóa các ô thừa ở xa bảng rồi lưu lại.",
    )


def too_large(filename: str) -> ListUnreadable:
    """Return the refusal of a file that is too large as a whole."""
    return ListUnreadable(
        "too_large",
        f"Tệp “{filename}” quá lớn (giới hạn {_grouped(MAX_BYTES // 1_000_000)} MB và {_grouped(MAX_CELLS)} ô). "
        "Hãy chỉ giữ trang có danh sách rồi lưu lại.",
    )


def too_much_inside(filename: str) -> ListUnreadable:
    """Return the refusal of a zipped file whose parts unpack to more than any list needs."""
    return ListUnreadable(
        "too_large",
        f"Tệp “{filename}” giải nén ra hơn {_grouped(MAX_UNPACKED_BYTES // 1_000_000)} MB, quá giới hạn. "
        "Hãy chỉ giữ trang có danh sách, xóa định dạng và hình thừa rồi lưu lại.",
    )


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
