"""The council session of 30/11/2022 on the real names, with invented members and sheets."""

from __future__ import annotations

from datetime import date
from random import Random

from django.utils import timezone

from openocop.core.services.journal import SYSTEM, record
from openocop.demo.domain.practice import PROVINCE, SEED, camau
from openocop.demo.services.people import Cast, Person, extra_member
from openocop.demo.services.scoring import Wanted, send_sheets
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Round
from openocop.evaluation.domain.lifecycle import SeatRole
from openocop.evaluation.models import Council, Session
from openocop.evaluation.services.councils import Appointee, appoint_council, call_session
from openocop.evaluation.services.sessions import fix_result, open_session, reveal_scores
from openocop.registry.models import Product

COUNCIL_DAY = date(2022, 11, 30)
LEADING = {"Ba khía trộn sẵn", "Mắm tôm chua ngọt"}  # the source names these two, with 62 points each
LEADING_AVERAGE = 62
MEMBERS = 9
# The bodies are those 1048/QĐ-TTg annex II asks for; who sat for them in 2022 is not in the sources.
BODIES = (
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Công Thương",
    "Sở Khoa học và Công nghệ",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Y tế",
    "Văn phòng Điều phối nông thôn mới",
    "Sở Tài nguyên và Môi trường",
    "Liên minh Hợp tác xã tỉnh",
)


def replay_council(round: Round, products: dict[tuple[str, str], Product], cast: Cast, *, today: date) -> Session:
    """Replay CM-2022-1: every product lands on its real star, and the two that led lead with 62."""
    rng = Random(SEED)  # noqa: S311  # the same invented sheets on every machine
    dossiers = [_dossier(round, products[row["product_name"], row["entity_name"]], row) for row in camau("sets-2022")]
    members = [cast["chu-tich-hd"], *(cast[f"thanh-vien-{n}"] for n in range(1, 7))]
    members += [extra_member(n, today=today) for n in (7, 8)]
    council = _council(round, members, cast)
    session = call_session(
        council=council,
        held_on=COUNCIL_DAY,
        place="Trực tiếp và trực tuyến",
        dossiers=dossiers,
        by=cast["chi-cuc"].post,
        source_urls=round.source_urls,
        is_illustrative=True,
    )
    secretary = cast["thu-ky"].post
    session = open_session(session=session, by=secretary)
    wanted = {dossier.pk: _wanted(dossier, rng) for dossier in dossiers}
    send_sheets(session, wanted, [member.post for member in members], rng=rng)
    reveal_scores(session=session, by=secretary)
    return fix_result(session=session, by=secretary)


def _wanted(dossier: Dossier, rng: Random) -> Wanted:
    spread = rng.randint(3, 8)
    if dossier.product.name in LEADING:
        return Wanted(LEADING_AVERAGE * MEMBERS, spread)
    return Wanted(rng.randint(54 * MEMBERS, LEADING_AVERAGE * MEMBERS - 6), spread)


def _council(round: Round, members: list[Person], cast: Cast) -> Council:
    chair, *others = members
    appointees = [Appointee(chair.user.full_name, "UBND tỉnh", SeatRole.CHAIR, chair.user)]
    appointees += [
        Appointee(member.user.full_name, body, SeatRole.MEMBER, member.user)
        for member, body in zip(others, BODIES, strict=True)
    ]
    keeper = cast["thu-ky"].user
    appointees.append(
        Appointee(keeper.full_name, "Chi cục Phát triển nông thôn", SeatRole.SECRETARY, keeper, scores=False)
    )
    return appoint_council(
        round=round,
        name="Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp tỉnh",
        appointees=appointees,
        by=cast["chi-cuc"].post,
        appointment_no="518/QĐ-UBND",
        appointed_on=date(2021, 3, 17),
        regulation_name="Quy chế minh hoạ: chênh lệch quá 10 điểm thì thảo luận, chấm lại",
        regulation={"max_spread": "10"},
        is_illustrative=True,
    )


def _dossier(round: Round, product: Product, row: dict[str, str]) -> Dossier:
    """Stand in for a dossier of 2022, whose papers nobody has: it is accepted and holds nothing."""
    dossier = Dossier.objects.create(
        province=PROVINCE,
        round=round,
        product=product,
        kind="first",
        release=round.release,
        set_no=int(row["set"]),
        stage=Stage.ACCEPTED,
        opened_at=timezone.now(),
        is_illustrative=True,
    )
    facts = {"set": dossier.set_no, "reason": row["reason"]}
    record(province=PROVINCE, actor=SYSTEM, verb="dossier.replayed", subject=dossier, facts=facts)
    return dossier
