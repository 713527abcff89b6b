"""Appeals of the finished practice round: one that was upheld, one awaiting its decision, one just sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from openocop.accounts.domain.roles import Post
from openocop.criteria.domain.releases import criteria_set
from openocop.demo.services.evidence import sample_paper
from openocop.demo.services.practice_dossiers import Stand
from openocop.evaluation.domain.correction import Change, fault_of
from openocop.evaluation.models import Entry
from openocop.evaluation.selectors.corrections import counted_sheets, outlook_of
from openocop.recognition.domain.appeals import About, Outcome
from openocop.recognition.models import Appeal, Decision, Recognition
from openocop.recognition.services.appeal_handling import ask_council, give_opinion, receive_appeal
from openocop.recognition.services.appeals import AppealWords, add_appeal_paper, begin_appeal, send_appeal
from openocop.recognition.services.decision_corrections import draft_correction
from openocop.recognition.services.rulings import decide_appeal, propose_ruling
from openocop.registry.selectors.facts import producer_facts
from openocop.registry.services.producers import revise_producer

NUMBER = "MH-04/QĐ-UBND"
_QUESTION = "Minh hoạ: Hội đồng chấm tiêu chí được nêu theo giấy tờ nào?"
_OPINION = "Minh hoạ: khi chấm đã bỏ sót một trang của hồ sơ; đồng ý tính theo giấy tờ đã nộp."


def send_appeals(stand: Stand, decision: Decision) -> None:
    """Bring an appeal to each step that a visitor should find; every word of them is invented."""
    entries = Entry.objects.filter(session__council__round=decision.round).order_by("position")
    related = ("session__council__round", "dossier__product__producer", "dossier__round")
    first, second, third = entries.select_related(*related)
    _correct_address(stand, first)
    _just_sent(stand, first)
    _awaiting(stand, second)
    _upheld(stand, third)


def _upheld(stand: Stand, entry: Entry) -> None:
    """One criterion goes up by a level and no star changes: minutes and summary are made anew."""
    change = _one_level_up(entry)
    appeal = _sent(stand, entry, list(change.points), days_ago=80)
    _heard(stand, appeal, days_ago=78)
    officer, leader = stand.cast["chi-cuc"].post, stand.cast["lanh-dao"].post
    reasons = "Minh hoạ: giấy tờ đã nộp trong hồ sơ chứng minh mức cao hơn; Hội đồng thống nhất."
    given = {"outcome": Outcome.CORRECTED, "reasons": reasons, "change": change}
    propose_ruling(appeal=appeal, by=officer, at=stand.at(72), **given)  # type: ignore[arg-type]  # typed by name
    decide_appeal(
        appeal=appeal,
        number=NUMBER,
        dated_on=stand.today - timedelta(days=70),
        signer="Phan Văn Giả",
        signer_capacity="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        by=leader,
        at=stand.at(70),
    )


def _awaiting(stand: Stand, entry: Entry) -> None:
    """An appeal that came on paper; its decision is proposed and awaits a leader."""
    officer = stand.cast["chi-cuc"].post
    appeal = _sent(stand, entry, [], days_ago=12, on_paper=True)
    _heard(stand, appeal, days_ago=10)
    reasons = "Minh hoạ: giấy tờ bổ sung ký sau ngày nộp hồ sơ nên không xét trong đợt này."
    propose_ruling(appeal=appeal, outcome=Outcome.REJECTED, reasons=reasons, by=officer, at=stand.at(3))


def _just_sent(stand: Stand, entry: Entry) -> None:
    _sent(stand, entry, [criteria_set(entry.dossier.release, entry.dossier.set_no).criteria[0].code], days_ago=1)


def _correct_address(stand: Stand, entry: Entry) -> None:
    """The register has a fuller address than the certificate: a correction is drafted and awaits its number."""
    producer, officer = entry.dossier.product.producer, stand.cast["chi-cuc"].post
    assert producer is not None  # noqa: S101  # invented products have producers
    facts = replace(producer_facts(producer), address="Ấp Mẫu, xã Năm Căn, tỉnh Cà Mau (minh hoạ)")
    revise_producer(producer=producer, facts=facts, by=officer, at=stand.at(20))
    recognition = Recognition.objects.get(dossier=entry.dossier)
    draft_correction(recognition=recognition, reason="Minh hoạ: giấy chứng nhận ghi thiếu tên ấp.", by=officer)


def _sent(stand: Stand, entry: Entry, criteria: list[str], *, days_ago: int, on_paper: bool = False) -> Appeal:
    at, by = stand.at(days_ago), _filer(stand, entry, on_paper=on_paper)
    words = AppealWords(
        About.RESULT,
        "Minh hoạ: hồ sơ đã có giấy tờ chứng minh mà điểm chấm thấp hơn mức tự đánh giá.",
        "Minh hoạ: xem lại điểm theo giấy tờ đã nộp.",
        criteria,
    )
    came_on = stand.today - timedelta(days=days_ago) if on_paper else None
    appeal = begin_appeal(entry=entry, words=words, client_id=uuid4(), by=by, came_on=came_on, at=at)
    title = "Đơn kiến nghị (minh hoạ)" if on_paper else "Giấy tờ kèm theo (minh hoạ)"
    product, producer = entry.dossier.product.name, entry.dossier.product.producer
    content = sample_paper(title, product=product, producer=producer.name if producer else "", at=at)
    add_appeal_paper(appeal=appeal, client_id=uuid4(), name="giay-to.pdf", content=content, by=by, title=title)
    return send_appeal(appeal=appeal, by=by, at=at)


def _heard(stand: Stand, appeal: Appeal, *, days_ago: int) -> None:
    officer, secretary = stand.cast["chi-cuc"].post, stand.cast["thu-ky"].post
    due = stand.today + timedelta(days=20 - days_ago) if days_ago < 20 else stand.today - timedelta(days=60)
    receive_appeal(appeal=appeal, answer_by=due, by=officer, at=stand.at(days_ago))
    ask_council(appeal=appeal, question=_QUESTION, by=officer, at=stand.at(days_ago))
    give_opinion(appeal=appeal, answer=_OPINION, by=secretary, at=stand.at(days_ago - 4))


def _one_level_up(entry: Entry) -> Change:
    """Return the first criterion whose next level leaves the star as it is."""
    printed, sheets = criteria_set(entry.dossier.release, entry.dossier.set_no), counted_sheets(entry)
    for place, criterion in enumerate(printed.criteria):
        highest = max(sheet.points[place] for sheet in sheets)
        above = [level.points for level in criterion.levels if level.points > highest]
        change = Change({criterion.code: min(above)}) if above else None
        fits = change is not None and fault_of(printed, sheets, change) is None
        if change is not None and fits and not outlook_of(entry, change).star_changes:
            return change
    raise ValueError("no criterion of the practice round can go up by itself")


def _filer(stand: Stand, entry: Entry, *, on_paper: bool) -> Post:
    producer = entry.dossier.product.producer
    assert producer is not None  # noqa: S101  # invented products have producers
    return stand.cast["chi-cuc"].post if on_paper else stand.owners[producer.name]
