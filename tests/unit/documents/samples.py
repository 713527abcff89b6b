"""Small papers for the tests. Products and producers bear names of the public list CM-2022-1; all else is invented."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

from docx import Document
from pypdf import PdfReader

from openocop.core.documents.frame import DEPUTY_FOR_CHAIR, Letterhead, Marking, Option, Signature
from openocop.evaluation.documents.minutes import Attendee, MinutesDocument, MinutesRow, SecondBallot
from openocop.evaluation.documents.score_sheet import (
    ScoreSheetDocument,
    SheetCriterion,
    SheetGroup,
    SheetLevel,
    SheetPart,
    SheetReason,
)
from openocop.evaluation.documents.summary import SummaryDocument, SummaryMember, SummaryRow
from openocop.recognition.documents.certificate import CertificateDocument
from openocop.recognition.documents.decision import AnnexRow, DecisionDocument, standard_articles

CREATED_AT = datetime(2026, 11, 26, 9, 40, tzinfo=UTC)
VIETNAM = timezone(timedelta(hours=7))
PLAIN = Marking()
HOSTILE = '#panic("x") $x^2$ *b* _i_ <a> & @r `c` {{ 7*7 }} {% raw %} [l] \\ = ~ /* // "q" \'s\''
COUNCIL = Letterhead(
    superior_agency=("ỦY BAN NHÂN DÂN TỈNH CÀ MAU",),
    agency=("HỘI ĐỒNG ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP",),
    symbol="BB-HĐ",
    place="Cà Mau",
    year=2026,
    dated_on=date(2026, 11, 26),
)
OPTIONS = (
    Option("Điểm chính thức", "trung bình cộng, không làm tròn"),
    Option("Chênh lệch tối đa", "10 điểm"),
)
SIGNATURES = (Signature(("THƯ KÝ",), "Bùi Thị K"), Signature(("CHỦ TỌA", "CHỦ TỊCH HỘI ĐỒNG"), "Nguyễn Văn A"))


def pdf_text(made: bytes) -> str:
    """Return the text of all pages on one line; break opportunities that were put in are taken out."""
    pages = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    return one_line(pages.replace("\u200b", ""))


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def page_texts(made: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]


def word_text(made: bytes) -> str:
    """Return the text of body and tables on one line, in the order of the document."""
    body = Document(io.BytesIO(made)).element.body
    paragraphs = (
        "".join(run.text or "" for run in p.iter() if run.tag.endswith("}t")) for p in body.iter() if _is_p(p)
    )
    return one_line(" ".join(paragraphs))


def _is_p(element: Any) -> bool:
    return bool(element.tag.endswith("}p"))


def sheet(**changes: Any) -> ScoreSheetDocument:
    document = ScoreSheetDocument(
        marking=PLAIN,
        created_at=CREATED_AT,
        legal_reference="Bộ số 8, Phụ lục II ban hành kèm theo Quyết định số 26/2026/QĐ-TTg",
        set_title="Chế biến từ thịt, thủy sản",
        product_name="Ba khía trộn sẵn",
        product_code="96-32152-01-2026",
        producer_name="HTX ba khía Đầm Dơi",
        producer_phone="",
        producer_address="",
        rejected_if=("Hồ sơ bị loại khi: Giả mạo hồ sơ",),
        parts=(
            SheetPart("A", "SẢN PHẨM VÀ SỨC MẠNH CỦA CỘNG ĐỒNG", 40, Decimal(2), (_group_of_two(),)),
            SheetPart("C", "CHẤT LƯỢNG SẢN PHẨM", 35, Decimal("3"), (_group_of_one(),)),
        ),
        total=Decimal(5),
        max_total=100,
        stars=1,
        reasons=(SheetReason("1.2", Decimal(1), Decimal(0), "Chưa thấy giấy chứng nhận."),),
        opinion="Nên đăng ký nhãn hiệu.\n\nGhi rõ cách bảo quản.",
        assessor_name="Trần Thị B",
        assessor_body="Sở Công Thương",
        place="Cà Mau",
        signed_on=date(2026, 11, 26),
    )
    return replace(document, **changes)


def _group_of_two() -> SheetGroup:
    origin = SheetCriterion(
        code="1.1",
        label="Nguồn nguyên liệu",
        levels=(SheetLevel(1, "Dưới 50%", required_for=3), SheetLevel(2, "Từ 50% đến dưới 75%", required_for=4)),
        chosen=1,
        points=Decimal(2),
        remarks=("Ghi chú: Bị loại nếu không rõ nguồn gốc",),
    )
    certified = SheetCriterion(
        code="1.2",
        label="Vùng nguyên liệu",
        levels=(SheetLevel(0, "Không được cấp"), SheetLevel(1, "Được cấp")),
        chosen=0,
        points=Decimal(0),
    )
    return SheetGroup("1", "TỔ CHỨC SẢN XUẤT", 18, (origin, certified))


def _group_of_one() -> SheetGroup:
    assured = SheetCriterion(
        code="9",
        label="Đảm bảo chất lượng",
        levels=(
            SheetLevel(1, "Có giấy chứng nhận", case="Trường hợp 1"),
            SheetLevel(3, "Có ISO", case="Trường hợp 2"),
        ),
        chosen=1,
        points=Decimal(3),
        requirements=("Yêu cầu: còn hiệu lực",),
    )
    return SheetGroup("9", "ĐẢM BẢO CHẤT LƯỢNG SẢN PHẨM", 5, (assured,))


def summary(**changes: Any) -> SummaryDocument:
    document = SummaryDocument(
        marking=PLAIN,
        created_at=CREATED_AT,
        letterhead=replace(COUNCIL, symbol="BTH-HĐ"),
        council_name="Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp tỉnh",
        round_name="đợt 2 năm 2026",
        members=(SummaryMember("Nguyễn Văn A", "Ủy ban nhân dân tỉnh"), SummaryMember("Trần Thị B")),
        rows=(
            _row(1, "Tôm khô", (Decimal(75), Decimal("75.5")), Fraction(301, 4), missed=("2.1", "3.5"), stars=3),
            _row(2, "Bò viên", (Decimal(66), None), Decimal(66), band=3, stars=3, second_ballot=True),
        ),
        regulation="Quy chế hoạt động của Hội đồng (bản 3)",
        options=OPTIONS,
        signatures=SIGNATURES,
    )
    return replace(document, **changes)


def _row(
    number: int,
    product: str,
    totals: tuple[Decimal | None, ...],
    average: Fraction | Decimal,
    *,
    stars: int,
    band: int = 4,
    missed: tuple[str, ...] = (),
    second_ballot: bool = False,
) -> SummaryRow:
    return SummaryRow(
        number=number,
        product_name=product,
        producer_name="HTX Minh Đức",
        totals=totals,
        average=average,
        spread=Decimal("0.5"),
        band=band,
        missed=missed,
        stars=stars,
        second_ballot=second_ballot,
    )


def minutes(**changes: Any) -> MinutesDocument:
    ballot = SecondBallot(
        2, "Bò viên", "Hộ kinh doanh Thúy Lực", Fraction(580, 9), Decimal(13), Decimal(66), Decimal(4), "Quá 10 điểm"
    )
    document = MinutesDocument(
        marking=PLAIN,
        created_at=CREATED_AT,
        letterhead=COUNCIL,
        council_name="Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp tỉnh",
        round_name="đợt 2 năm 2026",
        held_on=date(2026, 11, 26),
        started_at=datetime(2026, 11, 26, 0, 30, tzinfo=UTC),
        ended_at=datetime(2026, 11, 26, 16, 40, tzinfo=VIETNAM),
        place="Phòng họp số 2",
        chair="ông Nguyễn Văn A",
        secretary="bà Bùi Thị K",
        present=(
            Attendee("Nguyễn Văn A", "Ủy ban nhân dân tỉnh", "Chủ tịch Hội đồng"),
            Attendee("Trần Thị B", "Sở Y tế"),
        ),
        absent=(Attendee("Lê Văn C", "Sở Công Thương", "Ủy viên", "đi công tác"),),
        guests=("đại diện Tổ tư vấn",),
        legal_bases=("Quyết định số 26/2026/QĐ-TTg.",),
        regulation="Quy chế hoạt động của Hội đồng (bản 3)",
        options=OPTIONS,
        recusals=(),
        scoring=("Hội đồng nhận 04 phiếu cho 02 sản phẩm.",),
        second_ballots=(ballot,),
        rows=(minutes_row(1, band=4, missed=("2.1",)), minutes_row(2, second_ballot=True)),
        discussion=("Thảo luận về tiêu chí 2.1.",),
        reservations=(),
        conclusion=("Trình Chủ tịch Ủy ban nhân dân tỉnh.",),
        signatures=SIGNATURES,
        recipients=("Các thành viên Hội đồng;", "Lưu: HĐ."),
    )
    return replace(document, **changes)


def minutes_row(number: int, **changes: Any) -> MinutesRow:
    row = MinutesRow(
        number=number,
        product_name="Khô trâu một nắng",
        producer_name="Hộ kinh doanh Thúy Lực",
        sheets=9,
        average=Fraction(586, 9),
        spread=Decimal(6),
        band=3,
        missed=(),
        stars=3,
    )
    return replace(row, **changes)


def decision(**changes: Any) -> DecisionDocument:
    rows = (
        AnnexRow(1, "Tôm khô", "", "HTX Minh Đức", "", 4),
        AnnexRow(2, "Tôm thẻ khô", "96-32152-02-2026", "HTX Minh Đức", "", 3),
        AnnexRow(3, "Chả lụa bò", "", "Hộ kinh doanh Thúy Lực", "", 3),
    )
    document = DecisionDocument(
        marking=Marking(draft=True),
        created_at=CREATED_AT,
        letterhead=Letterhead((), ("ỦY BAN NHÂN DÂN", "TỈNH CÀ MAU"), "QĐ-UBND", "Cà Mau", 2026),
        subject=("Về việc công nhận kết quả đánh giá, phân hạng sản phẩm OCOP cấp tỉnh, đợt 2 năm 2026",),
        authority="CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH CÀ MAU",
        signatory="Chủ tịch Ủy ban nhân dân tỉnh Cà Mau",
        legal_bases=("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;",),
        articles=standard_articles(
            rows=rows, territory="tỉnh Cà Mau", executors="Giám đốc Sở Nông nghiệp và Môi trường"
        ),
        recipients=("Như Điều 3;", "Lưu: VT, NN."),
        signature=Signature(DEPUTY_FOR_CHAIR),
        annex_title="DANH SÁCH SẢN PHẨM OCOP ĐƯỢC CÔNG NHẬN",
        annex_rows=rows,
    )
    return replace(document, **changes)


def certificate(**changes: Any) -> CertificateDocument:
    document = CertificateDocument(
        marking=PLAIN,
        created_at=CREATED_AT,
        agency=("ỦY BAN NHÂN DÂN", "TỈNH CÀ MAU"),
        authority="Chủ tịch Ủy ban nhân dân tỉnh Cà Mau",
        certificate_number="12/GCN-OCOP",
        product_name="Mắm tôm chua ngọt",
        product_code="96-32152-01-2026",
        producer_name="HTX ba khía Đầm Dơi",
        producer_address="ấp Tân Long, xã Tân Duyệt",
        stars=4,
        decision_number="1234/QĐ-UBND",
        decision_on=date(2026, 2, 5),
        issued_on=date(2026, 2, 5),
        last_valid_on=date(2029, 2, 5),
        place="Cà Mau",
        signature=Signature(DEPUTY_FOR_CHAIR, "Nguyễn Văn A"),
        status_url="https://ocop.example.vn/x/8Q2F-7K3M",
    )
    return replace(document, **changes)
