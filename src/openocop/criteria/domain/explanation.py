"""Why a result is what it is, in sentences a producer understands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.numbers import exact_text, vietnamese
from openocop.criteria.domain.regulation import VALUE_LABELS, Regulation
from openocop.criteria.domain.releases import release
from openocop.criteria.domain.scoring import Gate, Result, marks_given
from openocop.criteria.domain.sheet import SheetScore

MARKS = {3: "***", 4: "****", 5: "*****"}


def reasons(
    criteria_set: CriteriaSet, regulation: Regulation, sheets: Sequence[SheetScore], result: Result
) -> tuple[str, ...]:
    """Return the Vietnamese sentences that lead from the sheets to the star, most important last."""
    return (
        _average(criteria_set, sheets, result),
        *_left(criteria_set, sheets),
        *_rescoring(regulation, result),
        *_gates(criteria_set, regulation, result),
        *_heading_marks(criteria_set, regulation),
        *_limits(criteria_set),
        *_disqualification(regulation, sheets, result),
        _star(regulation, result),
    )


def _average(criteria_set: CriteriaSet, sheets: Sequence[SheetScore], result: Result) -> str:
    exact = "" if result.average.denominator == 1 else f" (chính xác {exact_text(result.average)})"
    band = release(criteria_set.release_id).band(result.band)
    return (
        f"Tổng điểm trung bình của {len(sheets)} phiếu là {vietnamese(result.average)} điểm{exact},"
        f" thuộc khung {band.stars} sao ({band.text})."
    )


def _left(criteria_set: CriteriaSet, sheets: Sequence[SheetScore]) -> Iterator[str]:
    """Say where members left a criterion to others, and how the average was computed there."""
    left = {code for sheet in sheets for code in sheet.outside}
    for code in (code for code in criteria_set.position if code in left):
        given = marks_given(criteria_set, sheets, code)
        if not given:
            yield (
                f"Tiêu chí {code}: mọi phiếu đều để lại vì ngoài lĩnh vực chuyên môn, tính 0 điểm: Hội đồng thảo luận"
                " và chấm lại."
            )
            continue
        mean = vietnamese(Fraction(sum(given), len(given)))
        yield (
            f"Tiêu chí {code}: {len(sheets) - len(given)} phiếu để lại vì ngoài lĩnh vực chuyên môn, lấy trung bình"
            f" {mean} điểm của {len(given)} phiếu có chấm."
        )


def _rescoring(regulation: Regulation, result: Result) -> Iterator[str]:
    if regulation.max_spread is not None and result.spread > regulation.max_spread:
        limit = vietnamese(Fraction(regulation.max_spread))
        yield (
            f"Điểm của các thành viên chênh nhau {vietnamese(Fraction(result.spread))} điểm,"
            f" quá mức {limit} điểm của quy chế:"
            " Hội đồng thảo luận và chấm lại."
        )


def _gates(criteria_set: CriteriaSet, regulation: Regulation, result: Result) -> Iterator[str]:
    for gate in result.gates:
        if gate.missed and gate.star <= result.band:
            how = VALUE_LABELS["gate_test"][regulation.gate_test]
            yield f"Chưa đạt yêu cầu tối thiểu của hạng {gate.star} sao ({how}) ở: {_named(criteria_set, gate)}."


def _named(criteria_set: CriteriaSet, gate: Gate) -> str:
    return "; ".join(f"{code} {criteria_set.criterion(code).label}" for code in gate.missed)


def _heading_marks(criteria_set: CriteriaSet, regulation: Regulation) -> Iterator[str]:
    for criterion in criteria_set.criteria:
        if criterion.heading_star is not None:
            how = VALUE_LABELS["heading_mark"][regulation.heading_mark]
            yield (
                f"Dấu {MARKS[criterion.heading_star]} in cạnh tên tiêu chí {criterion.code} {criterion.label},"
                f" không cạnh mức nào: theo quy chế, {how}."
            )


def _limits(criteria_set: CriteriaSet) -> Iterator[str]:
    note = release(criteria_set.release_id).minimum_requirements_note
    if note:
        yield note
    if criteria_set.source_status:
        yield f"Nguồn của phiếu: {criteria_set.source_status}."


def _disqualification(regulation: Regulation, sheets: Sequence[SheetScore], result: Result) -> Iterator[str]:
    calls = [sheet for sheet in sheets if sheet.disqualified]
    if calls:
        codes = ", ".join(sorted({code for sheet in calls for code in sheet.disqualified}))
        how = VALUE_LABELS["disqualifier_test"][regulation.disqualifier_test]
        verdict = "sản phẩm bị loại" if result.disqualified else "chưa đủ để loại"
        yield f"{len(calls)} trên {len(sheets)} phiếu kết luận loại (mã {codes}); {how}: {verdict}."


def _star(regulation: Regulation, result: Result) -> str:
    if result.disqualified:
        return "Sản phẩm bị loại nên không xếp hạng."
    if result.star is None:
        return "Thiếu yêu cầu tối thiểu của hạng 3 sao: không đủ điều kiện công nhận theo quy chế."
    if result.star < result.band:
        return (
            f"Đủ điểm hạng {result.band} sao nhưng thiếu yêu cầu tối thiểu nên xếp hạng {result.star} sao,"
            " hạng cao nhất đã đủ yêu cầu."
        )
    return f"Xếp hạng {result.star} sao."
