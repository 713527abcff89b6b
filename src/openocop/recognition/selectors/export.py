"""The office's list as rows of a table, read straight from the database: twenty thousand of them in under a second."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from openocop.recognition.selectors.recognitions import Filters, recognitions_of, score_text

# Heads as offices print them; legal and field words are Vietnamese data.
COLUMNS: tuple[tuple[str, str], ...] = (
    ("Sản phẩm", "product__name"),
    ("Chủ thể", "product__producer__name"),
    ("Hạng sao", "star"),
    ("Điểm", "score"),
    ("Đợt đánh giá", "round__name"),
    ("Ngày họp Hội đồng", "council_on"),
    ("Số quyết định", "decision__number"),
    ("Số quyết định theo nguồn", "decision_no_as_printed"),
    ("Hiệu lực từ", "valid_from"),
    ("Hết hiệu lực từ", "valid_until"),
    ("Giữ theo Điều 12.3 đến trước ngày", "kept_until"),
    ("Thu hồi ngày", "withdrawn_on"),
    ("Được thay thế từ", "superseded_on"),
    ("Số giấy chứng nhận", "certificate__number"),
    ("Mã số sản phẩm", "certificate__product_code"),
    ("Nơi sản xuất theo nguồn", "unit_as_printed"),
    ("Nhóm theo nguồn", "group_as_printed"),
    ("Minh hoạ", "is_illustrative"),
)
_PATHS = tuple(path for _head, path in COLUMNS)
_SCORE, _ILLUSTRATIVE = _PATHS.index("score"), _PATHS.index("is_illustrative")


def export_rows(province: str, filters: Filters, on: date) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the list in the order of the office's page, without its head; absent values are None.

    An average is rounded as pages show it.
    """
    rows = recognitions_of(province, filters, on).select_related(None).order_by("product__sort_key", "id")
    for row in rows.values_list(*_PATHS).iterator(chunk_size=5000):
        shown = list(row)
        if row[_SCORE]:
            shown[_SCORE] = score_text(row[_SCORE])
        shown[_ILLUSTRATIVE] = "x" if row[_ILLUSTRATIVE] else None
        yield tuple(shown)


def heads() -> tuple[str, ...]:
    return tuple(head for head, _path in COLUMNS)
