"""The practice rounds under the law in force, on invented producers and products."""

from __future__ import annotations

from datetime import date, timedelta

from openocop.accounts.domain.roles import Post
from openocop.demo.domain.practice import PracticeProduct, practice, practice_products
from openocop.demo.services.people import Cast
from openocop.demo.services.practice_dossiers import (
    MEMBERS,
    Stand,
    accept_item,
    advise_item,
    bring_to_stage,
    file_item,
    members_want,
)
from openocop.demo.services.scoring import Wanted, send_sheets
from openocop.dossiers.models import Dossier, Round
from openocop.dossiers.services.rounds import open_round
from openocop.evaluation.domain.lifecycle import SeatRole
from openocop.evaluation.domain.vote import Vote
from openocop.evaluation.models import Council, Session
from openocop.evaluation.services.conclusions import write_conclusion
from openocop.evaluation.services.councils import Appointee, appoint_council, call_session
from openocop.evaluation.services.letters import send_letters
from openocop.evaluation.services.opinions import ask_in_writing
from openocop.evaluation.services.presentation import call_product, set_timer
from openocop.evaluation.services.sessions import fix_result, open_session, reveal_scores
from openocop.recognition.models import Decision
from openocop.recognition.services.decisions import draft_decision, issue_decision
from openocop.recognition.services.round_papers import number_paper

RELEASE = "26-2026"
PLAN = "Kế hoạch đợt tập dượt (minh hoạ)"
_BODIES = {
    "Sở Nông nghiệp và Môi trường": "agriculture",
    "Sở Công Thương": "trade",
    "Sở Y tế": "health",
    "Sở Khoa học và Công nghệ": "science",
    "Sở Văn hóa, Thể thao và Du lịch": "culture",
    "Đơn vị tham mưu OCOP cấp tỉnh": "ocop_unit",
}
CONCLUSION = "Minh hoạ: Hội đồng thống nhất mức điểm; đề nghị chủ thể bổ sung thông tin trên nhãn."
PRESENTATION = 10  # minutes
# What a visitor finds still to do: two sheets of one member, one of the chair (positions in the session).
ANSWER_DAYS = 9
STILL_TO_ANSWER = {("thanh-vien-2", 1), ("thanh-vien-2", 2), ("chu-tich-hd", 2)}
LEFT_TO_DO = {("thanh-vien-1", 1), ("thanh-vien-1", 2), ("chu-tich-hd", 1)}


def run_finished_round(stand: Stand) -> Decision:
    """Run a practice round to its end: result fixed, decision issued, certificates numbered."""
    round = _round(stand, "TD-1", "Đợt tập dượt 1 (minh hoạ)", opened=140, propose=110, evaluate=60)
    items = practice_products("finished_round")
    dossiers = [file_item(stand, round, item, opened=135) for item in items]
    for dossier, item in zip(dossiers, items, strict=True):
        accept_item(stand, dossier, item, days_ago=115)
        advise_item(stand, dossier, item)
    session = _session(stand, round, dossiers, held_on=stand.today - timedelta(days=100))
    send_sheets(session, _wanted(dossiers, items), _members(stand.cast), rng=stand.rng)
    secretary = stand.cast["thu-ky"].post
    reveal_scores(session=session, by=secretary)
    _conclude(session, by=secretary)
    fix_result(session=session, by=secretary)
    paper = practice()["finished_round"]["decision"]
    decision = draft_decision(round=round, by=stand.cast["chi-cuc"].post)
    issued = issue_decision(
        decision=decision,
        number=paper["number"],
        decided_on=stand.today - timedelta(days=90),
        signer=paper["signer"],
        signer_capacity=paper["capacity"],
        by=stand.cast["lanh-dao"].post,
    )
    _papers(stand, round, session)
    return issued


def _papers(stand: Stand, round: Round, session: Session) -> None:
    """Number two papers of the finished round and send its letters; the rest waits for the visitor."""
    officer = stand.cast["chi-cuc"].post
    for one in practice()["finished_round"]["papers"]:
        number_paper(
            round=round,
            kind=one["kind"],
            about="",
            number=one["number"],
            dated_on=stand.today - timedelta(days=one["days_ago"]),
            signer=one["signer"],
            by=officer,
        )
    entries = session.entries.order_by("position").values_list("public_id", flat=True)
    send_letters(session=session, entry_ids=list(entries), dated_on=stand.today - timedelta(days=88), by=officer)


def run_current_round(stand: Stand) -> Round:
    """Bring twelve dossiers to every stage and stop with the council in mid-session."""
    round = _round(stand, "TD-2", "Đợt tập dượt 2 (minh hoạ)", opened=60, propose=-20, evaluate=-60)
    before: list[Dossier] = []
    items: list[PracticeProduct] = []
    for item in practice_products("current_round"):
        dossier = bring_to_stage(stand, round, item)
        if item.stage == "session":
            before.append(dossier)
            items.append(item)
    session = _session(stand, round, before, held_on=stand.today)
    send_sheets(session, _wanted(before, items), _members(stand.cast), rng=stand.rng, keep_back=LEFT_TO_DO)
    _present_first(session, by=stand.cast["thu-ky"].post)
    return round


def run_reassessment_round(stand: Stand) -> Session:
    """Have the council asked in writing on two of three re-assessments, and stop before the last answers."""
    round = _round(stand, "TD-3", "Đợt đánh giá lại tập dượt (minh hoạ)", opened=70, propose=10, evaluate=-30)
    items = practice_products("reassessment_round")
    dossiers = [file_item(stand, round, item, opened=50) for item in items]
    for dossier, item in zip(dossiers, items, strict=True):
        accept_item(stand, dossier, item, days_ago=20)
    asked = [pair for pair in zip(dossiers, items, strict=True) if pair[1].stage == "session"]
    session = ask_in_writing(
        council=_council(stand, round),
        dossiers=[dossier for dossier, _item in asked],
        answers_by=stand.today + timedelta(days=ANSWER_DAYS),
        by=stand.cast["thu-ky"].post,
    )
    wanted = {dossier.pk: members_want(item) for dossier, item in asked}
    send_sheets(session, wanted, _members(stand.cast), rng=stand.rng, keep_back=STILL_TO_ANSWER)
    return session


def _conclude(session: Session, *, by: Post) -> None:
    """Write what the council agreed on one product, by a vote of all its members."""
    entry = session.entries.order_by("position")[0]
    write_conclusion(entry=entry, note=CONCLUSION, vote=Vote(MEMBERS, 0, 0), by=by)


def _present_first(session: Session, *, by: Post) -> None:
    """Have the first product before the council, with its time set and not yet running."""
    call_product(session=session, entry_id=session.entries.order_by("position")[0].public_id, by=by)
    set_timer(session=session, minutes=PRESENTATION, by=by)


def _round(stand: Stand, code: str, name: str, *, opened: int, propose: int, evaluate: int) -> Round:
    day = stand.today
    return open_round(
        by=stand.cast["chi-cuc"].post,
        code=code,
        name=name,
        release=RELEASE,
        opened_on=day - timedelta(days=opened),
        propose_before=day - timedelta(days=propose),
        evaluate_before=day - timedelta(days=evaluate),
        plan_basis=PLAN,
        is_illustrative=True,
    )


def _session(stand: Stand, round: Round, dossiers: list[Dossier], *, held_on: date) -> Session:
    council = _council(stand, round)
    session = call_session(
        council=council,
        held_on=held_on,
        place="Hội trường tầng 2 (minh hoạ)",
        dossiers=dossiers,
        by=stand.cast["chi-cuc"].post,
        is_illustrative=True,
    )
    return open_session(session=session, by=stand.cast["thu-ky"].post)


def _council(stand: Stand, round: Round) -> Council:
    chair, keeper = stand.cast["chu-tich-hd"].user, stand.cast["thu-ky"].user
    members = [person for login, person in stand.cast.items() if login.startswith("thanh-vien-")]
    return appoint_council(
        round=round,
        name="Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp tỉnh (tập dượt)",
        appointees=[
            Appointee(chair.full_name, "UBND tỉnh", SeatRole.CHAIR, chair, body_code="chair"),
            *(Appointee(p.user.full_name, p.body, SeatRole.MEMBER, p.user, body_code=_BODIES[p.body]) for p in members),
            Appointee(keeper.full_name, "Chi cục Phát triển nông thôn", SeatRole.SECRETARY, keeper, scores=False),
        ],
        by=stand.cast["chi-cuc"].post,
        regulation_name="Quy chế tập dượt (minh hoạ)",
        regulation={"max_spread": "10"},
        procedure={"quorum": "three_quarters", "outside_field": "allowed"},
        is_illustrative=True,
    )


def _members(cast: Cast) -> list[Post]:
    return [cast["chu-tich-hd"].post, *(cast[f"thanh-vien-{n}"].post for n in range(1, MEMBERS))]


def _wanted(dossiers: list[Dossier], items: list[PracticeProduct]) -> dict[int, Wanted]:
    return {dossier.pk: members_want(item) for dossier, item in zip(dossiers, items, strict=True)}
