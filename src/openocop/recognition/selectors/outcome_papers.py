"""The papers that follow a fixed result: submission, written notice to each applicant, letter to the ministry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from openocop.core.documents.official import Block, Heading, Line, OfficialPaper, Table, Text
from openocop.core.documents.vietnamese import average_text, count_text, date_long, date_short, stars_text
from openocop.dossiers.documents.entry import EVALUATIONS
from openocop.dossiers.models import Dossier
from openocop.dossiers.selectors.form_entries import local_unit
from openocop.evaluation.documents.results import rank_cell
from openocop.evaluation.domain.results import ballot_from
from openocop.evaluation.models import Entry, Session
from openocop.geography.selectors.units import full_name
from openocop.recognition.domain.status import IN_FORCE, ending_since, last_day
from openocop.recognition.models import CentralResult, Decision, Recognition
from openocop.recognition.selectors.central_words import (
    central_meaning,
    central_result_of,
    replaces_running,
    result_line,
)
from openocop.recognition.selectors.named import POTENTIAL_STAR, PROVINCIAL_STARS
from openocop.recognition.selectors.paper_source import PaperSource, committee_head, department_head, paper
from openocop.recognition.selectors.recognitions import status_of, term_of
from openocop.recognition.selectors.referrals import had_five
from openocop.registry.selectors.places import written_places

_LATEST_FILING = 120  # days before the end (26/2026/QĐ-TTg art. 7.6a)


def submission(source: PaperSource) -> OfficialPaper:
    """Return the department's submission that lays the council's result and the draft decisions before the chair."""
    outcome = source.outcome
    body: list[Block] = [
        Text(
            f"{source.council_name} đã {', '.join(map(_held, source.sessions))} và thông qua kết quả đánh giá, "
            f"phân hạng {source.round_name}. "
            f"{source.department} kính trình {source.committee_chair} xem xét, quyết định các nội dung sau:"
        )
    ]
    parts = (
        (outcome.recognised, "Công nhận sản phẩm đạt hạng 3 sao, 4 sao"),
        (outcome.potential, "Phê duyệt kết quả đánh giá sản phẩm đạt từ 90 điểm trở lên, trình Bộ"),
        (outcome.notified, "Thông báo bằng văn bản, không ban hành quyết định công nhận"),
    )
    shown = [(entries, heading) for entries, heading in parts if entries]
    for number, (entries, heading) in enumerate(shown, start=1):
        body += [
            Heading(f"{number}. {heading}: {count_text(len(entries))} sản phẩm"),
            Table(("Sản phẩm", "Chủ thể"), ("Điểm", "Hạng"), tuple(map(_row, entries))),
        ]
    body.append(
        Text(
            f"Hồ sơ kèm theo: {_minutes(source.sessions)}, bảng tổng hợp điểm, báo cáo của Hội đồng, "
            "dự thảo quyết định. Kính trình./."
        )
    )
    return paper(
        source,
        department_head(source),
        title="TỜ TRÌNH",
        subject=(f"Về kết quả đánh giá, phân hạng sản phẩm OCOP, {source.round_name}",),
        addressees=(source.committee_chair,),
        body=tuple(body),
        recipients=("Như trên;", "Lưu: VT."),
    )


@dataclass(frozen=True, slots=True)
class Noticed:
    """One product and what its notice rests on; `running` is an older recognition that is still in force, `central` the
    ministry's result."""

    entry: Entry
    decision: Decision | None
    recognition: Recognition | None
    running: Recognition | None
    central: CentralResult | None = None


def noticed(source: PaperSource) -> Noticed:
    """Return what the notice on the dossier `source.about` rests on; `Entry.DoesNotExist` without one."""
    entry = Entry.objects.select_related("dossier__product__producer", "session__council").get(
        dossier__public_id=source.about, dossier__round=source.round
    )
    rows = list(Recognition.objects.filter(product=entry.dossier.product).select_related("certificate", "decision"))
    own = next((row for row in rows if row.dossier_id == entry.dossier_id and row.superseded_on is None), None)
    central = central_result_of(entry.dossier) if entry.star == POTENTIAL_STAR else None
    return Noticed(entry, _decision(entry, own), own, _running(rows, own, source), central)


def _decision(entry: Entry, own: Recognition | None) -> Decision | None:
    """Return the decision on the product: what recognised it, or approved its result."""
    if entry.star in PROVINCIAL_STARS:
        return own.decision if own else None
    return _approvals([entry]).last() if entry.star == POTENTIAL_STAR else None


def _approvals(entries: Iterable[Entry]) -> QuerySet[Decision]:
    """Return the decisions with a number that approve the results of these products."""
    issued = Decision.objects.filter(approved__in=[entry.dossier_id for entry in entries], issued_at__isnull=False)
    return issued.distinct().order_by("decided_on", "pk")


def _running(rows: Sequence[Recognition], own: Recognition | None, source: PaperSource) -> Recognition | None:
    """Return the recognition that runs on the paper's day beside the one of this round."""
    in_force = [row for row in rows if row != own and status_of(row, source.on).state in IN_FORCE]
    return max(in_force, key=lambda row: (row.valid_from or row.council_on, row.pk), default=None)


def notice(source: PaperSource) -> OfficialPaper:
    """Return the written notice of one result to the applicant and the commune (26/2026/QĐ-TTg art. 7.3g).

    It tells of this product alone. Fewer than three stars, and no star, are told here and published nowhere.
    """
    told = noticed(source)
    dossier = told.entry.dossier
    producer = dossier.product.producer
    average = average_text(ballot_from(told.entry.result).average)
    body: list[Block] = [
        Text(
            f"Căn cứ kết quả {_result_of(told.entry.session)} của {source.council_name}, {source.department} "
            f"thông báo kết quả {source.round_name} như sau:"
        ),
        Line("1. Sản phẩm", dossier.product.name),
        Line("2. Chủ thể", producer.name if producer else ""),
        Line("3. Địa chỉ", written_places([producer])[producer.pk] if producer else ""),
        Line("4. Hình thức đánh giá", EVALUATIONS[dossier.kind]),
        Line("5. Tổng điểm trung bình", f"{average} điểm"),
        Line("6. Kết quả", _result(told.entry)),
        *([Line("7. Kết quả cấp trung ương", result_line(told.central))] if told.central else []),
        Heading("Giá trị của kết quả"),
        *(Text(line) for line in meaning(told, source)),
        Text(
            "Góp ý của Hội đồng để tiếp tục hoàn thiện sản phẩm được gửi chủ thể bằng thư riêng. "
            f"{source.department} thông báo để chủ thể và Ủy ban nhân dân cấp xã biết, thực hiện./."
        ),
    ]
    addressees = (producer.name if producer else "Chủ thể", _commune(dossier))
    return paper(
        source,
        department_head(source),
        title="THÔNG BÁO",
        subject=(f"Kết quả đánh giá, phân hạng sản phẩm OCOP, {source.round_name}",),
        addressees=addressees,
        body=tuple(body),
        recipients=("Như trên;", "Lưu: VT."),
    )


def meaning(told: Noticed, source: PaperSource) -> tuple[str, ...]:
    """Return what the result means in law, and what becomes of a certificate that runs already."""
    star = told.entry.star
    if star in PROVINCIAL_STARS:
        return (_recognised(told), *_kept(told))
    if star == POTENTIAL_STAR and told.central:
        kept = () if replaces_running(told.central) else _kept(told)
        return (_potential(told, source), central_meaning(told.central), *kept)
    if star == POTENTIAL_STAR:
        return (_potential(told, source), *_kept(told))
    if star:
        own = (
            f"Sản phẩm được xếp hạng {stars_text(star)}. Kết quả dưới 3 sao không có quyết định công nhận, "
            f"không có giấy "
            "chứng nhận và không được công bố; văn bản này chỉ gửi chủ thể và Ủy ban nhân dân cấp xã."
        )
    elif ballot_from(told.entry.result).result.disqualified:
        own = (
            "Sản phẩm bị loại theo điều kiện ghi trên phiếu đánh giá nên không được xếp hạng; kết quả này không được "
            "công bố."
        )
    else:
        own = (
            "Sản phẩm chưa đạt yêu cầu tối thiểu của hạng 3 sao: không đủ điều kiện công nhận theo quy chế "
            "của Hội đồng; "
            "kết quả này không được công bố."
        )
    return (own, *_kept(told), "Chủ thể có thể hoàn thiện và đăng ký ở đợt sau.")


def _recognised(told: Noticed) -> str:
    """Return the recognition with number and day of the decision, the certificate and the window of re-assessment."""
    one, decision = told.recognition, told.decision
    number = f"số {decision.number} {_day(decision)}" if decision else "số ……"
    said = f"Sản phẩm được công nhận hạng {stars_text(told.entry.star)} theo Quyết định {number}."
    certificate = getattr(one, "certificate", None) if one else None
    if certificate:
        said += f" Giấy chứng nhận số {certificate.number}, mã số sản phẩm {certificate.product_code}."
    if one and one.valid_until:
        last = last_day(one.valid_until)
        opens, closes = ending_since(one.valid_until), last - timedelta(days=_LATEST_FILING)
        said += (
            f" Kết quả có giá trị đến hết ngày {date_short(last)}; hồ sơ đánh giá, phân hạng lại nộp từ ngày "
            f"{date_short(opens)} đến ngày {date_short(closes)}."
        )
    return said


def _potential(told: Noticed, source: PaperSource) -> str:
    approved = f" tại Quyết định số {told.decision.number} {_day(told.decision)}" if told.decision else ""
    yet = "" if told.central else "; ở bước này chưa có quyết định công nhận và giấy chứng nhận"
    return (
        "Sản phẩm đạt từ 90 điểm trở lên, là sản phẩm tiềm năng 5 sao. Ủy ban nhân dân "
        f"{source.territory} phê duyệt kết quả{approved} và chuyển hồ sơ đề nghị {source.ministry} đánh giá, "
        f"phân hạng{yet}."
    )


def _kept(told: Noticed) -> tuple[str, ...]:
    """Return what is said of an older recognition that still runs: nothing short of a higher one replaces it."""
    running, star = told.running, told.entry.star
    held_until = term_of(running).held_until if running else None
    if running is None or held_until is None:
        return ()
    if told.entry.dossier.kind == "again" or (star in PROVINCIAL_STARS and (star or 0) > (running.star or 0)):
        return ()
    what = f"hạng {stars_text(running.star)}" if running.star else "đang có"
    return (
        f"Kết quả này không làm thay đổi giấy chứng nhận {what}: giấy vẫn có giá trị đến hết ngày "
        f"{date_short(last_day(held_until))}.",
    )


def ministry_letter(source: PaperSource) -> OfficialPaper:
    """Return the committee's letter that sends products of ninety points and more to the ministry (art. 6.3, 7.3e)."""
    potential = source.outcome.potential
    approvals = list(_approvals(potential))
    approved = [f"Quyết định số {decision.number} {_day(decision)}" for decision in approvals]
    if {entry.dossier_id for entry in potential} - set(_approvals(potential).values_list("approved", flat=True)):
        approved.append("Quyết định số ……/QĐ-UBND")
    rows = tuple((*_row(entry)[:2], EVALUATIONS[entry.dossier.kind], _row(entry)[2]) for entry in potential)
    fives = [had_five(entry.dossier) for entry in potential]
    enclosed = ["hồ sơ sản phẩm", "phiếu kiểm nghiệm, kiểm tra bổ sung (nếu có)"]
    if not all(fives):
        enclosed = ["báo cáo của Hội đồng cấp tỉnh", "quyết định phê duyệt kết quả", *enclosed]
    if any(entry.dossier.kind != "again" for entry in potential):
        enclosed = ["báo cáo của Tổ tư vấn", *enclosed]
    if any(entry.dossier.kind == "again" for entry in potential):
        enclosed.append("báo cáo của cơ quan tham mưu quản lý OCOP cấp tỉnh đối với sản phẩm đánh giá lại")
    enclosed.append("05 sản phẩm mẫu của mỗi sản phẩm (không áp dụng với dịch vụ du lịch)")
    return paper(
        source,
        committee_head(source),
        about=f"V/v đề nghị {_asked_for(fives)}, {source.round_name}",
        addressees=(source.ministry,),
        body=(
            Text(
                f"Ủy ban nhân dân {source.territory} đã phê duyệt kết quả đánh giá tại {', '.join(approved)}. Căn cứ "
                f"{source.law}, Ủy ban "
                f"nhân dân {source.territory} đề nghị {source.ministry} xem xét, tổ chức đánh giá, phân hạng "
                f"{count_text(len(rows))} sản phẩm sau:"
            ),
            Table(("Sản phẩm", "Chủ thể", "Hình thức đánh giá"), ("Điểm",), rows),
            Text(f"Hồ sơ kèm theo: {'; '.join(enclosed)}./."),
        ),
        recipients=("Như trên;", f"{source.department};", "Lưu: VT."),
    )


def _asked_for(fives: Sequence[bool]) -> str:
    """Return what the ministry is asked for (26/2026/QĐ-TTg art. 6.3a, b); `fives`: which products have five stars."""
    new, again = "đánh giá, phân hạng sản phẩm OCOP tiềm năng 5 sao", "đánh giá, phân hạng lại sản phẩm OCOP 5 sao"
    if all(fives) and fives:
        return again
    return f"{new}; {again}" if any(fives) else new


def _row(entry: Entry) -> tuple[str, str, str, str]:
    product = entry.dossier.product
    average = average_text(ballot_from(entry.result).average)
    rank = rank_cell(entry.star) if entry.star else "không xếp hạng"
    return product.name, product.producer.name if product.producer else "", average, rank.capitalize()


def _result(entry: Entry) -> str:
    if entry.star == POTENTIAL_STAR:
        return "tiềm năng 5 sao"
    return f"hạng {stars_text(entry.star)}" if entry.star else "không xếp hạng"


def _commune(dossier: Dossier) -> str:
    unit = local_unit(dossier)
    named = full_name(unit) if unit else ""
    return f"Ủy ban nhân dân {named[:1].lower()}{named[1:]}" if unit else "Ủy ban nhân dân cấp xã"


def _held(session: Session) -> str:
    """Say after "đã" how the council came to the result: it met, or was asked in writing until a day."""
    way = "lấy ý kiến bằng văn bản, kết thúc" if session.is_written else "họp"
    return f"{way} {date_long(session.held_on)}"


def _result_of(session: Session) -> str:
    return f"{_held(session)}," if session.is_written else f"đánh giá {date_long(session.held_on)}"


def _minutes(sessions: Sequence[Session]) -> str:
    names = {
        one.is_written: "biên bản tổng hợp ý kiến bằng văn bản" if one.is_written else "biên bản họp"
        for one in sessions
    }
    return ", ".join(names.values())


def _day(decision: Decision) -> str:
    return date_long(decision.decided_on) if decision.decided_on else ""
