"""The summary of a round as plain values, and the paragraph an office sends to the press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

COUNTED = "đếm từ hồ sơ và công nhận trong hệ thống"
DECLARED = "nguồn công bố của đợt"
# Districts ended with 30/06/2025; from then on a producer's unit is its commune.
_COMMUNES_SINCE = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with where it comes from; `declared` by a public source, or counted from rows when False."""

    label: str
    value: str
    origin: str
    declared: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One figure both ways, "" where it is not known that way."""

    label: str
    counted: str
    declared: str

    @property
    def differs(self) -> bool:
        return bool(self.counted and self.declared and self.counted != self.declared)


@dataclass(frozen=True, slots=True)
class Results:
    """What came out. `potential_five` are ninety points and more, which only the ministry can recognise.

    `below_three` counts the products that got fewer than three stars or none. `second_ballots` and `missed_gates` are
    None where no session of this system gave the result.
    """

    stars: Mapping[int, int] = field(default_factory=dict)
    potential_five: int = 0
    below_three: int = 0
    highest_average: str = ""
    highest_products: Sequence[str] = ()
    second_ballots: int | None = None
    missed_gates: int | None = None


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """What is known of a round. Results are there only once the council has fixed them.

    `province` as in running text, "tỉnh Cà Mau". `dossiers` counts all that were opened, `products` those put before
    the council or recorded as recognised. `declared` holds the figures of the round's public sources under the names
    of `Round.declared`. `replayed`: a session with invented sheets stands beside the real round and
    counts for nothing.
    """

    code: str
    name: str
    province: str
    release: str
    council_on: date | None
    fixed: bool
    dossiers: int
    products: int
    producers: int
    units: int
    results: Results
    certificates: int
    decision: str
    decided_on: date | None
    declared: Mapping[str, object]
    illustrative: bool
    replayed: bool = False


def press_paragraph(summary: RoundSummary) -> str:
    """Return the paragraph an office sends to the press: counted figures first, declared ones named as such.

    Of a round whose products are known here in part only, the declared figures are told instead.
    """
    sentences = [_opening(summary)]
    results = _declared_results(summary) if _is_partial(summary) else _results(summary)
    if summary.fixed and results:
        sentences.append(f"Kết quả: {results}.")
    if _is_partial(summary):
        sentences.append(f"Hệ thống đã ghi được tên {summary.products} sản phẩm.")
    if summary.fixed and summary.results.highest_average:
        names = ", ".join(f"“{name}”" for name in summary.results.highest_products)
        sentences.append(f"Điểm cao nhất là {summary.results.highest_average} điểm: {names}.")
    if not summary.fixed and summary.products:
        sentences.append("Kết quả chưa được thông qua.")
    total = summary.declared.get("cumulative_products")
    if total:
        sentences.append(f"Lũy kế theo nguồn công bố: {total} sản phẩm.")
    if summary.illustrative:
        sentences.append("(Số liệu minh hoạ, không dùng để công bố.)")
    return " ".join(sentences)


def lines(summary: RoundSummary) -> list[Line]:
    """Return the table of the round: counted and declared figures side by side, never summed."""
    results, declared = summary.results, summary.declared
    stars = declared.get("stars")
    of_star: Mapping[str, object] = stars if isinstance(stars, Mapping) else {}
    found = [
        Line("Sản phẩm", _known(summary.products), _text(declared.get("products"))),
        Line("Chủ thể", _known(summary.producers), _text(declared.get("producers"))),
        Line(unit_label(summary), _known(summary.units), _text(declared.get("units"))),
        *(
            Line(f"Sản phẩm {star} sao", _known(results.stars.get(star, 0)), _text(of_star.get(str(star))))
            for star in (3, 4, 5)
        ),
        Line("Sản phẩm tiềm năng 5 sao", _known(results.potential_five), ""),
        Line("Sản phẩm chưa đạt 3 sao", _known(results.below_three), ""),
        Line("Điểm cao nhất", results.highest_average, _text(declared.get("score_max"))),
        Line("Giấy chứng nhận đã cấp", _known(summary.certificates), ""),
        Line("Lũy kế sản phẩm", "", _text(declared.get("cumulative_products"))),
        Line("Lũy kế chủ thể", "", _text(declared.get("cumulative_producers"))),
    ]
    return [line for line in found if line.counted or line.declared not in {"", "0"}]


def figures(summary: RoundSummary) -> list[Figure]:
    """Return every figure of `lines`, each with its origin."""
    found = []
    for line in lines(summary):
        if line.counted:
            found.append(Figure(line.label, line.counted, COUNTED, declared=False))
        if line.declared:
            found.append(Figure(line.label, line.declared, DECLARED, declared=True))
    return found


def open_points(summary: RoundSummary) -> list[str]:
    """Return what is still to be done or cannot be said, each a sentence for the one who signs."""
    found = []
    if not summary.fixed:
        found.append("Hội đồng chưa thông qua kết quả: trước lúc đó chỉ đếm hồ sơ, không nêu điểm và hạng sao.")
    if summary.results.potential_five:
        found.append(
            f"{summary.results.potential_five} sản phẩm từ 90 điểm trở lên chưa phải là 5 sao: "
            "chuyển hồ sơ để Trung ương đánh giá, phân hạng."
        )
    if summary.fixed and not summary.decision:
        found.append("Chưa có số và ngày quyết định công nhận, nên chưa tính được thời hạn 36 tháng.")
    recognised = sum(summary.results.stars.values())
    if summary.decision and summary.certificates < recognised:
        found.append(f"Mới cấp {summary.certificates}/{recognised} giấy chứng nhận theo {summary.decision}.")
    differing = [line for line in lines(summary) if line.differs]
    if differing:
        told = ", ".join(f"{_lower(line.label)} ({line.declared} và {line.counted})" for line in differing)
        found.append(f"Số công bố và số đếm được khác nhau: {told}; giữ cả hai cho đến khi đối chiếu được.")
    return found


def unit_label(summary: RoundSummary) -> str:
    return f"Đơn vị {_unit_level(summary)}"


def _opening(summary: RoundSummary) -> str:
    whose = f"{summary.name} của {summary.province}"
    if not summary.products:
        return f"{whose}: {summary.dossiers} hồ sơ, chưa có sản phẩm nào được đưa ra Hội đồng."
    day = f"ngày {summary.council_on:%d/%m/%Y}, " if summary.council_on else ""
    what = f"{summary.products} sản phẩm của {summary.producers} chủ thể{_units(summary)}"
    if not summary.fixed:
        return f"{whose}: phiên họp {day}{what} được đưa ra Hội đồng cấp tỉnh."
    if _is_partial(summary):
        what = f"{summary.declared['products']} sản phẩm{_declared_producers(summary)} (theo nguồn công bố)"
    return f"{whose}: {day}Hội đồng cấp tỉnh họp đánh giá, phân hạng {what}."


def _is_partial(summary: RoundSummary) -> bool:
    """Whether fewer products are recorded than the round's source declares."""
    declared = summary.declared.get("products")
    return isinstance(declared, int) and summary.fixed and 0 < summary.products < declared


def _declared_producers(summary: RoundSummary) -> str:
    producers = summary.declared.get("producers")
    return f" của {producers} chủ thể" if producers else ""


def _declared_results(summary: RoundSummary) -> str:
    stars = summary.declared.get("stars")
    if not isinstance(stars, Mapping):
        return ""
    return ", ".join(f"{stars[star]} sản phẩm đạt {star} sao" for star in sorted(stars, reverse=True) if stars[star])


def _units(summary: RoundSummary) -> str:
    units = summary.declared.get("units")
    return f" thuộc {units} đơn vị {_unit_level(summary)} (theo nguồn công bố)" if units else ""


def _unit_level(summary: RoundSummary) -> str:
    communes = summary.council_on is not None and summary.council_on >= _COMMUNES_SINCE
    return "cấp xã" if communes else "cấp huyện"


def _results(summary: RoundSummary) -> str:
    results = summary.results
    parts = [f"{count} sản phẩm đạt {star} sao" for star, count in sorted(results.stars.items(), reverse=True)]
    if results.potential_five:
        parts.insert(0, f"{results.potential_five} sản phẩm tiềm năng 5 sao")
    if results.below_three:
        parts.append(f"{results.below_three} sản phẩm chưa đạt 3 sao")
    return ", ".join(parts)


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def _known(count: int) -> str:
    return str(count) if count else ""


def _text(value: object) -> str:
    return "" if value is None else str(value)
