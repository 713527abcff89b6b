"""The cast of every permission test: one person for each role, all of the province Cà Mau."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from openocop.accounts.domain.roles import OfficeLevel, Post, Role
from openocop.accounts.models import Appointment, Office, User
from openocop.accounts.selectors.posts import posts_of

PROVINCE = "ca-mau"
SINCE, TODAY = date(2025, 7, 1), date(2026, 11, 24)
DAM_DOI, NAM_CAN = "32152", "32191"  # xã Đầm Dơi, xã Năm Căn, from 01/07/2025


@dataclass(frozen=True, slots=True)
class Person:
    """An account and the capacity it acts in; `post` of the outsider, who has none, is an error to ask for."""

    user: User
    appointed: Post | None

    @property
    def post(self) -> Post:
        assert self.appointed is not None
        return self.appointed


@dataclass(frozen=True, slots=True)
class Cast:
    producer: Person
    rival_producer: Person
    commune_officer: Person
    other_commune_officer: Person
    provincial_officer: Person
    adviser: Person
    council_member: Person
    secretary: Person
    chair: Person
    leader: Person
    inspector: Person
    ministry: Person
    administrator: Person
    outsider: Person

    def posts(self) -> dict[str, Post]:
        """Return every post by name, the outsider left out."""
        people = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: person.appointed for name, person in people.items() if person.appointed}


def build_cast() -> Cast:
    """Open the accounts and appoint them from 01/07/2025; the two producers act for nobody yet."""
    commune = _office(OfficeLevel.COMMUNE, "UBND xã Đầm Dơi", DAM_DOI)
    other_commune = _office(OfficeLevel.COMMUNE, "UBND xã Năm Căn", NAM_CAN)
    province = _office(OfficeLevel.PROVINCE, "Cơ quan tham mưu OCOP tỉnh", "96")
    ministry = _office(OfficeLevel.MINISTRY, "Bộ Nông nghiệp và Môi trường", "")
    return Cast(
        producer=_person("chu-the", Role.PRODUCER, None),
        rival_producer=_person("chu-the-khac", Role.PRODUCER, None),
        commune_officer=_person("xa", Role.COMMUNE_OFFICER, commune),
        other_commune_officer=_person("xa-khac", Role.COMMUNE_OFFICER, other_commune),
        provincial_officer=_person("tinh", Role.PROVINCIAL_OFFICER, province),
        adviser=_person("to-tu-van", Role.ADVISER, province),
        council_member=_person("thanh-vien", Role.COUNCIL_MEMBER, province),
        secretary=_person("thu-ky", Role.SECRETARY, province),
        chair=_person("chu-tich", Role.CHAIR, province),
        leader=_person("lanh-dao", Role.LEADER, province),
        inspector=_person("hau-kiem", Role.INSPECTOR, province),
        ministry=_person("bo", Role.MINISTRY, ministry),
        administrator=_person("quan-tri", Role.ADMINISTRATOR, province),
        outsider=Person(_account("nguoi-ngoai"), None),
    )


def _office(level: OfficeLevel, name: str, unit_code: str) -> Office:
    return Office.objects.create(province=PROVINCE, level=level, name=name, unit_code=unit_code, valid_from=SINCE)


def _person(login: str, role: Role, office: Office | None) -> Person:
    user = _account(login)
    Appointment.objects.create(
        user=user, office=office, role=role, province=PROVINCE, valid_from=SINCE, basis="kiểm thử"
    )
    return Person(user, posts_of(user, on=TODAY)[0])


def _account(login: str) -> User:
    return User.objects.create(username=login, full_name=f"Người thử {login}", is_illustrative=True)
