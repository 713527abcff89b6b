"""What is recorded on a council after its appointment: the signed decision, delegation of the chair, substitutes."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.accounts.models import User
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.files import store_file
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.services.arriving import as_paper
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Council, Delegation, Entry, Seat, Session
from openocop.evaluation.permissions import may_prepare
from openocop.evaluation.selectors.sheets import settled_from


@transaction.atomic
def attach_decision(*, council: Council, name: str, content: bytes, by: Post) -> Council:
    """Keep the signed decision that appointed the council, as PDF; another one stands in its place, the first stays.

    Raises `Refused` for anything but a whole PDF of at most 20 MB that only shows pages.
    """
    council = _locked(council, by)
    try:
        paper = as_paper(content)
    except Refused as wrong:
        words = _("The file is no whole PDF of at most 20 MB that only shows pages. Scan the decision again.")
        raise Refused(words, field="file") from wrong
    if paper.media_type != "application/pdf":
        raise Refused(_("The decision is kept as PDF. Scan it or save it as PDF."), field="file")
    before = council.appointment_file
    file = store_file(
        province=council.province, name=paper.name_for(name), media_type=paper.media_type, content=paper.content
    )
    council.appointment_file = file
    council.save(update_fields=["appointment_file"])
    facts = {"sha256": file.sha256, "replaces": before.sha256 if before else ""}
    record(province=council.province, actor=by.as_actor(), verb="council.decision_kept", subject=council, facts=facts)
    return council


@transaction.atomic
def delegate_chair(
    *,
    council: Council,
    seat_id: str,
    document_no: str,
    document_on: date,
    scope: str,
    valid_from: date,
    valid_until: date,
    by: Post,
) -> Delegation:
    """Record the paper by which a member chairs the council from `valid_from` until before `valid_until`.

    It lends the chairing of the council alone; recognising stays with the chair of the People's Committee.

    Raises `Refused`: no serving, scoring member of this council; the term is empty or overlaps another delegation.
    """
    council = _locked(council, by)
    seat = council.seats.filter(public_id=seat_id, scores=True, replaced_on=None).first()
    if seat is None:
        raise Refused(_("Choose a member of this council who scores."), field="seat")
    if valid_until <= valid_from:
        raise Refused(_("The delegation ends before it begins."), field="last_day")
    if council.delegations.filter(valid_from__lt=valid_until, valid_until__gt=valid_from).exists():
        raise Refused(_("Another delegation covers a part of this term."), field="valid_from")
    delegation = Delegation.objects.create(
        province=council.province,
        council=council,
        seat=seat,
        document_no=nfc(document_no),
        document_on=document_on,
        scope=nfc(scope),
        valid_from=valid_from,
        valid_until=valid_until,
        recorded_at=timezone.now(),
    )
    facts = {
        "seat": seat.public_id,
        "document": delegation.document_no,
        "from": valid_from.isoformat(),
        "until": valid_until.isoformat(),
    }
    record(province=council.province, actor=by.as_actor(), verb="chair.delegated", subject=council, facts=facts)
    return delegation


@transaction.atomic
def substitute_member(
    *, council: Council, seat_id: str, name: str, paper: str, from_on: date, by: Post, user: User | None = None
) -> Seat:
    """Put another person of the same body in a member's place from now on; sheets sent stay with the earlier one.

    Args:
        paper: by which the body names the new person: number, date, title.
        from_on: the day of that paper from which they serve; not after today.

    Raises `Refused`: the place is not taken any more, the person has one already, or the result is fixed.
    """
    council = _locked(council, by)
    sessions = list(Session.objects.select_for_update().filter(council=council).order_by("pk"))
    if sessions and all(one.stage in {SessionStage.FIXED, SessionStage.CLOSED} for one in sessions):
        raise Refused(_("The result is fixed; the council does not change any more."))
    earlier = council.seats.select_for_update().filter(public_id=seat_id, replaced_on=None).first()
    if earlier is None:
        raise Refused(_("This place was taken over meanwhile. Reload the page."), field="seat")
    if from_on > legal_day(timezone.now()):
        raise Refused(_("Record the change on the day it takes effect, or after."), field="from_on")
    if user is not None and council.seats.filter(user=user).exists():
        raise Refused(_("One person holds one place on a council."), field="user")
    list(Entry.objects.select_for_update().filter(session__in=sessions))  # sheets on their way come in first
    earlier.replaced_on = from_on
    earlier.save(update_fields=["replaced_on"])
    seat = Seat.objects.create(
        province=council.province,
        council=council,
        user=user,
        role=earlier.role,
        name=nfc(name),
        body=earlier.body,
        body_code=earlier.body_code,
        position=max(council.seats.values_list("position", flat=True)) + 1,
        scores=earlier.scores,
        replaces=earlier,
        paper=nfc(paper),
        settled=settled_from(earlier),
        is_illustrative=earlier.is_illustrative,
    )
    facts = {"seat": seat.public_id, "replaces": earlier.public_id, "from": from_on.isoformat(), "paper": seat.paper}
    record(province=council.province, actor=by.as_actor(), verb="member.substituted", subject=council, facts=facts)
    return seat


def _locked(council: Council, by: Post) -> Council:
    locked = Council.objects.select_for_update(of=("self",)).select_related("appointment_file").get(pk=council.pk)
    require(may_prepare(by, locked.province))
    return locked
