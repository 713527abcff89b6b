"""Illustrative papers, by which an office sees what its own template makes; everything in them is invented.

They are full: every list has an item and every value a text, so that they also say which values a template may print.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from openocop.core.documents.frame import CHAIR_FOR_COMMITTEE, Letterhead, Marking, Option, Signature
from openocop.core.documents.official import (
    WORD_TEMPLATE,
    Heading,
    Line,
    OfficialPaper,
    Open,
    Table,
    Text,
    official_context,
)
from openocop.core.documents.word import render_word
from openocop.evaluation.documents import minutes, summary
from openocop.recognition.documents import decision
from openocop.recognition.domain.round_papers import KINDS

MADE_AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
LETTER = "feedback-letter"
_MARKING = Marking(draft=True, illustrative=True, fingerprint="minh-hoa")
_DAY = date(2026, 11, 26)
_PRODUCT, _PRODUCER = "Sản phẩm minh hoạ", "Chủ thể minh hoạ"
_ROUND = "đợt minh hoạ"
_COUNCIL = "Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp tỉnh"
_SIGNATURES = (Signature(("THƯ KÝ",), "Thư ký minh hoạ", "(Ký)"), Signature(("CHỦ TỌA",), "Chủ tọa minh hoạ", "(Ký)"))
_OPTIONS = (Option("Cách xét yêu cầu tối thiểu", "quá nửa số phiếu phải đạt"),)


@dataclass(frozen=True, slots=True)
class TemplateKind:
    """A kind of paper whose Word template an office may replace. `sample` is the context of an illustrative paper."""

    slug: str
    name: str
    shipped: Path
    sample: Callable[[], Mapping[str, object]]

    def preview(self, template: bytes | None) -> bytes:
        """Return the illustrative paper in Word; None is the shipped template. Raises `WordTemplateRefused`."""
        return render_word(
            self.shipped.read_bytes() if template is None else template, self.sample(), created_at=MADE_AT
        )


def _head(symbol: str) -> Letterhead:
    return Letterhead(("ỦY BAN NHÂN DÂN TỈNH …",), ("HỘI ĐỒNG MINH HOẠ",), symbol, "…", _DAY.year, "00", _DAY)


def _official(symbol: str) -> Callable[[], Mapping[str, object]]:
    def sample() -> Mapping[str, object]:
        return official_context(
            OfficialPaper(
                marking=_MARKING,
                created_at=MADE_AT,
                letterhead=_head(symbol),
                title="TÊN LOẠI VĂN BẢN",
                about="V/v trích yếu của công văn",
                subject=(f"Trích yếu nội dung, {_ROUND}",),
                addressees=("Nơi nhận chính",),
                opening="CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …",
                bases=("Căn cứ văn bản minh hoạ;",),
                order="QUYẾT ĐỊNH:",
                body=(
                    Heading("I. ĐỀ MỤC"),
                    Text("Một đoạn nội dung.", lead="1. Ý chính:"),
                    Line("Dòng để điền", "nội dung"),
                    Open(1),
                    Table(("Sản phẩm", "Chủ thể"), ("Điểm", "Hạng"), ((_PRODUCT, _PRODUCER, "75,00", "4 sao"),)),
                ),
                signatures=(Signature(CHAIR_FOR_COMMITTEE, "Người ký minh hoạ", "(Ký)"),),
                recipients=("Như trên;", "Lưu: VT."),
                annex_title="PHỤ LỤC MINH HOẠ",
                annex_reference="(Kèm theo văn bản số 00 ngày 26 tháng 11 năm 2026)",
                annex=(Table(("Họ và tên", "Cơ quan"), (), (("Người minh hoạ", "Cơ quan minh hoạ"),)),),
                facts=dict(_FACTS),
            )
        )

    return sample


# What the papers of a round call their single values (see `facts_of`), and the letter its own.
_FACTS = {
    "round": "Đợt minh hoạ",
    "territory": "tỉnh …",
    "law": "Quyết định số 26/2026/QĐ-TTg …",
    "plan": "Kế hoạch số …",
    "opened_on": "01/09/2026",
    "propose_before": "30/10/2026",
    "evaluate_before": "30/12/2026",
    "council": _COUNCIL,
    "council_decision": "00/QĐ-UBND",
    "council_decision_on": "01/11/2026",
    "regulation": "Quy chế minh hoạ",
    "session_on": "26/11/2026",
    "session_place": "Hội trường minh hoạ",
    "products": "12",
    "department": "Sở Nông nghiệp và Môi trường",
}
_LETTER_FACTS = {
    "product": _PRODUCT,
    "producer": _PRODUCER,
    "average": "75,00",
    "result": "hạng 4 sao",
    "round": "Đợt minh hoạ",
    "session_on": "26/11/2026",
}


def _letter() -> Mapping[str, object]:
    return {**_official("TGY-HĐ")(), "facts": dict(_LETTER_FACTS)}


_RULING_FACTS = {
    "product": _PRODUCT,
    "producer": _PRODUCER,
    "register_no": "00/2026/TN-KN",
    "round": "Đợt minh hoạ",
    "reasons": "Lý do minh hoạ.",
}
_CORRECTION_FACTS = {"decision": "00/QĐ-UBND", "product": _PRODUCT, "reason": "Lý do minh hoạ."}


def _ruling() -> Mapping[str, object]:
    return {**_official("QĐ-UBND")(), "facts": dict(_RULING_FACTS)}


def _correction() -> Mapping[str, object]:
    return {**_official("QĐ-UBND")(), "facts": dict(_CORRECTION_FACTS)}


def _withdrawal() -> Mapping[str, object]:
    facts = {"product": _PRODUCT, "producer": _PRODUCER, "ground": "Trường hợp minh hoạ", "reasons": "Lý do minh hoạ"}
    return {**_official("QĐ-UBND")(), "facts": facts}


def _minutes() -> Mapping[str, object]:
    row = minutes.MinutesRow(1, _PRODUCT, _PRODUCER, 7, Fraction(75), Decimal(4), 4, ("1.1",), 3, "Lý do", True)
    ballot = minutes.SecondBallot(
        1, _PRODUCT, _PRODUCER, Fraction(72), Decimal(12), Fraction(75), Decimal(4), "Lý do chấm lại"
    )
    return minutes.minutes_context(
        minutes.MinutesDocument(
            marking=_MARKING,
            created_at=MADE_AT,
            letterhead=_head("BB-HĐ"),
            council_name=_COUNCIL,
            round_name=_ROUND,
            held_on=_DAY,
            started_at=MADE_AT,
            ended_at=MADE_AT,
            place="Hội trường minh hoạ",
            chair="Chủ tọa minh hoạ",
            secretary="Thư ký minh hoạ",
            present=(minutes.Attendee("Người minh hoạ", "Cơ quan minh hoạ", "Ủy viên"),),
            absent=(minutes.Attendee("Người vắng minh hoạ", "Cơ quan minh hoạ", "Ủy viên", "lý do"),),
            guests=("Đại biểu minh hoạ",),
            legal_bases=("Văn bản minh hoạ.",),
            regulation="Quy chế minh hoạ",
            options=_OPTIONS,
            recusals=("Khai báo minh hoạ",),
            scoring=("Nội dung chấm điểm.",),
            second_ballots=(ballot,),
            rows=(row,),
            discussion=("Nội dung thảo luận.",),
            reservations=("Ý kiến bảo lưu.",),
            conclusion=("Kết luận.",),
            signatures=_SIGNATURES,
            recipients=("Lưu: Hồ sơ Hội đồng.",),
            gates_note="Ghi chú về yêu cầu tối thiểu.",
        )
    )


def _summary() -> Mapping[str, object]:
    row = summary.SummaryRow(
        1, _PRODUCT, _PRODUCER, (Decimal(74), Decimal(76)), Fraction(75), Decimal(2), 4, ("1.1",), 3, "Lý do", True
    )
    return summary.summary_context(
        summary.SummaryDocument(
            marking=_MARKING,
            created_at=MADE_AT,
            letterhead=_head("BTH-HĐ"),
            council_name=_COUNCIL,
            round_name=_ROUND,
            members=(summary.SummaryMember("Người minh hoạ", "Cơ quan"), summary.SummaryMember("Người minh hoạ 2")),
            rows=(row,),
            regulation="Quy chế minh hoạ",
            options=_OPTIONS,
            notes=("Ghi chú.",),
            signatures=_SIGNATURES,
            gates_note="Ghi chú về yêu cầu tối thiểu.",
        )
    )


def _decision() -> Mapping[str, object]:
    rows = (decision.AnnexRow(1, _PRODUCT, "96-00000-01-2026", _PRODUCER, "xã …, tỉnh …", 4),)
    return decision.decision_context(
        decision.DecisionDocument(
            marking=_MARKING,
            created_at=MADE_AT,
            letterhead=_head("QĐ-UBND"),
            subject=("Về việc công nhận sản phẩm OCOP (minh hoạ)",),
            authority="CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …",
            signatory="Chủ tịch Ủy ban nhân dân tỉnh …",
            legal_bases=("Căn cứ văn bản minh hoạ;",),
            articles=(("Nội dung Điều 1.", "a) một điểm;"), ("Nội dung Điều 2.",)),
            recipients=("Như Điều 2;", "Lưu: VT."),
            signature=Signature(CHAIR_FOR_COMMITTEE, "Người ký minh hoạ", "(Ký)"),
            annex_title="DANH SÁCH SẢN PHẨM MINH HOẠ",
            annex_rows=rows,
        )
    )


def _shipped(module_file: str, name: str) -> Path:
    return Path(module_file).resolve().parent / "templates" / name


_KINDS = (
    *(TemplateKind(kind.slug, kind.name, WORD_TEMPLATE, _official(kind.symbol or "HĐ")) for kind in KINDS.values()),
    TemplateKind("minutes", "Biên bản họp Hội đồng", _shipped(minutes.__file__, "minutes.docx"), _minutes),
    TemplateKind("summary", "Bảng tổng hợp điểm", _shipped(summary.__file__, "summary.docx"), _summary),
    TemplateKind("decision", "Quyết định công nhận", _shipped(decision.__file__, "decision.docx"), _decision),
    TemplateKind("appeal-ruling", "Quyết định giải quyết đơn", WORD_TEMPLATE, _ruling),
    TemplateKind("decision-correction", "Quyết định đính chính", WORD_TEMPLATE, _correction),
    TemplateKind("withdrawal-decision", "Quyết định thu hồi kết quả công nhận", WORD_TEMPLATE, _withdrawal),
    TemplateKind(LETTER, "Thư góp ý gửi chủ thể", WORD_TEMPLATE, _letter),
)
TEMPLATE_KINDS: Mapping[str, TemplateKind] = {kind.slug: kind for kind in _KINDS}

# What the values are, in the words of the office. A part of an item stands under the last name of its path.
MEANINGS: Mapping[str, str] = {
    "marks.label": "nhãn DỰ THẢO, MINH HOẠ ở góc",
    "marks.watermark": "các dòng in chìm",
    "marks.foot": "câu ở chân trang",
    "marks.fingerprint": "dấu kiểm",
    "head.superior_agency": "cơ quan chủ quản",
    "head.agency": "cơ quan ban hành",
    "head.number": "số và ký hiệu; để trống khi chưa có số",
    "head.place_and_date": "địa danh, ngày tháng năm",
    "title": "tên loại văn bản",
    "about": "trích yếu dưới số (công văn)",
    "subject": "trích yếu",
    "addressees": "nơi gửi chính (Kính gửi)",
    "opening": "thẩm quyền ban hành",
    "authority": "thẩm quyền ban hành",
    "bases": "căn cứ",
    "legal_bases": "căn cứ",
    "order": "dòng QUYẾT ĐỊNH",
    "body": "các khối nội dung, lặp bằng for",
    "annex": "các khối nội dung của phụ lục",
    "annex_title": "tên phụ lục",
    "annex_reference": "dòng “Kèm theo …” dưới tên phụ lục",
    "item.heading": "đề mục của khối, hoặc “Điều n.”",
    "item.lead": "chữ đậm mở đầu đoạn",
    "item.text": "nội dung đoạn",
    "item.italic": "đoạn in nghiêng",
    "item.label": "nhãn",
    "item.value": "giá trị; trống thì kẻ dòng chấm",
    "item.open_lines": "số dòng chấm để viết",
    "item.wide": "cột rộng của bảng (đầu bảng, và ô của mỗi dòng)",
    "item.narrow": "cột hẹp của bảng",
    "item.rows": "các dòng của bảng",
    "item.number": "số thứ tự",
    "item.capacity": "chức danh người ký, từng dòng",
    "item.name": "tên",
    "item.note": "ghi chú trên chỗ ký",
    "recipients": "nơi nhận",
    "signatures": "các chữ ký",
    "signature.capacity": "chức danh người ký, từng dòng",
    "signature.name": "họ tên người ký",
    "signature.note": "ghi chú trên chỗ ký",
    "rows": "các dòng của bảng kết quả",
    "item.product_name": "tên sản phẩm",
    "item.product_code": "mã số sản phẩm",
    "item.producer_name": "tên chủ thể",
    "item.producer_address": "địa chỉ chủ thể",
    "item.sheets": "số phiếu",
    "item.average": "điểm trung bình",
    "item.spread": "chênh lệch",
    "item.band": "khung điểm",
    "item.remark": "yêu cầu tối thiểu; ghi chú",
    "item.stars": "hạng sao",
    "item.totals": "điểm của từng thành viên theo cột",
    "item.first_average": "trung bình lần 1",
    "item.first_spread": "chênh lệch lần 1",
    "item.second_average": "trung bình lần 2",
    "item.second_spread": "chênh lệch lần 2",
    "item.reason": "lý do",
    "item.opening": "câu mở đầu của điều",
    "item.paragraphs": "các đoạn tiếp theo của điều",
    "articles": "các điều của quyết định",
    "rank_head": "tên cột hạng",
    "with_codes": "có cột mã số",
    "with_addresses": "có cột địa chỉ",
    "started": "giờ, ngày bắt đầu",
    "place": "địa điểm",
    "attendance": "số người có mặt",
    "present": "người có mặt",
    "absent": "người vắng mặt",
    "guests": "đại biểu mời",
    "chair": "người chủ trì",
    "secretary": "thư ký",
    "regulation": "quy chế áp dụng",
    "options": "lựa chọn của quy chế",
    "words.subject": "“Họp”, hoặc “Tổng hợp ý kiến bằng văn bản của”",
    "words.when": "tên mục I: họp hay lấy ý kiến bằng văn bản",
    "words.started": "tên dòng bắt đầu họp hay gửi lấy ý kiến",
    "words.place": "tên dòng địa điểm họp hay hạn trả lời",
    "words.present": "“Có mặt”, hoặc “Có ý kiến bằng văn bản”",
    "words.absent": "“Vắng mặt”, hoặc “Không gửi ý kiến”",
    "words.scoring": "tên mục chấm điểm",
    "words.discussion": "tên mục thảo luận, hoặc sản phẩm đưa ra họp",
    "words.no_second": "câu khi không có sản phẩm chấm lại; trống khi lấy ý kiến bằng văn bản",
    "recusals": "khai báo xung đột lợi ích",
    "scoring": "về việc chấm điểm",
    "second_ballots": "sản phẩm chấm lần 2",
    "discussion": "nội dung thảo luận",
    "outcome": "câu tổng kết kết quả",
    "remark_head": "tên cột ghi chú; trống thì không có cột",
    "gates_note": "vì sao không xét yêu cầu tối thiểu",
    "reservations": "ý kiến bảo lưu",
    "conclusion": "kết luận",
    "closing": "câu kết thúc biên bản",
    "council_name": "tên Hội đồng",
    "members": "thành viên theo số cột",
    "columns": "tên cột điểm",
    "by_member": "mỗi thành viên một cột",
    "notes": "ghi chú",
    "facts.round": "tên đợt",
    "facts.territory": "tỉnh, thành phố",
    "facts.law": "quyết định của Thủ tướng áp dụng cho đợt",
    "facts.plan": "kế hoạch của đợt",
    "facts.opened_on": "ngày mở đợt",
    "facts.propose_before": "cấp xã đề nghị trước ngày",
    "facts.evaluate_before": "tổ chức đánh giá trước ngày",
    "facts.council": "tên Hội đồng",
    "facts.council_decision": "số quyết định thành lập Hội đồng",
    "facts.council_decision_on": "ngày quyết định thành lập Hội đồng",
    "facts.regulation": "tên quy chế",
    "facts.session_on": "ngày họp Hội đồng",
    "facts.session_place": "nơi họp Hội đồng",
    "facts.products": "số sản phẩm trước Hội đồng",
    "facts.department": "cơ quan tham mưu",
    "facts.product": "tên sản phẩm",
    "facts.producer": "tên chủ thể",
    "facts.average": "tổng điểm trung bình",
    "facts.result": "kết quả bằng chữ",
    "facts.register_no": "số tiếp nhận đơn",
    "facts.reasons": "lý do giải quyết",
    "facts.ground": "trường hợp thu hồi theo Điều 8",
    "facts.decision": "số quyết định được đính chính",
    "facts.reason": "lý do đính chính",
}
