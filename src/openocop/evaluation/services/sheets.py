"""Members' and advisers' sheets: saved as often as wanted, sent once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.not_known import NotKnown
from openocop.core.refusal import Refused
from openocop.core.rows import Put, put_all
from openocop.core.services.journal import Act, act_of, record, record_all
from openocop.core.together import Together
from openocop.core.verdict import NotPermitted, refused, require
from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.refusal import SheetRefused
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.sheet import score_sheet
from openocop.dossiers.domain.self_score import complete_levels
from openocop.dossiers.models import Dossier
from openocop.dossiers.services.steps import move_dossier
from openocop.evaluation.domain.filling import lacks, left_outside, settled
from openocop.evaluation.domain.marks import Marks, Origin
from openocop.evaluation.models import AdvisorySheet, ScoreSheet
from openocop.evaluation.permissions import may_advise
from openocop.evaluation.selectors.drafts import answer_lacks
from openocop.evaluation.selectors.scoring import sheet_number
from openocop.evaluation.services.desk import Desk, Room

MAX_TEXT = 4000
_PLACE = ("entry_id", "seat_id", "ballot")
_CONFIRMED = ("client_id", "levels", "disqualified", "opinion", "outside", "answer", "answer_reason")


class SheetUnfinished(Refused):
    """A level or a reason is missing; the page of the sheet lists what."""


class SheetChanged(Refused):
    """What was filled in stands on another state of the sheet than the one that is kept; nothing was written."""


@dataclass(frozen=True, slots=True)
class _Brought:
    """A sheet that came in: to be kept as a draft, or `whole`, to be sent."""

    entry_id: str
    marks: Marks
    client_id: UUID
    by: Post
    origin: Origin | None
    whole: bool
    language: str | None


def save_sheet(*, entry_id: str, marks: Marks, client_id: UUID, by: Post, origin: Origin | None = None) -> ScoreSheet:
    """Keep a draft of one's own sheet, complete or not. What is not on the printed sheet is refused.

    With an `origin` only that state of the sheet is written over, or what the same device (`client_id`) last wrote.

    Raises:
        NotKnown, NotPermitted: as `Room.desk`; also when their sheet was sent.
        SheetChanged: the sheet was saved from elsewhere since, or `origin` names another sheet than this.
        Refused: an unknown criterion, or a level that does not exist.
    """
    return _TOGETHER.do(_Brought(entry_id, marks, client_id, by, origin, False, get_language()))


def send_sheet(*, entry_id: str, marks: Marks, client_id: UUID, by: Post, origin: Origin | None = None) -> ScoreSheet:
    """Send one's own sheet. It must be whole; afterwards it is never edited. Sent again by the same device it is one.

    Raises:
        NotKnown, NotPermitted, SheetChanged: as `save_sheet`.
        SheetUnfinished: no level, no reason for leaving the proposed one, or in writing no answer.
        SheetRefused: the first criterion without a fitting level.
    """
    return _TOGETHER.do(_Brought(entry_id, marks, client_id, by, origin, True, get_language()))


@transaction.atomic
def _take(brought: Sequence[_Brought]) -> list[ScoreSheet | Exception]:
    """Take in the sheets of several members: each is kept or refused for itself, what is kept written in one go."""
    room = Room([(one.entry_id, one.by) for one in brought])
    filled = [(one, _attempt(one, _filled, room)) for one in brought]
    sheets = [(one, sheet) for one, sheet in filled if isinstance(sheet, ScoreSheet)]
    places = put_all([_put(sheet, one.origin) for one, sheet in sheets], same=_PLACE, closed_by="sent_at")
    kept = [(one, sheet) for (one, _sheet), sheet in zip(sheets, places, strict=True) if sheet is not None]
    record_all([_sending(sheet, one.by) for one, sheet in kept if one.whole])
    place = iter(places)
    return [
        sheet if isinstance(sheet, Exception) else next(place) or _attempt(one, _closed, sheet) for one, sheet in filled
    ]


_TOGETHER = Together(_take, order=lambda one: (one.by.province, one.entry_id, one.by.user_id))


def _attempt(one: _Brought, step: Callable[..., ScoreSheet], *given: Any) -> ScoreSheet | Exception:
    """Return what comes of a step, or what its member is refused with, in words of the language that they read."""
    with override(one.language):
        try:
            return step(one, *given)
        except (NotKnown, NotPermitted, Refused, SheetRefused) as refusal:
            return refusal


def _filled(one: _Brought, room: Room) -> ScoreSheet:
    """Return the sheet to be written, as it was brought before a desk that its member has."""
    desk = room.desk(one.entry_id, one.by)
    _refuse_leaving(desk, one.marks)
    _refuse_other(desk, one.origin)
    if not one.whole:
        _refuse_unknown(desk.printed, one.marks)
    marks = settled(desk.printed, one.marks)
    return _whole_sheet(desk, marks, one.client_id) if one.whole else _sheet(desk, marks, one.client_id)


def _whole_sheet(desk: Desk, marks: Marks, client_id: UUID) -> ScoreSheet:
    if lacks(desk.printed, marks.levels, marks.reasons, desk.proposed, marks.outside):
        raise SheetUnfinished(_("Something is missing on this sheet. Fill it in, then send it."))
    if desk.entry.session.is_written and (missing := answer_lacks(marks)):
        raise SheetUnfinished(missing)
    marks = replace(marks, levels=complete_levels(desk.printed, marks.levels))
    score = score_sheet(desk.printed, desk.seat.public_id, marks.levels, marks.disqualified, marks.outside)
    sheet = _sheet(desk, marks, client_id)
    sheet.score, sheet.sent_at = dict(score.as_json()), sheet.saved_at
    return sheet


def _closed(one: _Brought, given: ScoreSheet) -> ScoreSheet:
    """Return the sheet that was sent from here before, when this is the same; tell why any other is not written."""
    stands = ScoreSheet.objects.get(entry=given.entry, seat=given.seat, ballot=given.ballot)
    if stands.sent_at is None:
        raise SheetChanged(_("The sheet was saved from another device since. Nothing of it was written over."))
    # Another, from another device, must not seem to be sent.
    if not one.whole or any(getattr(stands, name) != getattr(given, name) for name in _CONFIRMED):
        raise NotPermitted(refused(_("Your sheet on this product was sent and stays as it is.")))
    return stands


def _sending(sheet: ScoreSheet, by: Post) -> Act:
    entry = sheet.entry
    facts = {"entry": entry.public_id, "ballot": entry.ballot, "total": sheet.score["total"], "levels": sheet.levels}
    facts |= {name: given for name in ("answer", "outside") if (given := getattr(sheet, name))}
    return act_of(province=entry.province, actor=by.as_actor(), verb="sheet.sent", subject=sheet, facts=facts)


@transaction.atomic
def save_advisory_sheet(*, dossier: Dossier, marks: Marks, by: Post, send: bool = False) -> AdvisorySheet:
    """Keep the advisory team's sheet; `send` checks it whole and puts it before the council."""
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    require(may_advise(by, dossier))
    printed, now = criteria_set(dossier.release, dossier.set_no), timezone.now()
    _refuse_unknown(printed, marks)
    marks = settled(printed, replace(marks, outside=()))  # the team has people of every field
    sheet = AdvisorySheet.objects.filter(dossier=dossier).first()
    if sheet is None:
        sheet = AdvisorySheet(province=dossier.province, dossier=dossier, is_illustrative=dossier.is_illustrative)
    if sheet.sent_at is not None:
        raise Refused(_("The advisory sheet was sent and stays as it is."))
    levels = complete_levels(printed, marks.levels) if send else marks.levels
    sheet.levels, sheet.disqualified = dict(levels), list(marks.disqualified)
    sheet.remarks = {code: text[:MAX_TEXT] for code, text in marks.reasons.items()}
    sheet.conclusion, sheet.adviser, sheet.saved_at = marks.opinion[:MAX_TEXT], by.name, now
    if send:
        sheet.score = dict(score_sheet(printed, by.name, levels, marks.disqualified).as_json())
        sheet.sent_at = now
    sheet.save()
    if send:
        move_dossier(dossier=dossier, verb="advise", by=by)
        facts = {"dossier": dossier.public_id, "total": sheet.score["total"]}
        record(province=dossier.province, actor=by.as_actor(), verb="advice.sent", subject=sheet, facts=facts)
    return sheet


def _sheet(desk: Desk, marks: Marks, client_id: UUID) -> ScoreSheet:
    return ScoreSheet(
        province=desk.entry.province,
        entry=desk.entry,
        seat=desk.seat,
        ballot=desk.entry.ballot,
        client_id=client_id,
        levels=dict(marks.levels),
        disqualified=list(marks.disqualified),
        reasons={code: text[:MAX_TEXT] for code, text in marks.reasons.items() if text.strip()},
        outside=list(marks.outside),
        opinion=marks.opinion[:MAX_TEXT],
        answer=marks.answer if desk.entry.session.is_written else "",
        answer_reason=marks.answer_reason[:MAX_TEXT] if desk.entry.session.is_written else "",
        saved_at=timezone.now(),
        is_illustrative=desk.seat.is_illustrative,
    )


def _put(sheet: ScoreSheet, origin: Origin | None) -> Put[ScoreSheet]:
    """Write a sheet over its draft, unless one was sent, or the draft is not the one it goes on from."""
    if origin is None:
        return Put(sheet)
    return Put(sheet, {"client_id": sheet.client_id} | ({"saved_at": origin.saved_at} if origin.saved_at else {}))


def _refuse_other(desk: Desk, origin: Origin | None) -> None:
    """Refuse what was filled in for another ballot, or by another person whose page still stood open."""
    if origin is not None and origin.sheet != sheet_number(desk.entry, desk.seat):
        raise SheetChanged(_("This was filled in for another ballot, or by somebody else. Nothing of it was saved."))


def _refuse_unknown(sheet_set: CriteriaSet, marks: Marks) -> None:
    for code, mark in marks.levels.items():
        if code not in sheet_set.position:
            raise Refused(_("Criterion “%(code)s” is not on this sheet.") % {"code": code}, field=code)
        last = len(sheet_set.criterion(code).levels) - 1
        if not all(0 <= place <= last for place in _places(mark)):
            message = _("Criterion %(code)s has no such level; its levels are 0 to %(last)s.")
            raise Refused(message % {"code": code, "last": last}, field=code)


def _refuse_leaving(desk: Desk, marks: Marks) -> None:
    """Refuse leaving a criterion where the procedure has everybody mark all, or leaving the whole sheet."""
    if not marks.outside:
        return
    if not desk.procedure.allows_outside_field:
        raise Refused(_("This council's regulation has every member mark every criterion."), field=marks.outside[0])
    for code in marks.outside:
        if code not in desk.printed.position:
            raise Refused(_("Criterion “%(code)s” is not on this sheet.") % {"code": code}, field=code)
    if len(left_outside(desk.printed, marks.outside)) == len(desk.printed.criteria):
        raise Refused(_("A sheet that leaves every criterion is none. Mark those of your own field."))


def _places(mark: Any) -> Sequence[int]:
    if mark is None:
        return []
    places = mark if isinstance(mark, list | tuple) else [mark]
    return [place if type(place) is int else -1 for place in places]
