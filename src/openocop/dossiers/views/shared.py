"""Pages that several roles share: one dossier, its return, its papers."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.core.harmless import served
from openocop.core.refusal import Refused
from openocop.dossiers.forms.acts import ActForm
from openocop.dossiers.forms.review import ReturnForm
from openocop.dossiers.models import Dossier
from openocop.dossiers.selectors.acts import act
from openocop.dossiers.selectors.authority import authority_of, course_of
from openocop.dossiers.selectors.checks import check_of, missing_words
from openocop.dossiers.selectors.pages import dossier_page, history_page, stations_of
from openocop.dossiers.services.review import return_dossier, return_from_province
from openocop.dossiers.views.access import banner_of, for_roles, today, visible_dossier


@acting
def dossier(request: ActingRequest, public_id: str) -> HttpResponse:
    """One dossier: its producer sees the way it goes, an office its contents, history and acts."""
    found = visible_dossier(request, public_id)
    page = dossier_page(request.post, found, on=today())
    context = {
        "page": page,
        "dossier": found,
        "course": course_of(found, on=today()),
        "illustrative": banner_of([found]),
    }
    if request.post.role == Role.PRODUCER:
        context |= {"stations": stations_of(found, for_producer=True)}
        return render(request, "dossiers/own_dossier.html", context)
    context |= {
        "history": history_page(found),
        "authority": authority_of(request.post, found, on=today()),
        "form": ActForm(initial={"version": found.version}),
        "propose": act(page.acts, "propose"),
        "accept": act(page.acts, "accept"),
        "send_back": act(page.acts, "return") or act(page.acts, "return_from_province"),
    }
    return render(request, "dossiers/dossier.html", context)


@for_roles(Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER)
def send_back(request: ActingRequest, public_id: str) -> HttpResponse:
    """Return a dossier to its producer, with the reason."""
    found = visible_dossier(request, public_id)
    page = dossier_page(request.post, found, on=today())
    local = request.post.role == Role.COMMUNE_OFFICER
    initial = {"version": found.version, "reason": missing_words(found, check_of(found)) if local else ""}
    form = ReturnForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        service = return_dossier if local else return_from_province
        try:
            service(by=request.post, dossier=found, **form.cleaned_data)
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("The dossier is with its producer again, with your reason."))
            return redirect("dossiers:dossier", public_id)
    context = {
        "page": page,
        "dossier": found,
        "form": form,
        "act": act(page.acts, "return" if local else "return_from_province"),
        "illustrative": banner_of([found]),
    }
    return render(request, "dossiers/return.html", context, status=422 if form.errors else 200)


@acting
def paper(request: ActingRequest, public_id: str, paper_id: str) -> FileResponse:
    """Serve one paper to whoever may read its dossier."""
    return served_evidence(visible_dossier(request, public_id), paper_id)


def served_evidence(dossier: Dossier, paper_id: str) -> FileResponse:
    """Send a paper that is in a dossier now; `Http404` for any other."""
    papers = dossier.evidence.filter(removed_at=None).select_related("file")
    return served(get_object_or_404(papers, public_id=paper_id).file)
