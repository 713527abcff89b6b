"""The one-stop counter's numbers: one by one, or a whole list of the portal, which can be taken back whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of, store_file
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.domain.portal_list import Unreadable, read_portal_list
from openocop.dossiers.models import CounterReceipt, Dossier, PortalFile
from openocop.dossiers.permissions import may_receipt, may_use_counter
from openocop.dossiers.selectors.counter import MatchedRow, appointment_for, matched, receipt_of
from openocop.dossiers.services.locks import locked


@transaction.atomic
def receive_at_counter(
    *,
    by: Post,
    dossier: Dossier,
    number: str,
    received_on: date,
    paper_set: bool,
    appointment_on: date | None = None,
    at: datetime | None = None,
) -> CounterReceipt:
    """Record the counter's number of the filing that stands now; the promised day is the end of the commune's term.

    Recording the same number again changes nothing. Raises `Refused` for a number or a filing that has one already.
    """
    at = at or timezone.now()
    today = legal_day(at)
    dossier = locked(dossier)
    require(may_receipt(by, dossier, on=today))
    number = nfc(number)
    standing = receipt_of(dossier)
    if standing and standing.number == number:
        return standing
    if standing:
        raise Refused(_("This filing has counter number %(number)s already.") % {"number": standing.number})
    if not number:
        raise Refused(_("Write the counter's number."), field="number")
    if received_on > today:
        raise Refused(_("The day of receipt lies after today."), field="received_on")
    promised = appointment_on or appointment_for(received_on)
    if promised <= received_on:
        raise Refused(_("The appointment comes after the receipt."), field="appointment_on")
    if CounterReceipt.objects.filter(
        province=dossier.province, office=nfc(by.office), number=number, taken_back_at=None
    ).exists():
        raise Refused(_("Another dossier has this counter number."), field="number")
    return _write(by, dossier, number, received_on, promised, paper_set, None, at)


def _write(
    by: Post,
    dossier: Dossier,
    number: str,
    received_on: date,
    appointment_on: date,
    paper_set: bool,
    portal_file: PortalFile | None,
    at: datetime,
) -> CounterReceipt:
    try:
        receipt = CounterReceipt.objects.create(
            province=dossier.province,
            dossier=dossier,
            portal_file=portal_file,
            version=dossier.version,
            number=number,
            received_on=received_on,
            appointment_on=appointment_on,
            paper_set=paper_set,
            office=nfc(by.office),
            received_by=by.name,
            recorded_at=at,
        )
    except IntegrityError as faster:  # somebody gave the number to another dossier in the same moment
        raise Refused(_("Another dossier has this counter number."), field="number") from faster
    facts = {"number": number, "received_on": received_on.isoformat(), "version": dossier.version}
    record(province=dossier.province, actor=by.as_actor(), verb="dossier.counter", subject=dossier, facts=facts)
    return receipt


@transaction.atomic
def keep_portal_file(*, by: Post, name: str, content: bytes, at: datetime | None = None) -> PortalFile:
    """Keep a list of the portal to be looked at; `Refused` with what to do where it cannot be read as one."""
    require(may_use_counter(by))
    try:
        read_portal_list(content)
    except Unreadable as unreadable:
        raise Refused(str(unreadable), field="file") from unreadable
    file = store_file(province=by.province, name=name, media_type="application/octet-stream", content=content)
    kept = PortalFile.objects.create(
        province=by.province,
        file=file,
        unit_code=by.unit_code if by.role == Role.COMMUNE_OFFICER else "",
        uploaded_by=by.name,
        uploaded_at=at or timezone.now(),
    )
    facts = {"sha256": file.sha256, "bytes": len(content)}
    record(province=by.province, actor=by.as_actor(), verb="portal.uploaded", subject=kept, facts=facts)
    return kept


def preview_portal_file(*, by: Post, portal_file: PortalFile, on: date) -> list[MatchedRow]:
    """Return what taking the list in would record, with every cell that keeps it out."""
    require(may_use_counter(by))
    return matched(by, read_portal_list(path_of(portal_file.file.sha256).read_bytes()), on=on)


@transaction.atomic
def take_in_portal_file(*, by: Post, portal_file: PortalFile, at: datetime | None = None) -> Sequence[CounterReceipt]:
    """Record every line of a list, or none: `Refused` while a single cell is faulty. Twice is harmless."""
    at = at or timezone.now()
    require(may_use_counter(by))
    portal_file = PortalFile.objects.select_for_update(of=("self",)).select_related("file").get(pk=portal_file.pk)
    if portal_file.undone_at is not None:
        raise Refused(_("This list was taken back. Bring the file again to take it in."))
    if portal_file.taken_in_at is not None:
        return list(portal_file.receipts.all())
    rows = preview_portal_file(by=by, portal_file=portal_file, on=legal_day(at))
    if any(row.faults for row in rows):
        raise Refused(_("Nothing was recorded: put the marked cells right first."))
    receipts = []
    for row in rows:
        received_on, promised = row.row.received_on, row.appointment_on
        assert row.dossier is not None and received_on is not None and promised is not None  # noqa: S101, PT018  # no faults
        dossier = locked(row.dossier)
        receipts.append(_write(by, dossier, row.row.number, received_on, promised, False, portal_file, at))
    portal_file.taken_in_at = at
    portal_file.save(update_fields=["taken_in_at"])
    facts = {"receipts": len(receipts)}
    record(province=by.province, actor=by.as_actor(), verb="portal.taken_in", subject=portal_file, facts=facts)
    return receipts


@transaction.atomic
def undo_portal_file(*, by: Post, portal_file: PortalFile, at: datetime | None = None) -> PortalFile:
    """Take back every number a list recorded; the file and its rows stay on record. Twice is harmless."""
    at = at or timezone.now()
    require(may_use_counter(by))
    portal_file = PortalFile.objects.select_for_update(of=("self",)).get(pk=portal_file.pk)
    if portal_file.undone_at is not None or portal_file.taken_in_at is None:
        return portal_file
    count = portal_file.receipts.filter(taken_back_at=None).update(taken_back_at=at)
    portal_file.undone_at = at
    portal_file.save(update_fields=["undone_at"])
    facts = {"receipts": count}
    record(province=by.province, actor=by.as_actor(), verb="portal.undone", subject=portal_file, facts=facts)
    return portal_file
