"""What the commune checks before it reports: the components of a dossier that article 6 asks for.

Source: 26/2026/QĐ-TTg art. 6.1 (papers of the applicant by kind of evaluation), 6.2d (samples) and 7.1 (one set on
paper, one electronic).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Found(StrEnum):
    """What the officer found of one component. `NOT_DUE` needs a word on why it is not asked for here."""

    PRESENT = "present"
    MISSING = "missing"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Component:
    """One line of the check: its words as the law has them, and where it says so."""

    slug: str
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class Line:
    """What was found of one component, with a note; the note is the officer's."""

    found: Found
    note: str = ""


_FORM_01 = Component("form_01", "Phiếu đăng ký đánh giá, phân hạng (Mẫu 01)", "Điều 6.1")
_FORM_02 = Component("form_02", "Báo cáo tự đánh giá (Mẫu 02)", "Điều 6.1a")
_PAPER_SET = Component("paper_set", "01 bộ hồ sơ giấy", "Điều 7.1")
_ELECTRONIC_SET = Component("electronic_set", "01 bộ hồ sơ điện tử", "Điều 7.1")
_SAMPLES = Component("samples", "05 sản phẩm mẫu do chủ thể cung cấp", "Điều 6.2d")
_BY_KIND: Mapping[str, tuple[Component, ...]] = {
    "first": (_FORM_01, _FORM_02),
    "upgrade": (
        _FORM_01,
        Component(
            "form_02",
            "Báo cáo tự đánh giá (Mẫu 02), nêu và chứng minh phần thay đổi so với sản phẩm đã được công nhận",
            "Điều 6.1b",
        ),
    ),
    "again": (
        _FORM_01,
        Component("form_02", "Báo cáo tự đánh giá (Mẫu 02)", "Điều 6.1c"),
        Component("material_update", "Cập nhật về nguyên liệu, công nghệ", "Điều 6.1c"),
        Component("packaging_update", "Cập nhật về bao bì, nhãn mác", "Điều 6.1c"),
        Component("quality_update", "Cập nhật về công bố chất lượng, phiếu kiểm nghiệm định kỳ", "Điều 6.1c"),
        Component("market_update", "Cập nhật về thị trường, sản lượng, doanh thu", "Điều 6.1c"),
        Component("renewed_papers", "Giấy tờ pháp lý có thời hạn đã được gia hạn, cấp lại", "Điều 6.1c"),
    ),
}  # fmt: skip


def components_of(kind: str, *, samples: bool) -> tuple[Component, ...]:
    """Return what article 6 asks for `kind` ("first", "upgrade", "again"); `samples`: whether it hands over any."""
    return (*_BY_KIND[kind], _PAPER_SET, _ELECTRONIC_SET, *((_SAMPLES,) if samples else ()))


def unanswered(components: Sequence[Component], lines: Mapping[str, Line]) -> tuple[Component, ...]:
    """Return the components of which nothing was said, or which are "not due" without a word why."""
    return tuple(
        component
        for component in components
        if component.slug not in lines
        or (lines[component.slug].found == Found.NOT_DUE and not lines[component.slug].note.strip())
    )


def missing(components: Sequence[Component], lines: Mapping[str, Line]) -> tuple[Component, ...]:
    return tuple(c for c in components if c.slug in lines and lines[c.slug].found == Found.MISSING)
