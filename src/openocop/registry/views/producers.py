"""The office's pages of producers."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.registry.domain.kinds import KINDS
from openocop.registry.forms import ProducerForm, producer_initial
from openocop.registry.models import Producer
from openocop.registry.permissions import REGISTERS
from openocop.registry.selectors.entry import ProducerEntry, commune_choices, new_producer_entry, producer_entry
from openocop.registry.selectors.lists import Filters, producers_listed
from openocop.registry.selectors.matching import ProducerMatch, probable_producers
from openocop.registry.selectors.records import producer_by_public_id, producer_page
from openocop.registry.services.producers import register_producer, revise_producer

CONFIRMED = "different"  # the person saw the look-alikes and says this is another one


@acting
def producer_list(request: ActingRequest) -> HttpResponse:
    on = legal_day(timezone.now())
    filters = Filters.of_query(request.GET.dict())
    context = {
        "listed": producers_listed(request.post, filters, on=on, page=request.GET.get("trang", 1)),
        "filters": filters,
        "no_filters": Filters(),
        "checks": [("place", _("Place not known"))],
        "kinds": [(kind.slug, kind.label) for kind in KINDS.values()],
        "communes": commune_choices(request.post.province, on=on),
        "may_register": request.post.role in REGISTERS,
    }
    return render(request, "registry/producers.html", context)


@acting
def producer_detail(request: ActingRequest, public_id: str) -> HttpResponse:
    page = producer_page(producer_or_404(public_id), request.post, on=legal_day(timezone.now()))
    context = {
        "page": page,
        "producer": page.producer,
        "illustrative": page.producer.is_illustrative,
        "crumbs": [*_crumbs(), (page.producer.name, "")],
    }
    return render(request, "registry/producer.html", context)


@acting
def new_producer(request: ActingRequest) -> HttpResponse:
    now = timezone.now()
    entry = new_producer_entry(request.post, on=legal_day(now))
    form = _form(request, entry)
    matches: list[ProducerMatch] = []
    if request.method == "POST" and form.is_valid():
        name, kind = form.cleaned_data["name"], form.cleaned_data["kind"]
        if CONFIRMED not in request.POST:
            matches = probable_producers(province=request.post.province, name=name, kind=kind)
        if not matches:
            try:
                producer = register_producer(
                    facts=form.facts(on=legal_day(now)), identifiers=form.identifiers(), by=request.post, at=now
                )
            except Refused as refusal:
                form.show_refusal(refusal)
            else:
                messages.success(request, _("Registered: %(name)s") % {"name": producer.name})
                return redirect("registry:producer", producer.public_id)
    context = {
        "form": form,
        "matches": [_told(match) for match in matches],
        "crumbs": [*_crumbs(), (_("New producer"), "")],
    }
    return render(request, "registry/producer_form.html", context)


@acting
def edit_producer(request: ActingRequest, public_id: str) -> HttpResponse:
    now = timezone.now()
    producer = producer_or_404(public_id)
    entry = producer_entry(producer, request.post, on=legal_day(now))
    form = _form(request, entry)
    if request.method == "POST" and form.is_valid():
        try:
            revise_producer(
                producer=producer,
                facts=form.facts(on=legal_day(now), before=entry.facts),
                identifiers=form.identifiers(),
                by=request.post,
                at=now,
            )
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("registry:producer", producer.public_id)
    crumbs = [*_crumbs(), (producer.name, _address(producer)), (_("Correct it"), "")]
    context = {"form": form, "producer": producer, "illustrative": producer.is_illustrative, "crumbs": crumbs}
    return render(request, "registry/producer_form.html", context)


def producer_or_404(public_id: str) -> Producer:
    producer = producer_by_public_id(public_id)
    if producer is None:
        raise Http404
    return producer


def _form(request: ActingRequest, entry: ProducerEntry) -> ProducerForm:
    return ProducerForm(
        request.POST if request.method == "POST" else None,
        initial=producer_initial(entry.facts) if entry.facts else {"kind": ""},
        communes=entry.communes,
        recorded=entry.recorded,
        numbers=entry.numbers,
    )


def _told(match: ProducerMatch) -> tuple[str, str, str, int]:
    producer = match.producer
    return producer.name, KINDS[producer.kind].label, _address(producer), match.likeness


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Producers"), reverse("registry:producers"))]


def _address(producer: Producer) -> str:
    return reverse("registry:producer", args=[producer.public_id])
