"""Cases of withdrawal at any step, on recognitions of an issued decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from openocop.accounts.domain.roles import Post, Role
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
from openocop.registry.models import ProducerMember
from tests.factories.dossiers import a_post
from tests.factories.papers import a_pdf

# The clock of the tests of recognition stands at 10/12/2026; the 15 days end with 23/12/2026, a Wednesday.
CONCLUDED_ON, DUE_ON, ANSWER_BY = date(2026, 12, 8), date(2026, 12, 23), date(2026, 12, 18)
CONCLUSION = Conclusion(
    WithdrawalGround.BREACH_OF_LAW, "Nhãn ghi sai khối lượng tịnh.", "Sở Y tế", CONCLUDED_ON, "45/KL-SYT"
)
REASONS = "Ghi nhãn sai khối lượng, không khắc phục."


def owner_of(recognition: Recognition) -> Post:
    """Return an account that acts for the producer of the product."""
    post = a_post(Role.PRODUCER)
    ProducerMember.objects.create(
        province=recognition.province,
        user_id=post.user_id,
        producer=recognition.product.producer,
        valid_from=date(2026, 1, 1),
    )
    return post


def a_case(recognition: Recognition, by: Post | None = None, **changes: Any) -> WithdrawalCase:
    """Return a draft with one paper of evidence."""
    by = by or a_post(Role.PROVINCIAL_OFFICER)
    conclusion = replace(CONCLUSION, **changes)
    case = open_case(recognition=recognition, conclusion=conclusion, client_id=uuid4(), by=by)
    add_case_paper(case=case, client_id=uuid4(), name="ket-luan.pdf", content=a_pdf(), title="Kết luận", by=by)
    return case


def a_told_case(recognition: Recognition, by: Post | None = None, **changes: Any) -> WithdrawalCase:
    by = by or a_post(Role.PROVINCIAL_OFFICER)
    return tell_producer(case=a_case(recognition, by, **changes), answer_by=ANSWER_BY, by=by)


def a_proposed_case(
    recognition: Recognition, by: Post | None = None, proposal: Proposal = Proposal.WITHDRAW, **changes: Any
) -> WithdrawalCase:
    """Return a case whose producer answered and on which the office proposes."""
    by = by or a_post(Role.PROVINCIAL_OFFICER)
    case = a_told_case(recognition, by, **changes)
    answer_case(case=case, answer="Đã thay toàn bộ nhãn.", by=owner_of(recognition))
    return propose_outcome(case=case, proposal=proposal, reasons=REASONS, by=by)
