"""Recording what the clerk's office gave a paper of a round, and keeping the paper as it was then."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.frame import capacity_lines
from openocop.core.documents.official import Issue, OfficialPaper, official_docx, official_pdf
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.models import StoredFile
from openocop.core.refusal import Refused
from openocop.core.services.files import store_file
from openocop.core.services.journal import record
from openocop.core.services.word_templates import template_for
from openocop.core.verdict import require
from openocop.dossiers.models import Round
from openocop.dossiers.services.arriving import accepted_paper
from openocop.recognition.domain.round_papers import COMMUNE_PROPOSAL, KINDS, PaperKind, Phase, symbol_of
from openocop.recognition.models import Decision, RoundPaper
from openocop.recognition.permissions.records import may_number
from openocop.recognition.selectors.numbers import on_appeals
from openocop.recognition.selectors.round_papers import RoundStand, Subject, built, subject_of

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SCANS = frozenset({PDF, "image/jpeg", "image/png"})


class CannotNumber(Refused):
    """The paper has no number yet for a reason, or number or day cannot be right; nothing was written."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A signed paper as it was scanned: the name it came under and its bytes."""

    name: str
    content: bytes


@transaction.atomic
def number_paper(
    *,
    round: Round,
    kind: str,
    about: str,
    number: str,
    dated_on: date,
    by: Post,
    signer: str = "",
    signer_capacity: str = "",
    scan: Scan | None = None,
) -> RoundPaper:
    """Record number and day of a paper (the clerk's, never made here), print it with both, keep the signed scan.

    The same again changes nothing; other words supersede what was recorded, which stays readable.

    Raises:
        NotPermitted: not the provincial office.
        CannotNumber: the paper cannot be made yet, or number or day cannot be right.
        Refused: the scan is no PDF or picture.
    """
    round = Round.objects.select_for_update().get(pk=round.pk)
    require(may_number(by, round))
    paper_kind, stand = KINDS[kind], RoundStand(round)
    subject = subject_of(paper_kind, about, stand)
    written = symbol_of(nfc(number), paper_kind)
    _refuse_impossible(paper_kind, subject, stand, written, dated_on)
    if not paper_kind.numbered and scan is None:
        raise CannotNumber(_("This paper bears no number; choose the scan of the signed paper."), field="scan")
    running = RoundPaper.objects.select_for_update().filter(round=round, kind=kind, about=about, superseded_at=None)
    former = running.first()
    _refuse_taken(round, paper_kind, written, dated_on, former)
    signer, signer_capacity = nfc(signer).strip(), signer_capacity.strip()
    if former and _states(former) == (written, dated_on, signer, signer_capacity):
        return _with_scan(former, scan, by)
    kept = _kept(round, paper_kind, about, Issue(written, dated_on, signer, _lines(signer_capacity)))
    kept.signer_capacity, kept.recorded_by = signer_capacity, by.name
    kept.signed = _stored(round, paper_kind, scan) if scan else None
    _supersede(former, kept)
    facts = {
        "kind": kind,
        "about": about,
        "number": written,
        "dated_on": dated_on.isoformat(),
        "sha256": kept.printed.sha256,
        "template": kept.template.version if kept.template else None,
        "signed": kept.signed.sha256 if kept.signed else "",
        "supersedes": former.number if former else "",
    }
    record(province=round.province, actor=by.as_actor(), verb="paper.numbered", subject=kept, facts=facts)
    return kept


def _kept(round: Round, kind: PaperKind, about: str, issue: Issue) -> RoundPaper:
    """Print the paper as it stands with its number, in Word with the office's own template where it has one."""
    document = built(round, kind, about, issue)
    template, own = template_for(round.province, kind.slug)
    assert issue.dated_on is not None  # noqa: S101  # the caller records a day
    name = file_name(kind, about)
    return RoundPaper(
        province=round.province,
        round=round,
        kind=kind.slug,
        about=about,
        number=issue.number,
        year=issue.dated_on.year,
        dated_on=issue.dated_on,
        signer=issue.signer,
        word=_store(round, f"{name}.docx", WORD, official_docx(document, own)),
        printed=_store(round, f"{name}.pdf", PDF, official_pdf(document)),
        template=template,
        recorded_at=timezone.now(),
        is_illustrative=document.marking.illustrative,
    )


def draft_of(round: Round, kind: PaperKind, about: str, ending: str) -> bytes:
    """Return a paper without number as it stands now, "pdf" or "docx" (with the office's own template)."""
    document: OfficialPaper = built(round, kind, about, Issue())
    if ending == "pdf":
        return official_pdf(document)
    return official_docx(document, template_for(round.province, kind.slug)[1])


def file_name(kind: PaperKind, about: str) -> str:
    return f"{kind.slug}-{about}" if about else kind.slug


def _store(round: Round, name: str, media_type: str, content: bytes) -> StoredFile:
    return store_file(province=round.province, name=name, media_type=media_type, content=content)


def _supersede(former: RoundPaper | None, kept: RoundPaper) -> None:
    """Two papers given one number at the same moment: the database lets only the first through."""
    try:
        with transaction.atomic():
            if former:
                former.superseded_at = timezone.now()
                former.save(update_fields=["superseded_at"])
            kept.save()
    except IntegrityError as taken:
        raise CannotNumber(_number_taken(kept.number, kept.year), field="number") from taken


def _with_scan(paper: RoundPaper, scan: Scan | None, by: Post) -> RoundPaper:
    """Add the signed scan to a paper that is registered already; another scan stands in a new row beside the first."""
    if scan is None:
        return paper
    signed = _stored(paper.round, KINDS[paper.kind], scan)
    if paper.signed_id and paper.signed is not None and paper.signed.sha256 == signed.sha256:
        return paper
    if paper.signed_id:
        former = RoundPaper.objects.get(pk=paper.pk)
        paper.pk, paper.public_id, paper.recorded_at = None, RoundPaper().public_id, timezone.now()
        paper._state.adding = True
        paper.signed, paper.recorded_by = signed, by.name
        _supersede(former, paper)
    else:
        paper.signed = signed
        paper.save(update_fields=["signed"])
    facts = {"kind": paper.kind, "about": paper.about, "number": paper.number, "sha256": signed.sha256}
    record(province=paper.province, actor=by.as_actor(), verb="paper.signed", subject=paper, facts=facts)
    return paper


def _stored(round: Round, kind: PaperKind, scan: Scan) -> StoredFile:
    try:
        found = accepted_paper(io.BytesIO(scan.content))
    except Refused as wrong:
        raise Refused(_("The scan is no readable PDF or picture. Scan the paper again."), field="scan") from wrong
    if found.media_type not in _SCANS:
        raise Refused(_("A signed paper is kept as PDF, JPEG or PNG."), field="scan")
    return _store(round, found.name_for(f"ban-ky-{file_name(kind, '')}-{scan.name}"), found.media_type, found.content)


def _refuse_impossible(
    kind: PaperKind, subject: Subject | None, stand: RoundStand, number: str, dated_on: date
) -> None:
    if subject is None:
        raise CannotNumber(_("This round has no such paper."))
    if subject.why_not:
        raise CannotNumber(subject.why_not)
    if kind.numbered and not number:
        raise CannotNumber(_("Enter the number that the clerk's office gave the paper."), field="number")
    if dated_on > legal_day(timezone.now()):
        raise CannotNumber(_("The day lies in the future. Enter the day on the paper."), field="dated_on")
    session = stand.session
    if kind.phase == Phase.DECIDING and session and dated_on < session.held_on:
        message = _("The council met on %(day)s; a paper on its result cannot be older. Check the day.")
        raise CannotNumber(message % {"day": date_short(session.held_on)}, field="dated_on")


def _refuse_taken(round: Round, kind: PaperKind, number: str, dated_on: date, former: RoundPaper | None) -> None:
    if kind.slug == COMMUNE_PROPOSAL or not number:
        return
    same: dict[str, Any] = {"province": round.province, "year": dated_on.year, "number": number}
    others = RoundPaper.objects.filter(**same, superseded_at=None).exclude(kind=COMMUNE_PROPOSAL)
    if former:
        others = others.exclude(pk=former.pk)
    if others.exists() or Decision.objects.filter(**same).exists() or on_appeals(**same):
        raise CannotNumber(_number_taken(number, dated_on.year), field="number")


def _number_taken(number: str, year: int) -> str:
    message = _("Another paper of %(year)d already bears the number %(number)s. Check it with the clerk's office.")
    return message % {"number": number, "year": year}


def _states(paper: RoundPaper) -> tuple[str, date, str, str]:
    return paper.number, paper.dated_on, paper.signer, paper.signer_capacity


def _lines(capacity: str) -> tuple[str, ...]:
    return capacity_lines(capacity) if capacity else ()
