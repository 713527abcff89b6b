"""The decision of correction as a paper, with reference to the decision it corrects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from openocop.core.documents.frame import Marking, Signature, capacity_lines
from openocop.core.documents.official import Block, OfficialPaper, Table, Text
from openocop.core.documents.vietnamese import date_long, date_short, stars_text
from openocop.core.domain.legal_time import VIETNAM, legal_day
from openocop.criteria.documents.citations import cited
from openocop.criteria.domain.releases import release
from openocop.geography.selectors.tenants import province_title
from openocop.recognition.documents.bases import agriculture, local_government_law, recipients
from openocop.recognition.documents.letterheads import committee_head
from openocop.recognition.domain.decision_correction import FIELDS, changed
from openocop.recognition.domain.status import last_day
from openocop.recognition.models import Decision, DecisionCorrection


def correction_paper(correction: DecisionCorrection) -> OfficialPaper:
    """Return the decision of correction; without number and day it is a draft."""
    decision = correction.recognition.decision
    assert decision is not None  # noqa: S101  # a correction is drafted on a decision
    on = correction.decided_on or legal_day(correction.drafted_at)
    territory = province_title(correction.province, on)
    return OfficialPaper(
        marking=Marking(draft=correction.decided_on is None, illustrative=correction.is_illustrative),
        created_at=datetime.combine(on, time(7), VIETNAM),
        letterhead=committee_head(territory, number=correction.number, year=on.year, dated_on=correction.decided_on),
        title="QUYẾT ĐỊNH",
        subject=(f"Về việc đính chính Quyết định số {decision.number} {_day(decision)}",),
        opening=f"CHỦ TỊCH ỦY BAN NHÂN DÂN {territory.upper()}",
        bases=tuple(_bases(correction, decision)),
        order="QUYẾT ĐỊNH:",
        body=tuple(_articles(correction, decision)),
        signatures=(Signature(capacity_lines(correction.signer_capacity), correction.signer),),
        recipients=recipients(territory, on),
        facts={
            "decision": decision.number,
            "product": str(correction.after["product_name"]),
            "reason": correction.reason,
        },
    )


def _bases(correction: DecisionCorrection, decision: Decision) -> Iterator[str]:
    on = correction.decided_on or legal_day(correction.drafted_at)
    yield f"Căn cứ {local_government_law(on)};"
    yield f"Căn cứ {cited(release(decision.round.release), on)};"
    yield f"Căn cứ Quyết định số {decision.number} {_day(decision)} về việc công nhận kết quả đánh giá, phân hạng;"
    ruling = getattr(correction.appeal, "ruling", None) if correction.appeal else None
    if ruling is not None and ruling.dated_on is not None:
        yield f"Căn cứ Quyết định số {ruling.number} {date_long(ruling.dated_on)} về việc giải quyết đơn;"
    yield f"Theo đề nghị của Giám đốc Sở {agriculture(on)}."


def _articles(correction: DecisionCorrection, decision: Decision) -> Iterator[Block]:
    before, after = correction.before, correction.after
    yield Text(
        f"Đính chính nội dung về sản phẩm “{before['product_name']}” tại Quyết định số {decision.number} "
        f"{_day(decision)} và giấy chứng nhận kèm theo như sau:",
        lead="Điều 1.",
    )
    rows = tuple((FIELDS[name], _said(before, name), _said(after, name)) for name in changed(before, after))
    yield Table(("Nội dung", "Đã in", "Đính chính thành"), (), rows)
    yield Text(f"Lý do: {correction.reason}")
    end = correction.recognition.valid_until
    term = f", đến hết ngày {date_short(last_day(end))}" if end else ""
    yield Text(
        f"Thời hạn công nhận giữ nguyên theo Quyết định số {decision.number}{term}. Giấy chứng nhận đã cấp được thay "
        "bằng giấy chứng nhận mới cùng mã số sản phẩm; giấy cũ không còn được sử dụng. Các nội dung khác "
        "không thay đổi.",
        lead="Điều 2.",
    )
    yield Text(
        "Quyết định này có hiệu lực kể từ ngày ký và là một phần không tách rời của Quyết định được đính chính. Các cơ "
        "quan, tổ chức, cá nhân liên quan chịu trách nhiệm thi hành Quyết định này./.",
        lead="Điều 3.",
    )


def _said(facts: dict[str, Any], name: str) -> str:
    value = facts.get(name)
    return stars_text(value) if name == "stars" else str(value or "–")


def _day(decision: Decision) -> str:
    return date_long(decision.decided_on) if decision.decided_on else ""
