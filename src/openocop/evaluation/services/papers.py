"""Making the papers of a session once and keeping them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.core.models import StoredFile, WordTemplate
from openocop.core.refusal import Refused
from openocop.core.services.files import store_file
from openocop.core.services.journal import SYSTEM, record
from openocop.core.services.word_templates import template_for
from openocop.evaluation.documents.minutes import minutes_docx, minutes_pdf
from openocop.evaluation.documents.score_sheet import score_sheet_pdf
from openocop.evaluation.documents.summary import summary_docx, summary_pdf
from openocop.evaluation.domain.lifecycle import PaperKind, SessionStage
from openocop.evaluation.models import Paper, ScoreSheet, Session
from openocop.evaluation.selectors.corrections import replaced_words
from openocop.evaluation.selectors.papers import minutes_document, summary_document
from openocop.evaluation.selectors.sheet_papers import score_sheet_document

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NAMES = {
    PaperKind.SUMMARY: "bang-tong-hop-diem.pdf",
    PaperKind.SUMMARY_WORD: "bang-tong-hop-diem.docx",
    PaperKind.MINUTES: "bien-ban.pdf",
    PaperKind.MINUTES_WORD: "bien-ban.docx",
}
SESSION_KINDS = frozenset(_NAMES)
# What an office calls the kinds of paper whose Word template it may replace.
_TEMPLATE_KINDS = {PaperKind.SUMMARY_WORD: "summary", PaperKind.MINUTES_WORD: "minutes"}


@transaction.atomic
def keep_session_paper(*, session: Session, kind: PaperKind) -> StoredFile:
    """Return a paper of a fixed session, made on first asking: all it states is fixed by then.

    After a correction it is made anew and names the paper it replaces.

    Raises `Refused` while the result is not fixed.
    """
    session = Session.objects.select_for_update(of=("self",)).select_related("council__round").get(pk=session.pk)
    if session.stage != SessionStage.FIXED:
        raise Refused(_("The papers are made when the result is fixed."))
    kept = (
        Paper.objects.select_related("file").filter(session=session, kind=kind, sheet=None, superseded_at=None).first()
    )
    if kept is not None:
        return kept.file
    template, own = template_for(session.province, _TEMPLATE_KINDS[kind]) if kind in _TEMPLATE_KINDS else (None, None)
    return _keep(session, None, kind, _NAMES[kind], _session_paper(session, kind, own), template)


def supersede_session_papers(*, session: Session) -> None:
    """Keep every paper of a fixed session as it stands and mark it replaced; runs inside a correction, before it.

    What nobody had asked for yet is made first: it is what the papers after the correction refer to.
    """
    for kind in _NAMES:
        keep_session_paper(session=session, kind=kind)
    Paper.objects.filter(session=session, sheet=None, superseded_at=None).update(superseded_at=timezone.now())


@transaction.atomic
def keep_sheet_paper(*, sheet: ScoreSheet) -> StoredFile:
    """Return a sent sheet as PDF, made on first asking. A sent sheet is never edited, so neither is its paper."""
    related = ("entry__session__council__round", "entry__dossier__product__producer", "seat")
    sheet = ScoreSheet.objects.select_for_update(of=("self",)).select_related(*related).get(pk=sheet.pk)
    if sheet.sent_at is None:
        raise Refused(_("A sheet becomes a paper when it is sent."))
    kept = Paper.objects.select_related("file").filter(sheet=sheet).first()
    if kept is not None:
        return kept.file
    content = score_sheet_pdf(score_sheet_document(sheet))
    return _keep(sheet.entry.session, sheet, PaperKind.SHEET, f"phieu-{sheet.public_id}.pdf", content)


def _session_paper(session: Session, kind: PaperKind, template: bytes | None) -> bytes:
    replaced = replaced_words(session, kind)
    if kind == PaperKind.SUMMARY:
        return summary_pdf(summary_document(session, replaced))
    if kind == PaperKind.SUMMARY_WORD:
        return summary_docx(summary_document(session, replaced), template)
    if kind == PaperKind.MINUTES:
        return minutes_pdf(minutes_document(session, replaced))
    return minutes_docx(minutes_document(session, replaced), template)


def _keep(
    session: Session,
    sheet: ScoreSheet | None,
    kind: PaperKind,
    name: str,
    content: bytes,
    template: WordTemplate | None = None,
) -> StoredFile:
    media_type = PDF if kind.endswith(".pdf") else WORD
    file = store_file(province=session.province, name=name, media_type=media_type, content=content)
    paper = Paper.objects.create(
        province=session.province,
        session=session,
        sheet=sheet,
        kind=kind,
        file=file,
        template=template,
        made_at=timezone.now(),
    )
    facts = {"kind": kind.value, "sha256": file.sha256}
    if template:
        facts["template"] = str(template.version)
    record(province=session.province, actor=SYSTEM, verb="paper.made", subject=paper, facts=facts)
    return file
