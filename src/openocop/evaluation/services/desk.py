"""Members' places before products: what sheets that come in are held against, read for all of them under a lock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigAutoField, CharField, F, QuerySet
from django.utils import timezone

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.not_known import NotKnown
from openocop.core.prepared import Prepared, among, enough_for, givens
from openocop.core.verdict import Verdict, require
from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.releases import criteria_set
from openocop.evaluation.domain.procedure import Procedure, procedure_of
from openocop.evaluation.models import AdvisorySheet, Entry, Seat
from openocop.evaluation.permissions import entries_visible_to, may_score, seat_of
from openocop.evaluation.selectors.drafts import Levels
from openocop.evaluation.selectors.scoring import proposed_levels

_ENTRY = (
    *("public_id", "province", "ballot", "ballot_open", "added_at", "session__public_id", "session__stage"),
    *("session__form", "session__answers_by"),
    *("session__council__public_id", "session__council__province", "session__council__procedure"),
    *("dossier__release", "dossier__set_no", "dossier__self_levels", "dossier__product__name"),
    *("dossier__advisory_sheet__levels", "dossier__advisory_sheet__sent_at"),
)
_WITH = ("session__council", "dossier__product", "dossier__advisory_sheet")
_SEAT = (
    *("public_id", "province", "council", "user", "role", "scores", "attended", "left_at", "is_illustrative"),
    *("declared_until", "replaced_on", "settled"),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """One product before one member; `proposed` are the levels that take a reason to leave."""

    entry: Entry
    seat: Seat
    printed: CriteriaSet
    proposed: Levels
    procedure: Procedure


class Room:
    """The desks of several members before several products, whose ballots nobody closes until the transaction ends.

    Members do not wait for one another: they share the locks.
    """

    def __init__(self, asked: Sequence[tuple[str, Post]]) -> None:
        count = enough_for(len(asked))
        products = sorted({product for product, _by in asked})
        found = _ENTRIES.rows(count, **among("product", products, count))
        self._entries = {entry.public_id: entry for entry in found}
        self._seats: dict[tuple[int, int], Seat] = {}  # by the keys of council and person
        self._aside: set[tuple[int, int, int]] = set()  # as many, with the key of a dossier they stepped aside from
        if found:
            councils = sorted({entry.session.council.pk for entry in found})
            people = sorted({by.user_id for _product, by in asked})
            for row in _SEATS.rows(count, **among("council", councils, count), **among("person", people, count)):
                seat: Any = row
                self._seats[seat.council_id, seat.user_id] = seat
                self._aside.add((seat.council_id, seat.user_id, seat.aside))

    def desk(self, product: str, by: Post) -> Desk:
        """Return the desk of `by` before a product.

        Raises:
            NotKnown: no such product before a council that this person may know of, or they stepped aside from it.
            NotPermitted: not a member who may score this product now.
        """
        entry = self._entries.get(product)
        if entry is None or (entry.session.council.pk, by.user_id, entry.dossier.pk) in self._aside:
            raise NotKnown
        council = entry.session.council
        council.remember_seat(by.user_id, self._seats.get((council.pk, by.user_id)))
        _require(may_score(by, entry, on=legal_day(timezone.now())), by, entry)
        seat = seat_of(by, council)
        assert seat is not None  # noqa: S101  # may_score allows only a seat
        dossier = entry.dossier
        printed, proposed = criteria_set(dossier.release, dossier.set_no), proposed_levels(dossier, _advice(entry))
        return Desk(entry, seat, printed, proposed, procedure_of(council.procedure))


def _require(verdict: Verdict, by: Post, entry: Entry) -> None:
    """Pass who may score. Why not, is told to those who may know of the product; to others it does not exist."""
    if not verdict and not entries_visible_to(by).filter(pk=entry.pk).exists():
        raise NotKnown
    require(verdict)


def _advice(entry: Entry) -> AdvisorySheet | None:
    advice: AdvisorySheet | None = getattr(entry.dossier, "advisory_sheet", None)
    return advice if advice is not None and advice.sent_at is not None else None


def _before(count: int) -> QuerySet[Entry]:
    return (
        Entry.objects.filter(public_id__in=givens("product", CharField(), count))
        .select_for_update(of=("self",))
        .select_related(*_WITH)
        .only(*_ENTRY)
        .order_by("pk")
    )


def _around(count: int) -> QuerySet[Seat]:
    """Read the seats of people on councils, once for each product that they stepped aside from."""
    councils, people = (givens(kind, BigAutoField(), count) for kind in ("council", "person"))
    seats = Seat.objects.filter(council__id__in=councils, user__id__in=people).only(*_SEAT).order_by()
    return seats.annotate(aside=F("recusals__dossier_id"))


_ENTRIES, _SEATS = Prepared(_before, shares_lock=True), Prepared(_around)
