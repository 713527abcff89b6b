"""Papers of an appeal: the receipt for the producer, and the decision on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

from openocop.core.documents.frame import CHAIR, Letterhead, Marking, Signature, capacity_lines
from openocop.core.documents.official import Block, Line, OfficialPaper, Table, Text
from openocop.core.documents.vietnamese import date_long, date_short
from openocop.core.domain.legal_time import VIETNAM
from openocop.criteria.documents.citations import cited, printed_number
from openocop.criteria.domain.releases import criteria_set, release
from openocop.evaluation.domain.correction import change_from, corrected_sheets, council_points
from openocop.evaluation.selectors.corrections import counted_sheets, result_in_words
from openocop.evaluation.selectors.sheet_papers import round_name
from openocop.geography.selectors.tenants import province_title
from openocop.recognition.documents.bases import local_government_law
from openocop.recognition.documents.letterheads import committee_head, department_head
from openocop.recognition.domain.appeals import About, Origin, Outcome
from openocop.recognition.models import Appeal, Ruling
from openocop.recognition.selectors.appeals import points_text
from openocop.registry.selectors.places import written_places

_CHAIR_OF_COUNCIL = ("CHỦ TỊCH HỘI ĐỒNG",)


def receipt_paper(appeal: Appeal) -> OfficialPaper:
    """Return the receipt of an appeal that was taken in: its number and the day by which it is answered."""
    assert appeal.received_on is not None  # noqa: S101  # the caller has one that was taken in
    on = appeal.received_on
    territory = province_title(appeal.province, on)
    body: list[Block] = [
        Line("Người gửi đơn", _producer(appeal)),
        Line("Sản phẩm", appeal.entry.dossier.product.name),
        Line("Nội dung", _about(appeal)),
        Line("Tiêu chí được nêu", ", ".join(printed_number(code) for code in appeal.criteria) or "toàn bộ kết quả"),
        Line("Ngày đơn đến", date_short(appeal.filed_on or on)),
        Line("Số tiếp nhận", f"{appeal.register_no} (sổ của cơ quan tham mưu, không phải số văn bản)"),
        Line("Giấy tờ kèm theo", f"{appeal.papers.count()} tệp"),
    ]
    if appeal.answer_by is not None:
        body.append(Line("Trả lời chậm nhất", f"{date_short(appeal.answer_by)} ({appeal.answer_basis})"))
    return OfficialPaper(
        marking=Marking(illustrative=appeal.is_illustrative),
        created_at=_instant(on),
        letterhead=department_head(territory, on),
        title="GIẤY TIẾP NHẬN ĐƠN",
        subject=(f"Về {_about(appeal)}",),
        body=tuple(body),
        signatures=(Signature(("NGƯỜI TIẾP NHẬN",), appeal.received_by),),
        recipients=("Người gửi đơn;", "Lưu: Hồ sơ giải quyết."),
    )


def ruling_paper(ruling: Ruling) -> OfficialPaper:
    """Return the decision on an appeal; without number and day it is a draft."""
    appeal = ruling.appeal
    session = appeal.entry.session
    on = ruling.dated_on or session.held_on
    territory = province_title(appeal.province, on)
    by_council = appeal.options.get("appeal_decider") == "council_chair"
    decides = "CHỦ TỊCH HỘI ĐỒNG" if by_council else f"CHỦ TỊCH ỦY BAN NHÂN DÂN {territory.upper()}"
    usual = _CHAIR_OF_COUNCIL if by_council else CHAIR
    capacity = capacity_lines(ruling.signer_capacity) if ruling.signer_capacity else usual
    return OfficialPaper(
        marking=Marking(draft=ruling.dated_on is None, illustrative=appeal.is_illustrative),
        created_at=_instant(ruling.dated_on or appeal.received_on or session.held_on),
        letterhead=_head(ruling, territory, on, by_council=by_council),
        title="QUYẾT ĐỊNH",
        subject=(f"Về việc {_deals_with(appeal)}",),
        opening=decides,
        bases=tuple(_bases(appeal, on)),
        order="QUYẾT ĐỊNH:",
        body=tuple(_articles(ruling)),
        signatures=(Signature(capacity, ruling.signer),),
        recipients=(f"{_producer(appeal)};", "Hội đồng đánh giá, phân hạng;", "Lưu: VT, hồ sơ giải quyết."),
        facts={
            "product": appeal.entry.dossier.product.name,
            "producer": _producer(appeal),
            "register_no": appeal.register_no,
            "round": appeal.entry.dossier.round.name,
            "reasons": ruling.reasons,
        },
    )


def _head(ruling: Ruling, territory: str, on: date, *, by_council: bool) -> Letterhead:
    head = committee_head(
        territory, number=ruling.number, year=on.year if ruling.dated_on else None, dated_on=ruling.dated_on
    )
    if not by_council:
        return head
    council = ruling.appeal.entry.session.council
    return replace(head, superior_agency=(" ".join(head.agency),), agency=(council.name.upper(),))


def _bases(appeal: Appeal, on: date) -> Iterator[str]:
    session = appeal.entry.session
    yield f"Căn cứ {local_government_law(on)};"
    yield f"Căn cứ {cited(release(appeal.entry.dossier.release), on)};"
    regulation = session.council.regulation_name or "quy chế hoạt động của Hội đồng"
    yield f"Căn cứ {regulation};"
    if appeal.origin == Origin.OFFICE:
        yield f"Xét sai sót do cơ quan tham mưu tự phát hiện, số theo dõi {appeal.register_no};"
    else:
        came = date_short(appeal.filed_on) if appeal.filed_on else ""
        yield f"Xét đơn của {_producer(appeal)} ngày {came}, số tiếp nhận {appeal.register_no};"
    opinion = getattr(appeal, "opinion", None)
    if opinion is not None and opinion.answered_at is not None:
        met = f" (họp {date_long(opinion.met_on)})" if opinion.met_on else ""
        yield f"Theo ý kiến của {session.council.name}{met}."


def _articles(ruling: Ruling) -> Iterator[Block]:
    appeal = ruling.appeal
    name = appeal.entry.dossier.product.name
    yield Text(_decided(ruling, name), lead="Điều 1.")
    if ruling.outcome == Outcome.CORRECTED:
        yield Table(("Nội dung",), ("Trước", "Sau"), tuple(_rows(ruling)))
        yield Text(
            "Giá trị trước được lưu cùng hồ sơ. Phiếu đánh giá của thành viên Hội đồng giữ nguyên; biên bản và bảng "
            "tổng hợp điểm được lập lại, dẫn chiếu bản trước."
        )
    yield Text("Lý do:", lead="Điều 2.")
    for line in ruling.reasons.splitlines():
        if line.strip():
            yield Text(line.strip())
    yield Text(
        f"Cơ quan tham mưu quản lý OCOP cấp tỉnh, Hội đồng và {_producer(appeal)} chịu trách nhiệm thi hành Quyết định "
        "này./.",
        lead="Điều 3.",
    )


def _decided(ruling: Ruling, name: str) -> str:
    if ruling.outcome == Outcome.REJECTED:
        told = "nội dung sai sót được nêu" if ruling.appeal.origin == Origin.OFFICE else "nội dung đơn"
        return f"Không chấp nhận {told} về sản phẩm “{name}”; giữ nguyên kết quả, quyết định đã ban hành."
    if ruling.outcome == Outcome.CORRECTED:
        return f"Đính chính kết quả đánh giá, phân hạng sản phẩm “{name}” như sau:"
    if ruling.outcome == Outcome.REWORDED:
        return (
            f"Chấp nhận nội dung đơn về sản phẩm “{name}”: quyết định công nhận và giấy chứng nhận được đính chính "
            "bằng một quyết định riêng."
        )
    assert ruling.round is not None  # noqa: S101  # proposed with one
    return f"Đưa sản phẩm “{name}” ra đánh giá lại tại phiên họp Hội đồng của {round_name(ruling.round.name)}."


def _rows(ruling: Ruling) -> Iterator[tuple[str, ...]]:
    """Yield each corrected criterion and the result; of a criterion the council's average, of no member alone."""
    entry = ruling.appeal.entry
    printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
    # Decided, it counts among the corrections of the entry already.
    made = entry.corrections.filter(ruling=ruling.public_id).first()
    sheets, change = counted_sheets(entry, before=made.number if made else None), change_from(ruling.change)
    then = corrected_sheets(printed, sheets, [change])
    for code in printed.position:
        if code in change.points:
            label = f"Tiêu chí {printed_number(code)} {printed.criterion(code).caption}"
            before, after = (council_points(printed, held, code) for held in (sheets, then))
            yield label, points_text(before), points_text(after)
    yield "Kết quả", result_in_words(ruling.outlook["before"]), result_in_words(ruling.outlook["after"])


def _deals_with(appeal: Appeal) -> str:
    name = appeal.entry.dossier.product.name
    if appeal.origin == Origin.OFFICE:
        return f"đính chính sai sót trong kết quả đánh giá, phân hạng sản phẩm “{name}”"
    return f"giải quyết đơn về kết quả đánh giá, phân hạng sản phẩm “{name}”"


def _about(appeal: Appeal) -> str:
    if appeal.about == About.DECISION and appeal.decision is not None:
        return f"đơn đối với Quyết định số {appeal.decision.number}"
    return f"đơn về kết quả đánh giá, phân hạng, {round_name(appeal.entry.dossier.round.name)}"


def _producer(appeal: Appeal) -> str:
    producer = appeal.entry.dossier.product.producer
    if producer is None:
        return "chủ thể"
    address = written_places([producer])[producer.pk]
    return f"{producer.name} (địa chỉ: {address})" if address else producer.name


def _instant(day: date) -> datetime:
    return datetime.combine(day, time(7), VIETNAM)
