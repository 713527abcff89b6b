"""The papers that prepare a round: plan, decisions on council, team and regulation, a commune's proposal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from openocop.accounts.domain.roles import Role
from openocop.accounts.models import Appointment
from openocop.core.documents.frame import Option, dated, numbered_symbol
from openocop.core.documents.official import Block, Heading, Line, OfficialPaper, Open, Table, Text
from openocop.core.documents.vietnamese import count_text, date_long
from openocop.criteria.domain.regulation import OPTION_LABELS, VALUE_LABELS, regulation_of
from openocop.criteria.domain.releases import release
from openocop.dossiers.documents.entry import EVALUATIONS
from openocop.dossiers.models import Dossier
from openocop.dossiers.selectors.form_entries import place_of
from openocop.evaluation.models import Seat
from openocop.geography.models import AdministrativeUnit
from openocop.geography.selectors.units import full_name, unit_at
from openocop.recognition.selectors.paper_source import PaperSource, committee_head, paper, unit_head

SEAT_NAMES = {
    "chair": "Chủ tịch Hội đồng",
    "vice_chair": "Phó Chủ tịch Hội đồng",
    "member": "Ủy viên",
    "secretary": "Thư ký",
}
_BEFORE_PROPOSAL = ("draft", "submitted", "returned", "withdrawn")
_OPEN_ROWS = 5


def plan(source: PaperSource) -> OfficialPaper:
    """Return the plan of the round: its days stand in the data, the rest is the office's to write."""
    round = source.round
    days = (
        ("Tiếp nhận hồ sơ từ", _long(round.opened_on)),
        ("Ủy ban nhân dân cấp xã đề nghị trước", _long(round.propose_before)),
        ("Tổ chức đánh giá trước", _long(round.evaluate_before)),
        ("Họp Hội đồng", _long(source.session.held_on if source.session else None)),
    )
    body: list[Block] = [
        Heading("I. MỤC ĐÍCH, YÊU CẦU"),
        Open(3),
        Heading("II. PHẠM VI, ĐỐI TƯỢNG"),
        Text(
            f"Sản phẩm của các chủ thể trên địa bàn {source.territory} đăng ký đánh giá, phân hạng {source.round_name}."
        ),
        Heading("III. THỜI GIAN"),
        *(Line(label, value) for label, value in days),
        Heading("IV. NỘI DUNG"),
        Text(
            "Đánh giá, phân hạng lần đầu, nâng hạng và đánh giá, phân hạng lại theo trình tự tại "
            f"Quyết định số {release(round.release).number}."
        ),
        Open(2),
        Heading("V. KINH PHÍ"),
        Open(2),
        Heading("VI. TỔ CHỨC THỰC HIỆN"),
        Text("", lead=f"1. {source.department}:"),
        Open(2),
        Text("", lead="2. Các sở, ngành có thành viên trong Hội đồng, Tổ tư vấn:"),
        Open(2),
        Text("", lead="3. Ủy ban nhân dân cấp xã:"),
        Open(2),
    ]
    return paper(
        source,
        committee_head(source),
        title="KẾ HOẠCH",
        subject=(f"Tổ chức đánh giá, phân hạng sản phẩm OCOP, {source.round_name}",),
        bases=(f"Căn cứ {source.law};",),
        body=tuple(body),
        recipients=(f"{source.department};", "Các sở, ngành liên quan;", "Ủy ban nhân dân cấp xã;", "Lưu: VT."),
    )


def council_decision(source: PaperSource) -> OfficialPaper:
    """Return the decision that sets up the council, with the people of its record in the annex."""
    named = count_text(len(source.seats)) if source.seats else "……"
    articles = (
        f"Thành lập {source.council_name}, {source.round_name}, gồm {named} thành viên theo danh sách kèm theo.",
        "Hội đồng đánh giá, phân hạng sản phẩm và đề xuất kết quả với Chủ tịch Ủy ban nhân dân "
        f"{source.territory}; hoạt động theo Quy chế do Chủ tịch Ủy ban nhân dân {source.territory} ban hành.",
    )
    subject = f"Về việc thành lập Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp tỉnh, {source.round_name}"
    return _decision(source, subject, articles, "DANH SÁCH THÀNH VIÊN HỘI ĐỒNG", _people(seats_named(source.seats)))


def team_decision(source: PaperSource) -> OfficialPaper:
    """Return the decision that sets up the advisory team, of those appointed as advisers on its day."""
    articles = (
        f"Thành lập Tổ tư vấn đánh giá, phân hạng sản phẩm OCOP cấp tỉnh, {source.round_name}, theo danh sách "
        f"kèm theo.",
        "Tổ tư vấn đánh giá hồ sơ, khảo sát thực tế, yêu cầu bổ sung hồ sơ, kiểm nghiệm khi cần và báo cáo Hội đồng.",
    )
    subject = f"Về việc thành lập Tổ tư vấn đánh giá, phân hạng sản phẩm OCOP cấp tỉnh, {source.round_name}"
    running = Q(valid_from__lte=source.on) & (Q(valid_until=None) | Q(valid_until__gt=source.on))
    advisers = Appointment.objects.filter(running, province=source.round.province, role=Role.ADVISER)
    listed = advisers.select_related("user", "office").order_by("user__full_name", "pk")
    rows = tuple((one.user.full_name, one.office.name if one.office else "", one.title) for one in listed)
    return _decision(source, subject, articles, "DANH SÁCH TỔ TƯ VẤN", _people(rows))


def regulation_decision(source: PaperSource) -> OfficialPaper:
    """Return the decision that issues the regulation; its annex states the options chosen, the rest is dotted."""
    articles = (
        f"Ban hành kèm theo Quyết định này Quy chế hoạt động của {source.council_name} và Tổ tư vấn, "
        f"{source.round_name}.",
    )
    subject = f"Ban hành Quy chế hoạt động của Hội đồng và Tổ tư vấn, {source.round_name}"
    annex: list[Block] = [
        Heading("Điều 1. Phạm vi, đối tượng"),
        Open(2),
        Heading("Điều 2. Nguyên tắc làm việc"),
        Open(3),
        Heading("Điều 3. Cách chấm điểm và tổng hợp kết quả"),
        Text("Điểm của sản phẩm là trung bình cộng tổng điểm các phiếu, không làm tròn trước khi xét khung điểm."),
        *(Text(f"{option.value}.", lead=f"{option.label}:") for option in _options(source)),
        Heading("Điều 4. Xung đột lợi ích"),
        Text(
            "Thành viên khai báo trước khi mở hồ sơ; người đã khai báo không xem, không chấm và không biểu "
            "quyết về sản "
            "phẩm đó."
        ),
        Heading("Điều 5. Nhiệm vụ của Chủ tịch, thành viên, Thư ký Hội đồng và Tổ tư vấn"),
        Open(4),
        Heading("Điều 6. Tổ chức thực hiện"),
        Open(2),
    ]
    return _decision(source, subject, articles, "QUY CHẾ HOẠT ĐỘNG CỦA HỘI ĐỒNG VÀ TỔ TƯ VẤN", tuple(annex))


def _options(source: PaperSource) -> Sequence[Option]:
    """Return in words every option that the law leaves open, as this council's regulation has it."""
    law = release(source.round.release)
    regulation = regulation_of(law.id, source.council.regulation if source.council else None)
    return [
        Option(
            OPTION_LABELS[name],
            VALUE_LABELS.get(name, {}).get(value or "", f"{value} điểm" if value else "không giới hạn"),
        )
        for name, value in regulation.as_json().items()
        if len(law.options[name].allowed) != 1
    ]


def _people(rows: tuple[tuple[str, ...], ...]) -> tuple[Block, ...]:
    listed = rows or (("", "", ""),) * _OPEN_ROWS
    return (Table(("Họ và tên", "Chức vụ, cơ quan", "Nhiệm vụ"), (), listed),)


def _decision(
    source: PaperSource, subject: str, articles: tuple[str, ...], annex_title: str, annex: tuple[Block, ...]
) -> OfficialPaper:
    """Return a decision of the committee's chair; the last article says who carries it out."""
    ending = (
        "Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Ủy ban nhân dân "
        f"{source.territory}, Giám đốc {source.department} và các cá nhân có tên chịu trách nhiệm thi hành./."
    )
    written, head = (*articles, ending), committee_head(source)
    return paper(
        source,
        head,
        title="QUYẾT ĐỊNH",
        subject=(subject,),
        opening=f"CHỦ TỊCH ỦY BAN NHÂN DÂN {source.territory.upper()}",
        bases=(
            f"Căn cứ {source.local_government};",
            f"Căn cứ {source.law};",
            f"Theo đề nghị của Giám đốc {source.department}.",
        ),
        order="QUYẾT ĐỊNH:",
        body=tuple(Text(text, lead=f"Điều {number}.") for number, text in enumerate(written, start=1)),
        recipients=("Như Điều cuối;", f"{source.department};", "Lưu: VT."),
        annex_title=annex_title,
        annex_reference=f"(Kèm theo Quyết định số {numbered_symbol(head)} {dated(head)} của {source.committee_chair})",
        annex=annex,
    )


def proposed_dossiers(source: PaperSource) -> Sequence[Dossier]:
    """Return the dossiers that the commune `source.about` proposed in the round, in the order of its slips."""
    # What is assessed again by the province's choice came by no new proposal of the commune.
    found = source.round.dossiers.filter(local_unit_code=source.about, former=None)
    found = found.exclude(stage__in=_BEFORE_PROPOSAL)
    return list(found.select_related("product__producer").order_by("local_number", "pk"))


def commune_of(source: PaperSource, dossiers: Sequence[Dossier]) -> AdministrativeUnit | None:
    known = (dossier.local_unit_on for dossier in dossiers if dossier.local_unit_on)
    return unit_at(source.about, next(known, source.on))


def commune_proposal(source: PaperSource) -> OfficialPaper:
    """Return a commune's proposal to the province with the dossiers and samples that go with it."""
    dossiers = proposed_dossiers(source)
    unit = commune_of(source, dossiers)
    named = full_name(unit) if unit else ""
    agency = ("ỦY BAN NHÂN DÂN", named.upper()) if unit else ("ỦY BAN NHÂN DÂN CẤP XÃ",)
    rows = tuple(
        (
            dossier.product.name,
            dossier.product.producer.name if dossier.product.producer else "",
            EVALUATIONS[dossier.kind],
            dossier.local_number,
        )
        for dossier in dossiers
    )
    producers = {row[1] for row in rows}
    opening = (
        f"Ủy ban nhân dân {named[:1].lower()}{named[1:]} đã kiểm tra thành phần hồ sơ và đánh giá một số nội dung theo "
        f"Quyết định số {release(source.round.release).number}; đề nghị {source.department} xem xét, tổ chức đánh giá, "
        f"phân hạng {count_text(len(rows))} sản phẩm của {count_text(len(producers))} chủ thể thuộc "
        f"{source.round_name}:"
    )
    return paper(
        source,
        unit_head(source, agency, place_of(unit)),
        about=f"V/v đề nghị đánh giá, phân hạng sản phẩm OCOP, {source.round_name}",
        addressees=(source.department,),
        body=(
            Text(opening),
            Table(("Sản phẩm", "Chủ thể", "Hình thức đánh giá", "Phiếu đăng ký số"), (), rows),
            Text(
                "Hồ sơ kèm theo gồm: hồ sơ sản phẩm; báo cáo đánh giá một số nội dung (Mẫu số 03) của từng sản phẩm; "
                "sản phẩm mẫu do chủ thể cung cấp (không áp dụng với dịch vụ du lịch)./."
            ),
        ),
        recipients=("Như trên;", "Các chủ thể;", "Lưu: VT."),
    )


def _long(day: date | None) -> str:
    return date_long(day) if day else ""


def seats_named(seats: Sequence[Seat]) -> tuple[tuple[str, ...], ...]:
    return tuple((seat.name, seat.body, SEAT_NAMES[seat.role]) for seat in seats)
