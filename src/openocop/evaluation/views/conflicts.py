"""Members declare their interests before scoring; the secretary sees who has."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.evaluation.forms.session import DeclarationForm
from openocop.evaluation.permissions import may_declare, may_read_declarations
from openocop.evaluation.selectors.conflicts import declaration_rows, declarations_of, own_declarations
from openocop.evaluation.services.conflicts import declare_interests
from openocop.evaluation.views.access import scoring_seat, session_of
from openocop.evaluation.views.stages import invented


@acting
def declare(request: ActingRequest, public_id: str) -> HttpResponse:
    """Declare on every product not declared on yet, in one form; what was declared stands below it."""
    session = session_of(request, public_id)
    seat = scoring_seat(request, session)
    rows = declaration_rows(request.post, session, seat)
    posted = request.POST if request.method == "POST" else None
    if posted is not None and not rows:
        return redirect("evaluation:my-sheets", public_id)
    form = DeclarationForm(posted, rows=rows, initial={"client_id": uuid4()})
    if posted is not None and form.is_valid():
        try:
            declare_interests(session=session, by=request.post, **form.declared())
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("Your declaration is kept. The dossiers are open to you."))
            return redirect("evaluation:my-sheets", public_id)
    context = {
        "session": session,
        "seat": seat,
        "form": form,
        "verdict": may_declare(request.post, session),
        "declared": own_declarations(seat),
        "illustrative": invented(session),
    }
    return render(request, "evaluation/declare.html", context, status=422 if form.errors else 200)


@acting
def declarations(request: ActingRequest, public_id: str) -> HttpResponse:
    """Who has declared, who stepped aside from what, and where the registers see a tie; for the secretary."""
    session = session_of(request, public_id)
    require(may_read_declarations(request.post, session))
    states = declarations_of(request.post, session)
    context = {
        "session": session,
        "states": states,
        "waiting": sum(1 for state in states if state.open),
        "illustrative": invented(session),
    }
    return render(request, "evaluation/declarations.html", context)
