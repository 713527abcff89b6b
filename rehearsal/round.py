"""The round that is rehearsed: people who may sign in, dossiers that were accepted, a council, its session called.

What lies before the council is not rehearsed; everything here is invented and marked so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bench.data import products
from django.utils import timezone

from openocop.accounts.domain.roles import Post
from openocop.accounts.models import User
from openocop.accounts.selectors.posts import posts_of
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc, search_key, slug, sort_key
from openocop.demo.services.people import Cast, Person, invite_cast
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Round
from openocop.dossiers.services.rounds import open_round
from openocop.evaluation.domain.lifecycle import SeatRole
from openocop.evaluation.models import Session
from openocop.evaluation.services.councils import Appointee, appoint_council, call_session
from openocop.registry.models import Product
from rehearsal.counting import MOST_APART
from rehearsal.law import RELEASE
from rehearsal.plan import Plan

OFFICE, CHAIR, SECRETARY = "can-bo", "thanh-vien-1", "thu-ky"
_OFFICES = {
    "province": {"name": "Cơ quan tham mưu (minh hoạ)", "level": "province", "unit": "96"},
    "committee": {"name": "UBND tỉnh (minh hoạ)", "level": "province", "unit": "96"},
}


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What the drivers know: entries by position as (public id, name of the product), people by login."""

    session: str
    entries: Mapping[int, tuple[str, str]]
    names: Mapping[str, str]
    passwords: Mapping[str, str]


def login_of(member: int) -> str:
    return f"thanh-vien-{member}"


def prepare(plan: Plan) -> Rehearsed:
    today = legal_day(timezone.now())
    cast = invite_cast(_people(plan), _OFFICES, today=today)
    officer = cast[OFFICE].post
    round = open_round(
        by=officer,
        code="DIEN-TAP",
        name="Đợt diễn tập (minh hoạ)",
        release=RELEASE,
        opened_on=today - timedelta(days=30),
        propose_before=today + timedelta(days=10),
        evaluate_before=today + timedelta(days=60),
        plan_basis="Kế hoạch diễn tập (minh hoạ)",
        is_illustrative=True,
    )
    council = appoint_council(
        round=round,
        name="Hội đồng diễn tập",
        appointees=_appointees(plan, cast),
        by=officer,
        regulation_name="Quy chế diễn tập (minh hoạ)",
        regulation={"max_spread": str(MOST_APART)},
        is_illustrative=True,
    )
    session = call_session(
        council=council,
        held_on=today,
        place="Hội trường (minh hoạ)",
        dossiers=_dossiers(plan, round),
        by=officer,
        is_illustrative=True,
    )
    return Rehearsed(
        session=session.public_id,
        entries=_entries(session),
        names={login: person.user.full_name for login, person in cast.items()},
        passwords={login: person.password or "" for login, person in cast.items()},
    )


def _people(plan: Plan) -> list[dict[str, str]]:
    members = range(1, plan.members + 1)
    return [
        {"login": OFFICE, "name": "Cán bộ (minh hoạ)", "role": "provincial_officer"},
        {"login": SECRETARY, "name": "Thư ký (minh hoạ)", "role": "secretary"},
        *(
            {
                "login": login_of(member),
                "name": f"Thành viên {member:02d} (minh hoạ)",
                "role": "chair" if login_of(member) == CHAIR else "council_member",
                "body": f"Sở {member} (minh hoạ)",
            }
            for member in members
        ),
    ]


def _appointees(plan: Plan, cast: Cast) -> list[Appointee]:
    members = [login_of(member) for member in range(1, plan.members + 1)]
    seats = [_seat(cast[login], SeatRole.CHAIR if login == CHAIR else SeatRole.MEMBER) for login in members]
    return [*seats, _seat(cast[SECRETARY], SeatRole.SECRETARY, scores=False)]


def _seat(person: Person, role: SeatRole, *, scores: bool = True) -> Appointee:
    return Appointee(person.user.full_name, person.body, role, person.user, scores=scores)


def _dossiers(plan: Plan, round: Round) -> list[Dossier]:
    now = timezone.now()
    goods = Product.objects.bulk_create(_product(round, row["name"], now) for row in products(plan.dossiers))
    return Dossier.objects.bulk_create(
        Dossier(
            province=round.province,
            round=round,
            product=product,
            kind="first",
            release=RELEASE,
            set_no=plan.set_of(position),
            stage=Stage.ACCEPTED,
            self_levels=dict(plan.claimed(position)),
            opened_at=now,
            submitted_at=now,
            is_illustrative=True,
        )
        for position, product in enumerate(goods, start=1)
    )


def _product(round: Round, name: str, now: object) -> Product:
    return Product(
        province=round.province,
        name=nfc(name),
        slug=slug(name),
        name_key=search_key(name),
        search_key=search_key(name),
        sort_key=sort_key(name),
        family="mac-dinh",
        registered_at=now,
        is_illustrative=True,
    )


def _entries(session: Session) -> dict[int, tuple[str, str]]:
    found = session.entries.select_related("dossier__product")
    return {entry.position: (entry.public_id, entry.dossier.product.name) for entry in found}


def post_of(login: str) -> Post:
    return posts_of(User.objects.get(username=login), on=legal_day(timezone.now()))[0]
