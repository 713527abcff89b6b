"""A member's own progress through a session. Reads no other sheet than their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.criteria.domain.releases import criteria_set
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.domain.procedure import procedure_of
from openocop.evaluation.models import Entry, Recusal, ScoreSheet, Seat, Session
from openocop.evaluation.permissions import entries_visible_to, is_declared
from openocop.evaluation.selectors.scoring import sheet_number


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One product with the state of one's own sheet: `state` is a shape of the ui, `words` say it.

    `number` is the sheet's; `stamp` changes with whatever the page behind the row would show otherwise.
    """

    entry: Entry
    state: str
    words: str
    total: int | None
    number: UUID
    stamp: str


def own_rows(session: Session, seat: Seat, entries: QuerySet[Entry], shown: Sequence[Entry]) -> dict[str, Any]:
    """Return the rows of one page with the member's own counts of the whole agenda, in seven queries.

    `left` counts the sheets that may still be sent, `next` is the first product among them; `masked`: the producer of
    a product is not named before one's own sheet is sent.
    """
    mine = ScoreSheet.objects.filter(seat=seat, entry__session=session, ballot=F("entry__ballot"))
    sheets = {sheet.entry_id: sheet for sheet in mine.filter(entry__in=[entry.pk for entry in shown])}
    related = entries.filter(pk__in=[entry.pk for entry in shown]).select_related("dossier__product__producer")
    found = [_row(session, seat, entry, sheets.get(entry.pk)) for entry in related.order_by("position")]
    sent = mine.filter(sent_at__isnull=False)
    left = entries.filter(~Exists(sent.filter(entry=OuterRef("pk"))), ballot_open=True)
    if seat.settled:
        left = left.exclude(seat.on_settled)
    if session.is_written and session.stage != SessionStage.SCORING:
        left = left.none()  # what goes before a meeting is not scored before that meeting
    return {
        "rows": found,
        "count": entries.count(),
        "sent": sent.filter(entry__in=entries).count(),
        "left": left.count(),
        "next": left.order_by("position").first(),
        "aside": Recusal.objects.filter(seat=seat).count(),
        "masked": procedure_of(session.council.procedure).is_blind,
    }


def neighbours(post: Post, entry: Entry) -> dict[str, Any]:
    """Return the next product of the agenda, and how many there are, as this person may know of them."""
    entries = entries_visible_to(post).filter(session=entry.session)
    after = entries.filter(position__gt=entry.position).order_by("position").values_list("public_id", flat=True).first()
    return {"next_entry": after, "agenda": entries.count()}


def stamp_of(session: Session, seat: Seat, entry: Entry, sheet: ScoreSheet | None) -> str:
    """Return what a copy of the page of one's own sheet must bear to be current."""
    saved = f"{sheet.saved_at:%Y%m%d%H%M%S%f}" if sheet else ""
    here = "in writing" if session.is_written else "present" if seat.in_the_room else "absent"
    declared = "declared" if is_declared(seat, entry) else "undeclared"
    ballot = f"{entry.ballot}{'' if entry.ballot_open else ' closed'}"
    return f"{session.stage} {here} {declared} {ballot} {saved}".strip()


def _row(session: Session, seat: Seat, entry: Entry, sheet: ScoreSheet | None) -> OwnRow:
    state, words, total = _state(seat, entry, sheet)
    return OwnRow(entry, state, words, total, sheet_number(entry, seat), stamp_of(session, seat, entry, sheet))


def _state(seat: Seat, entry: Entry, sheet: ScoreSheet | None) -> tuple[str, str, int | None]:
    if sheet is not None and sheet.sent_at is not None:
        return "ok", _("Sent"), sheet.score["total"]
    if [entry.pk, entry.ballot] in seat.settled:
        return "ok", _("Sent by who held this place before"), None
    if not is_declared(seat, entry):
        return "bad", _("Interests to declare first"), None
    if not entry.ballot_open:
        return "none", _("Closed"), None
    if sheet is None:
        words = _("Second ballot: to score again") if entry.ballot > 1 else _("Not begun")
        return "soon" if entry.ballot > 1 else "none", words, None
    total = len(criteria_set(entry.dossier.release, entry.dossier.set_no).criteria)
    words = _("Draft: %(marked)s of %(total)s criteria") % {
        "marked": len(sheet.levels) + len(sheet.outside),
        "total": total,
    }
    return "soon", words, None
