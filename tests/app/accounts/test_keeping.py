"""Opening accounts, giving, lending and ending posts, and what the journal says of it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from allauth.mfa.models import Authenticator

from openocop.accounts.domain.roles import OfficeLevel, Role
from openocop.accounts.domain.terms import Term, last_day, until
from openocop.accounts.models import Appointment, Office, User
from openocop.accounts.selectors.posts import posts_of
from openocop.accounts.services.keeping import (
    admit_person,
    appoint_person,
    delegate,
    end_appointment,
    record_office,
    remove_second_factor,
    renew_password,
    set_account_open,
)
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from tests.factories.actors import NAM_CAN, PROVINCE, SINCE, TODAY, Cast, Person, build_cast

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def cast() -> Cast:
    return build_cast()


def office(name: str) -> str:
    return Office.objects.get(name=name).public_id


def term(role: Role = Role.COMMUNE_OFFICER, at: str = "UBND xã Năm Căn", **changes: object) -> Term:
    facts: dict[str, object] = {"valid_from": TODAY, "basis": "12/QĐ-UBND ngày 20/11/2026"} | changes
    return Term(role=role, office=office(at), **facts)  # type: ignore[arg-type]  # a table of facts


def appointment_of(person: Person) -> Appointment:
    return person.user.appointments.get()


def admitted(cast: Cast, **changes: object) -> tuple[User, str]:
    by = cast.administrator.post
    return admit_person(by=by, login="vo-thi-thu", full_name="Võ  Thị Thử", phone="", term=term(**changes))  # type: ignore[arg-type]  # a table of facts


def test_a_person_is_admitted_with_a_post_and_a_temporary_password(cast: Cast) -> None:
    user, password = admitted(cast, last_day=date(2026, 12, 31))
    assert (user.full_name, user.search_key) == ("Võ Thị Thử", "vo thi thu vo thi thu")
    assert user.check_password(password)
    assert user.password_is_temporary
    assert [(post.role, post.office) for post in posts_of(user, on=date(2026, 12, 31))] == [
        (Role.COMMUNE_OFFICER, "UBND xã Năm Căn")
    ]
    assert posts_of(user, on=date(2027, 1, 1)) == []
    entries = JournalEntry.objects.filter(province=PROVINCE).order_by("sequence")
    assert list(entries.values_list("verb", "actor_role")) == [
        ("account.opened", "administrator"),
        ("person.appointed", "administrator"),
    ]
    assert password not in str(list(entries.values()))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"at": "Cơ quan tham mưu OCOP tỉnh"}, "office"),
        ({"role": Role.LEADER}, "office"),
        ({"role": Role.PRODUCER}, "office"),
        ({"last_day": date(2026, 11, 23)}, "last_day"),
    ],
)
def test_a_post_that_cannot_be_is_refused_whole(cast: Cast, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        admitted(cast, **changes)
    assert refusal.value.field == field


def test_a_sign_in_name_is_taken_once(cast: Cast) -> None:
    admitted(cast)
    with pytest.raises(Refused) as refusal:
        admitted(cast)
    assert refusal.value.field == "login"


def test_the_same_post_is_not_held_twice_at_once(cast: Cast) -> None:
    user, _password = admitted(cast, last_day=date(2026, 12, 31))
    with pytest.raises(Refused):
        appoint_person(by=cast.administrator.post, user=user, term=term(valid_from=date(2026, 12, 31)))
    appoint_person(by=cast.administrator.post, user=user, term=term(valid_from=date(2027, 1, 1)))
    assert len(posts_of(user, on=date(2027, 1, 1))) == 1


def test_an_administrator_keeps_others_and_not_oneself(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        appoint_person(
            by=cast.administrator.post,
            user=cast.administrator.user,
            term=term(Role.LEADER, "Cơ quan tham mưu OCOP tỉnh"),
        )
    with pytest.raises(NotPermitted):
        renew_password(by=cast.administrator.post, user=cast.administrator.user)


def test_who_is_of_no_post_in_the_province_is_not_kept_there(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        appoint_person(by=cast.administrator.post, user=cast.outsider.user, term=term())


@pytest.mark.parametrize("name", ["provincial_officer", "leader", "chair", "commune_officer", "producer"])
def test_only_an_administrator_writes(cast: Cast, name: str) -> None:
    by = getattr(cast, name).post
    adviser = cast.adviser.user
    with pytest.raises(NotPermitted):
        admit_person(by=by, login="x-y-z", full_name="X", phone="", term=term())
    with pytest.raises(NotPermitted):
        appoint_person(by=by, user=adviser, term=term())
    with pytest.raises(NotPermitted):
        renew_password(by=by, user=adviser)
    with pytest.raises(NotPermitted):
        set_account_open(by=by, user=adviser, open=False)
    with pytest.raises(NotPermitted):
        end_appointment(by=by, appointment=appointment_of(cast.adviser), last_day=TODAY, basis="", at=NOON)
    with pytest.raises(NotPermitted):
        record_office(by=by, level=OfficeLevel.COMMUNE, name="UBND xã", unit_code=NAM_CAN, valid_from=TODAY)


def lent(cast: Cast, **changes: object) -> Appointment:
    facts: dict[str, object] = {
        "to": cast.council_member.user,
        "valid_from": TODAY,
        "last_day": date(2026, 12, 31),
        "basis": "15/GUQ ngày 23/11/2026",
    } | changes
    return delegate(by=cast.administrator.post, appointment=appointment_of(cast.chair), **facts)  # type: ignore[arg-type]  # a table of facts


def test_a_delegation_lends_the_post_for_its_term_and_lapses_with_it(cast: Cast) -> None:
    lent(cast)
    posts = posts_of(cast.council_member.user, on=date(2026, 12, 31))
    assert [(post.role, post.delegated) for post in posts] == [(Role.COUNCIL_MEMBER, False), (Role.CHAIR, True)]
    assert len(posts_of(cast.council_member.user, on=date(2027, 1, 1))) == 1
    end_appointment(
        by=cast.administrator.post,
        appointment=appointment_of(cast.chair),
        last_day=date(2026, 11, 23),
        basis="",
        at=NOON,
    )
    assert [post.role for post in posts_of(cast.council_member.user, on=TODAY)] == [Role.COUNCIL_MEMBER]


def test_a_delegation_needs_a_paper_another_person_and_the_lender_s_term(cast: Cast) -> None:
    for changes, field in (
        ({"basis": " "}, "basis"),
        ({"to": cast.chair.user}, "to"),
        ({"valid_from": date(2025, 6, 30)}, "last_day"),
        ({"last_day": date(2026, 11, 1)}, "last_day"),
    ):
        with pytest.raises(Refused) as refusal:
            lent(cast, **changes)
        assert refusal.value.field == field
    with pytest.raises(Refused):
        delegate(
            by=cast.administrator.post,
            appointment=lent(cast),
            to=cast.adviser.user,
            valid_from=TODAY,
            last_day=TODAY,
            basis="16/GUQ",
        )


def test_a_post_ends_after_its_last_day_and_never_in_the_past(cast: Cast) -> None:
    by, adviser = cast.administrator.post, appointment_of(cast.adviser)
    with pytest.raises(Refused):
        end_appointment(by=by, appointment=adviser, last_day=date(2026, 11, 22), basis="", at=NOON)
    end_appointment(by=by, appointment=adviser, last_day=TODAY, basis="20/QĐ", at=NOON)
    assert len(posts_of(cast.adviser.user, on=TODAY)) == 1
    assert posts_of(cast.adviser.user, on=date(2026, 11, 25)) == []
    with pytest.raises(Refused):
        end_appointment(by=by, appointment=adviser, last_day=date(2026, 12, 1), basis="", at=NOON)
    entry = JournalEntry.objects.get(verb="person.post_ended")
    assert entry.facts == {"role": "adviser", "until": "2026-11-25", "basis": "20/QĐ"}


def test_an_account_is_closed_once_and_opened_again(cast: Cast) -> None:
    for _again in range(2):
        set_account_open(by=cast.administrator.post, user=cast.adviser.user, open=False)
    set_account_open(by=cast.administrator.post, user=cast.adviser.user, open=True)
    verbs = JournalEntry.objects.filter(subject_id=cast.adviser.user.public_id).order_by("sequence")
    assert list(verbs.values_list("verb", flat=True)) == ["account.closed", "account.reopened"]


def test_a_lost_telephone_is_taken_off_the_account(cast: Cast) -> None:
    adviser = cast.adviser.user
    Authenticator.objects.create(user=adviser, type=Authenticator.Type.TOTP, data={"secret": "x"})
    with pytest.raises(NotPermitted):
        remove_second_factor(by=cast.leader.post, user=adviser)
    assert remove_second_factor(by=cast.administrator.post, user=adviser) == 1
    assert remove_second_factor(by=cast.administrator.post, user=adviser) == 0
    assert JournalEntry.objects.filter(verb="account.second_factor_removed").count() == 1


def test_offices_are_recorded_once_and_a_commune_s_with_its_place(cast: Cast) -> None:
    by = cast.administrator.post
    record_office(by=by, level=OfficeLevel.COMMUNE, name="UBND xã Cái Nước", unit_code="32128", valid_from=SINCE)
    for name, code, field in (("UBND xã Cái Nước", "32128", "name"), ("UBND xã Khác", "", "unit_code")):
        with pytest.raises(Refused) as refusal:
            record_office(by=by, level=OfficeLevel.COMMUNE, name=name, unit_code=code, valid_from=SINCE)
        assert refusal.value.field == field


def test_days_of_a_term_are_written_inclusive_and_kept_exclusive() -> None:
    assert until(date(2026, 12, 31)) == date(2027, 1, 1)
    assert last_day(date(2027, 1, 1)) == date(2026, 12, 31)
    assert (until(None), last_day(None)) == (None, None)
