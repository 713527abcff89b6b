"""Cases of withdrawal on invented recognitions: one to be answered by its producer, one awaiting a leader."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from openocop.demo.services.evidence import sample_paper
from openocop.demo.services.practice_dossiers import Stand
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.domain.withdrawal_case import Proposal
from openocop.recognition.models import Recognition, WithdrawalCase
from openocop.recognition.services.withdrawal_cases import (
    Conclusion,
    add_case_paper,
    answer_case,
    open_case,
    tell_producer,
)
from openocop.recognition.services.withdrawal_decisions import propose_outcome


def open_withdrawals(stand: Stand) -> None:
    """Bring a case to each step that waits for a visitor; every word of them is invented."""
    officer, today = stand.cast["chi-cuc"].post, stand.today
    labels = "Minh hoạ: qua kiểm tra, nhãn ghi khối lượng tịnh khác khối lượng thực; chưa khắc phục."
    asked = _opened(stand, "Khô cá kèo (mẫu)", WithdrawalGround.BREACH_OF_LAW, labels, days_ago=4)
    tell_producer(case=asked, answer_by=today + timedelta(days=6), by=officer, at=stand.at(3))
    stopped = "Minh hoạ: xã xác nhận cơ sở không còn sản xuất từ ba tháng nay."
    case = _opened(stand, "Mứt gừng nghệ (mẫu)", WithdrawalGround.PRODUCTION_STOPPED, stopped, days_ago=9)
    tell_producer(case=case, answer_by=today - timedelta(days=4), by=officer, at=stand.at(8))
    producer = case.recognition.product.producer
    assert producer is not None  # noqa: S101  # invented products have producers
    words = "Minh hoạ: cơ sở chuyển sang làm bánh, đồng ý thôi sử dụng hạng sao."
    answer_case(case=case, answer=words, by=stand.owners[producer.name], at=stand.at(5))
    reasons = "Minh hoạ: chủ thể đã ngừng sản xuất sản phẩm và đồng ý với nội dung xác nhận."
    propose_outcome(case=case, proposal=Proposal.WITHDRAW, reasons=reasons, by=officer, at=stand.at(2))


def _opened(stand: Stand, name: str, ground: WithdrawalGround, finding: str, *, days_ago: int) -> WithdrawalCase:
    officer, at = stand.cast["chi-cuc"].post, stand.at(days_ago)
    product = stand.products[name]
    conclusion = Conclusion(ground, finding, "Cơ quan minh hoạ", stand.today - timedelta(days=days_ago))
    recognition = Recognition.objects.get(product=product)
    case = open_case(recognition=recognition, conclusion=conclusion, client_id=uuid4(), by=officer, at=at)
    title, producer = "Văn bản kết luận (minh hoạ)", product.producer
    content = sample_paper(title, product=product.name, producer=producer.name if producer else "", at=at)
    add_case_paper(case=case, client_id=uuid4(), name="ket-luan.pdf", content=content, by=officer, title=title)
    return case
