"""Members' and advisers' sheets: saved as often as wanted, sent once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import BigAutoField, Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.prepared import Given, Prepared
from openocop.core.refusal import Refused
from openocop.core.rows import put
from openocop.core.services.journal import record
from openocop.core.verdict import NotPermitted, refused, require
from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.sheet import score_sheet
from openocop.dossiers.models import Dossier
from openocop.dossiers.services.steps import move_dossier
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.models import AdvisorySheet, Entry, Recusal, ScoreSheet, Seat
from openocop.evaluation.permissions import may_advise, may_score, seat_of

MAX_TEXT = 4000
# What writing a sheet reads of its entry; fifteen members write at once.
_LOCKED = (
    *("public_id", "province", "ballot", "ballot_open", "session__stage", "dossier__release", "dossier__set_no"),
    *("session__council__public_id", "session__council__province"),
)
_SEAT = ("id", "public_id", "province", "role", "scores", "attended", "is_illustrative")
_CONFIRMED = ("client_id", "levels", "disqualified", "opinion")


@transaction.atomic
def save_sheet(*, entry: Entry, marks: Marks, client_id: UUID, by: Post) -> ScoreSheet:
    """Keep a draft of one's own sheet, complete or not. What is not on the printed sheet is refused.

    Raises:
        NotPermitted: not a member who may score this product now, or their sheet was sent.
        Refused: an unknown criterion, or a level that does not exist.
    """
    entry, seat = _open_entry(entry, by)
    _refuse_unknown(_set_of(entry.dossier), marks)
    sheet = _put(_sheet(entry, seat, marks, client_id))
    if sheet is None:
        raise NotPermitted(refused(_("Your sheet on this product was sent and stays as it is.")))
    return sheet


@transaction.atomic
def send_sheet(*, entry: Entry, marks: Marks, client_id: UUID, by: Post) -> ScoreSheet:
    """Send one's own sheet. It must be whole; afterwards it is never edited. Sent again by the same device it is one.

    Raises:
        NotPermitted: as `save_sheet`.
        SheetRefused: the first criterion without a fitting level.
    """
    entry, seat = _open_entry(entry, by)
    score = score_sheet(_set_of(entry.dossier), seat.public_id, marks.levels, marks.disqualified)
    given = _sheet(entry, seat, marks, client_id)
    given.score, given.sent_at = dict(score.as_json()), given.saved_at
    sheet = _put(given)
    if sheet is None:
        return _same_or_refused(given)
    facts = {"entry": entry.public_id, "ballot": entry.ballot, "total": score.total, "levels": dict(marks.levels)}
    record(province=entry.province, actor=by.as_actor(), verb="sheet.sent", subject=sheet, facts=facts)
    return sheet


@transaction.atomic
def save_advisory_sheet(*, dossier: Dossier, marks: Marks, by: Post, send: bool = False) -> AdvisorySheet:
    """Keep the advisory team's sheet; `send` checks it whole and puts it before the council."""
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    require(may_advise(by, dossier))
    _refuse_unknown(_set_of(dossier), marks)
    now = timezone.now()
    sheet = AdvisorySheet.objects.filter(dossier=dossier).first()
    if sheet is None:
        sheet = AdvisorySheet(province=dossier.province, dossier=dossier, is_illustrative=dossier.is_illustrative)
    if sheet.sent_at is not None:
        raise Refused(_("The advisory sheet was sent and stays as it is."))
    sheet.levels, sheet.disqualified = dict(marks.levels), list(marks.disqualified)
    sheet.remarks = {code: text[:MAX_TEXT] for code, text in marks.reasons.items()}
    sheet.conclusion, sheet.adviser, sheet.saved_at = marks.opinion[:MAX_TEXT], by.name, now
    if send:
        sheet.score = dict(score_sheet(_set_of(dossier), by.name, marks.levels, marks.disqualified).as_json())
        sheet.sent_at = now
    sheet.save()
    if send:
        move_dossier(dossier=dossier, verb="advise", by=by)
        facts = {"dossier": dossier.public_id, "total": sheet.score["total"]}
        record(province=dossier.province, actor=by.as_actor(), verb="advice.sent", subject=sheet, facts=facts)
    return sheet


def _open_entry(entry: Entry, by: Post) -> tuple[Entry, Seat]:
    """Return the product, which nobody closes or reveals meanwhile, and the seat from which `by` scores it."""
    locked: Any = _ENTRY.rows(entry=entry.pk, user=by.user_id)[0]
    council = locked.session.council
    council.remember_seat(by.user_id, _seat(locked, by) if locked.seat_id else None)
    require(may_score(by, locked, recused=locked.recused))
    seat = seat_of(by, council)
    assert seat is not None  # noqa: S101  # may_score allows only a seat
    return locked, seat


def _seat(locked: Any, by: Post) -> Seat:
    """Return the seat that was read with the product."""
    known = {name: getattr(locked, f"seat_{name}") for name in _SEAT}
    return Seat(council=locked.session.council, user_id=by.user_id, **known)


def _entry_with_lock() -> QuerySet[Entry]:
    user = Given("user", BigAutoField())
    aside = Recusal.objects.filter(
        dossier=OuterRef("dossier"), seat__council=OuterRef("session__council"), seat__user=user
    )
    own = FilteredRelation("session__council__seats", condition=Q(session__council__seats__user=user))
    return (
        Entry.objects.select_for_update(of=("self",))
        .select_related("session__council", "dossier")
        .annotate(own=own, recused=Exists(aside), **{f"seat_{name}": F(f"own__{name}") for name in _SEAT})
        .only(*_LOCKED)
        .filter(pk=Given("entry", BigAutoField()))
    )


_ENTRY = Prepared(_entry_with_lock, shares_lock=True)  # members do not wait for one another


def _sheet(entry: Entry, seat: Seat, marks: Marks, client_id: UUID) -> ScoreSheet:
    return ScoreSheet(
        province=entry.province,
        entry=entry,
        seat=seat,
        ballot=entry.ballot,
        client_id=client_id,
        levels=dict(marks.levels),
        disqualified=list(marks.disqualified),
        reasons={code: text[:MAX_TEXT] for code, text in marks.reasons.items() if text.strip()},
        opinion=marks.opinion[:MAX_TEXT],
        saved_at=timezone.now(),
        is_illustrative=seat.is_illustrative,
    )


def _put(sheet: ScoreSheet) -> ScoreSheet | None:
    """Write a sheet over its draft; None if one was sent."""
    return put(sheet, same=("entry_id", "seat_id", "ballot"), closed_by="sent_at")


def _same_or_refused(given: ScoreSheet) -> ScoreSheet:
    """Return the sheet when the same one was sent twice; another, from another device, must not seem to be sent."""
    sent = ScoreSheet.objects.get(entry=given.entry, seat=given.seat, ballot=given.ballot)
    if any(getattr(sent, name) != getattr(given, name) for name in _CONFIRMED):
        raise NotPermitted(refused(_("Your sheet on this product was sent and stays as it is.")))
    return sent


def _set_of(dossier: Dossier) -> CriteriaSet:
    return criteria_set(dossier.release, dossier.set_no)


def _refuse_unknown(sheet_set: CriteriaSet, marks: Marks) -> None:
    for code, mark in marks.levels.items():
        if code not in sheet_set.position:
            raise Refused(_("Criterion “%(code)s” is not on this sheet.") % {"code": code}, field=code)
        last = len(sheet_set.criterion(code).levels) - 1
        if not all(0 <= place <= last for place in _places(mark)):
            message = _("Criterion %(code)s has no such level; its levels are 0 to %(last)s.")
            raise Refused(message % {"code": code, "last": last}, field=code)


def _places(mark: Any) -> Sequence[int]:
    if mark is None:
        return []
    places = mark if isinstance(mark, list | tuple) else [mark]
    return [place if type(place) is int else -1 for place in places]
