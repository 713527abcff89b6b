"""The provincial office records the council of a round and calls its session."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import BaseFormSet, formset_factory
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.models import User
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.criteria.domain.refusal import RegulationRefused
from openocop.criteria.domain.releases import release
from openocop.dossiers.models import Dossier, Round
from openocop.evaluation.domain.bodies import PROVINCE, Composition, composition, compositions
from openocop.evaluation.domain.lifecycle import Form, SeatRole, SessionStage
from openocop.evaluation.domain.procedure import procedure_of
from openocop.evaluation.forms.council import CouncilForm, SeatForm
from openocop.evaluation.forms.session import SessionForm
from openocop.evaluation.permissions import may_prepare, may_read_rounds
from openocop.evaluation.selectors.opinions import AGAIN
from openocop.evaluation.selectors.preparing import (
    council_accounts,
    dossiers_for_agenda,
    round_row,
    rounds_with_councils,
)
from openocop.evaluation.services.councils import Appointee, appoint_council, call_session

PER_PAGE = 25
LINES = 6
SeatForms = formset_factory(SeatForm, extra=LINES, max_num=40)


@acting
def rounds(request: ActingRequest) -> HttpResponse:
    """Rounds with their councils and sessions, latest first."""
    require(may_read_rounds(request.post))
    page = Paginator(rounds_with_councils(request.post.province), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [round_row(round) for round in page],
        "prepares": may_prepare(request.post, request.post.province),
    }
    return render(request, "evaluation/rounds.html", context)


@acting
def appoint(request: ActingRequest, public_id: str) -> HttpResponse:
    """Record the council as the appointment decision names it, with its regulation's options."""
    round = _round(request, public_id)
    if hasattr(round, "council"):
        return redirect("evaluation:council", public_id)
    law = release(round.release)
    accounts = council_accounts(request.post.province, on=legal_day(timezone.now()))
    posted = request.POST if request.method == "POST" else None
    default = _("Council that assesses and grades OCOP products, %(round)s") % {"round": round.name}
    known = {one.level: one for one in compositions(round.release)}
    named = known.get(request.GET.get("cap", PROVINCE)) or composition(round.release, PROVINCE)
    form = CouncilForm(posted, release=law, initial={"name": default})
    seats = SeatForms(posted, form_kwargs={"accounts": accounts, "law": named}, initial=_usual_seats(named))
    valid = form.is_valid() & seats.is_valid() if posted is not None else False
    if valid and _appointed(request, round, form, seats, accounts, named.level):
        messages.success(request, _("The council is recorded. Now call its session."))
        return redirect("evaluation:council", public_id)
    context = {"round": round, "form": form, "seats": seats, "law": law, "illustrative": round.is_illustrative}
    context |= {"named": named, "levels": [level for level in known if level != named.level]}
    status = 422 if posted is not None else 200
    return render(request, "evaluation/appoint.html", context, status=status)


@acting
def call(request: ActingRequest, public_id: str) -> HttpResponse:
    """Call the session: day, place, and the dossiers in the order of presentation."""
    round = _round(request, public_id)
    if not hasattr(round, "council"):
        return redirect("evaluation:appoint", public_id)
    running = round.council.sessions.filter(form=Form.MEETING).exclude(stage=SessionStage.FIXED).first()
    if running is not None:
        return redirect("evaluation:session", running.public_id)
    dossiers = dossiers_for_agenda(round)
    form = SessionForm(request.POST if request.method == "POST" else None)
    in_writing = procedure_of(round.council.procedure).takes_written_opinions
    agenda = _agenda(request, dossiers, in_writing=in_writing)
    if request.method == "POST" and form.is_valid():
        chosen = [dossier for dossier, order, wanted in sorted(agenda, key=lambda line: line[1]) if wanted]
        if not chosen:
            form.add_error(None, _("Choose at least one dossier."))
        else:
            try:
                session = call_session(
                    council=round.council,
                    dossiers=chosen,
                    by=request.post,
                    is_illustrative=round.is_illustrative,
                    **form.cleaned_data,
                )
            except Refused as wrong:
                form.add_error(None, ValidationError(str(wrong)))
            else:
                messages.success(request, _("The session is called."))
                return redirect("evaluation:session", session.public_id)
    context = {"round": round, "form": form, "agenda": agenda, "illustrative": round.is_illustrative}
    context["in_writing"] = in_writing and any(dossier.kind == AGAIN for dossier in dossiers)
    return render(request, "evaluation/call.html", context, status=422 if form.errors else 200)


def _round(request: ActingRequest, public_id: str) -> Round:
    require(may_prepare(request.post, request.post.province))
    rounds = Round.objects.filter(province=request.post.province).select_related("council")
    return get_object_or_404(rounds, public_id=public_id)


def _appointed(
    request: ActingRequest,
    round: Round,
    form: CouncilForm,
    seats: BaseFormSet[SeatForm],
    accounts: dict[str, User],
    level: str,
) -> bool:
    data = form.cleaned_data
    lines = [line.cleaned_data for line in seats if line.cleaned_data.get("role")]
    try:
        appoint_council(
            round=round,
            name=data["name"],
            appointees=[_appointee(line, accounts) for line in lines],
            by=request.post,
            appointment_no=data["appointment_no"],
            appointed_on=data["appointed_on"],
            regulation_name=data["regulation_name"],
            regulation=form.regulation(),
            procedure=form.procedure(),
            level=level,
            is_illustrative=round.is_illustrative,
        )
    except (Refused, RegulationRefused) as wrong:
        form.add_error(None, ValidationError(str(wrong)))
        return False
    return True


def _appointee(line: dict[str, Any], accounts: dict[str, User]) -> Appointee:
    user = accounts.get(line["user"])
    role = SeatRole(line["role"])
    return Appointee(line["name"], line["body"], role, user, line["scores"], body_code=line["body_code"])


def _usual_seats(named: Composition) -> list[dict[str, Any]]:
    """Suggest a line for each body that the law names, and a secretary who does not score; guests come last."""
    lines = [
        {"role": body.place, "scores": body.place != SeatRole.GUEST, "body_code": body.code} for body in named.bodies
    ]
    if not lines:
        member = {"role": SeatRole.MEMBER, "scores": True}
        lines = [{"role": SeatRole.CHAIR, "scores": True}, *([member] * 7)]
    guests = [line for line in lines if line["role"] == SeatRole.GUEST]
    seated = [line for line in lines if line["role"] != SeatRole.GUEST]
    return [*seated, {"role": SeatRole.SECRETARY, "scores": False}, *guests]


def _agenda(request: ActingRequest, dossiers: list[Dossier], *, in_writing: bool) -> list[tuple[Dossier, int, bool]]:
    """Return each dossier with its place and whether it is wanted, as posted or as suggested.

    Re-assessments are not suggested where the council's procedure takes opinions on them in writing.
    """
    posted = request.method == "POST"
    lines = []
    for place, dossier in enumerate(dossiers, start=1):
        order = request.POST.get(f"order-{dossier.public_id}", "")
        number = int(order) if order.isascii() and order.isdecimal() and len(order) < 5 else place
        wanted = (
            request.POST.get(f"on-{dossier.public_id}") == "1" if posted else not (in_writing and dossier.kind == AGAIN)
        )
        lines.append((dossier, number, wanted))
    return lines
