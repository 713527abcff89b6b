"""The provincial office and everybody who reads dossiers with it: lists, rounds, acceptance."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.criteria.domain.releases import release_on
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.forms.acts import ActForm
from openocop.dossiers.forms.office import RoundForm
from openocop.dossiers.models import Round
from openocop.dossiers.permissions import dossiers_visible_to, may_list, may_open_round
from openocop.dossiers.selectors.listings import PAGE_SIZE, province_dossiers, stage_counts, with_places
from openocop.dossiers.selectors.rounds import coming_rounds, rounds_page
from openocop.dossiers.selectors.words import STAGES_FOR_OFFICES
from openocop.dossiers.services.review import accept_dossier
from openocop.dossiers.services.rounds import open_round
from openocop.dossiers.views.access import banner_of, for_roles, today, visible_dossier

READERS = (Role.PROVINCIAL_OFFICER, Role.LEADER, Role.ADVISER)


@acting
def listing(request: ActingRequest) -> HttpResponse:
    """The list of dossiers as each role knows it."""
    require(may_list(request.post))
    if request.post.role == Role.PRODUCER:
        return redirect("dossiers:home")
    if request.post.role == Role.COMMUNE_OFFICER:
        return redirect("dossiers:commune-inbox")
    day = today()
    rounds = list(Round.objects.filter(province=request.post.province).order_by("-propose_before", "-id"))
    round = next((r for r in rounds if r.public_id == request.GET.get("dot")), None)
    stage, query = request.GET.get("buoc", ""), request.GET.get("q", "")
    visible = dossiers_visible_to(request.post, on=day)
    counts = stage_counts(visible.filter(round=round) if round else visible)
    found = province_dossiers(request.post, on=day, round=round, stage=stage, query=query)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    rows = with_places(list(page.object_list))
    context = {
        "rounds": rounds,
        "round": round,
        "stage": stage,
        "query": query,
        "tabs": _tabs(request, counts, stage),
        "total": sum(counts.values()),
        "waiting": counts.get(Stage.PROPOSED, 0),
        "page": page,
        "rows": rows,
        "illustrative": banner_of(row.dossier for row in rows),
    }
    return render(request, "dossiers/list.html", context)


def _tabs(request: ActingRequest, counts: dict[str, int], stage: str) -> list[tuple[str, str, int, bool]]:
    def address(code: str) -> str:
        query = request.GET.copy()
        query.pop("trang", None)
        query["buoc"] = code
        return f"?{query.urlencode()}"

    names = [(code, str(name)) for code, name in STAGES_FOR_OFFICES.items() if code in counts]
    every = (_("All"), address(""), sum(counts.values()), not stage)
    return [every, *((name, address(code), counts[code], code == stage) for code, name in names)]


@for_roles(*READERS, Role.COMMUNE_OFFICER)
def rounds(request: ActingRequest) -> HttpResponse:
    """The rounds of the province: limits, what is left of them, where the dossiers stand."""
    day = today()
    context = {
        "rows": rounds_page(request.post, on=day),
        "coming": coming_rounds(request.post.province, on=day),
        "may_open": may_open_round(request.post),
        "today": day,
    }
    return render(request, "dossiers/rounds.html", context)


@for_roles(Role.PROVINCIAL_OFFICER)
def open_round_(request: ActingRequest) -> HttpResponse:
    """Open one of the law's rounds, or a further one by plan."""
    day = today()
    form = RoundForm(
        request.POST if request.method == "POST" else None, coming=coming_rounds(request.post.province, on=day)
    )
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        try:
            open_round(
                by=request.post,
                release=release_on(day).id,
                opened_on=day,
                plan_basis=form.cleaned_data["plan_basis"],
                **facts,
            )
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("“%(name)s” is open.") % {"name": facts["name"]})
            return redirect("dossiers:rounds")
    return render(request, "dossiers/open_round.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.PROVINCIAL_OFFICER)
def accept(request: ActingRequest, public_id: str) -> HttpResponse:
    """Take a proposed dossier into its round."""
    dossier = visible_dossier(request, public_id)
    form = ActForm(request.POST)
    if form.is_valid():
        try:
            done = accept_dossier(by=request.post, dossier=dossier, **form.cleaned_data)
        except Refused as wrong:
            messages.error(request, str(wrong))
        else:
            messages.success(request, _("Accepted under slip %(number)s.") % {"number": done.province_number})
    return redirect("dossiers:dossier", public_id)
