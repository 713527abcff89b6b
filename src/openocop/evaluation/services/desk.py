"""A member's place before one product: what a sheet that comes in is held against, read in one query under a lock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BigAutoField, CharField, F, FilteredRelation, Q, QuerySet
from django.utils import timezone

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.selectors.posts import somebody_as
from openocop.core.domain.legal_time import legal_day
from openocop.core.not_known import NotKnown
from openocop.core.prepared import Given, Prepared
from openocop.core.verdict import require
from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.releases import criteria_set
from openocop.evaluation.domain.procedure import Procedure, procedure_of
from openocop.evaluation.models import AdvisorySheet, Entry, Seat
from openocop.evaluation.permissions import entries_visible_to, may_score, seat_of
from openocop.evaluation.selectors.drafts import Levels
from openocop.evaluation.selectors.scoring import proposed_levels

_SEAT = (
    *("id", "public_id", "province", "role", "scores", "attended", "left_at", "is_illustrative"),
    *("declared_until", "replaced_on", "settled"),
)
_READ = (
    *("public_id", "province", "ballot", "ballot_open", "added_at", "session__public_id", "session__stage"),
    *("session__form", "session__answers_by"),
    *("session__council__public_id", "session__council__province", "session__council__procedure"),
    *("dossier__release", "dossier__set_no", "dossier__self_levels", "dossier__product__name"),
    *("dossier__advisory_sheet__levels", "dossier__advisory_sheet__sent_at"),
)
_WITH = ("session__council", "dossier__product", "dossier__advisory_sheet")


@dataclass(frozen=True, slots=True)
class Desk:
    """One product before one member; `proposed` are the levels that take a reason to leave."""

    entry: Entry
    seat: Seat
    printed: CriteriaSet
    proposed: Levels
    procedure: Procedure


def take_seat(entry_id: str, by: Post) -> Desk:
    """Return the desk of `by` before a product whose ballot nobody closes until the transaction ends.

    Members do not wait for one another: they share the lock.

    Raises:
        NotKnown: no such product before a council that this person may know of, or they stepped aside from it.
        NotPermitted: not a member who may score this product now.
    """
    entry: Any = _ENTRY.first(by.role, user_id=by.user_id, province=by.province, public_id=entry_id)
    if entry is None:
        raise NotKnown
    council = entry.session.council
    council.remember_seat(by.user_id, _seat(entry, by) if entry.seat_id else None)
    require(may_score(by, entry, on=legal_day(timezone.now())))
    seat = seat_of(by, council)
    assert seat is not None  # noqa: S101  # may_score allows only a seat
    dossier = entry.dossier
    printed, proposed = criteria_set(dossier.release, dossier.set_no), proposed_levels(dossier, _advice(entry))
    return Desk(entry, seat, printed, proposed, procedure_of(council.procedure))


def _seat(entry: Any, by: Post) -> Seat:
    known = {name: getattr(entry, f"seat_{name}") for name in _SEAT}
    return Seat(council=entry.session.council, user_id=by.user_id, **known)


def _advice(entry: Entry) -> AdvisorySheet | None:
    advice: AdvisorySheet | None = getattr(entry.dossier, "advisory_sheet", None)
    return advice if advice is not None and advice.sent_at is not None else None


def _before(role: Role) -> QuerySet[Entry]:
    own = Q(session__council__seats__user=Given("user_id", BigAutoField()))
    return (
        entries_visible_to(somebody_as(role))
        .filter(public_id=Given("public_id", CharField()))
        .select_for_update(of=("self",))
        .select_related(*_WITH)
        .only(*_READ)
        .annotate(own=FilteredRelation("session__council__seats", condition=own))
        .annotate(**{f"seat_{name}": F(f"own__{name}") for name in _SEAT})
    )


_ENTRY = Prepared(_before, shares_lock=True)
