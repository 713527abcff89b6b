"""The local office: its inbox with the clocks, and Mẫu 03."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.accounts.acting import ActingRequest
from openocop.accounts.domain.roles import Role
from openocop.accounts.selectors.waiting import waiting_for
from openocop.core.refusal import Refused
from openocop.dossiers.domain.form_03 import HEADINGS, headings_missing
from openocop.dossiers.forms.review import Form03Form
from openocop.dossiers.models import Dossier
from openocop.dossiers.selectors.acts import act
from openocop.dossiers.selectors.agenda import agenda, next_own
from openocop.dossiers.selectors.clocks import URGENT, clock_of
from openocop.dossiers.selectors.helping import has_helped
from openocop.dossiers.selectors.listings import (
    AT_COMMUNE,
    AT_PRODUCER,
    COMMUNE_TABS,
    PAGE_SIZE,
    PASSED_ON,
    commune_counts,
    commune_dossiers,
)
from openocop.dossiers.selectors.pages import dossier_page
from openocop.dossiers.selectors.rounds import open_rounds
from openocop.dossiers.selectors.sheets import claim_under
from openocop.dossiers.services.review import Form03, propose_dossier
from openocop.dossiers.views.access import banner_of, for_roles, today, visible_dossier

TABS = {
    AT_COMMUNE: gettext_lazy("At the commune"),
    AT_PRODUCER: gettext_lazy("With the producer"),
    PASSED_ON: gettext_lazy("Passed on to the province"),
}


@for_roles(Role.COMMUNE_OFFICER)
def inbox(request: ActingRequest) -> HttpResponse:
    """What is at the commune, the most urgent first."""
    day = today()
    tab = request.GET.get("muc", AT_COMMUNE)
    tab = tab if tab in COMMUNE_TABS else AT_COMMUNE
    page = Paginator(commune_dossiers(request.post, tab, on=day), PAGE_SIZE).get_page(request.GET.get("trang"))
    rows = [(dossier, clock_of(dossier, today=day)) for dossier in page.object_list]
    urgent = sum(1 for _row, clock in rows if clock and clock.total - clock.used <= URGENT)
    counts = commune_counts(request.post, on=day)
    context = {
        "tab": tab,
        "counts_here": counts[AT_COMMUNE],
        "tabs": [(TABS[key], f"?muc={key}", count, key == tab) for key, count in counts.items()],
        "page": page,
        "rows": rows,
        "urgent": urgent,
        "things": waiting_for(request.post, on=day),
        "rounds": open_rounds(request.post.province, on=day),
        "own": next_own(agenda(request.post, on=day), on=day),
        "illustrative": banner_of(dossier for dossier, _clock in rows),
    }
    return render(request, "dossiers/inbox.html", context)


@for_roles(Role.COMMUNE_OFFICER)
def form_03(request: ActingRequest, public_id: str) -> HttpResponse:
    """Write Mẫu 03 and propose the dossier to the province."""
    dossier = visible_dossier(request, public_id)
    page = dossier_page(request.post, dossier, on=today())
    form = Form03Form(request.POST if request.method == "POST" else None, initial={"version": dossier.version})
    if request.method == "POST" and form.is_valid() and _has_words(form, dossier):
        data = form.cleaned_data
        report = Form03(**{name: data[name] for name in (*HEADINGS, "conclusion")})
        try:
            propose_dossier(
                by=request.post, dossier=dossier, report=report, client_id=data["client_id"], version=data["version"]
            )
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("The report and the proposal are with the provincial OCOP office."))
            return redirect("dossiers:dossier", public_id)
    context = {
        "page": page,
        "dossier": dossier,
        "form": form,
        "headings": [(form[name], claim_under(page.sheet, name)) for name in HEADINGS],
        "helped": has_helped(request.post, dossier),
        "propose": act(page.acts, "propose"),
        "send_back": act(page.acts, "return"),
        "illustrative": banner_of([dossier]),
    }
    return render(request, "dossiers/form_03.html", context, status=422 if form.errors else 200)


def _has_words(form: Form03Form, dossier: Dossier) -> bool:
    """Name every heading without words at once; the service would name the first."""
    for name in headings_missing(dossier.release, form.cleaned_data):
        form.add_error(name, _("“%(heading)s” has no words yet.") % {"heading": HEADINGS[name]})
    return not form.errors
