"""The paper that ends a case: the province's decision of withdrawal, or its letter to the ministry on five stars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from openocop.core.documents.frame import (
    CHAIR_FOR_COMMITTEE,
    Marking,
    Signature,
    capacity_lines,
)
from openocop.core.documents.official import Block, OfficialPaper, Text
from openocop.core.documents.vietnamese import date_long, date_short, stars_text
from openocop.core.domain.legal_time import VIETNAM, legal_day
from openocop.criteria.documents.citations import cited
from openocop.criteria.domain.releases import release
from openocop.dossiers.domain.transition import PRESENT
from openocop.geography.selectors.tenants import province_title
from openocop.recognition.documents.bases import agriculture, executors, local_government_law, recipients
from openocop.recognition.documents.letterheads import committee_head
from openocop.recognition.domain.withdrawal import GROUND_TEXTS
from openocop.recognition.models import Certificate, Recognition, WithdrawalCase
from openocop.recognition.selectors.named import POTENTIAL_STAR
from openocop.registry.selectors.places import written_places


def withdrawal_paper(case: WithdrawalCase) -> OfficialPaper:
    """Return the paper of a case; without number and day it is a draft. Five stars are the minister's (art. 8)."""
    return _letter(case) if case.recognition.star == POTENTIAL_STAR else _decision(case)


def _decision(case: WithdrawalCase) -> OfficialPaper:
    on = _day_of(case)
    territory = province_title(case.province, on)
    return OfficialPaper(
        marking=Marking(draft=case.dated_on is None, illustrative=case.is_illustrative),
        created_at=datetime.combine(on, time(7), VIETNAM),
        letterhead=committee_head(territory, number=case.number, year=on.year, dated_on=case.dated_on),
        title="QUYẾT ĐỊNH",
        subject=(f"Về việc thu hồi kết quả công nhận sản phẩm OCOP “{case.recognition.product.name}”",),
        opening=f"CHỦ TỊCH ỦY BAN NHÂN DÂN {territory.upper()}",
        bases=(
            f"Căn cứ {local_government_law(on)};",
            f"Căn cứ {cited(release(PRESENT), on)};",
            f"Căn cứ {_conclusion(case)};",
            f"Theo đề nghị của Giám đốc Sở {agriculture(on)}.",
        ),
        order="QUYẾT ĐỊNH:",
        body=tuple(_articles(case, territory, on)),
        signatures=(Signature(capacity_lines(case.signer_capacity), case.signer),),
        recipients=recipients(territory, on),
        facts=_facts(case),
    )


def _articles(case: WithdrawalCase, territory: str, on: date) -> Iterator[Block]:
    yield Text(
        f"Thu hồi kết quả công nhận {_recognised(case.recognition)} đối với sản phẩm “{case.recognition.product.name}” "
        f"của {_producer(case.recognition)}{_certificate(case.recognition)}.",
        lead="Điều 1.",
    )
    yield Text(f"Trường hợp thu hồi theo Điều 8: {GROUND_TEXTS[case.ground]}.")
    yield Text(f"Lý do: {case.reasons}")
    yield Text(
        "Kể từ ngày Quyết định này có hiệu lực, chủ thể không sử dụng hạng sao, giấy chứng nhận và nhãn hiệu chứng "
        "nhận OCOP trên sản phẩm, bao bì và trong quảng bá đối với sản phẩm nêu tại Điều 1. Việc thu hồi được công "
        "khai trên danh mục sản phẩm OCOP.",
        lead="Điều 2.",
    )
    yield Text(
        f"Quyết định này có hiệu lực kể từ ngày ký. {executors(territory, on)} và {_producer(case.recognition)} chịu "
        "trách nhiệm thi hành Quyết định này./.",
        lead="Điều 3.",
    )


def _letter(case: WithdrawalCase) -> OfficialPaper:
    on = legal_day(case.proposed_at or case.opened_at)
    territory = province_title(case.province, on)
    ministry = f"Bộ {agriculture(on)}"
    body = (
        Text(
            f"Căn cứ {cited(release(PRESENT), on)} và {_conclusion(case)}, Ủy ban nhân dân {territory} đề nghị "
            f"Bộ trưởng {ministry} xem xét, thu hồi kết quả công nhận {_recognised(case.recognition)} đối với sản phẩm "
            f"“{case.recognition.product.name}” của {_producer(case.recognition)}."
        ),
        Text(f"Trường hợp thu hồi theo Điều 8: {GROUND_TEXTS[case.ground]}."),
        Text(f"Lý do: {case.reasons}"),
        Text(f"(Kèm theo hồ sơ gồm {case.papers.count()} tài liệu)./."),
    )
    return OfficialPaper(
        marking=Marking(draft=True, illustrative=case.is_illustrative),
        created_at=datetime.combine(on, time(7), VIETNAM),
        letterhead=committee_head(territory, number="", year=on.year, dated_on=None, symbol="UBND"),
        title="",
        about=f"đề nghị thu hồi kết quả công nhận sản phẩm OCOP 5 sao “{case.recognition.product.name}”",
        subject=(),
        addressees=(f"{ministry}.",),
        body=body,
        signatures=(Signature(CHAIR_FOR_COMMITTEE, ""),),
        recipients=("Như trên;", "Lưu: VT."),
        facts=_facts(case),
    )


def _facts(case: WithdrawalCase) -> dict[str, str]:
    return {
        "product": case.recognition.product.name,
        "producer": _producer(case.recognition),
        "ground": GROUND_TEXTS[case.ground],
        "reasons": case.reasons,
    }


def _day_of(case: WithdrawalCase) -> date:
    return case.dated_on or legal_day(case.proposed_at or case.opened_at)


def _conclusion(case: WithdrawalCase) -> str:
    number = f"số {case.conclusion_no} " if case.conclusion_no else ""
    return f"kết luận, xác nhận {number}{date_long(case.concluded_on)} của {case.concluded_by}"


def _recognised(recognition: Recognition) -> str:
    stars = f"hạng {stars_text(recognition.star)}" if recognition.star else "sản phẩm OCOP"
    decision = recognition.decision
    if decision is not None and decision.decided_on is not None:
        return f"{stars} tại Quyết định số {decision.number} {date_long(decision.decided_on)}"
    if recognition.decision_no_as_printed:
        day = f" ngày {date_short(recognition.valid_from)}" if recognition.valid_from else ""
        return f"{stars} tại Quyết định số {recognition.decision_no_as_printed}{day}"
    return stars


def _certificate(recognition: Recognition) -> str:
    certificate = Certificate.objects.filter(recognition=recognition).first()
    if certificate is None:
        return ""
    return f"; giấy chứng nhận số {certificate.number}, mã số sản phẩm {certificate.product_code}"


def _producer(recognition: Recognition) -> str:
    producer = recognition.product.producer
    if producer is None:
        return "chủ thể"
    address = written_places([producer])[producer.pk]
    return f"{producer.name} (địa chỉ: {address})" if address else producer.name
