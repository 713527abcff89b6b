"""The commune of a producer as it was on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openocop.geography.selectors.mergers import successors
from openocop.registry.models import Producer


@dataclass(frozen=True, slots=True)
class CommuneCode:
    """The codes of a commune and of its province on a day."""

    province_code: str
    commune_code: str


def commune_on(producer: Producer, on: date) -> CommuneCode | None:
    """Return the one commune in which the producer lies on day `on`, None when that cannot be told.

    A district of before 01/07/2025 became several communes, and somebody has to say which one.
    """
    if not producer.unit_code or producer.unit_on is None:
        return None
    later = successors(producer.unit_code, on=producer.unit_on, later=max(on, producer.unit_on))
    if len(later) != 1 or later[0].unit.level != "commune":
        return None
    return CommuneCode(later[0].unit.province_code, later[0].unit.code)
