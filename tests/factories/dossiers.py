"""Two communes, two producers who know nothing of each other, and a dossier at any step."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from openocop.accounts.domain.roles import OfficeLevel, Post, Role
from openocop.accounts.models import Appointment, Office, User
from openocop.accounts.selectors.posts import posts_of
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import search_key, sort_key
from openocop.core.models import JournalEntry
from openocop.criteria.domain.releases import criteria_set
from openocop.dossiers.domain.components import Found, Line
from openocop.dossiers.domain.helping import Way
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.papers import Paper
from openocop.dossiers.models import ComponentCheck, Dossier, HelpConsent, Round
from openocop.dossiers.selectors.checks import components_for
from openocop.dossiers.services.checking import check_components
from openocop.dossiers.services.filing import submit_dossier
from openocop.dossiers.services.helping import Agreement, record_help
from openocop.dossiers.services.opening import open_dossier
from openocop.dossiers.services.review import Form03, accept_dossier, propose_dossier, return_dossier
from openocop.dossiers.services.rounds import open_round
from openocop.dossiers.services.self_scores import save_self_score
from openocop.dossiers.services.vault import take_in_paper
from openocop.geography.models import AdministrativeUnit, UnitSuccession
from openocop.registry.domain.paper_kinds import PaperFacts
from openocop.registry.models import Producer, ProducerMember, ProducerPaper, Product
from tests.factories.papers import a_pdf

PROVINCE = "ca-mau"
HERE, THERE = "32152", "32191"  # xã Đầm Dơi, xã Năm Căn
OLD_COMMUNE = "32173"  # joined whole to xã Đầm Dơi on 01/07/2025
NOON = datetime(2027, 3, 1, 5, tzinfo=UTC)  # Monday 01/03/2027, noon in Vietnam
SET = 8
WORDS = Form03("Tôm mua trong xã", "14 người của xã", "Nghề của gia đình", "Nghề dưới tán đước")
_numbers = itertools.count(1001)  # a name made here never bears a number that looks like a score


def some_units() -> None:
    """Lay down the province, its two communes of today and one of before 01/07/2025."""
    if AdministrativeUnit.objects.exists():
        return
    _unit("96", "province", "tỉnh", "Cà Mau", valid_from=None)
    _unit(HERE, "commune", "xã", "Đầm Dơi", valid_from=date(2025, 7, 1))
    _unit(THERE, "commune", "xã", "Năm Căn", valid_from=date(2025, 7, 1))
    _unit(OLD_COMMUNE, "commune", "xã", "Tân Dân", valid_from=None, valid_until=date(2025, 7, 1))
    UnitSuccession.objects.create(
        old_code=OLD_COMMUNE,
        new_code=HERE,
        share="whole",
        effective_on=date(2025, 7, 1),
        detail="",
        basis="",
        source="",
    )


def _unit(code: str, level: str, type: str, name: str, **dates: date | None) -> None:
    AdministrativeUnit.objects.create(
        code=code,
        level=level,
        name=name,
        type=type,
        parent_code="" if level == "province" else "96",
        province_code="96",
        source="kiểm thử",
        search_key=search_key(name).replace("y", "i"),
        sort_key=sort_key(name),
        **dates,
    )


def a_post(role: Role, *, unit: str = "", province: str = PROVINCE) -> Post:
    """Appoint a new person to `role` and return the post; a commune's office is that of `unit`."""
    number = next(_numbers)
    user = User.objects.create(username=f"nguoi-{number}", full_name=f"Người {number}")
    office = None
    if role != Role.PRODUCER:
        level = OfficeLevel.COMMUNE if unit else OfficeLevel.PROVINCE
        office, _created = Office.objects.get_or_create(
            province=province, unit_code=unit, name=f"Cơ quan {unit or province}", defaults={"level": level}
        )
    Appointment.objects.create(
        user=user, office=office, role=role, province=province, valid_from=date(2026, 1, 1), basis="kiểm thử"
    )
    return posts_of(user, on=date(2027, 3, 1))[0]


def a_producer(
    *, member: Post | None = None, unit: str = HERE, unit_on: date = date(2026, 1, 1), kind: str = "household"
) -> Producer:
    """Register a producer in `unit`; `member` acts for it from 01/01/2026."""
    name = f"Cơ sở {next(_numbers)}"
    place = {"unit_code": unit, "unit_on": unit_on, "unit_basis": "stated"} if unit else {}
    producer = Producer.objects.create(
        province=PROVINCE,
        name=name,
        kind=kind,
        registered_at=NOON,
        search_key=search_key(name),
        sort_key=sort_key(name),
        **place,
    )
    if member:
        ProducerMember.objects.create(
            province=PROVINCE, user_id=member.user_id, producer=producer, valid_from=date(2026, 1, 1)
        )
    return producer


def a_product(producer: Producer | None, name: str = "") -> Product:
    name = name or f"Chả tôm {next(_numbers)}"
    return Product.objects.create(
        province=PROVINCE,
        producer=producer,
        name=name,
        classification="I.3.d",
        family="cha",
        registered_at=NOON,
        slug=f"cha-tom-{next(_numbers)}",
        name_key=search_key(name),
        search_key=search_key(name),
        sort_key=sort_key(name),
    )


def a_round(officer: Post | None = None) -> Round:
    """Return round 1 of 2027, opened on 04/01/2027."""
    some_units()
    known = Round.objects.filter(province=PROVINCE, code="2027-1").first()
    return known or open_round(
        by=officer or a_post(Role.PROVINCIAL_OFFICER),
        code="2027-1",
        name="Đợt 1 năm 2027",
        release="26-2026",
        opened_on=date(2027, 1, 4),
        propose_before=date(2027, 4, 30),
        evaluate_before=date(2027, 6, 30),
    )


def a_draft(by: Post, producer: Producer | None = None, *, kind: str = "first", at: datetime = NOON) -> Dossier:
    """Open a dossier of a new product; `by` acts for its producer."""
    round = a_round()
    product = a_product(producer or a_producer(member=by))
    return open_dossier(by=by, product=product, round=round, set_no=SET, kind=kind, client_id=uuid.uuid4(), at=at)


def a_kept_paper(
    by: Post, producer: Producer | None, *, until: date | None = None, older: ProducerPaper | None = None, **facts: str
) -> ProducerPaper:
    """Take a paper into the producer's own: a test report of which `until` is the first day it no longer holds."""
    assert producer is not None
    number = next(_numbers)
    said = PaperFacts(
        **{"kind": "test_report", "title": f"Phiếu kiểm nghiệm {number}", "number": f"KN-{number}", **facts}
    )
    return take_in_paper(
        by=by,
        producer=producer,
        facts=replace(said, valid_until=until),
        name="kiem-nghiem.pdf",
        content=a_pdf(str(number)),
        client_id=uuid.uuid4(),
        at=NOON,
        supersedes=older,
    )


def lowest_levels() -> Mapping[str, int]:
    """The first printed level of every criterion of set 8 (26/2026), but 0 of the story so that 5.2 applies on none."""
    return {criterion.code: 0 for criterion in criteria_set("26-2026", SET).criteria if criterion.depends_on is None}


def a_dossier(stage: Stage, *, producer_post: Post | None = None, at: datetime = NOON) -> Dossier:
    """Bring a new dossier to `stage` by the services that lead there."""
    by = producer_post or a_post(Role.PRODUCER)
    dossier = a_draft(by, at=at)
    if stage == Stage.DRAFT:
        return dossier
    save_self_score(by=by, dossier=dossier, levels=lowest_levels(), at=at)
    dossier = submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=at)
    if stage == Stage.SUBMITTED:
        return dossier
    commune = a_post(Role.COMMUNE_OFFICER, unit=HERE)
    if stage == Stage.RETURNED:
        return return_dossier(
            by=commune, dossier=dossier, reason="Thiếu phiếu kiểm nghiệm", client_id=uuid.uuid4(), at=at
        )
    a_check(commune, dossier, at=at)
    propose_dossier(by=commune, dossier=dossier, report=WORDS, client_id=uuid.uuid4(), at=at)
    dossier.refresh_from_db()
    if stage == Stage.PROPOSED:
        return dossier
    officer = a_post(Role.PROVINCIAL_OFFICER)
    return accept_dossier(by=officer, dossier=dossier, client_id=uuid.uuid4(), at=at)


def a_check(commune: Post, dossier: Dossier, *, at: datetime = NOON) -> ComponentCheck:
    """Find every component of the filing that stands now."""
    lines = {component.slug: Line(Found.PRESENT) for component in components_for(dossier)}
    return check_components(by=commune, dossier=dossier, lines=lines, client_id=uuid.uuid4(), at=at)


def a_consent(helper: Post, dossier: Dossier, *, may_submit: bool = True, at: datetime | None = None) -> HelpConsent:
    """Record that the producer agreed on paper to the help of `helper`, from today, the day of `at`, for 30 days."""
    today = legal_day(at or timezone.now())
    agreement = Agreement(
        way=Way.COUNTER,
        given_by="Trần Thị Thử",
        given_on=today,
        last_on=today + timedelta(days=29),
        may_submit=may_submit,
        paper=Paper(a_pdf("Giấy đồng ý"), "application/pdf"),
        paper_name="giấy đồng ý.pdf",
    )
    return record_help(by=helper, dossier=dossier, agreement=agreement, client_id=uuid.uuid4(), at=at)


def verbs_of(dossier: Dossier) -> list[str]:
    """Return what the journal says was done to the dossier, oldest first."""
    entries = JournalEntry.objects.filter(subject_id=dossier.public_id).order_by("sequence")
    return [entry.verb for entry in entries]
