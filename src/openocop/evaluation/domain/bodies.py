"""The bodies that the law names for a council, as data with their source. What is missing is said, never refused."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from openocop.evaluation.domain.lifecycle import SeatRole

PROVINCE, DISTRICT = "province", "district"
ALWAYS, IF_EXISTS, BY_PRODUCT, INVITED = "always", "if_exists", "by_product", "invited"
NEEDED_WORDS = {ALWAYS: "", IF_EXISTS: "nếu có", BY_PRODUCT: "tùy sản phẩm", INVITED: "có thể mời"}
_FILE = Path(__file__).resolve().parent.parent / "data" / "bodies.yaml"


@dataclass(frozen=True, slots=True)
class Body:
    """One body that the law names, the place it has, and whether a council always has it (`needed`)."""

    code: str
    place: SeatRole
    needed: str
    label: str
    note: str = ""

    @property
    def words(self) -> str:
        """Return the name with the law's own reservation: "Sở An toàn thực phẩm (nếu có)"."""
        reserved = NEEDED_WORDS[self.needed]
        return f"{self.label} ({reserved})" if reserved else self.label


@dataclass(frozen=True, slots=True)
class Composition:
    """Who sits on a council of one level under one release; `size` is the least and the most members, where printed."""

    level: str
    source: str
    bodies: tuple[Body, ...]
    size: tuple[int, int] | None

    def missing(self, seated: Collection[str]) -> tuple[Body, ...]:
        """Return the named bodies without a seat; those the law only invites or names for some products are none."""
        return tuple(body for body in self.bodies if body.needed in {ALWAYS, IF_EXISTS} and body.code not in seated)

    def misses_size(self, members: int) -> bool:
        return self.size is not None and not self.size[0] <= members <= self.size[1]


def compositions(release_id: str) -> tuple[Composition, ...]:
    """Return the councils that a release knows, the province's first."""
    return _read().get(release_id, ())


def composition(release_id: str, level: str) -> Composition:
    """Return the council of one level; an unknown release or level names no body."""
    return next((one for one in compositions(release_id) if one.level == level), Composition(level, "", (), None))


@cache
def _read() -> dict[str, tuple[Composition, ...]]:
    data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        release_id: tuple(_composition(level, one) for level, one in levels.items())
        for release_id, levels in data.items()
    }


def _composition(level: str, data: dict[str, Any]) -> Composition:
    bodies = tuple(
        Body(body["code"], SeatRole(body["place"]), body["needed"], body["label"], body.get("note", ""))
        for body in data["bodies"]
    )
    return Composition(level, data["source"], bodies, tuple(data["size"]) if data["size"] else None)
