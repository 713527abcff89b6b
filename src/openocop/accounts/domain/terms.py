"""Which office gives which role, and the days of a term as people write and as records keep them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from openocop.accounts.domain.roles import OfficeLevel, Role

_LOCAL = frozenset({OfficeLevel.COMMUNE, OfficeLevel.DISTRICT})
_PROVINCE = frozenset({OfficeLevel.PROVINCE})
# Producers act for themselves: their accounts are opened beside the record of the producer.
LEVELS_OF_ROLE: Mapping[Role, frozenset[OfficeLevel]] = {
    Role.COMMUNE_OFFICER: _LOCAL,
    Role.PROVINCIAL_OFFICER: _PROVINCE,
    Role.ADVISER: _PROVINCE,
    Role.COUNCIL_MEMBER: _PROVINCE,
    Role.SECRETARY: _PROVINCE,
    Role.CHAIR: _PROVINCE,
    Role.LEADER: _PROVINCE,
    Role.INSPECTOR: _PROVINCE,
    Role.MINISTRY: frozenset({OfficeLevel.MINISTRY}),
    Role.ADMINISTRATOR: _PROVINCE,
}
SOON = timedelta(days=30)  # a term that ends within it is pointed out


@dataclass(frozen=True, slots=True)
class Term:
    """A post as it is to be given. `office` is the public id of the office; `last_day` is inclusive, None: until it is
    ended; `basis` names the paper.
    """

    role: Role
    office: str
    valid_from: date
    last_day: date | None = None
    title: str = ""
    basis: str = ""


def gives(level: OfficeLevel, role: Role) -> bool:
    """Tell whether an office of `level` gives `role`."""
    return level in LEVELS_OF_ROLE.get(role, frozenset())


def until(last_day: date | None) -> date | None:
    """Return the exclusive end of a term whose last day is `last_day`; both None for an open one."""
    return last_day + timedelta(days=1) if last_day else None


def last_day(valid_until: date | None) -> date | None:
    """Return the last day of a term that ends before `valid_until`."""
    return valid_until - timedelta(days=1) if valid_until else None
