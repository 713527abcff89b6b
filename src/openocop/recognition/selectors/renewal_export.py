"""The products whose certificates end, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from openocop.recognition.selectors.renewals import RenewalRow

# Heads as offices print them; legal and field words are Vietnamese data.
_HEADS = (
    *("Sản phẩm", "Chủ thể", "Xã, phường", "Hạng sao", "Giấy chứng nhận có giá trị đến hết ngày", "Nộp từ ngày"),
    *("Nộp đến ngày", "Đã báo ngày", "Mở hồ sơ ngày", "Nộp hồ sơ ngày", "Công nhận lại ngày", "Minh hoạ"),
)


def renewal_heads() -> tuple[str, ...]:
    return _HEADS


def renewal_export(rows: Iterable[RenewalRow]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows in their order; absent values are None."""
    for row in rows:
        product = row.recognition.product
        yield (
            *(product.name, product.producer.name if product.producer else None, row.commune_name or None),
            *(row.recognition.star, row.last_on, row.window.opens_on, row.window.last_on),
            *(row.told_on, row.opened_on, row.filed_on, row.again_on, "x" if row.recognition.is_illustrative else None),
        )
