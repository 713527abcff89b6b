"""Members' and advisers' sheets: saved as often as wanted, sent once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import BigAutoField, Exists, OuterRef, QuerySet, SmallIntegerField
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.prepared import Given, Prepared
from openocop.core.refusal import Refused
from openocop.core.rows import write
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


@transaction.atomic
def save_sheet(*, entry: Entry, marks: Marks, client_id: UUID, by: Post) -> ScoreSheet:
    """Keep a draft of one's own sheet, complete or not. What is not on the printed sheet is refused.

    Raises:
        NotPermitted: not a member who may score this product now, or their sheet was sent.
        Refused: an unknown criterion, or a level that does not exist.
    """
    entry, seat = _open_entry(entry, by)
    _refuse_unknown(_set_of(entry.dossier), marks)
    sheet = _own_sheet(entry, seat)
    if sheet.sent_at is not None:
        raise NotPermitted(refused(_("Your sheet on this product was sent and stays as it is.")))
    _fill(sheet, marks, client_id, timezone.now())
    return write(sheet)


@transaction.atomic
def send_sheet(*, entry: Entry, marks: Marks, client_id: UUID, by: Post) -> ScoreSheet:
    """Send one's own sheet. It must be whole; afterwards it is never edited. Sent again by the same device it is one.

    Raises:
        NotPermitted: as `save_sheet`.
        SheetRefused: the first criterion without a fitting level.
    """
    entry, seat = _open_entry(entry, by)
    sheet = _own_sheet(entry, seat)
    if sheet.sent_at is not None:
        return _same_or_refused(sheet, marks, client_id)
    score = score_sheet(_set_of(entry.dossier), seat.public_id, marks.levels, marks.disqualified)
    now = timezone.now()
    _fill(sheet, marks, client_id, now)
    sheet.score = dict(score.as_json())
    sheet.sent_at = now
    write(sheet)
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
    locked: Any = _ENTRY.rows(entry=entry.pk, user=by.user_id)[0]
    seat = seat_of(by, locked.session.council)
    require(may_score(by, locked, recused=locked.recused))
    assert seat is not None  # noqa: S101  # may_score allows only a seat
    return locked, seat


def _same_or_refused(sheet: ScoreSheet, marks: Marks, client_id: UUID) -> ScoreSheet:
    """Return the sheet when the same one was sent twice; another, from another device, must not seem to be sent."""
    again = (client_id, dict(marks.levels), list(marks.disqualified), marks.opinion[:MAX_TEXT])
    if (sheet.client_id, sheet.levels, sheet.disqualified, sheet.opinion) != again:
        raise NotPermitted(refused(_("Your sheet on this product was sent and stays as it is.")))
    return sheet


def _own_sheet(entry: Entry, seat: Seat) -> ScoreSheet:
    existing = _SHEET.first(entry=entry.pk, seat=seat.pk, ballot=entry.ballot)
    if existing:
        return existing
    return ScoreSheet(
        province=entry.province,
        entry=entry,
        seat=seat,
        ballot=entry.ballot,
        is_illustrative=seat.is_illustrative,
    )


def _entry_with_lock() -> QuerySet[Entry]:
    aside = Recusal.objects.filter(
        dossier=OuterRef("dossier"),
        seat__council=OuterRef("session__council"),
        seat__user=Given("user", BigAutoField()),
    )
    return (
        Entry.objects.select_for_update(of=("self",))
        .select_related("session__council", "dossier")
        .annotate(recused=Exists(aside))
        .only(*_LOCKED)
        .filter(pk=Given("entry", BigAutoField()))
    )


def _sheet_of_seat() -> QuerySet[ScoreSheet]:
    place = {name: Given(name, BigAutoField()) for name in ("entry", "seat")}
    return ScoreSheet.objects.filter(ballot=Given("ballot", SmallIntegerField()), **place)


_ENTRY, _SHEET = Prepared(_entry_with_lock), Prepared(_sheet_of_seat)


def _fill(sheet: ScoreSheet, marks: Marks, client_id: UUID, now: datetime) -> None:
    sheet.client_id = client_id
    sheet.levels = dict(marks.levels)
    sheet.disqualified = list(marks.disqualified)
    sheet.reasons = {code: text[:MAX_TEXT] for code, text in marks.reasons.items() if text.strip()}
    sheet.opinion = marks.opinion[:MAX_TEXT]
    sheet.saved_at = now


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
