"""The lines of the spreadsheet for buyers. Heads are Vietnamese data, as supermarkets' own sheets have them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openocop.buying.selectors.lists import Row
from openocop.buying.words import last_day_text
from openocop.core.documents.vietnamese import date_short
from openocop.offers.domain.amounts import Unit
from openocop.offers.selectors.offers import PackOffered
from openocop.offers.words import UNIT_NAMES, season_text

HEADS = (
    *("Sản phẩm", "Chủ thể", "Nơi sản xuất", "Hạng sao", "Giấy chứng nhận có giá trị đến hết ngày"),
    *("Quy cách", "Định lượng", "Đơn vị", "Giá (đồng, đã có thuế)", "Giá ghi ngày", "Mã vạch", "Hạn dùng (ngày)"),
    *("Đóng gói làm quà", "Mùa vụ", "Mỗi tháng", "Đơn nhỏ nhất", "Đơn vị cung ứng", "Số ngày giao"),
    *("Giấy tờ còn hiệu lực", "Trang sản phẩm", "Minh hoạ"),
)


def sheet_rows(row: Row, address: str) -> Iterator[tuple[Any, ...]]:
    """Yield a line for each pack, one without a pack where none is on offer."""
    listing, offer = row.listing, row.offer
    supply = offer.supply
    head = (listing.name, listing.producer_name, listing.place_text, listing.star, last_day_text(row))
    tail = (
        season_text(offer.seasons),
        *((_number(supply.monthly), _number(supply.minimum)) if supply else (None, None)),
        str(UNIT_NAMES[Unit(supply.unit)]) if supply else "",
        supply.lead_days if supply else None,
        ", ".join(offer.papers),
        address,
        "x" if listing.is_illustrative else "",
    )
    for pack in offer.packs or (None,):
        yield (*head, *_pack(pack), *tail)


def _pack(one: PackOffered | None) -> tuple[Any, ...]:
    if one is None:
        return ("", None, "", None, "", "", None, "")
    return (
        *(one.pack.name, _number(one.pack.quantity), str(UNIT_NAMES[Unit(one.pack.unit)]), one.price),
        *(date_short(one.stated_at.date()), one.pack.bar_code, one.pack.shelf_days, "x" if one.pack.is_gift else ""),
    )


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
