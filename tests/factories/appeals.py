"""Appeals at any step, on panels whose sheets really come to their result."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from openocop.accounts.domain.roles import Post, Role
from openocop.evaluation.domain.correction import Change
from openocop.evaluation.models import Entry, Seat
from openocop.recognition.domain.appeals import About, Outcome
from openocop.recognition.models import Appeal, Ruling
from openocop.recognition.services.appeal_handling import ask_council, give_opinion, receive_appeal
from openocop.recognition.services.appeals import AppealWords, begin_appeal, send_appeal
from openocop.recognition.services.rulings import decide_appeal, propose_ruling
from openocop.registry.models import ProducerMember
from tests.factories.dossiers import a_post
from tests.factories.evaluation import Panel

WORDS = AppealWords(About.RESULT, "Có hợp đồng với siêu thị từ tháng 3.", "Tính lại tiêu chí 5.3.", ["5.3"])
ANSWER_BY, DECIDED_ON = date(2026, 12, 25), date(2026, 12, 10)


def whole(panel: Panel, place: int = 0) -> Entry:
    related = ("session__council__round", "dossier__product__producer", "dossier__round")
    return Entry.objects.select_related(*related).get(pk=panel.entries()[place].pk)


def producer_of(entry: Entry) -> Post:
    """Return an account that acts for the producer of a product."""
    post = a_post(Role.PRODUCER)
    ProducerMember.objects.create(
        province=entry.province,
        user_id=post.user_id,
        producer=entry.dossier.product.producer,
        valid_from=date(2026, 1, 1),
    )
    return post


def an_appeal(entry: Entry, by: Post | None = None, words: AppealWords = WORDS, **options: Any) -> Appeal:
    """Return an appeal that its producer began and has not sent yet."""
    return begin_appeal(entry=entry, words=words, client_id=uuid4(), by=by or producer_of(entry), **options)


def a_sent_appeal(entry: Entry, by: Post | None = None, words: AppealWords = WORDS) -> Appeal:
    by = by or producer_of(entry)
    return send_appeal(appeal=an_appeal(entry, by, words), by=by)


def a_received_appeal(panel: Panel, place: int = 0, words: AppealWords = WORDS, answer_by: date = ANSWER_BY) -> Appeal:
    return receive_appeal(appeal=a_sent_appeal(whole(panel, place), words=words), answer_by=answer_by, by=panel.officer)


def heard(panel: Panel, appeal: Appeal) -> Appeal:
    """Let the secretary answer for the council."""
    ask_council(appeal=appeal, question="Tiêu chí 5.3 chấm theo giấy tờ nào?", by=panel.officer)
    give_opinion(appeal=appeal, answer="Bỏ sót hợp đồng ở trang 4.", by=panel.secretary)
    return appeal


def a_proposal(panel: Panel, appeal: Appeal, points: Mapping[str, int] | None = None, **options: Any) -> Ruling:
    """Propose that points be corrected, or `options["outcome"]`."""
    given = {"outcome": Outcome.CORRECTED, "reasons": "Hợp đồng có thật.", "change": Change(points or {"5.3": 1})}
    return propose_ruling(appeal=appeal, by=panel.officer, **{**given, **options})


def decided(appeal: Appeal, by: Post | None = None, **changes: Any) -> Ruling:
    given = {"number": "45/QĐ-UBND", "dated_on": DECIDED_ON, "signer": "Người Ký", "by": by or a_post(Role.LEADER)}
    return decide_appeal(appeal=appeal, **{**given, **changes})


def corrected(panel: Panel, points: Mapping[str, int] | None = None, place: int = 0, **changes: Any) -> Ruling:
    """Return the decision on an appeal that was upheld, with the result corrected."""
    appeal = heard(panel, a_received_appeal(panel, place))
    a_proposal(panel, appeal, points)
    return decided(appeal, **changes)


def seat_id(panel: Panel, post: Post) -> str:
    return Seat.objects.get(council=panel.council, user=post.user_id).public_id
