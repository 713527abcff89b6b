"""The papers that a round of evaluation goes through, in the order in which an office makes them.

Titles and symbols are Vietnamese official words, printed as they stand. The law prescribes no form for any of them;
Decree 30/2020/NĐ-CP gives the frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from openocop.core.documents.frame import CHAIR, CHAIR_FOR_COMMITTEE
from openocop.dossiers.domain.transition import PRESENT

COMMUNE_PROPOSAL = "commune-proposal"
WHOLE_ROUND = "chung"  # stands in an address where a paper is of the whole round


class Per(StrEnum):
    """What a round has one such paper for each of."""

    ROUND = "round"
    COMMUNE = "commune"
    SEAT = "seat"
    PRODUCT = "product"


class Phase(StrEnum):
    PREPARING = "preparing"
    EVALUATING = "evaluating"
    DECIDING = "deciding"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper. `symbol` follows its number; "" where the clerk numbers none (a slip, a page to sign).

    `source` says where 26/2026/QĐ-TTg, or the council's regulation, knows of it. `capacity` is whose signature it bears
    unless the clerk records another.
    """

    slug: str
    name: str
    symbol: str
    phase: Phase
    capacity: tuple[str, ...]
    source: str
    per: Per = Per.ROUND

    @property
    def numbered(self) -> bool:
        return bool(self.symbol)

    def source_under(self, release: str) -> str:
        """Return where the law of a round knows of the paper; "" where only a law that it does not run under does."""
        return self.source if release == PRESENT or not self.source.startswith(_LAW) else ""


_LAW = "26/2026/QĐ-TTg"
_ART_7_3B = f"{_LAW}, Điều 7.3b"
_KINDS = (
    PaperKind(
        "plan",
        "Kế hoạch tổ chức đánh giá, phân hạng",
        "KH-UBND",
        Phase.PREPARING,
        CHAIR_FOR_COMMITTEE,
        f"{_LAW}, Điều 5.1",
    ),
    PaperKind("council-decision", "Quyết định thành lập Hội đồng", "QĐ-UBND", Phase.PREPARING, CHAIR, _ART_7_3B),
    PaperKind("team-decision", "Quyết định thành lập Tổ tư vấn", "QĐ-UBND", Phase.PREPARING, CHAIR, _ART_7_3B),
    PaperKind(
        "regulation-decision",
        "Quyết định ban hành Quy chế hoạt động của Hội đồng và Tổ tư vấn",
        "QĐ-UBND",
        Phase.PREPARING,
        CHAIR,
        _ART_7_3B,
    ),
    PaperKind(
        COMMUNE_PROPOSAL,
        "Văn bản đề nghị của Ủy ban nhân dân cấp xã",
        "UBND",
        Phase.PREPARING,
        CHAIR_FOR_COMMITTEE,
        f"{_LAW}, Điều 6.2",
        Per.COMMUNE,
    ),
    PaperKind(
        "advisory-report",
        "Báo cáo của Tổ tư vấn",
        "BC-TTV",
        Phase.EVALUATING,
        ("TM. TỔ TƯ VẤN", "TỔ TRƯỞNG"),
        f"{_LAW}, Điều 7.3c",
    ),
    PaperKind(
        "invitation",
        "Giấy mời họp Hội đồng",
        "GM-HĐ",
        Phase.EVALUATING,
        ("CHỦ TỊCH HỘI ĐỒNG",),
        "Quy chế hoạt động của Hội đồng",
    ),
    PaperKind(
        "opinion-slip",
        "Phiếu lấy ý kiến bằng văn bản",
        "",
        Phase.EVALUATING,
        ("THÀNH VIÊN HỘI ĐỒNG",),
        f"{_LAW}, Điều 7.6d",
        Per.SEAT,
    ),
    PaperKind(
        "signature-page",
        "Trang ký của Hội đồng",
        "",
        Phase.EVALUATING,
        ("CHỦ TỊCH HỘI ĐỒNG",),
        "Quy chế hoạt động của Hội đồng",
    ),
    PaperKind(
        "council-report",
        "Báo cáo kết quả của Hội đồng",
        "BC-HĐ",
        Phase.DECIDING,
        ("TM. HỘI ĐỒNG", "CHỦ TỊCH"),
        f"{_LAW}, Điều 7.3d",
    ),
    PaperKind(
        "submission",
        "Tờ trình của cơ quan tham mưu",
        "TTr",
        Phase.DECIDING,
        ("GIÁM ĐỐC",),
        f"{_LAW}, Điều 7.3",
    ),
    PaperKind(
        "notice",
        "Thông báo kết quả đánh giá, phân hạng",
        "TB",
        Phase.DECIDING,
        ("GIÁM ĐỐC",),
        f"{_LAW}, Điều 7.3g",
        Per.PRODUCT,
    ),
    PaperKind(
        "ministry-letter",
        "Văn bản đề nghị Bộ đánh giá, phân hạng",
        "UBND",
        Phase.DECIDING,
        CHAIR_FOR_COMMITTEE,
        f"{_LAW}, Điều 6.3",
    ),
)
KINDS: Mapping[str, PaperKind] = {kind.slug: kind for kind in _KINDS}


def symbol_of(number: str, kind: PaperKind) -> str:
    """Return a number as it is printed: "12" and "12 / KH-UBND" are the one "12/KH-UBND" they are on paper."""
    if not kind.numbered:
        return ""
    figure, _, symbol = number.partition("/")
    figure, symbol = figure.strip(), symbol.strip() or kind.symbol
    return f"{figure}/{symbol}" if figure else ""
