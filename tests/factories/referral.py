"""Products of ninety points and more with all that a pack for the ministry asks for."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from openocop.accounts.domain.roles import Post
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.sheet import score_sheet
from openocop.dossiers.domain.samples import Handover
from openocop.dossiers.models import Dossier, Round
from openocop.dossiers.services.samples import hand_over_samples
from openocop.evaluation.models import AdvisorySheet, Entry
from openocop.recognition.domain.referral import Standing
from openocop.recognition.models import CentralChoice, CentralResult, ReferralPack, ReferralSending
from openocop.recognition.selectors.referral_waiting import referrals_waiting
from openocop.recognition.selectors.referrals import case_of, entries_above_ninety
from openocop.recognition.services.central_results import Told, choose, record_central_result
from openocop.recognition.services.referral_packs import build_pack
from openocop.recognition.services.referrals import Letter, record_sending
from openocop.recognition.services.round_papers import Scan, number_paper
from tests.factories.dossiers import PROVINCE
from tests.factories.evaluation import AT, Panel, levels_of
from tests.factories.papers import a_pdf
from tests.factories.recognition import POTENTIAL, a_decision, a_leader, a_result, issued

LETTER_ON, RESULT_ON = date(2026, 12, 7), date(2026, 12, 9)
SCAN = Scan("ket-qua.pdf", a_pdf("Kết quả"))


def a_potential(*stars: int, kind: str = "first", **options: Any) -> tuple[Panel, Entry]:
    """Return a fixed result of ninety points whose approval and letters have their numbers, and its first entry."""
    panel = a_result(*(stars or (POTENTIAL,)), **options)
    Dossier.objects.filter(pk=panel.entries()[0].dossier_id).update(kind=kind)
    return panel, approved(panel)


def reached_ninety(star: int = 4) -> tuple[Panel, Entry]:
    """Return a product that the province recognised on 05/12/2026 and whose result, corrected since, goes up."""
    panel = a_result(star)
    issued(a_decision(panel))
    Entry.objects.filter(pk=panel.entries()[0].pk).update(star=POTENTIAL, average="92")
    return panel, sent(panel, approved(panel))


def approved(panel: Panel) -> Entry:
    """Give the approval and the letters their numbers, and return the first entry."""
    entry = panel.entries()[0]
    printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
    levels = levels_of(60, printed=printed)
    AdvisorySheet.objects.create(
        province=PROVINCE,
        dossier=entry.dossier,
        levels=levels,
        score=dict(score_sheet(printed, "Người tư vấn", levels).as_json()),
        adviser="Người tư vấn",
        saved_at=AT,
        sent_at=AT,
    )
    issued(a_decision(panel, kind="approval"), number="124/QĐ-UBND")
    for number, paper in enumerate(("advisory-report", "council-report", "ministry-letter"), start=31):
        number_paper(
            round=panel.council.round, kind=paper, about="", number=str(number), dated_on=LETTER_ON, by=panel.officer
        )
    return panel.entries()[0]


def handed_over(panel: Panel, entry: Entry, count: int = 5) -> None:
    stated = Handover("ministry", count, LETTER_ON, "Cán bộ tỉnh", "Cán bộ Bộ", "Nguyên vẹn")
    hand_over_samples(by=panel.officer, dossier=entry.dossier, stated=stated, client_id=uuid4())


def a_pack(panel: Panel, entry: Entry) -> ReferralPack:
    return build_pack(entry=entry, by=panel.officer)


def a_sending(panel: Panel, entry: Entry, **changes: Any) -> ReferralSending:
    """Record that the pack left on 07/12/2026 with letter 33/UBND-KT."""
    facts = {"number": "33/UBND-KT", "dated_on": LETTER_ON, "sent_on": LETTER_ON, "way": "post"}
    return record_sending(entry=entry, letter=Letter(**{**facts, **changes}), by=panel.officer)


def at_the_ministry(*stars: int, **options: Any) -> tuple[Panel, Entry]:
    """Return a product whose pack was sent."""
    panel, entry = a_potential(*stars, **options)
    return panel, sent(panel, entry)


def sent(panel: Panel, entry: Entry) -> Entry:
    handed_over(panel, entry)
    a_pack(panel, entry)
    a_sending(panel, entry)
    return entry


def a_central_result(
    panel: Panel, entry: Entry, points: str = "75,5", star: int | None = 4, **changes: Any
) -> CentralResult:
    facts = {"points": points, "star": star, "number": "99/QĐ-BNNMT", "decided_on": RESULT_ON}
    return record_central_result(entry=entry, told=Told(**{**facts, **changes}), scan=SCAN, by=panel.officer)


def chosen(entry: Entry, choice: str) -> CentralChoice:
    return choose(entry=entry, choice=choice, reason="Chủ thể đề nghị.", by=a_leader())


def standing(panel: Panel, place: int = 0) -> Standing:
    """Return where a product of ninety points stands on 10/12/2026."""
    return case_of(entries_above_ninety(panel.officer)[place], on=date(2026, 12, 10)).standing


def waiting(post: Post) -> list[str]:
    return [thing.title for thing in referrals_waiting(post, on=date(2026, 12, 10))]


def a_later_round() -> Round:
    """Return a round that takes proposals until 30/04/2027."""
    return Round.objects.create(
        province=PROVINCE,
        code="2027-1",
        name="Đợt 1 năm 2027",
        release="26-2026",
        opened_on=date(2026, 12, 1),
        propose_before=date(2027, 4, 30),
        evaluate_before=date(2027, 6, 30),
    )
