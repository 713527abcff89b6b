"""The papers of a round: all of them on one page, each to open, to number and to keep signed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.harmless import made, sent_pack, served
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.core.services.packing import packed_file
from openocop.core.verdict import require
from openocop.dossiers.domain.papers import MAX_BYTES
from openocop.dossiers.models import Round
from openocop.recognition.domain.round_papers import COMMUNE_PROPOSAL, KINDS, WHOLE_ROUND, PaperKind, Per
from openocop.recognition.forms.decisions import NumberForm
from openocop.recognition.models import Decision, RoundPaper
from openocop.recognition.permissions.records import may_number, may_read_archive, may_read_papers, may_read_proposal
from openocop.recognition.selectors.decisions import session_of
from openocop.recognition.selectors.round_papers import (
    PaperRow,
    RoundStand,
    kind_rows,
    paper_row,
    subject_of,
    subjects_of,
    versions_of,
)
from openocop.recognition.services.round_papers import PDF, WORD, Scan, draft_of, file_name, number_paper
from openocop.recognition.words import PHASE_NAMES

PER_PAGE = 40
MEDIA_TYPES = {"pdf": PDF, "docx": WORD}


@require_safe
@acting
def papers(request: ActingRequest, public_id: str) -> HttpResponse:
    """Every paper of the round with where it stands."""
    round = _round(request, public_id)
    require(may_read_papers(request.post, round))
    stand = RoundStand(round)
    rows = kind_rows(stand)
    context = {
        "round": round,
        "phases": [(name, [row for row in rows if row.kind.phase == phase]) for phase, name in PHASE_NAMES.items()],
        "whole": WHOLE_ROUND,
        "session": session_of(round),
        "decisions": Decision.objects.filter(round=round).order_by("kind"),
        "may_archive": may_read_archive(request.post, round),
        "illustrative": round.is_illustrative,
    }
    return render(request, "recognition/round_papers.html", context)


@require_safe
@acting
def kind_papers(request: ActingRequest, public_id: str, kind: str) -> HttpResponse:
    """The papers of one kind of which a round has several."""
    round, paper_kind = _round(request, public_id), _kind(kind)
    require(may_read_papers(request.post, round))
    if paper_kind.per == Per.ROUND:
        raise Http404
    stand = RoundStand(round)
    page = Paginator(subjects_of(paper_kind, stand), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "round": round,
        "kind": paper_kind,
        "source": paper_kind.source_under(round.release),
        "page": page,
        "rows": [paper_row(paper_kind, subject, stand) for subject in page],
        "illustrative": round.is_illustrative,
    }
    return render(request, "recognition/kind_papers.html", context)


@require_safe
@acting
def kind_pack(request: ActingRequest, public_id: str, kind: str) -> FileResponse:
    """All papers of one kind that can be made, as PDF in one zip."""
    round, paper_kind = _round(request, public_id), _kind(kind)
    require(may_read_papers(request.post, round))
    stand = RoundStand(round)
    rows = [paper_row(paper_kind, subject, stand) for subject in subjects_of(paper_kind, stand)]
    pack = packed_file(_for_pack(round, rows), timezone.now())
    return sent_pack(pack, f"{paper_kind.slug}-{round.code}.zip")


@require_safe
@acting
def paper(request: ActingRequest, public_id: str, kind: str, about: str, ending: str) -> HttpResponseBase:
    """One paper: as it was numbered, else as its data stand now."""
    round, paper_kind = _round(request, public_id), _kind(kind)
    about = "" if about == WHOLE_ROUND else about
    if paper_kind.slug == COMMUNE_PROPOSAL:
        require(may_read_proposal(request.post, round, about))
    else:
        require(may_read_papers(request.post, round))
    row = _row(round, paper_kind, about)
    if ending not in MEDIA_TYPES or row.state == "impossible":
        raise Http404
    if row.kept is not None:
        return served(row.kept.printed if ending == "pdf" else row.kept.word)
    content = draft_of(round, paper_kind, about, ending)
    return made(content, f"{file_name(paper_kind, about)}.{ending}", MEDIA_TYPES[ending])


@acting
def number(request: ActingRequest, public_id: str, kind: str, about: str) -> HttpResponse:
    """Record number and day of a paper, and keep its signed scan."""
    round, paper_kind = _round(request, public_id), _kind(kind)
    require(may_number(request.post, round))
    about = "" if about == WHOLE_ROUND else about
    row = _row(round, paper_kind, about)
    acting_now = request.method == "POST"
    form = NumberForm(
        request.POST if acting_now else None, request.FILES if acting_now else None, initial=_initial(row.kept)
    )
    if acting_now and form.is_valid():
        try:
            number_paper(round=round, kind=kind, about=about, by=request.post, **_facts(form))
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The paper is recorded."))
            return redirect("recognition:number-paper", public_id, kind, about or WHOLE_ROUND)
    context = {
        "round": round,
        "kind": paper_kind,
        "about": about or WHOLE_ROUND,
        "row": row,
        "form": form,
        "versions": versions_of(round, paper_kind, about),
        "illustrative": round.is_illustrative,
    }
    return render(request, "recognition/number_paper.html", context, status=422 if form.errors else 200)


@require_safe
@acting
def kept_paper(request: ActingRequest, public_id: str, part: str) -> FileResponse:
    """One version of a numbered paper: printed, in Word, or as it was signed."""
    rows = RoundPaper.objects.filter(province=request.post.province)
    kept = get_object_or_404(rows.select_related("round", "printed", "word", "signed"), public_id=public_id)
    require(may_read_papers(request.post, kept.round))
    file = {"pdf": kept.printed, "docx": kept.word, "ban-ky": kept.signed}.get(part)
    if file is None:
        raise Http404
    return served(file)


def _for_pack(round: Round, rows: list[PaperRow]) -> Iterator[tuple[str, bytes | Path]]:
    for place, row in enumerate(rows, start=1):
        if row.state == "impossible":
            continue
        name = f"{place:03d}-{file_name(row.kind, row.subject.about)}.pdf"
        kept = row.kept
        yield name, path_of(kept.printed.sha256) if kept else draft_of(round, row.kind, row.subject.about, "pdf")


def _facts(form: NumberForm) -> dict[str, Any]:
    facts = dict(form.cleaned_data)
    file = facts.pop("scan")
    if file is not None and file.size > MAX_BYTES:
        raise Refused(_("The scan is larger than 20 MB. Scan with fewer dots."), field="scan")
    return {**facts, "scan": Scan(file.name, file.read()) if file else None}


def _initial(kept: RoundPaper | None) -> dict[str, Any]:
    if kept is None:
        return {}
    return {name: getattr(kept, name) for name in ("number", "dated_on", "signer", "signer_capacity")}


def _round(request: ActingRequest, public_id: str) -> Round:
    return get_object_or_404(Round, public_id=public_id, province=request.post.province)


def _kind(slug: str) -> PaperKind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def _row(round: Round, kind: PaperKind, about: str) -> PaperRow:
    stand = RoundStand(round)
    subject = subject_of(kind, about, stand)
    if subject is None:
        raise Http404
    return paper_row(kind, subject, stand)
