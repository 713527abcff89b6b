"""The producer's pages: what to do next, and opening a dossier."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest
from openocop.accounts.domain.roles import Role
from openocop.accounts.selectors.waiting import waiting_for
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.dossiers.domain.calendar import LOCAL_WORKING_DAYS, latest_safe_filing, office_calendar, working_day_after
from openocop.dossiers.forms.acts import ActForm
from openocop.dossiers.forms.producer import OpenForm, SubmitForm
from openocop.dossiers.permissions import FILLS_IN, may_edit, may_open_dossier, memberships
from openocop.dossiers.selectors.acts import act, submitting
from openocop.dossiers.selectors.agenda import agenda, next_own
from openocop.dossiers.selectors.authority import course_of
from openocop.dossiers.selectors.clocks import clock_of
from openocop.dossiers.selectors.filing_notices import filing_notices
from openocop.dossiers.selectors.guidance import likely_set
from openocop.dossiers.selectors.listings import own_dossiers, producers_of, products_to_file
from openocop.dossiers.selectors.lookalikes import own_lookalikes
from openocop.dossiers.selectors.pages import dossier_page, request_tasks, stations_of, tasks_of
from openocop.dossiers.selectors.requests import open_requests
from openocop.dossiers.selectors.required import lacking
from openocop.dossiers.selectors.rounds import open_rounds
from openocop.dossiers.selectors.sheets import sheet_of
from openocop.dossiers.selectors.vault import papers_waiting
from openocop.dossiers.services.filing import submit_dossier, withdraw_dossier
from openocop.dossiers.services.opening import open_dossier
from openocop.dossiers.views.access import banner_of, dossier_to_fill_in, for_roles, today, visible_dossier
from openocop.registry.models import Product

SHOWN = 5  # dossiers drawn with all their stations; the others are one line each


@for_roles(Role.PRODUCER)
def home(request: ActingRequest) -> HttpResponse:
    """One next thing, what else is left, and where each dossier stands."""
    day = today()
    dossiers = own_dossiers(request.post, on=day)
    sheets = {dossier.pk: sheet_of(dossier, dossier.evidence.all()) for dossier in dossiers[:SHOWN]}
    tasks = request_tasks(open_requests(request.post, on=day))
    tasks += [task for dossier in dossiers[:SHOWN] for task in tasks_of(dossier, sheets[dossier.pk])]
    cards = [
        (dossier, sheets[dossier.pk], stations_of(dossier, for_producer=True), clock_of(dossier, today=day))
        for dossier in dossiers[:SHOWN]
    ]
    ending = papers_waiting(request.post, on=day)
    context = {
        "producers": producers_of(request.post, on=day),
        "things": [thing for thing in waiting_for(request.post, on=day) if thing not in ending],
        "next": tasks[0] if tasks else None,
        "others": tasks[1:],
        "cards": cards,
        "older": dossiers[SHOWN:],
        "rounds": open_rounds(request.post.province, on=day),
        "own": next_own(agenda(request.post, on=day), on=day),
        "ending": ending,
        "illustrative": banner_of(dossiers),
    }
    return render(request, "dossiers/home.html", context)


@for_roles(Role.PRODUCER)
def open_(request: ActingRequest) -> HttpResponse:
    """Open a dossier in two steps: the product, then its group, kind and round."""
    day = today()
    own = memberships(request.post, on=day).values("producer")
    products = Product.objects.filter(province=request.post.province, producer__in=own).select_related("producer")
    rounds = open_rounds(request.post.province, on=day)
    chosen = request.GET.get("san-pham", "")
    if not chosen.isalnum() or not rounds:
        rows = products_to_file(products.order_by("sort_key"), rounds)
        listed = {"rows": rows, "rounds": rounds, "producers": producers_of(request.post, on=day)}
        return render(request, "dossiers/open_product.html", listed)
    product = get_object_or_404(products, public_id=chosen)
    require(may_open_dossier(request.post, product.producer, on=day))
    posted = request.POST if request.method == "POST" else None
    form = OpenForm(posted, rounds=rounds, classification=product.classification, chosen=request.GET.get("bo", ""))
    if request.method == "POST" and form.is_valid():
        try:
            dossier = open_dossier(by=request.post, product=product, **form.cleaned_data)
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            return redirect("dossiers:sheet", dossier.public_id)
    safe = [
        (round, latest_safe_filing(office_calendar(), round.propose_before)) for round in rounds if round.propose_before
    ]
    context: dict[str, Any] = {"product": product, "form": form, "safe": safe, "likely": likely_set(product.name)}
    if posted is None:
        context["alike"] = own_lookalikes(request.post, product, on=day)
    return render(request, "dossiers/open_form.html", context, status=422 if form.errors else 200)


@for_roles(*FILLS_IN)
def submit(request: ActingRequest, public_id: str) -> HttpResponse:
    """Look everything over, then file."""
    dossier = dossier_to_fill_in(request, public_id)
    page = dossier_page(request.post, dossier, on=today())
    form = SubmitForm(request.POST if request.method == "POST" else None, initial={"version": dossier.version})
    if request.method == "POST" and form.is_valid():
        try:
            filed = submit_dossier(
                by=request.post,
                dossier=dossier,
                client_id=form.cleaned_data["client_id"],
                notices_read=form.cleaned_data["notices_read"],
                at=request.received_at,
            )
        except Refused as wrong:
            messages.error(request, str(wrong))
            if wrong.field:
                return redirect("dossiers:submit", public_id)
        else:
            messages.success(
                request, _("Filed with the commune under slip %(number)s.") % {"number": filed.local_number}
            )
        return redirect("dossiers:dossier", public_id)
    due_on = working_day_after(office_calendar(), today(), LOCAL_WORKING_DAYS)
    context = {
        "page": page,
        "dossier": dossier,
        "form": form,
        "submit": submitting(
            request.post,
            dossier,
            on=today(),
            marks_missing=len(page.sheet.progress.missing),
            lacking=lacking(page.components),
        ),
        "editable": may_edit(request.post, dossier, on=today()),
        "due_on": due_on,
        "notices": filing_notices(dossier, on=today()),
        "course": course_of(dossier, on=today()),
        "illustrative": banner_of([dossier]),
    }
    return render(request, "dossiers/submit.html", context)


@for_roles(Role.PRODUCER)
def withdraw(request: ActingRequest, public_id: str) -> HttpResponse:
    """Ask once more, then take the dossier out of the round."""
    dossier = visible_dossier(request, public_id)
    page = dossier_page(request.post, dossier, on=today())
    form = ActForm(request.POST if request.method == "POST" else None, initial={"version": dossier.version})
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_dossier(by=request.post, dossier=dossier, client_id=form.cleaned_data["client_id"])
        except Refused as wrong:
            messages.error(request, str(wrong))
        return redirect("dossiers:home")
    context = {"page": page, "dossier": dossier, "form": form, "withdraw": act(page.acts, "withdraw")}
    return render(request, "dossiers/withdraw.html", context | {"illustrative": banner_of([dossier])})
