"""The invented people of the demonstration, their offices and posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openocop.accounts.domain.roles import OfficeLevel, Post, Role
from openocop.accounts.models import Office, User
from openocop.accounts.selectors.posts import posts_of
from openocop.accounts.services.consent import keep_address
from openocop.accounts.services.people import appoint, one_time_password, open_account
from openocop.core.services.journal import SYSTEM
from openocop.demo.domain.practice import PROVINCE
from openocop.geography.selectors.units import units_at

SINCE = date(2020, 1, 1)
_OFFICE_OF_ROLE = {
    Role.PROVINCIAL_OFFICER: "province",
    Role.ADVISER: "province",
    Role.INSPECTOR: "province",
    Role.ADMINISTRATOR: "province",
    Role.CHAIR: "committee",
    Role.SECRETARY: "province",
    Role.COUNCIL_MEMBER: "province",
    Role.LEADER: "committee",
    Role.MINISTRY: "ministry",
}


@dataclass(frozen=True, slots=True)
class Person:
    """One account of the demonstration; `password` is shown once, when it was made, and None for who never signs in."""

    user: User
    post: Post
    password: str | None
    body: str


Cast = dict[str, Person]


def invite_cast(people: list[dict[str, Any]], offices: dict[str, dict[str, str]], *, today: date) -> Cast:
    """Open an account with a generated password for everyone in `people` and give them their posts."""
    rooms = {key: _office(data) for key, data in offices.items()}
    cast: Cast = {}
    for person in people:
        role = Role(person["role"])
        office = rooms["commune"] if role == Role.COMMUNE_OFFICER else rooms.get(_OFFICE_OF_ROLE.get(role, ""))
        cast[person["login"]] = _person(person, role, office, today=today, signs_in=True)
    return cast


def commune_officers(codes: set[str], *, today: date) -> dict[str, Post]:
    """Return an officer's post by commune code; these people do not sign in."""
    units = units_at((code, today) for code in codes)
    found = {}
    for code in sorted(codes):
        unit = units[code, today]
        office = _office({"name": f"UBND {unit.type} {unit.name}", "level": "commune", "unit": code})
        name = f"Công chức OCOP {unit.type} {unit.name} (minh hoạ)"
        person = {"login": f"xa-{code}", "name": name, "title": "Công chức phụ trách OCOP"}
        found[code] = _person(person, Role.COMMUNE_OFFICER, office, today=today).post
    return found


def agree_to_letters(cast: Cast, *, at: datetime) -> None:
    """Let the producer and its commune agree to e-mail, at addresses that are nobody's; no letter ever goes there."""
    for login in ("san-xuat", "xa"):
        keep_address(by=cast[login].post, email=f"{login}@example.com", agrees=True, at=at)


def extra_member(number: int, *, today: date) -> Person:
    """Return a member who fills a seat of the replayed council and does not sign in."""
    office = Office.objects.get(province=PROVINCE, name="UBND tỉnh Cà Mau")
    person = {"login": f"thanh-vien-2022-{number}", "name": f"Thành viên {number} (minh hoạ)"}
    return _person(person, Role.COUNCIL_MEMBER, office, today=today)


def silent_producer(number: int, *, today: date) -> Person:
    """Return the account of an invented producer with which nobody signs in."""
    person = {"login": f"chu-the-{number}", "name": f"Chủ thể {number} (minh hoạ)"}
    return _person(person, Role.PRODUCER, None, today=today)


def _person(
    person: dict[str, Any], role: Role, office: Office | None, *, today: date, signs_in: bool = False
) -> Person:
    password = one_time_password() if signs_in else None
    user = open_account(
        login=person["login"],
        full_name=person["name"],
        password=password,
        province=PROVINCE,
        by=SYSTEM,
        is_illustrative=True,
    )
    appoint(
        user=user,
        role=role,
        province=PROVINCE,
        office=office,
        title=person.get("title", ""),
        valid_from=SINCE,
        by=SYSTEM,
        basis="Minh hoạ",
    )
    return Person(user=user, post=posts_of(user, on=today)[0], password=password, body=person.get("body", ""))


def _office(data: dict[str, str]) -> Office:
    office, _ = Office.objects.get_or_create(
        province=PROVINCE, name=data["name"], unit_code=data["unit"], defaults={"level": OfficeLevel(data["level"])}
    )
    return office
