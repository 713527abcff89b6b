"""What an upgrade or re-assessment changes against the recognised dossier: told by its producer, read with it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.core.refusal import Refused
from openocop.dossiers.forms.producer import ChangesForm
from openocop.dossiers.permissions import may_edit
from openocop.dossiers.selectors.differences import differences_of
from openocop.dossiers.selectors.sheets import sheet_of
from openocop.dossiers.services.changes import state_changes
from openocop.dossiers.views.access import banner_of, today, visible_dossier


@acting
def changes(request: ActingRequest, public_id: str) -> HttpResponse:
    """Was → is: levels, points, papers, and what the producer says of each matter; a first dossier has no such page."""
    dossier = visible_dossier(request, public_id)
    found = differences_of(dossier, sheet_of(dossier), on=today())
    if not found.matters:
        raise Http404
    editable = may_edit(request.post, dossier, on=today())
    posted = request.POST if request.method == "POST" else None
    form = ChangesForm(posted, matters=found.matters)
    if posted is not None and form.is_valid():
        try:
            state_changes(by=request.post, dossier=dossier, words=form.cleaned_data)
        except Refused as wrong:
            form.add_error(None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("Saved."))
            return redirect("dossiers:changes", public_id)
    context = {
        "dossier": dossier,
        "found": found,
        "form": form,
        "editable": editable,
        "own": request.post.role == Role.PRODUCER,
        "illustrative": banner_of([dossier]),
    }
    return render(request, "dossiers/changes.html", context, status=422 if form.errors else 200)
