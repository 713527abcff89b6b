"""The roles of the programme and the capacity in which a person acts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from openocop.core.domain.chain import Actor


class Role(StrEnum):
    """Roles by office and place; the legal source of each stands in docs/glossary.md."""

    PRODUCER = "producer"
    COMMUNE_OFFICER = "commune_officer"
    PROVINCIAL_OFFICER = "provincial_officer"
    ADVISER = "adviser"
    COUNCIL_MEMBER = "council_member"
    SECRETARY = "secretary"
    CHAIR = "chair"
    LEADER = "leader"
    INSPECTOR = "inspector"
    MINISTRY = "ministry"
    ADMINISTRATOR = "administrator"


class OfficeLevel(StrEnum):
    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    MINISTRY = "ministry"


COUNCIL_ROLES = frozenset({Role.COUNCIL_MEMBER, Role.SECRETARY, Role.CHAIR})
OFFICE_ROLES = frozenset(Role) - {Role.PRODUCER}


@dataclass(frozen=True, slots=True)
class Post:
    """The capacity in which a signed-in person acts on this request.

    `unit_code` is the administrative unit of the office ("" for producers), with `province` as tenant. `delegated`
    tells that the power was lent by another for a term.
    """

    appointment_id: str
    user_id: int
    login: str
    name: str
    role: Role
    province: str
    office: str
    office_level: OfficeLevel | None
    unit_code: str
    delegated: bool = False

    def as_actor(self) -> Actor:
        """Return this post as the journal keeps it: values of today."""
        return Actor(login=self.login, name=self.name, role=self.role.value, office=self.office)
