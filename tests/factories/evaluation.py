"""A round with its council, its accepted dossiers and its session, at any stage; sheets of any total."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.models import User
from openocop.core.domain.legal_time import legal_day
from openocop.core.services.files import store_file
from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.releases import criteria_set
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Evidence, LocalReport, Round
from openocop.evaluation.domain.lifecycle import SeatRole, SessionStage
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.models import Council, Declaration, Entry, ScoreSheet, Seat, Session, SiteVisit
from openocop.evaluation.permissions import entries_visible_to
from openocop.evaluation.selectors.conflicts import undeclared
from openocop.evaluation.services.appointments import substitute_member
from openocop.evaluation.services.conflicts import declare_interests
from openocop.evaluation.services.councils import Appointee, appoint_council, call_session
from openocop.evaluation.services.opinions import ask_in_writing
from openocop.evaluation.services.sessions import fix_result, open_session, reveal_scores
from openocop.evaluation.services.sheets import send_sheet
from openocop.registry.models import Product, ProductPhoto
from tests.factories.dossiers import PROVINCE, a_post, a_producer, a_product

AT = datetime(2026, 11, 20, 2, tzinfo=UTC)
SET = 8
_PASSWORD = "mot-hai-ba-bon"  # of people who exist in a test only
Levels = dict[str, int | None]
_numbers = itertools.count(1001)  # a name made here never bears a number that looks like a score


@dataclass(frozen=True, slots=True)
class Panel:
    """A council around one table: an officer who prepares, a chair who scores, a secretary who does not, members."""

    officer: Post
    chair: Post
    secretary: Post
    members: tuple[Post, ...]
    council: Council
    session: Session

    @property
    def scorers(self) -> tuple[Post, ...]:
        return (self.chair, *self.members)

    def entries(self) -> list[Entry]:
        return list(self.session.entries.select_related("dossier__product", "session__council__round"))

    def reload(self) -> Session:
        return Session.objects.select_related("council__round").get(pk=self.session.pk)


def a_panel(
    *,
    products: int = 2,
    members: int = 2,
    regulation: Mapping[str, str | None] | None = None,
    procedure: Mapping[str, str] | None = None,
    declared: bool = True,
    release: str = "26-2026",
    set_no: int = SET,
    province: str = PROVINCE,
    is_illustrative: bool = False,
) -> Panel:
    """Return a called session on which members have declared their interests; nothing is open yet."""
    officer = a_post(Role.PROVINCIAL_OFFICER, province=province)
    chair, secretary = a_post(Role.CHAIR, province=province), a_post(Role.SECRETARY, province=province)
    others = tuple(a_post(Role.COUNCIL_MEMBER, province=province) for _ in range(members))
    appointees = [
        _appointee(chair, SeatRole.CHAIR),
        *(_appointee(post, SeatRole.MEMBER) for post in others),
        _appointee(secretary, SeatRole.SECRETARY, scores=False),
    ]
    round = a_plain_round(release=release, province=province)
    council = appoint_council(
        round=round,
        name="Hội đồng cấp tỉnh",
        appointees=appointees,
        by=officer,
        appointment_no="01/QĐ-UBND",
        appointed_on=date(2026, 11, 1),
        regulation_name="Quy chế thử",
        regulation=dict(regulation or {"max_spread": "10"}),
        procedure=procedure,
        is_illustrative=is_illustrative,
    )
    dossiers = [an_accepted_dossier(round, set_no=set_no) for _ in range(products)]
    session = call_session(council=council, held_on=date(2026, 11, 26), dossiers=dossiers, by=officer, place="Cà Mau")
    if declared:
        for post in (chair, *others):
            a_declaration(session, post)
    return Panel(officer, chair, secretary, others, council, session)


def a_declaration(session: Session, post: Post, *, conflicts: Mapping[str, str] | None = None) -> Declaration:
    """Declare for one member: a conflict where `conflicts` gives a reason by the dossier's public id, else none."""
    seat = Seat.objects.get(council=session.council_id, user=post.user_id)
    asked = undeclared(entries_visible_to(post).filter(session=session), seat).values_list(
        "dossier__public_id", flat=True
    )
    answers = dict.fromkeys(asked, "") | dict(conflicts or {})
    return declare_interests(session=session, answers=answers, signature=post.name, client_id=uuid4(), by=post)


def an_idle_panel(**options: object) -> Panel:
    """Return a council that was called to no session yet."""
    panel = a_panel(products=0, declared=False, **options)  # type: ignore[arg-type]
    panel.session.delete()
    return panel


def a_written_panel(
    *,
    products: int = 2,
    members: int = 2,
    days: int = 10,
    declared: bool = True,
    proposed: datetime | None = None,
    **options: object,
) -> Panel:
    """Return a council asked in writing on `products` re-assessments, that answers for `days` more days.

    `proposed`: when the commune proposed them; ten days ago unless given.
    """
    panel = an_idle_panel(members=members, **options)
    dossiers = [a_reassessment(panel.council.round, proposed=proposed) for _ in range(products)]
    last = legal_day(timezone.now()) + timedelta(days=days)
    session = ask_in_writing(council=panel.council, dossiers=dossiers, answers_by=last, by=panel.secretary)
    if declared:
        for post in panel.scorers:
            a_declaration(session, post)
    return replace(panel, session=session)


def a_reassessment(round: Round, *, proposed: datetime | None = None) -> Dossier:
    """Return an accepted re-assessment, proposed complete by its commune ten days ago unless `proposed` says when."""
    dossier = an_accepted_dossier(round)
    Dossier.objects.filter(pk=dossier.pk).update(kind="again")
    dossier.refresh_from_db()
    LocalReport.objects.create(
        province=dossier.province,
        dossier=dossier,
        version=dossier.version,
        office="UBND xã",
        reported_by="Cán bộ xã",
        reported_at=proposed or timezone.now() - timedelta(days=10),
    )
    return dossier


def an_answer(entry: Entry, post: Post, total: int, answer: str = "agree", reason: str = "") -> ScoreSheet:
    """Send a sheet of `total` points with an answer in writing."""
    return a_sent_sheet(entry, post, total, answer=answer, answer_reason=reason)


def answered(panel: Panel, totals: Sequence[Sequence[int | None]]) -> Panel:
    """Have everybody answer: a row per product, a figure per scorer (the chair first), None for silence."""
    for entry, row in zip(panel.entries(), totals, strict=True):
        for post, total in zip(panel.scorers, row, strict=True):
            if total is not None:
                an_answer(entry, post, total)
    return panel


def replaced(panel: Panel, earlier: Post, later: Post) -> Seat:
    """Put another person in the place of `earlier` by a paper of 26/11/2026."""
    seat = panel.council.seats.get(user=earlier.user_id)
    return substitute_member(
        council=panel.council,
        seat_id=seat.public_id,
        name=later.name,
        user=User.objects.get(pk=later.user_id),
        paper="Công văn số 12/SYT ngày 26/11/2026",
        from_on=date(2026, 11, 26),
        by=panel.officer,
    )


def let_days_pass(session: Session, days: int = 1) -> None:
    """Have the last day to answer be over by `days`."""
    over = legal_day(timezone.now()) - timedelta(days=days)
    Session.objects.filter(pk=session.pk).update(answers_by=over, held_on=over)


def an_open_panel(**options: object) -> Panel:
    panel = a_panel(**options)  # type: ignore[arg-type]
    open_session(session=panel.session, by=panel.secretary)
    return panel


def a_revealed_panel(totals: Sequence[Sequence[int]], **options: object) -> Panel:
    """Return a session whose sheets come to `totals`: a row per product, a figure per scorer (the chair first)."""
    panel = an_open_panel(products=len(totals), members=len(totals[0]) - 1, **options)
    for entry, row in zip(panel.entries(), totals, strict=True):
        for post, total in zip(panel.scorers, row, strict=True):
            a_sent_sheet(entry, post, total)
    reveal_scores(session=panel.session, by=panel.secretary)
    return panel


def a_fixed_panel(totals: Sequence[Sequence[int]], **options: object) -> Panel:
    panel = a_revealed_panel(totals, **options)
    fix_result(session=panel.session, by=panel.chair)
    return panel


def a_plain_round(*, release: str = "26-2026", province: str = PROVINCE) -> Round:
    number = next(_numbers)
    return Round.objects.create(
        province=province, code=f"dot-{number}", name=f"Đợt thử {number}", release=release, opened_on=date(2026, 9, 1)
    )


def an_accepted_dossier(round: Round, *, set_no: int = SET, claimed: Levels | None = None, name: str = "") -> Dossier:
    return Dossier.objects.create(
        province=round.province,
        round=round,
        product=a_product(a_producer(unit=""), name),
        kind="first",
        release=round.release,
        set_no=set_no,
        stage=Stage.ACCEPTED,
        self_levels=claimed or {},
        opened_at=AT,
        submitted_at=AT,
    )


def an_evidence(dossier: Dossier, criterion: str = "1.5", name: str = "hop-dong.pdf") -> Evidence:
    file = store_file(
        province=dossier.province, name=name, media_type="application/pdf", content=b"%PDF-1.7 " + name.encode()
    )
    return Evidence.objects.create(
        province=dossier.province,
        dossier=dossier,
        file=file,
        client_id=uuid4(),
        title="Hợp đồng liên kết",
        criterion=criterion,
        page="4",
        added_at=AT,
    )


def a_sent_visit(dossier: Dossier) -> SiteVisit:
    """Return a report of the advisory team on a visit."""
    return SiteVisit.objects.create(
        province=dossier.province,
        dossier=dossier,
        client_id=uuid4(),
        visited_on=date(2026, 11, 18),
        place="Ấp 4",
        present="Nguyễn Văn B, Tổ tư vấn",
        findings={"material": "Cua mua của 12 hộ trong xã."},
        conclusion="Khớp với hồ sơ.",
        adviser="Nguyễn Văn B",
        saved_at=AT,
        sent_at=AT,
    )


def levels_of(total: int, *, printed: CriteriaSet | None = None) -> Levels:
    """Return a whole sheet of set 8 (or of `printed`) worth `total`: lowest levels, raised in the sheet's order."""
    sheet_set = printed or criteria_set("26-2026", SET)
    free = [criterion for criterion in sheet_set.criteria if criterion.depends_on is None]
    levels: Levels = {criterion.code: None for criterion in sheet_set.criteria} | {c.code: 0 for c in free}
    left = total - sum(criterion.levels[0].points for criterion in free)
    for criterion in free:
        lowest = criterion.levels[0].points
        fitting = [place for place, level in enumerate(criterion.levels) if level.points - lowest <= left]
        levels[criterion.code] = fitting[-1]
        left -= criterion.levels[fitting[-1]].points - lowest
    assert left == 0, f"set {sheet_set.no} cannot be scored {total} that way"
    return levels


def a_sent_sheet(entry: Entry, post: Post, total: int, **marks: object) -> ScoreSheet:
    printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
    filled = Marks(levels=levels_of(total, printed=printed), **marks)  # type: ignore[arg-type]
    return send_sheet(entry_id=entry.public_id, marks=filled, client_id=uuid4(), by=post)


def stage_of(session: Session) -> SessionStage:
    return SessionStage(Session.objects.values_list("stage", flat=True).get(pk=session.pk))


def signed_in(post: Post) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=post.user_id), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def signed_in_again(post: Post) -> Client:
    """Return a client whose person has just given their password, as adopting a result asks."""
    user = User.objects.get(pk=post.user_id)
    user.set_password(_PASSWORD)
    user.save()
    client = signed_in(post)
    client.post("/tai-khoan/reauthenticate/", {"password": _PASSWORD})
    return client


def _appointee(post: Post, role: SeatRole, *, scores: bool = True) -> Appointee:
    user = User.objects.get(pk=post.user_id)
    return Appointee(name=post.name, body=post.office, role=role, user=user, scores=scores)


def a_photo(product: Product) -> ProductPhoto:
    file = store_file(province=product.province, name="anh.jpg", media_type="image/jpeg", content=b"\xff\xd8\xff anh")
    return ProductPhoto.objects.create(
        province=product.province, product=product, file=file, caption="Ảnh thử", source="chủ thể", added_at=AT
    )
