"""The summary of a round as plain values, and the paragraph an office sends to the press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with where it comes from; `declared` by a public source, or counted from rows when False."""

    label: str
    value: str
    origin: str
    declared: bool


@dataclass(frozen=True, slots=True)
class Results:
    """What came out. `below_three` counts the products that got fewer than three stars or none."""

    stars: Mapping[int, int] = field(default_factory=dict)
    below_three: int = 0
    highest_average: str = ""
    highest_products: Sequence[str] = ()
    second_ballots: int = 0
    missed_gates: int = 0


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """What is known of a round. Results are there only once the council has fixed them.

    `declared` holds the figures of the round's public sources under the names of `Round.declared`.
    """

    name: str
    province: str
    release: str
    council_on: date | None
    fixed: bool
    products: int
    producers: int
    results: Results
    certificates: int
    decision: str
    declared: Mapping[str, object]
    illustrative: bool


def press_paragraph(summary: RoundSummary) -> str:
    """Return the paragraph an office sends to the press: counted figures first, declared ones named as such."""
    opening = f"{summary.name} của tỉnh {summary.province}"
    if summary.council_on:
        opening += f": ngày {summary.council_on:%d/%m/%Y}, Hội đồng cấp tỉnh họp đánh giá, phân hạng"
    else:
        opening += ": Hội đồng cấp tỉnh đánh giá, phân hạng"
    sentences = [f"{opening} {summary.products} sản phẩm của {summary.producers} chủ thể{_units(summary)}."]
    if summary.fixed and summary.results.stars:
        sentences.append(f"Kết quả: {_stars(summary)}.")
    if summary.fixed and summary.results.highest_average:
        names = ", ".join(f"“{name}”" for name in summary.results.highest_products)
        sentences.append(f"Điểm cao nhất là {summary.results.highest_average} điểm: {names}.")
    total = summary.declared.get("cumulative_products")
    if total:
        sentences.append(f"Lũy kế theo nguồn công bố: {total} sản phẩm.")
    if summary.illustrative:
        sentences.append("(Số liệu minh hoạ, không dùng để công bố.)")
    return " ".join(sentences)


def figures(summary: RoundSummary) -> list[Figure]:
    """Return every figure of the paragraph with its origin; declared and counted stand side by side, never summed."""
    counted = "đếm từ hồ sơ và công nhận trong hệ thống"
    found = [
        Figure("Sản phẩm", str(summary.products), counted, declared=False),
        Figure("Chủ thể", str(summary.producers), counted, declared=False),
        *(
            Figure(f"{star} sao", str(count), counted, declared=False)
            for star, count in sorted(summary.results.stars.items())
        ),
    ]
    names = {
        "products": "Sản phẩm",
        "producers": "Chủ thể",
        "units": "Đơn vị cấp huyện",
        "cumulative_products": "Lũy kế sản phẩm",
        "cumulative_producers": "Lũy kế chủ thể",
    }
    found += [
        Figure(label, str(summary.declared[key]), "nguồn công bố của đợt", declared=True)
        for key, label in names.items()
        if key in summary.declared
    ]
    return found


def _units(summary: RoundSummary) -> str:
    units = summary.declared.get("units")
    return f" thuộc {units} đơn vị cấp huyện (theo nguồn công bố)" if units else ""


def _stars(summary: RoundSummary) -> str:
    parts = [f"{count} sản phẩm đạt {star} sao" for star, count in sorted(summary.results.stars.items(), reverse=True)]
    if summary.results.below_three:
        parts.append(f"{summary.results.below_three} sản phẩm chưa đạt 3 sao")
    return ", ".join(parts)
