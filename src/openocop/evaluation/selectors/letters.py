"""The letter to a producer on one product: what it says, and where letters stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from openocop.accounts.domain.roles import Post, Role
from openocop.core.documents.frame import Letterhead, Marking, Signature, place_name
from openocop.core.documents.official import UNNUMBERED, Block, Heading, Issue, Line, OfficialPaper, Text
from openocop.core.documents.vietnamese import average_text, count_text, date_long, date_short
from openocop.criteria.documents.citations import cited_sheet, printed_number
from openocop.criteria.domain.regulation import regulation_of
from openocop.criteria.domain.releases import criteria_set, release
from openocop.criteria.domain.sheet import SheetScore
from openocop.dossiers.permissions import memberships
from openocop.evaluation.domain.correction import counted_levels
from openocop.evaluation.domain.feedback import Feedback, Sheet, feedback_of
from openocop.evaluation.domain.results import ballot_from
from openocop.evaluation.models import Entry, FeedbackLetter, ScoreSheet, Session
from openocop.evaluation.permissions import entries_visible_to
from openocop.evaluation.selectors.corrections import CorrectionRow, correction_rows, counted_sheets
from openocop.evaluation.selectors.sheet_papers import round_name
from openocop.geography.selectors.tenants import province_title
from openocop.registry.selectors.places import written_places

CAPACITY = ("CHỦ TỊCH HỘI ĐỒNG",)
_LONGEST = 160  # letters of a level; the whole text stands on the sheet
_MOST_GATES, _MOST_STEPS = 6, 5
_POTENTIAL = 5


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A product of a fixed session with its letter, None while it was not sent."""

    entry: Entry
    letter: FeedbackLetter | None


def letter_rows(post: Post, session: Session) -> QuerySet[Entry]:
    """Return the session's products that this reader may know of, with their letters."""
    found = entries_visible_to(post).filter(session=session)
    return found.select_related("dossier__product__producer", "letter").order_by("position")


def letters_to(post: Post, *, on: date) -> QuerySet[FeedbackLetter]:
    """Return the letters that were sent to the producers this account acts for, the latest first."""
    sent = FeedbackLetter.objects.filter(province=post.province)
    if post.role != Role.PRODUCER:
        return sent.none()
    own = memberships(post, on=on).values("producer")
    related = ("entry__dossier__product__producer", "entry__session__council__round", "printed", "word")
    return sent.filter(entry__dossier__product__producer__in=own).select_related(*related).order_by("-sent_at", "-pk")


def letter_content(entry: Entry) -> dict[str, Any]:
    """Return what the letter says of a fixed entry, as it is kept with it: no seat, no sheet, no other product."""
    dossier, session = entry.dossier, entry.session
    printed = criteria_set(dossier.release, dossier.set_no)
    regulation = regulation_of(session.council.round.release, session.council.regulation)
    result = ballot_from(entry.result).result
    sheets = _sheets(entry)
    said = asdict(feedback_of(printed, regulation, sheets, result)) if sheets else asdict(_NOTHING)
    rules = [
        rule for code in _called(entry, sheets_only=result.disqualified) for rule in printed.knock_outs.get(code, ())
    ]
    return {
        **said,
        "product": dossier.product.name,
        "producer": dossier.product.producer.name if dossier.product.producer else "",
        "average": average_text(result.average),
        "most": printed.total,
        "star": entry.star,
        "disqualified": result.disqualified,
        "knock_outs": rules,
        "sheet": cited_sheet(release(dossier.release), printed.no),
    }


_NOTHING = Feedback((), (), (), None, None, 0)


def _sheets(entry: Entry) -> Sequence[Sheet]:
    rows = ScoreSheet.objects.filter(entry=entry, ballot=entry.ballot, sent_at__isnull=False)
    printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
    counted = counted_sheets(entry)
    return [
        Sheet(counted_levels(printed, row.levels, SheetScore.from_json(row.score), sheet), sheet.points)
        for row, sheet in zip(rows.order_by("seat__position"), counted, strict=True)
    ]


def _called(entry: Entry, *, sheets_only: bool) -> Sequence[str]:
    """Return the codes for which the product was disqualified, when it was."""
    if not sheets_only:
        return []
    rows = ScoreSheet.objects.filter(entry=entry, ballot=entry.ballot, sent_at__isnull=False)
    return sorted({code for called in rows.values_list("disqualified", flat=True) for code in called})


def corrected_since(letter: FeedbackLetter) -> list[CorrectionRow]:
    """Return the corrections of the result that came after the letter was sent, the latest first."""
    return [row for row in correction_rows(letter.entry) if row.made.corrected_at > letter.sent_at]


def letter_document(entry: Entry, content: Mapping[str, Any], issue: Issue = UNNUMBERED) -> OfficialPaper:
    """Return the letter; without a day it is a draft."""
    session, council = entry.session, entry.session.council
    producer = entry.dossier.product.producer
    on = issue.dated_on or session.held_on
    territory = province_title(entry.province, on)
    figure, _, symbol = issue.number.partition("/")
    address = written_places([producer])[producer.pk] if producer else ""
    return OfficialPaper(
        marking=Marking(draft=issue.dated_on is None, illustrative=session.is_illustrative),
        created_at=session.fixed_at or session.opened_at,  # type: ignore[arg-type]  # a fixed session has both
        letterhead=Letterhead(
            (f"ỦY BAN NHÂN DÂN {territory.upper()}",),
            (council.name.upper(),),
            symbol or "TGY-HĐ",
            place_name(territory),
            on.year,
            figure or None,
            issue.dated_on,
        ),
        title="THƯ GÓP Ý",
        subject=(f"Về sản phẩm {content['product']}, {round_name(council.round.name)}",),
        addressees=(", ".join(part for part in (content["producer"] or "Chủ thể", address) if part),),
        body=tuple(_body(content, session)),
        signatures=(Signature(issue.capacity or CAPACITY, issue.signer),),
        recipients=("Như trên;", "Lưu: Hồ sơ Hội đồng."),
        facts={
            "product": content["product"],
            "producer": content["producer"],
            "average": content["average"],
            "result": result_words(content),
            "round": council.round.name,
            "session_on": date_short(session.held_on),
        },
    )


def result_words(content: Mapping[str, Any]) -> str:
    """Return the result in words: "hạng 3 sao", "tiềm năng 5 sao", "không xếp hạng"."""
    star = content["star"]
    if star == _POTENTIAL:
        return "tiềm năng 5 sao"
    return f"hạng {star} sao" if star else "không xếp hạng"


def _body(content: Mapping[str, Any], session: Session) -> list[Block]:
    body: list[Block] = [
        Text(
            "Hội đồng trân trọng cảm ơn Quý chủ thể đã dành công sức cho sản phẩm và gửi hồ sơ tham gia. Tại phiên họp "
            f"{date_long(session.held_on)}, Hội đồng đánh giá sản phẩm đạt "
            f"{content['average']}/{content['most']} điểm, kết quả: "
            f"{result_words(content)}. Thư này ghi lại điều Hội đồng thấy tốt và điều có thể làm tiếp; việc "
            f"công nhận do "
            "cấp có thẩm quyền quyết định bằng văn bản riêng."
        )
    ]
    if content["disqualified"]:
        grounds = "; ".join(content["knock_outs"]) or "điều kiện ghi trên phiếu đánh giá"
        body.append(Text(f"Sản phẩm bị loại ở đợt này theo: {_short(grounds)}. Cần khắc phục điều này trước hết."))
    if content["strengths"]:
        body.append(Heading("1. Điểm mạnh"))
        body += [_strong(one) for one in content["strengths"]]
    if content["gates"] or content["losses"]:
        gates, losses = content["gates"], content["losses"]
        body.append(Heading("2. Điều còn thiếu"))
        body += [_lacked(one, content["next_star"]) for one in [*gates[:_MOST_GATES], *losses[: _most_losses(gates)]]]
        body += _further(gates[_MOST_GATES:], f"Điều kiện tối thiểu của hạng {content['next_star']} sao còn thiếu ở")
    body.append(Heading("3. Bước tiếp theo"))
    body += _next(content)
    body += [
        Text(
            f"Các mức nêu trên trích từ {content['sheet']}, lấy theo kết quả chung của Hội đồng; cách đi là "
            f"tính toán để "
            "tham khảo, kết quả đợt sau do Hội đồng đợt đó đánh giá.",
            italic=True,
        ),
        Line("Đầu mối giải đáp"),
        Text("Kính chúc Quý chủ thể sản xuất thuận lợi và mong được gặp lại sản phẩm ở đợt sau./."),
    ]
    return body


def _strong(one: Mapping[str, Any]) -> Text:
    top = "mức cao nhất của phiếu" if one["points"] == one["offered"] else "gần mức cao nhất của phiếu"
    return Text(f"{_short(one['level'])} ({top}).", lead=f"{_title(one)}:")


def _lacked(one: Mapping[str, Any], star: int | None) -> Text:
    now = f"đang ở mức “{_short(one['level'])}”" if one["level"] else "chưa đạt mức nào"
    asked = f"; hạng {star} sao yêu cầu tối thiểu" if one["floor"] else "; mức kế tiếp là"
    above = f"{asked} “{_short(one['above'])}”" if one["above"] else ""
    return Text(f"{now}{above}.", lead=f"{_title(one)}:")


def _next(content: Mapping[str, Any]) -> list[Block]:
    star = content["next_star"]
    if star is None:
        return [
            Text("Sản phẩm đã ở hạng cao nhất; điều quan trọng là giữ vững chất lượng và cập nhật hồ sơ minh chứng.")
        ]
    if content["steps"] is None:
        return [
            Text(f"Với các điều kiện hiện có, phiếu không có đường lên {star} sao; đầu mối dưới đây sẽ trao đổi thêm.")
        ]
    lacking = (
        f"còn thiếu {content['lacking']} điểm" if content["lacking"] else "đã đủ điểm, còn thiếu điều kiện tối thiểu"
    )
    must = [one for one in content["steps"] if one["floor"]]
    more = [one for one in content["steps"] if not one["floor"]]
    aim = "Để được đề nghị hạng 5 sao" if star == _POTENTIAL else f"Để lên {star} sao"
    found: list[Block] = [Text(f"{aim}, sản phẩm {lacking}. Cách ít việc nhất:")]
    if must:
        gain = sum(one["offered"] - one["points"] for one in must)
        found.append(
            Text(
                f"đạt {count_text(len(must))} điều kiện bắt buộc nêu ở mục 2 (tiêu chí {_codes(must)}), "
                f"thêm {gain} điểm.",
                lead="Trước hết:",
            )
        )
    for one in more[:_MOST_STEPS]:
        gain = one["offered"] - one["points"]
        found.append(Text(f"lên mức “{_short(one['above'])}”, thêm {gain} điểm.", lead=f"{_title(one)}:"))
    return found + _further(more[_MOST_STEPS:], "Tiếp đó nâng các")


def _further(remarks: Sequence[Mapping[str, Any]], lead: str) -> list[Block]:
    """Return criteria that are named without their words, so that the letter keeps to two pages."""
    return [Text(f"{lead} tiêu chí {_codes(remarks)}.")] if remarks else []


def _codes(remarks: Sequence[Mapping[str, Any]]) -> str:
    return ", ".join(printed_number(one["code"]) for one in remarks)


def _most_losses(gates: Sequence[object]) -> int:
    """Return how many other losses are told beside missed conditions: the more of these, the fewer of those."""
    return max(2, _MOST_GATES - len(gates))


def _title(one: Mapping[str, Any]) -> str:
    return f"{printed_number(one['code'])}. {one['label'].rstrip('.:; ')}"


def _short(text: str) -> str:
    """Return a level's words, ended at a word where they are long."""
    words = text.strip().rstrip(".;")
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]}…"
