"""The papers around the council: the team's report, invitation, opinion slips, the page to sign, its report."""

from __future__ import annotations

from collections.abc import Sequence

from openocop.core.documents.official import Block, Heading, Line, OfficialPaper, Open, Table, Text
from openocop.core.documents.vietnamese import count_text, date_long, number_text
from openocop.dossiers.models import Dossier
from openocop.evaluation.documents.results import average_cell, rank_cell, rank_text
from openocop.evaluation.domain.lifecycle import Answer, Form, SeatRole, SessionStage
from openocop.evaluation.models import AdvisorySheet, Entry, Recusal, ScoreSheet, Seat, Session
from openocop.evaluation.selectors.sheets import ScoredEntry, scored_ballots
from openocop.recognition.selectors.paper_source import PaperSource, council_head, paper, signed, team_head
from openocop.recognition.selectors.preparing_papers import seats_named

AGAIN = "again"
_NOT_ACCEPTED = ("draft", "submitted", "returned", "proposed", "withdrawn")


def sent_advice(source: PaperSource) -> Sequence[AdvisorySheet]:
    sent = AdvisorySheet.objects.filter(dossier__round=source.round, sent_at__isnull=False)
    return list(sent.select_related("dossier__product__producer").order_by("dossier__product__sort_key", "pk"))


def advisory_report(source: PaperSource) -> OfficialPaper:
    """Return the advisory team's report on every dossier whose sheet it sent."""
    sheets = sent_advice(source)
    rows = tuple(
        (*_named(sheet.dossier), " ".join(sheet.conclusion.split()), number_text(sheet.score["total"]))
        for sheet in sheets
    )
    left = source.round.dossiers.exclude(stage__in=_NOT_ACCEPTED).exclude(pk__in=[sheet.dossier_id for sheet in sheets])
    body: list[Block] = [
        Text(
            f"Thực hiện Quyết định thành lập và Quy chế hoạt động, Tổ tư vấn báo cáo kết quả đánh giá "
            f"{source.round_name}:"
        ),
        Heading("I. QUÁ TRÌNH THỰC HIỆN"),
        Line("Thời gian làm việc"),
        Line("Khảo sát thực tế tại"),
        Line("Hồ sơ, phiếu kiểm nghiệm đã yêu cầu bổ sung"),
        Heading("II. KẾT QUẢ"),
        Text(f"Tổ tư vấn đã đánh giá {count_text(len(rows))} hồ sơ; số điểm dưới đây để Hội đồng tham khảo."),
        Table(("Sản phẩm", "Chủ thể", "Kết luận"), ("Điểm",), rows),
    ]
    if unfinished := left.count():
        body.append(Text(f"Còn {count_text(unfinished)} hồ sơ chưa có phiếu của Tổ tư vấn.", italic=True))
    body += [Heading("III. KIẾN NGHỊ"), Open(3)]
    return paper(
        source,
        team_head(source),
        title="BÁO CÁO",
        subject=(f"Kết quả đánh giá hồ sơ sản phẩm OCOP của Tổ tư vấn, {source.round_name}",),
        addressees=(source.council_name,),
        body=tuple(body),
        recipients=("Như trên;", "Lưu: Hồ sơ Tổ tư vấn."),
    )


def invitation(source: PaperSource) -> OfficialPaper:
    """Return the invitation to the session with day, place and agenda."""
    session = source.session
    products = [_named(entry.dossier) for entry in _agenda(source)]
    return paper(
        source,
        council_head(source),
        title="GIẤY MỜI",
        subject=(f"Họp {source.council_name}, {source.round_name}",),
        addressees=("Các thành viên Hội đồng và đại biểu được mời",),
        body=(
            Line("1. Thời gian", date_long(session.held_on) if session else ""),
            Line("2. Giờ bắt đầu"),
            Line("3. Địa điểm", session.place if session else ""),
            Line("4. Chủ trì", _seat(source, SeatRole.CHAIR)),
            Line("5. Đại biểu mời dự"),
            Text(
                f"Đánh giá, phân hạng {count_text(len(products))} sản phẩm theo thứ tự dưới đây.", lead="6. Nội dung:"
            ),
            Table(("Sản phẩm", "Chủ thể"), (), tuple(products)),
            Text(
                "Thành viên có quan hệ lợi ích với chủ thể của sản phẩm nào thì khai báo trước khi mở hồ sơ "
                "sản phẩm đó. "
                "Trân trọng kính mời./."
            ),
        ),
        recipients=("Như thành phần mời;", "Lưu: Hồ sơ Hội đồng."),
    )


def dossiers_for_opinion(source: PaperSource) -> Sequence[Dossier]:
    """Return the round's re-assessments that the seat `source.about` may judge: none it stepped aside from."""
    aside = Recusal.objects.filter(seat__public_id=source.about).values("dossier")
    again = source.round.dossiers.filter(kind=AGAIN).exclude(stage__in=_NOT_ACCEPTED).exclude(pk__in=aside)
    return list(again.select_related("product__producer").order_by("product__sort_key", "pk"))


def opinion_slip(source: PaperSource) -> OfficialPaper:
    """Return the slip on which one member gives a written opinion on re-assessments (26/2026/QĐ-TTg art. 7.6d)."""
    seat = next((seat for seat in source.seats if seat.public_id == source.about), None)
    said = _answers(source)
    rows = tuple((*_named(dossier), *said.get(dossier.pk, ("", ""))) for dossier in dossiers_for_opinion(source))
    last = max((session.answers_by for session in _written(source) if session.answers_by), default=None)
    return paper(
        source,
        council_head(source),
        title="PHIẾU LẤY Ý KIẾN",
        subject=(f"Thành viên Hội đồng về kết quả đánh giá, phân hạng lại sản phẩm OCOP, {source.round_name}",),
        body=(
            Line("Họ và tên", seat.name if seat else ""),
            Line("Cơ quan", seat.body if seat else ""),
            Line("Đề nghị gửi lại chậm nhất", date_long(last) if last else ""),
            Text("Đánh dấu vào một ô của mỗi sản phẩm; ghi ý kiến khác bên dưới, nêu rõ sản phẩm."),
            Table(("Sản phẩm", "Chủ thể"), ("Thống nhất", "Không thống nhất"), rows),
            Text("", lead="Ý kiến khác:"),
            Open(4),
        ),
        signatures=(signed(source, name=seat.name if seat else "", note="(Ký, ghi rõ họ tên)"),),
        recipients=("Thư ký Hội đồng (để tổng hợp);", "Lưu: Hồ sơ Hội đồng."),
    )


def _written(source: PaperSource) -> Sequence[Session]:
    return list(Session.objects.filter(council__round=source.round, form=Form.WRITTEN))


def _answers(source: PaperSource) -> dict[int, tuple[str, str]]:
    """Return the crosses of the member by dossier, where an answer was sent and may be read by now.

    Not before the round is closed, nor while the product waits for the meeting it was called to.
    """
    sheets = ScoreSheet.objects.filter(
        entry__session__council__round=source.round,
        entry__session__stage__in=[SessionStage.REVEALED, SessionStage.FIXED],
        seat__public_id=source.about,
        ballot=1,
        sent_at__isnull=False,
    )
    closed = sheets.exclude(answer="").exclude(entry__ballot=1, entry__ballot_open=True)
    crosses = {Answer.AGREE: ("x", ""), Answer.MEET: ("", "x")}
    return {dossier: crosses[Answer(answer)] for dossier, answer in closed.values_list("entry__dossier", "answer")}


def signature_page(source: PaperSource) -> OfficialPaper:
    """Return the page that every member signs, kept with the minutes."""
    rows = tuple((*seat, "") for seat in seats_named(source.seats))
    held = source.session
    return paper(
        source,
        council_head(source),
        title="TRANG KÝ",
        subject=(f"Thành viên dự họp {source.council_name}, {source.round_name}",),
        body=(
            Line("Ngày họp", date_long(held.held_on) if held else ""),
            Line("Địa điểm", held.place if held else ""),
            Table(("Họ và tên", "Cơ quan", "Nhiệm vụ", "Chữ ký"), (), rows),
        ),
        recipients=("Lưu: Hồ sơ Hội đồng, kèm biên bản.",),
    )


def council_report(source: PaperSource) -> OfficialPaper:
    """Return the council's report to the chair of the People's Committee on its fixed result."""
    scored = [one for session in source.sessions for one in scored_ballots(session)]
    return paper(
        source,
        council_head(source),
        title="BÁO CÁO",
        subject=(f"Kết quả đánh giá, phân hạng sản phẩm OCOP, {source.round_name}",),
        addressees=(source.committee_chair,),
        body=(
            Text(
                f"{source.council_name} {_worked(source)}. Hội đồng báo cáo kết quả như sau:",
            ),
            Heading("I. KẾT QUẢ"),
            Text(summed_up(scored)),
            Table(("Sản phẩm", "Chủ thể"), ("Điểm trung bình", "Hạng"), tuple(_result(one) for one in scored)),
            Heading("II. VẤN ĐỀ CÒN Ý KIẾN KHÁC NHAU"),
            Open(2),
            Heading("III. ĐỀ XUẤT"),
            Text(
                f"Hội đồng đề nghị {source.committee_chair} xem xét, quyết định theo thẩm quyền. Biên bản "
                f"họp, bảng tổng "
                "hợp điểm và phiếu đánh giá kèm theo báo cáo này./."
            ),
        ),
        recipients=("Như trên;", f"{source.department};", "Lưu: Hồ sơ Hội đồng."),
    )


def summed_up(scored: Sequence[ScoredEntry]) -> str:
    """Return how many products came to each star, in one sentence."""
    stars = [one.entry.star for one in scored]
    ranked = sorted({star for star in stars if star}, reverse=True)
    parts = [f"{count_text(stars.count(star))} sản phẩm {rank_text(star)}" for star in ranked]
    if without := stars.count(None):
        parts.append(f"{count_text(without)} sản phẩm không xếp hạng")
    return f"Hội đồng đã đánh giá {count_text(len(stars))} sản phẩm: {', '.join(parts)}."


def _result(one: ScoredEntry) -> tuple[str, ...]:
    held = one.current
    average = average_cell(held.average if held else None, second_ballot=False)
    return (*_named(one.entry.dossier), average, rank_cell(one.entry.star).capitalize())


def _agenda(source: PaperSource) -> Sequence[Entry]:
    return list(source.session.entries.select_related("dossier__product__producer")) if source.session else []


def _worked(source: PaperSource) -> str:
    """Return how and when the council came to its results, each meeting and each round of opinions in writing."""
    said = [
        f"đã lấy ý kiến bằng văn bản, kết thúc {date_long(session.held_on)}"
        if session.is_written
        else f"đã họp đánh giá {date_long(session.held_on)}"
        for session in source.sessions
    ]
    return "; ".join(said)


def _seat(source: PaperSource, role: SeatRole) -> str:
    return next((seat.name for seat in source.seats if seat.role == role), "")


def scoring_seats(source: PaperSource) -> Sequence[Seat]:
    return [seat for seat in source.seats if seat.scores]


def _named(dossier: Dossier) -> tuple[str, str]:
    return dossier.product.name, dossier.product.producer.name if dossier.product.producer else ""
