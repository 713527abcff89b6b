"""The office's pages of papers that are signed outside: taken out, handed in, what was accepted."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.harmless import served
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.recognition.models import Certificate, DecisionPaper
from openocop.recognition.permissions.records import may_read
from openocop.recognition.words import section_tabs
from openocop.sealing.domain.signing import MAX_BYTES, Flaw, Standing, Unacceptable
from openocop.sealing.forms import HandInForm
from openocop.sealing.models import PaperToSign
from openocop.sealing.permissions import may_hand_in
from openocop.sealing.selectors.papers import (
    Kind,
    certificates_to_sign,
    decisions_to_sign,
    name_of,
    signatures_told,
    signer_of,
    waiting_papers,
)
from openocop.sealing.services.papers import hand_in as take_in
from openocop.sealing.services.papers import record_on_paper, release_paper
from openocop.sealing.words import ROLE_NAMES, STANDING_NAMES, said

PAGE_SIZE = 30
UNSIGNED, SIGNED = "chua-ky", "da-ky"


@require_safe
@acting
def papers(request: ActingRequest) -> HttpResponse:
    """Certificates, or decisions, with how each stands."""
    province = request.post.province
    require(may_read(request.post, province))
    kind = Kind.DECISION if request.GET.get("loai") == Kind.DECISION else Kind.CERTIFICATE
    rows = certificates_to_sign(province) if kind == Kind.CERTIFICATE else decisions_to_sign(province)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    here = reverse("sealing:papers")
    context = {
        "page_obj": page,
        "listed": [(row, taken, *STANDING_NAMES[taken.standing if taken else ""]) for row, taken in _taken(page)],
        "kind": kind,
        "certificates": kind == Kind.CERTIFICATE,
        "waiting": waiting_papers(province).count(),
        "handing_in": may_hand_in(request.post, province),
        "tabs": section_tabs("sealing", request.post),
        "kinds": [
            (_("Certificates"), here, None, kind == Kind.CERTIFICATE),
            (_("Decisions"), f"{here}?loai={Kind.DECISION}", None, kind == Kind.DECISION),
        ],
    }
    return render(request, "sealing/papers.html", context)


def _taken(page: object) -> list[tuple[object, PaperToSign | None]]:
    return [(row, getattr(row, "to_sign", None)) for row in page]  # type: ignore[attr-defined]  # a page of rows


@require_POST
@acting
def release(request: ActingRequest, kind: str, public_id: str) -> HttpResponse:
    require(may_hand_in(request.post, request.post.province))
    if kind not in set(Kind):
        raise Http404
    province = request.post.province
    found: Certificate | DecisionPaper
    if kind == Kind.CERTIFICATE:
        found = get_object_or_404(certificates_to_sign(province), public_id=public_id)
    else:
        found = get_object_or_404(decisions_to_sign(province), public_id=public_id)
    taken = release_paper(paper=found, by=request.post)
    return redirect("sealing:paper", taken.public_id)


@require_safe
@acting
def paper(request: ActingRequest, public_id: str) -> HttpResponse:
    return _page(request, _found(request, public_id), HandInForm())


@require_POST
@acting
def hand_in(request: ActingRequest, public_id: str) -> HttpResponse:
    """Verify the signed file and keep it; say in words what is wrong with it."""
    found = _found(request, public_id)
    require(may_hand_in(request.post, found.province))
    form = HandInForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > MAX_BYTES:
                raise Refused(said(Unacceptable(Flaw.TOO_LARGE)), field="file")
            take_in(paper=found, content=file.read(), by=request.post)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("Both signatures hold. The signed file is kept beside the unsigned one."))
            return redirect("sealing:paper", found.public_id)
    return _page(request, found, form, status=422)


@require_POST
@acting
def on_paper(request: ActingRequest, public_id: str) -> HttpResponse:
    found = _found(request, public_id)
    try:
        record_on_paper(paper=found, by=request.post)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is recorded that this paper was signed and sealed by hand."))
    return redirect("sealing:paper", found.public_id)


@require_safe
@acting
def file(request: ActingRequest, public_id: str, which: str) -> FileResponse:
    """The exact bytes to be signed, or the signed file that was accepted."""
    found = _found(request, public_id)
    kept = {UNSIGNED: found.file, SIGNED: found.signed}.get(which)
    if kept is None:
        raise Http404
    answer = served(kept)
    answer["Content-Disposition"] = str(answer["Content-Disposition"]).replace("inline", "attachment", 1)
    return answer


def _page(request: ActingRequest, found: PaperToSign, form: HandInForm, status: int = 200) -> HttpResponse:
    drawn, name = STANDING_NAMES[found.standing]
    context = {
        "paper": found,
        "name": name_of(found),
        "signer": signer_of(found),
        "drawn": drawn,
        "standing": name,
        "waits": found.standing == Standing.WAITING,
        "signatures": [(one, ROLE_NAMES[one.role]) for one in signatures_told(found)],
        "handing_in": may_hand_in(request.post, found.province),
        "form": form,
        "unsigned": UNSIGNED,
        "signed": SIGNED,
    }
    return render(request, "sealing/paper.html", context, status=status)


def _found(request: ActingRequest, public_id: str) -> PaperToSign:
    require(may_read(request.post, request.post.province))
    rows = PaperToSign.objects.filter(province=request.post.province).select_related(
        "file", "signed", "certificate__recognition__decision", "decision_paper__decision"
    )
    return get_object_or_404(rows, public_id=public_id)
