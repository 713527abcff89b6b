"""Bringing one invented dossier of the practice rounds to where it should stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import uuid4

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import VIETNAM, legal_day
from openocop.demo.domain.practice import SEED, PracticeProduct
from openocop.demo.services.evidence import sample_paper, sample_photograph
from openocop.demo.services.people import Cast
from openocop.demo.services.scoring import Wanted, invented_levels
from openocop.dossiers.domain.components import Found, Line
from openocop.dossiers.domain.helping import Way
from openocop.dossiers.domain.papers import Paper
from openocop.dossiers.domain.requests import RequestKind
from openocop.dossiers.domain.required_papers import stated_matters
from openocop.dossiers.domain.samples import SAMPLES, Fate, Handover, Purpose
from openocop.dossiers.domain.tourism import TOURISM_SET
from openocop.dossiers.models import Dossier, Evidence, Round
from openocop.dossiers.selectors.checks import components_for
from openocop.dossiers.selectors.differences import differences_of
from openocop.dossiers.selectors.sheets import sheet_of
from openocop.dossiers.services.changes import state_changes
from openocop.dossiers.services.checking import check_components
from openocop.dossiers.services.counter import receive_at_counter
from openocop.dossiers.services.evidence import attach_evidence, point_to_paper
from openocop.dossiers.services.filing import submit_dossier
from openocop.dossiers.services.helping import Agreement, record_help
from openocop.dossiers.services.opening import open_dossier
from openocop.dossiers.services.requests import ask_for
from openocop.dossiers.services.review import Form03, accept_dossier, propose_dossier, return_dossier
from openocop.dossiers.services.samples import hand_over_samples, record_fate
from openocop.dossiers.services.self_scores import save_self_score
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.services.sheets import save_advisory_sheet
from openocop.evaluation.services.visits import VisitReport, add_photo, save_visit
from openocop.registry.models import ProducerPaper, Product

REPORT = Form03(
    local_material="Minh hoạ: nguyên liệu thu mua trong tỉnh, có sổ ghi chép.",
    local_labour="Minh hoạ: phần lớn lao động cư trú trong xã.",
    idea_origin="Minh hoạ: ý tưởng của chủ thể.",
    local_identity="Minh hoạ: cách làm quen thuộc của địa phương.",
    conclusion="Minh hoạ: đủ thành phần hồ sơ, đề nghị tỉnh đánh giá.",
)
MEMBERS = 7
LACKING = 3  # samples of a dossier that still owes two


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


def bring_to_stage(stand: Stand, round: Round, item: PracticeProduct) -> Dossier:
    if item.stage == "draft":
        return _with_photograph(stand, _open(stand, round, item, opened=6))
    dossier = file_item(stand, round, item, opened=24 if item.stage in {"submitted", "returned"} else 50)
    if item.stage == "returned":
        reason = (
            "Minh hoạ: thiếu giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm còn hạn; tải bản mới rồi nộp lại."
        )
        commune = stand.communes[item.producer]
        dossier = return_dossier(by=commune, dossier=dossier, reason=reason, client_id=uuid4(), at=stand.at(4))
        return _helped(stand, dossier, item)
    if item.stage in {"session", "accepted", "advised"}:
        accept_item(stand, dossier, item, days_ago=30)
        _hand_over(stand, dossier, item, count=SAMPLES, days_ago=28)
    elif item.stage == "proposed":
        _propose(stand, dossier, item, days_ago=8)
        _hand_over(stand, dossier, item, count=LACKING, days_ago=7)
    if item.stage in {"session", "advised"}:
        advise_item(stand, dossier, item)
    if item.stage == "accepted":
        _ask(stand, dossier)
    return dossier


def _ask(stand: Stand, dossier: Dossier) -> None:
    ask_for(
        by=stand.cast["tu-van"].post,
        dossier=dossier,
        kind=RequestKind.TEST,
        text="Minh hoạ: phiếu kiểm nghiệm vi sinh còn hạn, vì phiếu trong hồ sơ đã quá 12 tháng.",
        client_id=uuid4(),
        answer_by=stand.today + timedelta(days=10),
    )


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
        kind=item.kind,
        client_id=uuid4(),
        at=stand.at(opened),
    )
    levels = invented_levels(dossier, item.average + 2, members_want(item), rng=stand.rng)
    if item.stage == "draft":
        levels = dict(list(levels.items())[:-6])
    save_self_score(by=owner, dossier=dossier, levels=levels, at=stand.at(opened))
    if item.kind == "again":
        matters = stated_matters(dossier.release, dossier.kind)
        words = {matter.slug: f"Minh hoạ, {matter.label.lower()}: như khi được công nhận." for matter in matters}
        state_changes(by=owner, dossier=dossier, words=words, at=stand.at(opened))
    if item.kind != "upgrade":
        _prove(stand, dossier, item, at=stand.at(opened))
    else:
        _prove_raised(stand, dossier, item, at=stand.at(opened))
    return dossier


def _prove(stand: Stand, dossier: Dossier, item: PracticeProduct, *, at: datetime) -> None:
    """Point to the producer's own papers for the whole dossier, and send one for the material."""
    owner = stand.owners[item.producer]
    for paper in ProducerPaper.objects.filter(producer=dossier.product.producer, superseded_by=None).order_by("id"):
        point_to_paper(by=owner, dossier=dossier, client_id=uuid4(), source=paper, at=at)
    _send(stand, dossier, item, "Hồ sơ nguyên liệu", "1.1", at=at)


def _prove_raised(stand: Stand, dossier: Dossier, item: PracticeProduct, *, at: datetime) -> None:
    """Prove by one paper every level that an upgrade raises, and say in words what changed."""
    owner = stand.owners[item.producer]
    words = {"difference": "Minh hoạ: chủ thể nâng cấp xưởng và ký thêm hợp đồng tiêu thụ."}
    state_changes(by=owner, dossier=dossier, words=words, at=at)
    dossier.refresh_from_db()
    raised = differences_of(dossier, sheet_of(dossier), on=stand.today).raised_without_paper
    sent = _send(stand, dossier, item, "Hồ sơ nâng hạng", "", at=at)
    for change in raised:
        code = change.row.criterion.code
        point_to_paper(by=owner, dossier=dossier, client_id=uuid4(), source=sent, criterion=code, page="1", at=at)


def _send(
    stand: Stand, dossier: Dossier, item: PracticeProduct, title: str, criterion: str, *, at: datetime
) -> Evidence:
    return attach_evidence(
        by=stand.owners[item.producer],
        dossier=dossier,
        client_id=uuid4(),
        name=f"{title}.pdf",
        content=sample_paper(title, product=item.name, producer=item.producer, at=at),
        criterion=criterion,
        title=f"{title} (minh hoạ)",
        page="1",
        note="Minh hoạ: bảng tổng hợp ở đầu trang",
        at=at,
    )


def file_item(stand: Stand, round: Round, item: PracticeProduct, *, opened: int) -> Dossier:
    dossier = _open(stand, round, item, opened=opened)
    owner = stand.owners[item.producer]
    return submit_dossier(by=owner, dossier=dossier, client_id=uuid4(), at=stand.at(opened - 7))


def _propose(stand: Stand, dossier: Dossier, item: PracticeProduct, *, days_ago: int) -> None:
    commune = stand.communes[item.producer]
    lines = {component.slug: Line(Found.PRESENT) for component in components_for(dossier)}
    check_components(by=commune, dossier=dossier, lines=lines, client_id=uuid4(), at=stand.at(days_ago + 1))
    propose_dossier(by=commune, dossier=dossier, report=REPORT, client_id=uuid4(), at=stand.at(days_ago))


def accept_item(stand: Stand, dossier: Dossier, item: PracticeProduct, *, days_ago: int) -> None:
    _propose(stand, dossier, item, days_ago=days_ago)
    officer = stand.cast["chi-cuc"].post
    accept_dossier(by=officer, dossier=dossier, client_id=uuid4(), at=stand.at(days_ago - 2))
    dossier.refresh_from_db()


def _hand_over(stand: Stand, dossier: Dossier, item: PracticeProduct, *, count: int, days_ago: int) -> None:
    """Record samples and the counter's number, as an office finds them beside a dossier before its session."""
    commune, day = stand.communes[item.producer], stand.today - timedelta(days=days_ago)
    number = f"TD-{dossier.local_number.partition('/')[0]}-{dossier.local_unit_code} (minh hoạ)"
    at = stand.at(days_ago)
    receive_at_counter(by=commune, dossier=dossier, number=number, received_on=day, paper_set=count > LACKING, at=at)
    if item.set_no == TOURISM_SET:
        return
    stated = Handover(
        purpose=Purpose.PROVINCE,
        count=count,
        handed_on=day,
        handed_by=item.producer,
        received_by=commune.name,
        condition="Minh hoạ: nguyên bao bì, nhãn rõ, còn hạn dùng.",
        cold_chain=True,
        kept_cold=count > LACKING,
    )
    handover = hand_over_samples(by=commune, dossier=dossier, stated=stated, client_id=uuid4(), at=at)
    note = "Minh hoạ: tủ mát của cơ quan"
    record_fate(
        by=commune,
        handover=handover,
        fate=Fate.STORED,
        count=count,
        happened_on=day,
        note=note,
        client_id=uuid4(),
        at=at,
    )


def advise_item(stand: Stand, dossier: Dossier, item: PracticeProduct) -> None:
    levels = invented_levels(dossier, item.average, members_want(item), rng=stand.rng, near=dossier.self_levels)
    marks = Marks(
        levels=levels,
        reasons={"1.1": "Minh hoạ: đã đối chiếu sổ thu mua."},
        opinion="Minh hoạ: hồ sơ đầy đủ, đề nghị Hội đồng xem xét.",
    )
    adviser = stand.cast["tu-van"].post
    _visit(stand, dossier, item, adviser)
    save_advisory_sheet(dossier=dossier, marks=marks, by=adviser, send=True)
    dossier.refresh_from_db()


def _visit(stand: Stand, dossier: Dossier, item: PracticeProduct, adviser: Post) -> None:
    report = VisitReport(
        visited_on=stand.today - timedelta(days=22),
        place=f"Cơ sở sản xuất của {item.producer} (minh hoạ)",
        present="Minh hoạ: đại diện chủ thể\nMinh hoạ: hai thành viên Tổ tư vấn",
        findings={
            "material": "Minh hoạ: đã xem sổ thu mua ba tháng gần nhất.",
            "production": "Minh hoạ: nhà xưởng, thiết bị đúng như hồ sơ mô tả.",
            "quality": "Minh hoạ: có sổ theo dõi từng mẻ; tem in số lô.",
        },
        conclusion="Minh hoạ: thực tế khớp với hồ sơ.",
    )
    visit = save_visit(dossier=dossier, report=report, client_id=uuid4(), by=adviser)
    for words in ("Kho nguyên liệu", "Khu đóng gói"):
        add_photo(
            visit=visit,
            client_id=uuid4(),
            name=f"{words}.jpg",
            content=sample_photograph(words),
            by=adviser,
            caption=words,
        )
    save_visit(dossier=dossier, report=report, client_id=visit.client_id, by=adviser, send=True)


def members_want(item: PracticeProduct) -> Wanted:
    return Wanted(item.average * MEMBERS, item.spread, item.floors, item.missing)
