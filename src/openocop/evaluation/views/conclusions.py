"""What the council concludes on one product, written on the page where its sheets are discussed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.evaluation.forms.session import ConclusionForm
from openocop.evaluation.permissions import may_conclude
from openocop.evaluation.selectors.agreement import asked_of_council
from openocop.evaluation.services.conclusions import write_conclusion
from openocop.evaluation.views.access import entry_of
from openocop.evaluation.views.results import product_page


@require_POST
@acting
def conclude(request: ActingRequest, public_id: str) -> HttpResponse:
    """Keep the conclusion; what is wrong with it is said on the same page, with all that was typed."""
    entry = entry_of(request, public_id)
    require(may_conclude(request.post, entry.session))
    form = ConclusionForm(request.POST, asked=asked_of_council(entry.session, entry))
    if form.is_valid():
        try:
            note, vote, points = form.cleaned_data["note"], form.vote(), form.points()
            write_conclusion(entry=entry, note=note, vote=vote, points=points, by=request.post)
        except Refused as wrong:
            form.add_error(wrong.field or None, str(wrong))
        else:
            messages.success(request, _("The council's conclusion is kept for the minutes."))
            return redirect("evaluation:product", public_id)
    return product_page(request, entry, form)
