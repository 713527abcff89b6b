"""Building what goes up to the ministry: one zip a product, with index and sums, the same for the same content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import partial

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.frame import Letterhead, Marking, place_name
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.legal_time import VIETNAM, legal_day
from openocop.core.models import StoredFile
from openocop.core.refusal import Refused
from openocop.core.services.files import store_written
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.documents.handover import handover_pdf
from openocop.dossiers.domain.samples import Purpose
from openocop.dossiers.models import Dossier, SampleHandover
from openocop.dossiers.selectors.office_papers import handover_document
from openocop.dossiers.selectors.whole import whole_of
from openocop.dossiers.services.whole import kept_pdf
from openocop.evaluation.domain.lifecycle import PaperKind, SessionStage
from openocop.evaluation.models import Entry
from openocop.evaluation.selectors.sheet_papers import round_name
from openocop.evaluation.services.papers import keep_session_paper
from openocop.geography.selectors.tenants import province_title
from openocop.recognition.documents.archive_index import ArchiveFile
from openocop.recognition.domain.referral import Asked, Paper, is_known
from openocop.recognition.domain.round_archive import IndexRow
from openocop.recognition.models import Referral, ReferralPack, RoundPaper
from openocop.recognition.permissions.records import may_refer
from openocop.recognition.selectors.named import POTENTIAL_STAR
from openocop.recognition.selectors.referrals import ROUND_PAPERS, Parts, case_of, checklist, lacking, parts_of
from openocop.recognition.services.archive_items import OF_PRODUCT, OF_PROVINCE, OURS, ArchiveItem
from openocop.recognition.services.filling import Filling
from openocop.recognition.words import ASKED_NAMES

ZIP = "application/zip"
# The samples travel beside the pack; their hand-over record goes into it where there is one.
BESIDE = frozenset({"samples"})


class CannotPack(Refused):
    """A paper that the law asks for is missing, or a pack lies at the ministry; nothing was written."""


@transaction.atomic
def build_pack(*, entry: Entry, by: Post) -> ReferralPack:
    """Pack what goes up with a product of ninety points and more; the same content is packed once.

    Raises:
        NotPermitted: not the provincial office, or one who stepped aside from a product of the round.
        CannotPack: a paper that the law names is missing, or the last pack has not come back.
    """
    entry, referral = begun(entry, by)
    refuse_lower(entry)
    case = case_of(entry, on=legal_day(timezone.now()))
    if case.with_ministry:
        raise CannotPack(_("The ministry has the last version. A corrected one follows once that came back."))
    if case.result is not None:
        raise CannotPack(_("The central result is recorded; nothing more goes up."))
    parts = parts_of(entry.dossier, referral)
    missing = lacking(checklist(parts), without=BESIDE)
    if missing:
        names = "; ".join(str(ASKED_NAMES[line.asked.slug]) for line in missing)
        raise CannotPack(
            _("Article 6.3 of 26/2026/QĐ-TTg asks for what is not there yet: %(names)s.") % {"names": names}
        )
    with translation.override("vi"):  # the index is a paper, whoever packs
        filling = _filling(entry, parts, by)
        written = filling.written()
    version = (case.packs[0].version if case.packs else 0) + 1
    name = f"ho-so-trinh-bo-{entry.dossier.public_id}-{version}.zip"
    file = store_written(province=entry.province, name=name, media_type=ZIP, written=written)
    former = case.packs[0] if case.packs else None
    if former and former.file.sha256 == file.sha256:
        return former
    pack = ReferralPack.objects.create(
        province=entry.province,
        referral=referral,
        version=version,
        file=file,
        papers=sum(not row.missing for row in filling.rows),
        missing=sum(row.missing for row in filling.rows),
        built_by=by.name,
        built_at=timezone.now(),
    )
    facts = {"version": version, "sha256": file.sha256, "papers": pack.papers, "missing": pack.missing}
    record(province=entry.province, actor=by.as_actor(), verb="referral.packed", subject=referral, facts=facts)
    return pack


def refuse_lower(entry: Entry) -> None:
    """Refuse to send up what has not, or after a correction no longer, ninety points by an adopted result."""
    if entry.session.stage != SessionStage.FIXED or entry.star != POTENTIAL_STAR:
        raise CannotPack(_("Only a product with an adopted result of 90 points and more goes up to the ministry."))


def begun(entry: Entry, by: Post) -> tuple[Entry, Referral]:
    """Lock the product's dossier, ask who acts, and return the entry with its referral, made by the first act on it.

    Runs inside the transaction of its caller. Raises `Refused` for a release of which nothing more is known.
    """
    Dossier.objects.select_for_update().get(pk=entry.dossier_id)
    related = ("dossier__product__producer", "dossier__round", "session__council__round")
    entry = Entry.objects.select_related(*related).get(pk=entry.pk)
    require(may_refer(by, entry.dossier.round))
    if not is_known(entry.dossier.release):
        raise Refused(_("What this release asks of a product for the ministry is not known here; keep it on paper."))
    referral, _made = Referral.objects.get_or_create(
        dossier=entry.dossier,
        defaults={
            "province": entry.province,
            "begun_at": timezone.now(),
            "is_illustrative": entry.dossier.is_illustrative or entry.session.is_illustrative,
        },
    )
    return entry, referral


def _filling(entry: Entry, parts: Parts, by: Post) -> Filling:
    day = entry.session.held_on
    moment = datetime.combine(day, time(0), VIETNAM)
    territory = province_title(entry.province, day)
    dossier = entry.dossier

    def document(rows: Sequence[IndexRow]) -> ArchiveFile:
        return ArchiveFile(
            marking=Marking(illustrative=dossier.is_illustrative or entry.session.is_illustrative),
            created_at=moment,
            letterhead=Letterhead((), ("ỦY BAN NHÂN DÂN", territory.upper()), "", place_name(territory), None),
            round_name=round_name(dossier.round.name),
            code=dossier.round.code,
            rows=tuple(rows),
            subject=f"Đề nghị đánh giá, phân hạng sản phẩm OCOP tiềm năng 5 sao: {dossier.product.name}",
        )

    return Filling(_items(entry, parts, by), moment, document)


def _items(entry: Entry, parts: Parts, by: Post) -> _Items:
    for place, line in enumerate(checklist(parts), start=1):
        asked, name = line.asked, f"{place:02d}-{line.asked.slug}"
        if line.missing and asked.slug not in BESIDE:
            yield ArchiveItem(_group(asked), "", str(ASKED_NAMES[asked.slug]), note=line.missing)
        elif asked.slug in ROUND_PAPERS:
            yield from _registered(asked, name, parts.round_papers[ROUND_PAPERS[asked.slug]])
        elif asked.slug in _MAKERS:
            yield from _MAKERS[asked.slug](asked, name, entry, parts, by)


def _group(asked: Asked) -> str:
    return OF_PRODUCT if asked.slug in {"dossier", "local-report", "tests", "samples"} else OF_PROVINCE


def _registered(asked: Asked, name: str, kept: RoundPaper) -> _Items:
    """A paper of the round: as it was numbered, and as it was signed where the scan is kept."""
    title, day, signed = str(ASKED_NAMES[asked.slug]), date_short(kept.dated_on), kept.signed
    printed = kept.printed
    yield ArchiveItem(_group(asked), f"{name}.pdf", title, lambda: printed, kept.number, day, OURS)
    if signed is not None:
        note = _("signed paper as scanned, kept as it is")
        file = f"{name}-ban-ky.{signed.name.rpartition('.')[2]}"
        yield ArchiveItem(_group(asked), file, f"{title} (bản ký)", lambda: signed, kept.number, day, note)


def _approval(asked: Asked, name: str, _entry: Entry, parts: Parts, _by: Post) -> _Items:
    paper, decision = parts.approval_paper, parts.approval
    if paper is not None and decision is not None and decision.decided_on is not None:
        file, day = paper.file, date_short(decision.decided_on)
        title = str(ASKED_NAMES[asked.slug])
        yield ArchiveItem(_group(asked), f"{name}.pdf", title, lambda: file, decision.number, day, OURS)


def _of_session(kind: PaperKind, asked: Asked, name: str, entry: Entry, *_rest: object) -> _Items:
    kept = partial(keep_session_paper, session=entry.session, kind=kind)
    day = date_short(entry.session.held_on)
    yield ArchiveItem(_group(asked), f"{name}.pdf", str(ASKED_NAMES[asked.slug]), kept, dated=day, note=OURS)


def _added(kinds: tuple[Paper, ...], asked: Asked, name: str, _entry: Entry, parts: Parts, _by: Post) -> _Items:
    for number, paper in enumerate(parts.of(*kinds), start=1):
        file, day = paper.file, date_short(paper.dated_on) if paper.dated_on else ""
        note = _("added by the office, kept as it is")
        held = partial(_same, file)
        path = f"{name}-{number}.{file.name.rpartition('.')[2]}"
        yield ArchiveItem(_group(asked), path, paper.title, held, paper.number, day, note)


def _dossier(asked: Asked, name: str, entry: Entry, _parts: Parts, by: Post) -> _Items:
    dossier, today = entry.dossier, legal_day(timezone.now())
    title = str(ASKED_NAMES[asked.slug])
    day = date_short(dossier.received_on) if dossier.received_on else ""
    whole = partial(_whole, dossier, by, today)
    yield ArchiveItem(_group(asked), f"{name}.pdf", title, whole, dossier.province_number, day, OURS)


def _whole(dossier: Dossier, by: Post, today: date) -> StoredFile:
    return kept_pdf(dossier=dossier, whole=whole_of(dossier, by, on=today))


def _handovers(asked: Asked, name: str, _entry: Entry, parts: Parts, _by: Post) -> _Items:
    meant = [one for one in parts.samples.handovers if one.purpose == Purpose.MINISTRY]
    for number, handover in enumerate(meant, start=1):
        printed = partial(_printed, handover)
        day = date_short(handover.handed_on)
        yield ArchiveItem(
            _group(asked), f"{name}-{number}.pdf", "Biên bản bàn giao mẫu gửi Bộ", printed, dated=day, note=OURS
        )


def _printed(handover: SampleHandover) -> bytes:
    return handover_pdf(handover_document(handover))


def _same(file: StoredFile) -> StoredFile:
    return file


_Items = Iterator[ArchiveItem]
_MAKERS: Mapping[str, Callable[[Asked, str, Entry, Parts, Post], _Items]] = {
    "approval": _approval,
    "minutes": partial(_of_session, PaperKind.MINUTES),
    "summary": partial(_of_session, PaperKind.SUMMARY),
    "unit-report": partial(_added, (Paper.UNIT_REPORT,)),
    "tests": partial(_added, (Paper.TEST, Paper.OTHER)),
    "dossier": _dossier,
    "samples": _handovers,
}
