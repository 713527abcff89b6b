"""What the offices record around the term of a dossier: components, papers on the term, the change of the law."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest
from openocop.accounts.domain.roles import Role
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.dossiers.forms.review import CheckForm, ResumeForm, TermPaperForm, TransitionForm
from openocop.dossiers.permissions import may_check
from openocop.dossiers.selectors.authority import authority_of, course_of
from openocop.dossiers.selectors.clocks import clock_of
from openocop.dossiers.services.checking import check_components
from openocop.dossiers.services.terms import record_term_paper, resume_term
from openocop.dossiers.services.transition import decide_transition
from openocop.dossiers.views.access import banner_of, for_roles, today, visible_dossier

OFFICES = (Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER)


@for_roles(Role.COMMUNE_OFFICER)
def components(request: ActingRequest, public_id: str) -> HttpResponse:
    """Tick what article 6 asks for, before form 03."""
    dossier = visible_dossier(request, public_id)
    view = authority_of(request.post, dossier, on=today())
    posted = request.POST if request.method == "POST" else None
    form = CheckForm(posted, components=view.lines, initial={"version": dossier.version})
    if posted is not None and form.is_valid():
        data = form.cleaned_data
        try:
            check = check_components(
                by=request.post,
                dossier=dossier,
                lines=form.lines(),
                client_id=data["client_id"],
                version=data["version"],
            )
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            gaps = any(line["found"] == "missing" for line in check.lines.values())
            messages.success(request, _("The check is recorded."))
            return redirect("dossiers:return" if gaps else "dossiers:form-03", public_id)
    rows = [(row, form[row.component.slug], form[f"note-{row.component.slug}"]) for row in view.lines]
    context = {"dossier": dossier, "form": form, "rows": rows, "may": may_check(request.post, dossier, on=today())}
    context["illustrative"] = banner_of([dossier])
    return render(request, "dossiers/components.html", context, status=422 if form.errors else 200)


@for_roles(*OFFICES)
def term(request: ActingRequest, public_id: str) -> HttpResponse:
    """The term by article 7.2, and the papers of an office that would pause it or begin it anew."""
    dossier = visible_dossier(request, public_id)
    day = today()
    view = authority_of(request.post, dossier, on=day)
    posted = request.POST if request.method == "POST" else None
    form = TermPaperForm(posted)
    if posted is not None:
        require(view.may_paper)
    if posted is not None and form.is_valid():
        try:
            record_term_paper(by=request.post, dossier=dossier, **form.cleaned_data)
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("The paper is recorded; the term by Article 7.2 stays as it is beside it."))
            return redirect("dossiers:term", public_id)
    context = {
        "dossier": dossier,
        "authority": view,
        "clock": clock_of(dossier, today=day),
        "form": form,
        "resume": ResumeForm(),
        "illustrative": banner_of([dossier]),
    }
    return render(request, "dossiers/term.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(*OFFICES)
def resume(request: ActingRequest, public_id: str, paper_id: str) -> HttpResponse:
    """Say from which day a pause is over."""
    dossier = visible_dossier(request, public_id)
    paper = get_object_or_404(dossier.term_papers.select_related("dossier"), public_id=paper_id)
    form = ResumeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the day as day/month/year."))
        return redirect("dossiers:term", public_id)
    try:
        resume_term(by=request.post, paper=paper, resumes_on=form.cleaned_data["resumes_on"])
    except Refused as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("The end of the pause is recorded."))
    return redirect("dossiers:term", public_id)


@for_roles(Role.PROVINCIAL_OFFICER)
def transition(request: ActingRequest, public_id: str) -> HttpResponse:
    """Record how a dossier that the change of the law stopped goes on."""
    dossier = visible_dossier(request, public_id)
    course = course_of(dossier, on=today())
    posted = request.POST if request.method == "POST" else None
    form = TransitionForm(posted)
    if posted is not None and form.is_valid():
        try:
            decide_transition(by=request.post, dossier=dossier, **form.cleaned_data)
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("Recorded. Scores and papers stay as they are."))
            return redirect("dossiers:dossier", public_id)
    context = {"dossier": dossier, "course": course, "form": form, "illustrative": banner_of([dossier])}
    return render(request, "dossiers/transition.html", context, status=422 if form.errors else 200)
