"""A council before many products: the people with their sessions in the browser, the agenda, the sheets of W1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from bench.data import Marks, products
from openocop.accounts.domain.roles import OfficeLevel, Post, Role
from openocop.accounts.models import Appointment, Office, User
from openocop.accounts.selectors.posts import posts_of
from openocop.accounts.sessions import SessionStore
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc, search_key, slug, sort_key
from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.sheet import score_sheet
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Round
from openocop.evaluation.domain.lifecycle import SeatRole
from openocop.evaluation.models import Council, Entry, ScoreSheet, Seat, Session
from openocop.evaluation.services.conflicts import declare_interests
from openocop.evaluation.services.councils import Appointee, appoint_council, call_session
from openocop.evaluation.services.sessions import open_session
from openocop.registry.models import Product

RELEASE, SET = "26-2026", 25
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_APPOINTED_ON = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Panel:
    """The people around the table; `members` all score, the secretary does not, nor does the officer of the office."""

    officer: Post
    chair: Post
    secretary: Post
    members: tuple[Post, ...]
    session: Session

    @property
    def scorers(self) -> tuple[Post, ...]:
        return (self.chair, *self.members)


def a_panel(*, province: str, scorers: int, entries: int) -> Panel:
    """Return a session of `scorers` people, the chair among them, that was opened on `entries` products."""
    officer = an_officer(province)
    chair, secretary = _a_person(province, Role.CHAIR, "chu-tich"), _a_person(province, Role.SECRETARY, "thu-ky")
    members = tuple(_a_person(province, Role.COUNCIL_MEMBER, f"thanh-vien-{n}") for n in range(1, scorers))
    round = Round.objects.create(province=province, code="dot-1", name="Đợt đo", release=RELEASE, is_illustrative=True)
    council = _a_council(round, officer, chair, secretary, members)
    dossiers = _dossiers(round, entries)
    session = call_session(council=council, held_on=date(2026, 11, 26), dossiers=dossiers, by=officer)
    for post in (chair, *members):
        _declare(session, post)
    return Panel(officer, chair, secretary, members, open_session(session=session, by=secretary))


def an_officer(province: str) -> Post:
    return _a_person(province, Role.PROVINCIAL_OFFICER, "can-bo")


def signed_in(post: Post) -> str:
    """Return the session cookie of a person who has signed in."""
    user = User.objects.get(pk=post.user_id)
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return f"sessionid={store.session_key}"


def levels_of(points: Sequence[int], printed: CriteriaSet) -> dict[str, int | None]:
    """Return a whole sheet: a generated mark p becomes the level at place min(p, last), where the criterion applies."""
    levels: dict[str, int | None] = {}
    for criterion, mark in zip(printed.criteria, points, strict=True):
        levels[criterion.code] = min(mark, len(criterion.levels) - 1)
    for criterion in printed.criteria:
        needed = criterion.depends_on
        if needed and not printed.criterion(needed).levels[levels[needed] or 0].points:
            levels[criterion.code] = None
    return levels


def write_sheets(panel: Panel, given: Sequence[Marks]) -> None:
    """Write sent sheets at one go; what W2 measures is how they come in one by one."""
    printed, now = criteria_set(RELEASE, SET), timezone.now()
    entries: Mapping[int, Entry] = {entry.position: entry for entry in panel.session.entries.all()}
    seats: Sequence[Seat] = list(panel.session.council.seats.filter(scores=True).order_by("position"))
    rows = []
    for number, marks in enumerate(given):
        seat, levels = seats[marks.reviewer - 1], levels_of(marks.points, printed)
        rows.append(
            ScoreSheet(
                province=panel.session.province,
                entry=entries[marks.entry],
                seat=seat,
                client_id=UUID(int=number),
                levels=levels,
                score=score_sheet(printed, seat.public_id, levels).as_json(),
                saved_at=now,
                sent_at=now,
                is_illustrative=True,
            )
        )
    ScoreSheet.objects.bulk_create(rows, batch_size=1000)


def _a_council(round: Round, officer: Post, chair: Post, secretary: Post, members: tuple[Post, ...]) -> Council:
    return appoint_council(
        round=round,
        name="Hội đồng đo",
        appointees=[
            _appointee(chair, SeatRole.CHAIR),
            *(_appointee(member, SeatRole.MEMBER) for member in members),
            _appointee(secretary, SeatRole.SECRETARY, scores=False),
        ],
        by=officer,
        is_illustrative=True,
    )


def _declare(session: Session, post: Post) -> None:
    keys = session.entries.values_list("dossier__public_id", flat=True)
    answers = dict.fromkeys(keys, "")
    declare_interests(session=session, answers=answers, signature=post.name, client_id=uuid4(), by=post)


def _appointee(post: Post, role: SeatRole, *, scores: bool = True) -> Appointee:
    user = User.objects.get(pk=post.user_id)
    return Appointee(name=post.name, body=post.office, role=role, user=user, scores=scores)


def _a_person(province: str, role: Role, login: str) -> Post:
    user = User(username=f"{login}.{province}", full_name=f"Người {login}", is_illustrative=True)
    user.set_unusable_password()
    user.save()
    office, _created = Office.objects.get_or_create(
        province=province, unit_code="", name=f"Cơ quan {province}", defaults={"level": OfficeLevel.PROVINCE}
    )
    Appointment.objects.create(user=user, office=office, role=role, province=province, valid_from=_APPOINTED_ON)
    return posts_of(user, on=legal_day(timezone.now()))[0]


def _dossiers(round: Round, count: int) -> list[Dossier]:
    now = timezone.now()
    goods = Product.objects.bulk_create(
        Product(
            province=round.province,
            name=nfc(row["name"]),
            slug=slug(row["name"]),
            name_key=search_key(row["name"]),
            search_key=search_key(row["name"]),
            sort_key=sort_key(row["name"]),
            family="mac-dinh",
            registered_at=now,
            is_illustrative=True,
        )
        for row in products(count)
    )
    return Dossier.objects.bulk_create(
        Dossier(
            province=round.province,
            round=round,
            product=product,
            kind="first",
            release=RELEASE,
            set_no=SET,
            stage=Stage.ACCEPTED,
            opened_at=now,
            submitted_at=now,
            is_illustrative=True,
        )
        for product in goods
    )
