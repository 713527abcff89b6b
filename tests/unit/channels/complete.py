"""A record that every channel takes, made up for these tests."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

GTIN = "8936001234569"  # check digit by GS1 General Specifications 7.9
_PICTURE = {
    "url": "https://ocop.example/anh/a.jpg",
    "mime": "image/jpeg",
    "name": "a.jpg",
    "width": 1600,
    "height": 1600,
    "bytes": 400_000,
}
_COMPLETE: dict[str, Any] = {
    "sku": "r426s59z53fq-0a1b2c3d",
    "gtin": GTIN,
    "gtins": [GTIN],
    "brand": "HTX Thử Nghiệm",
    "title": "Tôm khô loại một của HTX Thử Nghiệm, hũ 500 g",
    "title_short": "Tôm khô loại một",
    "title_en": "Dried shrimp, first grade, 500 g jar",
    "highlight_line_en": "Sun-dried, nothing added",
    "highlights": ["<ul><li>Phơi nắng</li></ul>"],
    "highlights_en": ["Dried in the sun alone", "Nothing is added to it", "Packed in a glass jar"],
    "keywords_en": "dried shrimp\nseafood",
    "description_text": "Tôm đất phơi nắng, không thêm gì. " * 20,
    "description_html": "<p>Tôm đất phơi nắng, không thêm gì.</p>" * 15,
    "description_text_en": "Shrimp dried in the sun, nothing added.",
    "content_origin": "written",
    "price": 250_000,
    "sale_price": 220_000,
    "currency": "VND",
    "stock": 40,
    "availability": "in_stock",
    "condition": "new",
    "url": "https://ocop.example/san-pham/tom-kho-r426s59z53fq/",
    "net_content": "500 g",
    "images": [dict(_PICTURE) for _ in range(5)],
    "video": {"bytes": 4_000_000},
    "package": {"weight_kg": 0.65, "length_cm": 12, "width_cm": 12, "height_cm": 18},
    "food": {
        "ingredients": "Tôm đất, muối",
        "storage": "Nơi khô mát",
        "shelf_life_days": 180,
        "declaration_no": "01/HTXTN/2026",
        "is_expiration_dated": True,
    },
    "origin": {"country": "VN"},
    "label": {"languages": ["en"]},
    "hazmat": ["not_applicable"],
    "lead_time_days": 3,
    "producer": {"name": "HTX Thử Nghiệm", "tax_no": "0", "address": "ấp Một", "phone": "0", "verified": True},
    "certificates": [{"kind": "attp", "mime": "application/pdf", "ends_on": "2028-01-01"}],
    "variants": [{"sku": "r426s59z53fq-0a1b2c3d"}],
    "variant_axes": [{"name": "Quy cách", "values": ["500 g", "1 kg"]}],
    "wholesale": {"moq": 50, "fob": 8, "currency": "USD"},
    "recognition": {"star": 3, "held_until": "2029-01-01", "withdrawn": False},
    "category": dict.fromkeys(("google", "amazon", "lazada", "shopee", "tiktok", "alibaba"), "1001"),
    "attributes": {"lazada": {"1": "a"}, "shopee": {"1": "a"}, "tiktok": {"1": "a"}},
    "brand_map": {"lazada": "39704", "shopee": "0"},
    "shipping": {"shopee": [{"logistic_id": 1}]},
    "listing": {"url": "https://san.example/tom-kho", "state": "live"},
    "message": {
        "title": "Giấy chứng nhận sắp hết hạn",
        "paragraphs": ["Giấy của sản phẩm hết hạn sau 180 ngày."],
        "table": [{"a": "b"}, {"c": "d"}],
        "buttons": [{"label": "Xem chi tiết"}],
        "params": [{"name": "ten_hang"}],
        "customer_name": "Chủ thể",
        "product_name": "Tom kho",
        "address": "ap Mot",
        "code": "A1",
        "phone": "84900000000",
    },
}


def complete() -> dict[str, Any]:
    return copy.deepcopy(_COMPLETE)


def put(record: dict[str, Any], path: str, value: Any) -> None:
    """Write what a rule reads at `path`: into the first of several items, and what is worked out comes to it."""
    whole, _dot, last = path.rpartition(".")
    if last in _WORKED_OUT:
        _WORKED_OUT[last](_at(record, whole), value)
        return
    holder, (name, _bracket, index) = _at(record, whole), last.partition("[")
    if index == "1:]":
        holder[name][1:] = value
    elif index:
        holder[name][0] = value
    else:
        holder[name] = value


def _at(record: dict[str, Any], path: str) -> Any:
    holder: Any = record
    for step in path.split(".") if path else []:
        name, _bracket, index = step.partition("[")
        holder = holder[name]
        if index and index != "1:]":
            holder = holder[0]
    return holder


def _sides(picture: Any, value: Any) -> None:
    picture["width"] = picture["height"] = value


_WORKED_OUT: dict[str, Callable[[Any, Any], None]] = {
    "both_sides": _sides,
    "min_side": _sides,
    "max_side": _sides,
    "megapixels": lambda picture, value: picture.update(width=1_000_000, height=value),
    "urls_joined": lambda pictures, value: pictures.__setitem__(slice(1, None), [pictures[1] | {"url": value}]),
    "joined": lambda texts, value: texts.__setitem__(slice(None), [value]),
    "dims_cm": lambda package, value: package.update(length_cm=value),
}
