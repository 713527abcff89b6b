"""What the clerk records of a pack for the ministry: papers added, sent, received, returned."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.models import StoredFile
from openocop.core.refusal import Refused
from openocop.core.services.files import store_file
from openocop.core.services.journal import record
from openocop.dossiers.domain.papers import Paper as ArrivedPaper
from openocop.dossiers.services.arriving import accepted_paper
from openocop.evaluation.models import Entry
from openocop.recognition.domain.referral import Paper, Way
from openocop.recognition.models import ReferralPaper, ReferralReceipt, ReferralReturn, ReferralSending
from openocop.recognition.selectors.referrals import Case, case_of, checklist, lacking, parts_of
from openocop.recognition.services.referral_packs import begun, refuse_lower
from openocop.recognition.services.round_papers import Scan
from openocop.recognition.words import ASKED_NAMES

_SCANS = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})


class CannotRecord(Refused):
    """What is told cannot be right as things stand; nothing was written."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter with which a pack leaves, as the clerk gave it: number, its day, the day it left and how."""

    number: str
    dated_on: date
    sent_on: date
    way: str
    note: str = ""


def add_paper(
    *, entry: Entry, kind: str, title: str, scan: Scan, by: Post, number: str = "", dated_on: date | None = None
) -> ReferralPaper:
    """Keep a paper that goes along: the OCOP unit's report, a further test. The same file of one kind is kept once.

    Raises `NotPermitted`; `Refused` for a file that is no readable PDF or picture, or while the ministry has the pack.
    """
    arrived = accepted_scan(scan)  # outside the transaction: to read it may take seconds
    added = ReferralPaper(kind=Paper(kind), title=nfc(title), number=nfc(number), dated_on=dated_on, added_by=by.name)
    return _added(entry, added, scan.name, arrived, by)


@transaction.atomic
def _added(entry: Entry, added: ReferralPaper, name: str, arrived: ArrivedPaper, by: Post) -> ReferralPaper:
    entry, referral = begun(entry, by)
    today = legal_day(timezone.now())
    _refuse_closed(case_of(entry, on=today))
    if not added.title:
        raise CannotRecord(_("Name the paper."), field="title")
    if added.dated_on and added.dated_on > today:
        raise CannotRecord(_("The day lies in the future. Enter the day on the paper."), field="dated_on")
    file = kept_scan(entry.province, name, arrived)
    known = referral.papers.filter(kind=added.kind, file__sha256=file.sha256).first()
    if known:
        return known
    added.province, added.referral, added.file, added.added_at = entry.province, referral, file, timezone.now()
    added.save()
    facts = {"kind": str(added.kind), "title": added.title, "sha256": file.sha256}
    record(province=entry.province, actor=by.as_actor(), verb="referral.paper_added", subject=referral, facts=facts)
    return added


@transaction.atomic
def record_sending(*, entry: Entry, letter: Letter, by: Post) -> ReferralSending:
    """Record that the last pack left; the same again changes nothing.

    Raises:
        NotPermitted: not the provincial office.
        CannotRecord: there is no pack, the samples are not handed over, or a day cannot be right.
    """
    entry, referral = begun(entry, by)
    refuse_lower(entry)
    case, today, number = case_of(entry, on=legal_day(timezone.now())), legal_day(timezone.now()), nfc(letter.number)
    pack = case.packs[0] if case.packs else None
    if pack is None:
        raise CannotRecord(_("Build the pack first: what was sent is kept as it left."))
    if case.last is not None and case.last.pack == pack:
        return _same_sending(case.last, letter, number)
    _refuse_closed(case)
    missing = lacking(checklist(parts_of(entry.dossier, referral)))
    if missing:
        names = "; ".join(str(ASKED_NAMES[line.asked.slug]) for line in missing)
        raise CannotRecord(
            _("Article 6.3 of 26/2026/QĐ-TTg asks for what is not there yet: %(names)s.") % {"names": names}
        )
    if not number:
        raise CannotRecord(_("Enter the number that the clerk's office gave the letter."), field="letter_no")
    _refuse_day(letter.dated_on, "letter_on", after=entry.session.held_on, today=today)
    _refuse_day(letter.sent_on, "sent_on", after=letter.dated_on, today=today)
    sending = ReferralSending.objects.create(
        province=entry.province,
        pack=pack,
        letter_no=number,
        letter_on=letter.dated_on,
        sent_on=letter.sent_on,
        way=Way(letter.way),
        note=nfc(letter.note),
        recorded_by=by.name,
        recorded_at=timezone.now(),
    )
    facts = {
        "version": pack.version,
        "sha256": pack.file.sha256,
        "letter": sending.letter_no,
        "letter_on": letter.dated_on.isoformat(),
        "sent_on": letter.sent_on.isoformat(),
        "way": sending.way,
    }
    record(province=entry.province, actor=by.as_actor(), verb="referral.sent", subject=referral, facts=facts)
    return sending


@transaction.atomic
def record_receipt(*, entry: Entry, number: str, received_on: date, by: Post) -> ReferralReceipt:
    """Record the ministry's receipt of the last pack that was sent; the same again changes nothing."""
    entry, referral = begun(entry, by)
    sending, number = _sent(entry), nfc(number)
    known: ReferralReceipt | None = getattr(sending, "receipt", None)
    if known is not None:
        if (known.number, known.received_on) == (number, received_on):
            return known
        said = {"number": known.number, "day": date_short(known.received_on)}
        raise CannotRecord(_("The receipt was recorded before: number %(number)s of %(day)s.") % said)
    if not number:
        raise CannotRecord(_("Enter the number on the ministry's receipt."), field="number")
    _refuse_day(received_on, "received_on", after=sending.sent_on, today=legal_day(timezone.now()))
    receipt = ReferralReceipt.objects.create(
        province=entry.province,
        sending=sending,
        number=number,
        received_on=received_on,
        recorded_by=by.name,
        recorded_at=timezone.now(),
    )
    facts = {"version": sending.pack.version, "number": number, "received_on": received_on.isoformat()}
    record(province=entry.province, actor=by.as_actor(), verb="referral.received", subject=referral, facts=facts)
    return receipt


@transaction.atomic
def record_return(*, entry: Entry, remarks: str, returned_on: date, by: Post, letter_no: str = "") -> ReferralReturn:
    """Record that the last pack came back, with the ministry's remarks; what was sent stays as it is."""
    entry, referral = begun(entry, by)
    sending = _sent(entry)
    lines = "\n".join(nfc(line) for line in remarks.splitlines() if line.strip())
    known: ReferralReturn | None = getattr(sending, "returned", None)
    if known is not None:
        if (known.remarks, known.returned_on) == (lines, returned_on):
            return known
        raise CannotRecord(_("That this version came back was recorded before. Build the corrected pack."))
    if case_of(entry, on=returned_on).result is not None:
        raise CannotRecord(_("The central result is recorded; nothing comes back any more."))
    if not lines:
        raise CannotRecord(_("Write down what the ministry remarked, one point a line."), field="remarks")
    _refuse_day(returned_on, "returned_on", after=sending.sent_on, today=legal_day(timezone.now()))
    returned = ReferralReturn.objects.create(
        province=entry.province,
        sending=sending,
        returned_on=returned_on,
        letter_no=nfc(letter_no),
        remarks=lines,
        recorded_by=by.name,
        recorded_at=timezone.now(),
    )
    facts = {"version": sending.pack.version, "remarks": lines.splitlines(), "returned_on": returned_on.isoformat()}
    record(province=entry.province, actor=by.as_actor(), verb="referral.returned", subject=referral, facts=facts)
    return returned


def accepted_scan(scan: Scan) -> ArrivedPaper:
    """Return what is kept of a paper that an officer brings: a readable PDF or picture without a program in it.

    Reads the whole file, so it is called before a transaction begins. Raises `Refused`; `field` is "scan".
    """
    try:
        found = accepted_paper(io.BytesIO(scan.content))
    except Refused as wrong:
        raise Refused(str(wrong), field="scan") from wrong
    if found.media_type not in _SCANS:
        raise Refused(_("A paper for the ministry is kept as PDF or picture."), field="scan")
    return found


def kept_scan(province: str, name: str, arrived: ArrivedPaper) -> StoredFile:
    return store_file(
        province=province, name=arrived.name_for(name), media_type=arrived.media_type, content=arrived.content
    )


def _same_sending(known: ReferralSending, letter: Letter, number: str) -> ReferralSending:
    if (known.letter_no, known.letter_on, known.sent_on) == (number, letter.dated_on, letter.sent_on):
        return known
    if getattr(known, "returned", None):
        raise CannotRecord(_("This version came back. Build the corrected pack, then record that it was sent."))
    said = {"number": known.letter_no, "day": date_short(known.sent_on)}
    raise CannotRecord(_("This version was recorded as sent with letter %(number)s on %(day)s.") % said)


def _refuse_closed(case: Case) -> None:
    if case.result is not None:
        raise CannotRecord(_("The central result is recorded; nothing more goes up."))
    if case.with_ministry:
        raise CannotRecord(_("The ministry has the last version. A corrected one follows once that came back."))


def _sent(entry: Entry) -> ReferralSending:
    last = case_of(entry, on=legal_day(timezone.now())).last
    if last is None:
        raise CannotRecord(_("Nothing was sent to the ministry yet."))
    return last


def _refuse_day(day: date, field: str, *, after: date, today: date) -> None:
    if day > today:
        raise CannotRecord(_("The day lies in the future. Enter the day on the paper."), field=field)
    if day < after:
        raise CannotRecord(_("That cannot be before %(day)s. Check the day.") % {"day": date_short(after)}, field=field)
