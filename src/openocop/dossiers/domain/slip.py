"""Registration slips (phiếu đăng ký, Mẫu 01): how their numbers are written."""

from __future__ import annotations


def slip_number(sequence: int, *, province_code: str, commune_code: str, year: int) -> str:
    """Return the number of a slip: "12/PĐK-96-32152-2027".

    Source: 26/2026/QĐ-TTg annex III, Mẫu 01, "<số>/PĐK-(Mã tỉnh)-(Mã xã)-(Năm)"; each office counts its own.
    """
    return f"{sequence:02d}/PĐK-{province_code}-{commune_code}-{year}"
