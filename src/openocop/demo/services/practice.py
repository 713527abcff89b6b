"""The practice rounds under the law in force, on invented producers and products."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import uuid4

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import VIETNAM, legal_day
from openocop.demo.domain.practice import SEED, PracticeProduct, practice, practice_products
from openocop.demo.services.evidence import sample_paper, sample_photograph
from openocop.demo.services.people import Cast
from openocop.demo.services.scoring import Wanted, invented_levels, send_sheets
from openocop.dossiers.domain.helping import Way
from openocop.dossiers.domain.papers import Paper
from openocop.dossiers.models import Dossier, Round
from openocop.dossiers.services.evidence import attach_evidence
from openocop.dossiers.services.filing import submit_dossier
from openocop.dossiers.services.helping import Agreement, record_help
from openocop.dossiers.services.opening import open_dossier
from openocop.dossiers.services.review import Form03, accept_dossier, propose_dossier, return_dossier
from openocop.dossiers.services.rounds import open_round
from openocop.dossiers.services.self_scores import save_self_score
from openocop.evaluation.domain.lifecycle import SeatRole
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.models import Council, Session
from openocop.evaluation.services.councils import Appointee, appoint_council, call_session
from openocop.evaluation.services.sessions import fix_result, open_session, reveal_scores
from openocop.evaluation.services.sheets import save_advisory_sheet
from openocop.recognition.models import Decision
from openocop.recognition.services.decisions import draft_decision, issue_decision
from openocop.registry.models import Product

RELEASE = "26-2026"
PLAN = "Kế hoạch đợt tập dượt (minh hoạ)"
MEMBERS = 7
REPORT = Form03(
    local_material="Minh hoạ: nguyên liệu thu mua trong tỉnh, có sổ ghi chép.",
    local_labour="Minh hoạ: phần lớn lao động cư trú trong xã.",
    idea_origin="Minh hoạ: ý tưởng của chủ thể.",
    local_identity="Minh hoạ: cách làm quen thuộc của địa phương.",
    conclusion="Minh hoạ: đủ thành phần hồ sơ, đề nghị tỉnh đánh giá.",
)
# What a visitor finds still to do: two sheets of one member, one of the chair (positions in the session).
LEFT_TO_DO = {("thanh-vien-1", 1), ("thanh-vien-1", 2), ("chu-tich-hd", 1)}


@dataclass(frozen=True, slots=True)
class Stand:
    """Everyone and everything the practice rounds act with; `owners` and `communes` are posts by producer name."""

    cast: Cast
    owners: Mapping[str, Post]
    communes: Mapping[str, Post]
    products: Mapping[str, Product]
    today: date
    rng: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311  # the same practice everywhere

    def at(self, days_ago: int) -> datetime:
        return datetime.combine(self.today - timedelta(days=days_ago), time(9), VIETNAM)


def run_finished_round(stand: Stand) -> Decision:
    """Run a practice round to its end: result fixed, decision issued, certificates numbered."""
    round = _round(stand, "TD-1", "Đợt tập dượt 1 (minh hoạ)", opened=140, propose=110, evaluate=60)
    items = practice_products("finished_round")
    dossiers = [_file(stand, round, item, opened=135) for item in items]
    for dossier, item in zip(dossiers, items, strict=True):
        _accept(stand, dossier, item, days_ago=115)
        _advise(stand, dossier, item)
    session = _session(stand, round, dossiers, held_on=stand.today - timedelta(days=100))
    send_sheets(session, _wanted(dossiers, items), _members(stand.cast), rng=stand.rng)
    secretary = stand.cast["thu-ky"].post
    reveal_scores(session=session, by=secretary)
    fix_result(session=session, by=secretary)
    paper = practice()["finished_round"]["decision"]
    decision = draft_decision(round=round, by=stand.cast["chi-cuc"].post)
    return issue_decision(
        decision=decision,
        number=paper["number"],
        decided_on=stand.today - timedelta(days=90),
        signer=paper["signer"],
        signer_capacity=paper["capacity"],
        by=stand.cast["lanh-dao"].post,
    )


def run_current_round(stand: Stand) -> Round:
    """Bring twelve dossiers to every stage and stop with the council in mid-session."""
    round = _round(stand, "TD-2", "Đợt tập dượt 2 (minh hoạ)", opened=60, propose=-20, evaluate=-60)
    before: list[Dossier] = []
    items: list[PracticeProduct] = []
    for item in practice_products("current_round"):
        dossier = _bring_to_stage(stand, round, item)
        if item.stage == "session":
            before.append(dossier)
            items.append(item)
    session = _session(stand, round, before, held_on=stand.today)
    send_sheets(session, _wanted(before, items), _members(stand.cast), rng=stand.rng, keep_back=LEFT_TO_DO)
    return round


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


def _bring_to_stage(stand: Stand, round: Round, item: PracticeProduct) -> Dossier:
    if item.stage == "draft":
        return _with_photograph(stand, _open(stand, round, item, opened=6))
    dossier = _file(stand, round, item, opened=24 if item.stage in {"submitted", "returned"} else 50)
    if item.stage == "returned":
        reason = (
            "Minh hoạ: thiếu giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm còn hạn; tải bản mới rồi nộp lại."
        )
        commune = stand.communes[item.producer]
        dossier = return_dossier(by=commune, dossier=dossier, reason=reason, client_id=uuid4(), at=stand.at(4))
        return _helped(stand, dossier, item)
    if item.stage in {"session", "accepted", "advised"}:
        _accept(stand, dossier, item, days_ago=30)
    elif item.stage == "proposed":
        _propose(stand, dossier, item, days_ago=8)
    if item.stage in {"session", "advised"}:
        _advise(stand, dossier, item)
    return dossier


def _with_photograph(stand: Stand, dossier: Dossier) -> Dossier:
    """Add a paper photographed from one side: it waits to be straightened."""
    title = "Bảng kê thu mua"
    attach_evidence(
        by=stand.cast["san-xuat"].post,
        dossier=dossier,
        client_id=uuid4(),
        name=f"{title}.jpg",
        content=sample_photograph(title),
        criterion="1.1",
        title=f"{title} (minh hoạ)",
        at=stand.at(5),
    )
    return dossier


def _helped(stand: Stand, dossier: Dossier, item: PracticeProduct) -> Dossier:
    """Let the officer of the commune add a paper for the producer, who agreed on paper."""
    officer, at = stand.cast["xa"].post, stand.at(3)
    paper = partial(sample_paper, product=item.name, producer=item.producer, at=at)
    agreement = Agreement(
        way=Way.COUNTER,
        given_by="Đại diện chủ thể (minh hoạ)",
        given_on=legal_day(at),
        last_on=legal_day(at) + timedelta(days=30),
        paper=Paper(paper("Giấy đồng ý để cán bộ điền giúp"), "application/pdf"),
        paper_name="Giấy đồng ý.pdf",
    )
    record_help(by=officer, dossier=dossier, agreement=agreement, client_id=uuid4(), at=at)
    title = "Hợp đồng mua cá"
    attach_evidence(
        by=officer,
        dossier=dossier,
        client_id=uuid4(),
        name=f"{title}.pdf",
        content=paper(title),
        criterion="1.1",
        title=f"{title} (minh hoạ)",
        at=at,
    )
    return dossier


def _open(stand: Stand, round: Round, item: PracticeProduct, *, opened: int) -> Dossier:
    owner = stand.owners[item.producer]
    dossier = open_dossier(
        by=owner,
        product=stand.products[item.name],
        round=round,
        set_no=item.set_no,
        kind="first",
        client_id=uuid4(),
        at=stand.at(opened),
    )
    levels = invented_levels(dossier, item.average + 2, _want(item), rng=stand.rng)
    if item.stage == "draft":
        levels = dict(list(levels.items())[:-6])
    save_self_score(by=owner, dossier=dossier, levels=levels, at=stand.at(opened))
    for title, criterion in (("Giấy chứng nhận đăng ký kinh doanh", ""), ("Hồ sơ nguyên liệu", "1.1")):
        attach_evidence(
            by=owner,
            dossier=dossier,
            client_id=uuid4(),
            name=f"{title}.pdf",
            content=sample_paper(title, product=item.name, producer=item.producer, at=stand.at(opened)),
            criterion=criterion,
            title=f"{title} (minh hoạ)",
            at=stand.at(opened),
        )
    return dossier


def _file(stand: Stand, round: Round, item: PracticeProduct, *, opened: int) -> Dossier:
    dossier = _open(stand, round, item, opened=opened)
    owner = stand.owners[item.producer]
    return submit_dossier(by=owner, dossier=dossier, client_id=uuid4(), at=stand.at(opened - 7))


def _propose(stand: Stand, dossier: Dossier, item: PracticeProduct, *, days_ago: int) -> None:
    commune = stand.communes[item.producer]
    propose_dossier(by=commune, dossier=dossier, report=REPORT, client_id=uuid4(), at=stand.at(days_ago))


def _accept(stand: Stand, dossier: Dossier, item: PracticeProduct, *, days_ago: int) -> None:
    _propose(stand, dossier, item, days_ago=days_ago)
    officer = stand.cast["chi-cuc"].post
    accept_dossier(by=officer, dossier=dossier, client_id=uuid4(), at=stand.at(days_ago - 2))
    dossier.refresh_from_db()


def _advise(stand: Stand, dossier: Dossier, item: PracticeProduct) -> None:
    levels = invented_levels(dossier, item.average, _want(item), rng=stand.rng, near=dossier.self_levels)
    marks = Marks(
        levels=levels,
        reasons={"1.1": "Minh hoạ: đã đối chiếu sổ thu mua."},
        opinion="Minh hoạ: hồ sơ đầy đủ, đề nghị Hội đồng xem xét.",
    )
    save_advisory_sheet(dossier=dossier, marks=marks, by=stand.cast["tu-van"].post, send=True)
    dossier.refresh_from_db()


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
            Appointee(chair.full_name, "UBND tỉnh", SeatRole.CHAIR, chair),
            *(Appointee(p.user.full_name, p.body, SeatRole.MEMBER, p.user) for p in members),
            Appointee(keeper.full_name, "Chi cục Phát triển nông thôn", SeatRole.SECRETARY, keeper, scores=False),
        ],
        by=stand.cast["chi-cuc"].post,
        regulation_name="Quy chế tập dượt (minh hoạ)",
        regulation={"max_spread": "10"},
        is_illustrative=True,
    )


def _members(cast: Cast) -> list[Post]:
    return [cast["chu-tich-hd"].post, *(cast[f"thanh-vien-{n}"].post for n in range(1, MEMBERS))]


def _wanted(dossiers: list[Dossier], items: list[PracticeProduct]) -> dict[int, Wanted]:
    return {dossier.pk: _want(item) for dossier, item in zip(dossiers, items, strict=True)}


def _want(item: PracticeProduct) -> Wanted:
    return Wanted(item.average * MEMBERS, item.spread, item.floors, item.missing)
