"""What a place is."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    SALES_POINT = "sales_point"
    TOURISM_POINT = "tourism_point"
    FAIR = "fair"
