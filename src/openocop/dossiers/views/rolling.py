"""Late dossiers to a later round, and what the province chose where the law leaves something open."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.accounts.acting import ActingRequest
from openocop.accounts.domain.roles import Role
from openocop.core.refusal import Refused
from openocop.dossiers.forms.office import OptionsForm
from openocop.dossiers.models import Round
from openocop.dossiers.selectors.lateness import late_dossiers
from openocop.dossiers.selectors.options import latest_choice, office_options
from openocop.dossiers.selectors.rounds import open_rounds
from openocop.dossiers.services.options import choose_options
from openocop.dossiers.services.rolling import roll_over
from openocop.dossiers.views.access import banner_of, for_roles, today


@for_roles(Role.PROVINCIAL_OFFICER)
def late(request: ActingRequest, public_id: str) -> HttpResponse:
    """Everything that came too late for a round, and one button that takes it to a later one."""
    day = today()
    round = get_object_or_404(Round, public_id=public_id, province=request.post.province)
    into = [one for one in open_rounds(request.post.province, on=day) if one != round]
    if request.method == "POST":
        chosen = next((one for one in into if one.public_id == request.POST.get("into")), None)
        if chosen is None:
            messages.error(request, _("Choose the round they go to."))
        else:
            _roll(request, round, chosen)
        return redirect("dossiers:late", public_id)
    passed = round.propose_before is not None and day >= round.propose_before
    rows = list(late_dossiers(round).select_related("product__producer", "round").order_by("product__sort_key", "id"))
    context = {
        "round": round,
        "rows": rows if passed else [],
        "passed": passed,
        "into": into,
        "illustrative": banner_of(rows),
    }
    return render(request, "dossiers/late.html", context)


def _roll(request: ActingRequest, round: Round, into: Round) -> None:
    try:
        done = roll_over(by=request.post, round=round, into=into)
    except Refused as wrong:
        messages.error(request, str(wrong))
        return
    text = ngettext(
        "%(count)d dossier is now in “%(round)s”, with everything in it. Its producer reads of it on the dossier.",
        "%(count)d dossiers are now in “%(round)s”, with everything in them. Their producers read of it there.",
        len(done.moved),
    )
    messages.success(request, text % {"count": len(done.moved), "round": into.name})
    for dossier, reason in done.left:
        messages.warning(request, f"{dossier.product.name}: {reason}")


@for_roles(Role.PROVINCIAL_OFFICER)
def options(request: ActingRequest) -> HttpResponse:
    """The province's named options, with the paper each departure stands on."""
    choice = latest_choice(request.post.province)
    initial = office_options(request.post.province).as_json()
    initial |= {"basis": choice.basis, "procedure_name": choice.procedure_name} if choice else {}
    form = OptionsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            choose_options(
                by=request.post,
                options=form.options(),
                basis=form.cleaned_data["basis"],
                procedure_name=form.cleaned_data["procedure_name"],
            )
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("Recorded. It holds from now on."))
            return redirect("dossiers:options")
    context = {"form": form, "choice": choice}
    return render(request, "dossiers/options.html", context, status=422 if form.errors else 200)
