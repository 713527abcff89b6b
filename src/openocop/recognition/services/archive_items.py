"""What belongs into the file of a round, in its order: papers that are there, and those that are not, with why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import slug
from openocop.core.models import StoredFile
from openocop.core.services.files import path_of
from openocop.dossiers.documents.form_01 import form_01_pdf
from openocop.dossiers.documents.form_02 import form_02_pdf
from openocop.dossiers.documents.form_03 import form_03_pdf
from openocop.dossiers.domain.form_03 import WITH_FORMS
from openocop.dossiers.models import Dossier, Evidence, Round
from openocop.dossiers.selectors.form_papers import form_01, form_02, form_03
from openocop.evaluation.documents.score_sheet import score_sheet_pdf
from openocop.evaluation.domain.lifecycle import PaperKind, SessionStage
from openocop.evaluation.models import AdvisorySheet, FeedbackLetter, Paper, ScoreSheet, Session
from openocop.evaluation.selectors.sheet_papers import advisory_sheet_document
from openocop.evaluation.services.papers import keep_session_paper, keep_sheet_paper
from openocop.recognition.domain.round_papers import KINDS
from openocop.recognition.domain.round_papers import PaperKind as RoundPaperKind
from openocop.recognition.models import (
    CentralResult,
    Certificate,
    Decision,
    DecisionCorrection,
    DecisionKind,
    ReferralSending,
    RoundPaper,
    Ruling,
)
from openocop.recognition.selectors.decision_corrections import former_certificates
from openocop.recognition.selectors.round_papers import RoundStand, paper_row, subjects_of

Content = Callable[[], bytes | StoredFile]
PREPARED, COUNCIL, DECIDED, DOSSIERS = (
    "1. Văn bản tổ chức đợt",
    "2. Hội đồng, Tổ tư vấn",
    "3. Quyết định, giấy chứng nhận",
    "4. Hồ sơ sản phẩm",
)
# A pack for the ministry has two groups of its own.
OF_PROVINCE, OF_PRODUCT = "1. Văn bản của tỉnh", "2. Hồ sơ sản phẩm"
_FOLDERS = {
    PREPARED: "1-van-ban",
    COUNCIL: "2-hoi-dong",
    DECIDED: "3-quyet-dinh",
    DOSSIERS: "4-ho-so",
    OF_PROVINCE: "1-van-ban-cua-tinh",
    OF_PRODUCT: "2-ho-so-san-pham",
}
_DECISIONS = {
    DecisionKind.RECOGNITION: "Quyết định công nhận",
    DecisionKind.APPROVAL: "Quyết định phê duyệt kết quả",
    DecisionKind.CENTRAL: "Quyết định công nhận theo kết quả cấp trung ương",
}
OURS = "PDF/A-2a"


@dataclass(frozen=True, slots=True)
class ArchiveItem:
    """One paper of the file; `content` is None for one that is missing, `note` then says why."""

    group: str
    name: str
    title: str
    content: Content | None = None
    number: str = ""
    dated: str = ""
    note: str = ""

    @property
    def path(self) -> str:
        return f"{_FOLDERS[self.group]}/{self.name}"


def archive_items(round: Round, reader: Post, *, on: date) -> Iterator[ArchiveItem]:
    """Yield the papers of the round; nothing is printed before its `content` is asked for."""
    stand = RoundStand(round)
    yield from _round_papers(stand)
    yield from _of_council(stand)
    yield from _decided(stand)
    yield from _at_ministry(round)
    yield from _corrected(stand)
    yield from _dossiers(round, reader, on)


def _round_papers(stand: RoundStand) -> Iterator[ArchiveItem]:
    for place, kind in enumerate(KINDS.values(), start=1):
        subjects = subjects_of(kind, stand)
        for subject in subjects:
            kept = paper_row(kind, subject, stand).kept
            title = f"{kind.name}: {subject.name}" if subject.name else kind.name
            name = f"{place:02d}-{kind.slug}" + (f"-{slug(subject.name)[:50]}-{subject.about}" if subject.about else "")
            if kept is None:
                why = subject.why_not or _("No number is recorded.") if kind.numbered else _("No signed paper is kept.")
                yield ArchiveItem(PREPARED, "", title, note=why)
            else:
                yield from _kept(kind, kept, name, title)


def _kept(kind: RoundPaperKind, kept: RoundPaper, name: str, title: str) -> Iterator[ArchiveItem]:
    printed, signed = kept.printed, kept.signed
    number, day = kept.number, date_short(kept.dated_on)
    yield ArchiveItem(PREPARED, f"{name}.pdf", title, lambda: printed, number, day, OURS)
    if signed is not None:
        ending = signed.name.rpartition(".")[2]
        note = _("signed paper as scanned, kept as it is")
        yield ArchiveItem(PREPARED, f"{name}-ban-ky.{ending}", f"{title} (bản ký)", lambda: signed, number, day, note)
    elif kind.numbered:
        yield ArchiveItem(PREPARED, "", f"{title} (bản ký)", None, number, day, _("No signed paper is kept."))


_MINUTES, _MINUTES_IN_WRITING = "Biên bản họp Hội đồng", "Biên bản tổng hợp ý kiến bằng văn bản"
_SUMMARY = "Bảng tổng hợp điểm"


def _of_council(stand: RoundStand) -> Iterator[ArchiveItem]:
    fixed = [session for session in stand.sessions if session.stage == SessionStage.FIXED]
    if not stand.is_over:
        for title in (_MINUTES, _SUMMARY):
            yield ArchiveItem(COUNCIL, "", title, note=_("The council's result is not fixed yet."))
    for place, session in enumerate(fixed):
        yield from _of_session(session, "" if place == 0 else f"-{place + 1}")
    advice = AdvisorySheet.objects.filter(dossier__round=stand.round, sent_at__isnull=False)
    for sheet in advice.select_related("dossier__product__producer", "dossier__round").order_by("pk"):
        yield _advice(sheet)
    sheets = ScoreSheet.objects.filter(entry__session__council__round=stand.round, sent_at__isnull=False)
    related = ("entry__dossier__product", "seat")
    for own in sheets.select_related(*related).order_by("entry__position", "ballot", "seat__position"):
        yield _sheet(own)


def _titles(session: Session) -> dict[PaperKind, str]:
    minutes = _MINUTES_IN_WRITING if session.is_written else _MINUTES
    return {PaperKind.MINUTES: minutes, PaperKind.SUMMARY: _SUMMARY}


def _of_session(session: Session, ending: str) -> Iterator[ArchiveItem]:
    for kind, title in _titles(session).items():
        stem, dot, suffix = kind.value.partition(".")
        yield ArchiveItem(
            COUNCIL,
            f"00-{stem}{ending}{dot}{suffix}",
            title,
            partial(keep_session_paper, session=session, kind=kind),
            dated=date_short(session.held_on),
            note=OURS,
        )


def _advice(sheet: AdvisorySheet) -> ArchiveItem:
    product = sheet.dossier.product.name
    return ArchiveItem(
        COUNCIL,
        f"to-tu-van-{slug(product)[:50]}-{sheet.dossier.public_id}.pdf",
        f"Phiếu của Tổ tư vấn: {product}",
        lambda: score_sheet_pdf(advisory_sheet_document(sheet)),
        dated=date_short(legal_day(sheet.sent_at)) if sheet.sent_at else "",
        note=OURS,
    )


def _sheet(sheet: ScoreSheet) -> ArchiveItem:
    product = sheet.entry.dossier.product.name
    ballot = f", lần {sheet.ballot}" if sheet.ballot > 1 else ""
    return ArchiveItem(
        COUNCIL,
        f"phieu-{sheet.entry.position:03d}-{sheet.ballot}-{sheet.seat.position:02d}-{sheet.public_id}.pdf",
        f"Phiếu đánh giá: {product}, {sheet.seat.name}{ballot}",
        lambda: keep_sheet_paper(sheet=sheet),
        dated=date_short(legal_day(sheet.sent_at)) if sheet.sent_at else "",
        note=OURS,
    )


def _decided(stand: RoundStand) -> Iterator[ArchiveItem]:
    for place, decision in enumerate(Decision.objects.filter(round=stand.round).order_by("kind", "pk")):
        title = _DECISIONS[DecisionKind(decision.kind)]
        papers = decision.papers.filter(is_draft=False, file__media_type="application/pdf").select_related("file")
        paper = papers.first()
        if paper is None:
            yield ArchiveItem(DECIDED, "", title, note=_("No number is recorded."))
            continue
        file, day = paper.file, date_short(decision.decided_on) if decision.decided_on else ""
        further = Decision.objects.filter(round=stand.round, kind=decision.kind, pk__lt=decision.pk).exists()
        name = f"00-{decision.kind}-{place}.pdf" if further else f"00-{decision.kind}.pdf"
        yield ArchiveItem(DECIDED, name, title, partial(_same, file), decision.number, day, OURS)
    if stand.is_fixed and not Decision.objects.filter(round=stand.round).exists():
        yield ArchiveItem(DECIDED, "", "Quyết định", note=_("No decision has been drafted."))
    rows = Certificate.objects.filter(recognition__round=stand.round).select_related("file", "recognition__product")
    for certificate in rows.order_by("number"):
        assert certificate.recognition is not None  # noqa: S101  # filtered by it
        yield _certificate(certificate, certificate.recognition.product.name)


def _corrected(stand: RoundStand) -> Iterator[ArchiveItem]:
    """Yield what came after: decisions on appeals, corrections, and the papers that these replaced."""
    rulings = Ruling.objects.filter(appeal__entry__dossier__round=stand.round, decided_at__isnull=False)
    for ruling in rulings.select_related("printed", "appeal__entry__dossier__product").order_by("dated_on", "pk"):
        title = f"Quyết định giải quyết đơn: {ruling.appeal.entry.dossier.product.name}"
        yield _numbered(f"giai-quyet-{ruling.public_id}.pdf", title, ruling.printed, ruling.number, ruling.dated_on)
    corrections = DecisionCorrection.objects.filter(recognition__round=stand.round, issued_at__isnull=False)
    for one in corrections.select_related("printed", "recognition__product").order_by("decided_on", "pk"):
        title = f"Quyết định đính chính: {one.recognition.product.name}"
        yield _numbered(f"dinh-chinh-{one.public_id}.pdf", title, one.printed, one.number, one.decided_on)
    running = Certificate.objects.filter(recognition__round=stand.round, replaces__isnull=False).order_by("number")
    for former in [one for certificate in running for one in former_certificates(certificate)]:
        title = f"Giấy chứng nhận đã được thay: {former.printed.get('product_name', former.product_code)}"
        yield _numbered(f"da-thay-{former.public_id}.pdf", title, former.file, former.number, former.issued_on)
    replaced = Paper.objects.filter(session__in=stand.sessions, sheet=None, superseded_at__isnull=False)
    kept = replaced.filter(kind__in=[PaperKind.MINUTES, PaperKind.SUMMARY]).select_related("file", "session")
    for paper in kept.order_by("made_at", "pk"):
        title = f"{_titles(paper.session)[PaperKind(paper.kind)]} (đã được thay)"
        name = f"da-thay-{paper.public_id}.pdf"
        yield ArchiveItem(
            COUNCIL, name, title, partial(_same, paper.file), "", date_short(legal_day(paper.made_at)), OURS
        )


def _numbered(name: str, title: str, file: StoredFile | None, number: str, day: date | None) -> ArchiveItem:
    dated = date_short(day) if day else ""
    if file is None:
        return ArchiveItem(DECIDED, "", title, None, number, dated, _("The file is not in the system."))
    return ArchiveItem(DECIDED, name, title, partial(_same, file), number, dated, OURS)


def _certificate(certificate: Certificate, product: str) -> ArchiveItem:
    title = f"Giấy chứng nhận: {product}"
    file, day = certificate.file, date_short(certificate.issued_on)
    if file is None:
        return ArchiveItem(DECIDED, "", title, None, certificate.number, day, _("The file is not in the system."))
    name = f"giay-chung-nhan-{certificate.product_code}.pdf"
    return ArchiveItem(DECIDED, name, title, lambda: file, certificate.number, day, OURS)


def _at_ministry(round: Round) -> Iterator[ArchiveItem]:
    """What was sent to the ministry, version by version, and its paper on the result."""
    sent = ReferralSending.objects.filter(pack__referral__dossier__round=round)
    for one in sent.select_related("pack__file", "pack__referral__dossier__product").order_by("pack__referral", "pk"):
        pack, dossier = one.pack, one.pack.referral.dossier
        name = f"trinh-bo-{dossier.public_id}-{pack.version}.zip"
        title = f"Hồ sơ gửi Bộ, bản {pack.version}: {dossier.product.name}"
        day, note = date_short(one.sent_on), _("as it was sent")
        yield ArchiveItem(DECIDED, name, title, partial(_same, pack.file), one.letter_no, day, note)
    results = CentralResult.objects.filter(referral__dossier__round=round)
    for result in results.select_related("file", "referral__dossier__product").order_by("pk"):
        dossier, file = result.referral.dossier, result.file
        name = f"ket-qua-cua-bo-{dossier.public_id}.{file.name.rpartition('.')[2]}"
        title, day = f"Kết quả cấp trung ương: {dossier.product.name}", date_short(result.decided_on)
        note = _("the ministry's paper, kept as it is")
        yield ArchiveItem(DECIDED, name, title, partial(_same, file), result.number, day, note)


def _dossiers(round: Round, reader: Post, on: date) -> Iterator[ArchiveItem]:
    filed = round.dossiers.filter(submitted_at__isnull=False).exclude(stage="withdrawn")
    letters = {
        letter.entry.dossier_id: letter
        for letter in FeedbackLetter.objects.filter(entry__dossier__round=round).select_related("printed", "entry")
    }
    in_dossier = Prefetch("evidence", Evidence.objects.filter(removed_at=None).select_related("file"), "papers_in")
    listed = filed.select_related("product__producer", "round").prefetch_related(in_dossier, "local_reports")
    for place, dossier in enumerate(listed.order_by("pk"), start=1):
        folder = f"{place:03d}-{slug(dossier.product.name)[:50]}"
        yield from _forms(dossier, reader, on, folder)
        for number, paper in enumerate(dossier.papers_in, start=1):
            file = paper.file
            name = f"{folder}/minh-chung-{number:02d}-{slug(paper.title)[:50]}.{file.name.rpartition('.')[2]}"
            note = _("uploaded by the producer, kept as it is")
            yield ArchiveItem(DOSSIERS, name, f"{dossier.product.name}: {paper.title}", partial(_same, file), note=note)
        letter = letters.get(dossier.pk)
        title = f"{dossier.product.name}: Thư góp ý"
        if letter is None:
            yield ArchiveItem(DOSSIERS, "", title, note=_("The letter was not sent."))
        else:
            printed, day = letter.printed, date_short(letter.dated_on)
            yield ArchiveItem(
                DOSSIERS, f"{folder}/thu-gop-y.pdf", title, partial(_same, printed), letter.number, day, OURS
            )


def _forms(dossier: Dossier, reader: Post, on: date, folder: str) -> Iterator[ArchiveItem]:
    if dossier.release not in WITH_FORMS:
        return
    name = dossier.product.name
    filed = date_short(dossier.received_on) if dossier.received_on else ""
    yield ArchiveItem(
        DOSSIERS,
        f"{folder}/mau-01.pdf",
        f"{name}: Mẫu số 01",
        lambda: form_01_pdf(form_01(dossier, reader, on=on)),
        dossier.local_number,
        filed,
        OURS,
    )
    yield ArchiveItem(
        DOSSIERS,
        f"{folder}/mau-02.pdf",
        f"{name}: Mẫu số 02",
        lambda: form_02_pdf(form_02(dossier, reader, on=on)),
        dated=filed,
        note=OURS,
    )
    report = max(dossier.local_reports.all(), key=lambda one: one.version, default=None)
    if report is None:
        yield ArchiveItem(DOSSIERS, "", f"{name}: Mẫu số 03", note=_("The commune's report is not in the system."))
        return
    yield ArchiveItem(
        DOSSIERS,
        f"{folder}/mau-03.pdf",
        f"{name}: Mẫu số 03",
        lambda: form_03_pdf(form_03(dossier, report, reader, on=on)),
        dated=date_short(legal_day(report.reported_at)),
        note=OURS,
    )


def _same(file: StoredFile) -> StoredFile:
    return file


def content_of(item: ArchiveItem) -> tuple[bytes | None, StoredFile | None]:
    """Return what the item holds: bytes that were printed for it, or a stored file. Neither for a missing one."""
    made = item.content() if item.content else None
    if isinstance(made, StoredFile):
        return None, made if path_of(made.sha256).exists() else None
    return made, None
