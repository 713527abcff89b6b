"""The papers of producers: kept by the producer, read by the offices whose dossiers point to them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.core.harmless import served
from openocop.core.refusal import Refused
from openocop.core.spreadsheets import csv_of
from openocop.core.verdict import require
from openocop.dossiers.forms.acts import ACCEPTED_FILES
from openocop.dossiers.permissions import dossiers_visible_to, may_list_papers, papers_visible_to
from openocop.dossiers.selectors.listings import PAGE_SIZE, producers_of
from openocop.dossiers.selectors.vault import (
    OLDER,
    PAPER_HEADS,
    dossiers_with,
    paper_cells,
    paper_rows,
    papers_listed,
    state_counts,
)
from openocop.dossiers.services.arriving import accepted_paper
from openocop.dossiers.services.vault import take_in_paper
from openocop.dossiers.views.access import for_roles, today
from openocop.registry.domain.paper_kinds import paper_kinds
from openocop.registry.forms import PaperForm
from openocop.registry.models import Producer, ProducerPaper
from openocop.registry.selectors.papers import STATES, versions_of

TABS: dict[str, str | Promise] = {
    "": gettext_lazy("Current"),
    **{state.value: name for state, name in STATES.items()},
    OLDER: gettext_lazy("Replaced by newer"),
}


@acting
def vault(request: ActingRequest) -> HttpResponse:
    """The papers the reader may know of, those that end first on top."""
    require(may_list_papers(request.post))
    day = today()
    state, kind = request.GET.get("tinh-trang", ""), request.GET.get("loai", "")
    state = state if state in TABS else ""
    counts = state_counts(request.post, on=day)
    found = papers_listed(request.post, on=day, state=state, kind=kind)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    own = request.post.role == Role.PRODUCER
    context = {
        "page": page,
        "rows": paper_rows(list(page.object_list), on=day),
        "tabs": [
            (name, _address(code, kind), counts[code], code == state)
            for code, name in TABS.items()
            if counts[code] or code in ("", state)
        ],
        "state": state,
        "kind": kind,
        "kinds": list(paper_kinds().values()),
        "own": own,
        "may_add": own and bool(producers_of(request.post, on=day)),
        "illustrative": any(paper.producer.is_illustrative for paper in page.object_list),
    }
    return render(request, "dossiers/vault.html", context)


def _address(state: str, kind: str) -> str:
    return f"?tinh-trang={state}&loai={kind}" if kind else f"?tinh-trang={state}"


@acting
def vault_csv(request: ActingRequest) -> StreamingHttpResponse:
    """The list as a file."""
    require(may_list_papers(request.post))
    rows = paper_cells(request.post, on=today())
    return csv_of(PAPER_HEADS, rows, name=f"giay-to-{today():%Y%m%d}.csv")


@acting
def kept_paper(request: ActingRequest, public_id: str) -> HttpResponse:
    """One paper with its older and newer ones, and the dossiers that point to it."""
    paper = _visible(request, public_id)
    day = today()
    line = versions_of(paper) if request.post.role == Role.PRODUCER else [paper]
    context = {
        "row": paper_rows([paper], on=day)[0],
        "kind": paper_kinds()[paper.kind],
        "line": paper_rows(line, on=day),
        "newest": line[0],
        "dossiers": dossiers_with(paper, dossiers_visible_to(request.post, on=day)),
        "own": request.post.role == Role.PRODUCER,
        "illustrative": paper.producer.is_illustrative,
    }
    return render(request, "dossiers/kept_paper.html", context)


@acting
def kept_file(request: ActingRequest, public_id: str) -> FileResponse:
    """Serve the file of one paper."""
    return served(_visible(request, public_id).file)


@for_roles(Role.PRODUCER)
def add_paper(request: ActingRequest) -> HttpResponse:
    """Take a new paper into the producer's own."""
    return _kept(request, None)


@for_roles(Role.PRODUCER)
def renew_paper(request: ActingRequest, public_id: str) -> HttpResponse:
    """Put a renewed paper in the place of an older one, which stays as it was."""
    return _kept(request, _visible(request, public_id))


def _kept(request: ActingRequest, older: ProducerPaper | None) -> HttpResponse:
    producers = [older.producer] if older else producers_of(request.post, on=today())
    if not producers:
        raise Http404
    initial = {name: getattr(older, name) for name in ("kind", "title", "issuer")} if older else {}
    choices = [(producer.public_id, producer.name) for producer in producers]
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PaperForm(*sent, producers=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            paper = _take_in(request, form, producers, older)
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            messages.success(request, _("“%(title)s” is among your papers.") % {"title": paper.title})
            return redirect("dossiers:kept-paper", paper.public_id)
    context: dict[str, Any] = {"form": form, "older": older, "one": len(producers) == 1, "accept": ACCEPTED_FILES}
    context["illustrative"] = any(producer.is_illustrative for producer in producers)
    return render(request, "dossiers/paper_form.html", context, status=422 if form.errors else 200)


def _take_in(
    request: ActingRequest, form: PaperForm, producers: list[Producer], older: ProducerPaper | None
) -> ProducerPaper:
    data = form.cleaned_data
    return take_in_paper(
        by=request.post,
        producer=next(producer for producer in producers if producer.public_id == data["producer"]),
        facts=form.facts(),
        name=data["file"].name,
        content=accepted_paper(data["file"].file),
        client_id=data["client_id"],
        at=timezone.now(),
        supersedes=older,
    )


def _visible(request: ActingRequest, public_id: str) -> ProducerPaper:
    rows = papers_visible_to(request.post, on=today()).select_related("producer", "file", "superseded_by")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
