"""Choosing a set, what to gather for it, and practising its sheet: read from the address, kept nowhere."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from openocop.accounts.acting import ActingRequest, acting
from openocop.criteria.domain.guidance import OWN_RELEASE, evidence_source, questions, set_guides
from openocop.criteria.domain.releases import criteria_set
from openocop.ideas.selectors.checklist import checklist
from openocop.ideas.selectors.choosing import all_choices, choosing
from openocop.ideas.selectors.practice import practice, practised_set, whole_sets

MAX_NAME = 200


def choose(request: HttpRequest) -> HttpResponse:
    """Type a name, see up to three sets with the reason, answer what tells them apart."""
    name = request.GET.get("ten", "").strip()[:MAX_NAME]
    answers = {one.code: request.GET.get(one.code, "") for one in questions()}
    found = choosing(name, answers) if name else None
    product = request.GET.get("san-pham", "")
    context = {
        "name": name,
        "found": found,
        "every": [] if found and found.choices else all_choices(),
        "product": product if product.isalnum() else "",
    }
    return render(request, "ideas/choose.html", context)


@acting
def checklists(request: ActingRequest) -> HttpResponse:
    """The 26 sets, each with its checklist."""
    return render(request, "ideas/checklists.html", {"every": all_choices()})


@acting
def gather(request: ActingRequest, number: int) -> HttpResponse:
    """The checklist of one set, to be read and printed."""
    if number not in set_guides():
        raise Http404
    sheet = criteria_set(OWN_RELEASE, number)
    context = {"set": sheet, "guide": set_guides()[number], "sections": checklist(sheet), "source": evidence_source()}
    return render(request, "ideas/gather.html", context)


def practise(request: HttpRequest) -> HttpResponse:
    """Mark a sheet that is nobody's: total, gates, star, and on request the way to the next star."""
    printed = practised_set(request.GET.get("luat", ""), request.GET.get("bo", ""))
    if printed is None:
        return render(request, "ideas/practise_set.html", {"sets": whole_sets()})
    said = {code: request.GET.getlist(code) for code in printed.position}
    marks = [(code, value) for code, values in said.items() for value in values]
    context = {
        "practice": practice(printed, said, with_ways="len-sao" in request.GET),
        "printed": printed,
        "address": urlencode([("luat", printed.release_id), ("bo", printed.no), *marks]),
    }
    return render(request, "ideas/practise.html", context)
