"""Products of ninety points and more: the list, and one product's way to the ministry and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.domain.legal_time import legal_day
from openocop.core.harmless import served
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.criteria.domain.releases import release
from openocop.dossiers.models import Round
from openocop.dossiers.selectors.clocks import countdown
from openocop.evaluation.models import Entry
from openocop.recognition.domain.referral import LAW, recognised_by
from openocop.recognition.models import CentralCorrection, CentralResult, ReferralPack, ReferralPaper
from openocop.recognition.permissions.records import (
    may_choose,
    may_draft,
    may_read_archive,
    may_read_referrals,
    may_refer,
)
from openocop.recognition.selectors.history import told_of
from openocop.recognition.selectors.recognitions import score_text
from openocop.recognition.selectors.referrals import (
    ROUND_PAPERS,
    Case,
    Line,
    Parts,
    case_of,
    checklist,
    entries_above_ninety,
    lacking,
    parts_of,
    rounds_to_enter,
)
from openocop.recognition.services.referral_packs import BESIDE
from openocop.recognition.views.referral_acts import ACTS, SHOWN
from openocop.recognition.views.referral_corrections import correcting, initial_words
from openocop.recognition.words import ADDED_NAMES, ASKED_NAMES, CHOICE_NAMES, STANDING_NAMES, WAY_NAMES, section_tabs

PER_PAGE = 30


@require_safe
@acting
def referrals(request: ActingRequest) -> HttpResponse:
    """Every product of ninety points and more with where it stands."""
    post, today = request.post, _today()
    require(may_read_referrals(post, post.province))
    page = Paginator(entries_above_ninety(post), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page_obj": page,
        "rows": [_row(case_of(entry, on=today), today) for entry in page],
        "tabs": section_tabs("referrals", post),
    }
    return render(request, "recognition/referrals.html", context)


@require_safe
@acting
def referral(request: ActingRequest, public_id: str) -> HttpResponse:
    """One product: what its pack holds and lacks, what left, what came back, and what is to be done now."""
    return _page(request, _entry(request, public_id))


@acting
def act(request: ActingRequest, public_id: str, act: str) -> HttpResponse:
    """One act on the product; who comes back from confirming who they are finds the page, to do it there."""
    entry = _entry(request, public_id)
    if act not in ACTS:
        raise Http404
    asked = ACTS[act]
    require(asked.permitted(request.post, entry.dossier.round))
    if request.method != "POST":
        return redirect("recognition:referral", public_id)
    done: HttpResponse = (_confirmed if asked.binds else _done)(request, entry, act)
    return done


def _done(request: ActingRequest, entry: Entry, act: str) -> HttpResponse:
    """Do it; what cannot be right comes back on the page with what was typed."""
    asked = ACTS[act]
    form = asked.form(request.POST, request.FILES)
    if form.is_valid():
        try:
            asked.does(entry, request.post, form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, str(asked.said))
            return redirect("recognition:referral", entry.dossier.public_id)
    return _page(request, entry, {act: form}, status=422)


_confirmed = reauthentication_required()(_done)


@require_safe
@acting
def referral_file(request: ActingRequest, public_id: str, part: str) -> FileResponse:
    """A version of the pack, a paper that was added, the ministry's, or one that a correction proposes or replaced."""
    post = request.post
    require(may_read_referrals(post, post.province))
    if part not in _FILES:
        raise Http404
    found: Any = get_object_or_404(_FILES[part].objects.filter(province=post.province), public_id=public_id)
    entry = get_object_or_404(entries_above_ninety(post), dossier__referral=found.referral)
    if part == "goi":  # it holds the whole dossier, as the file of a round does
        require(may_read_archive(post, entry.dossier.round))
    file = found.former_file if part == "ket-qua-cu" else found.file
    if file is None:
        raise Http404
    return served(file)


_FILES: Mapping[str, type[ReferralPack] | type[ReferralPaper] | type[CentralResult] | type[CentralCorrection]] = {
    "goi": ReferralPack,
    "giay-to": ReferralPaper,
    "ket-qua": CentralResult,
    "ket-qua-cu": CentralCorrection,
    "ket-qua-moi": CentralCorrection,
}


def _page(
    request: ActingRequest, entry: Entry, bound: Mapping[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    post, today, round = request.post, _today(), entry.dossier.round
    case = case_of(entry, on=today)
    parts = parts_of(entry.dossier, case.referral)
    lines = checklist(parts)
    rounds = rounds_to_enter(case, on=today)
    state, name = STANDING_NAMES[case.standing]
    corrections = correcting(case, post)
    context = {
        "case": case,
        "round": round,
        "product": entry.dossier.product,
        "points": score_text(entry.average),
        "central_points": score_text(case.result.points) if case.result else "",
        "state": state,
        "state_name": name,
        "lines": [(line, ASKED_NAMES[line.asked.slug], _told(line)) for line in lines],
        "has_five": parts.has_five,
        "round_papers": ROUND_PAPERS,
        "missing": lacking(lines, without=BESIDE),
        "unsent": case.packs[0] if case.packs and not hasattr(case.packs[0], "sending") else None,
        "added": [(paper, ADDED_NAMES[paper.kind]) for paper in parts.own],
        "ways": WAY_NAMES,
        "choice_name": CHOICE_NAMES[case.choice.choice] if case.choice else "",
        "left": countdown(case.limits.propose_before, today=today) if case.limits else "",
        "law": release(entry.dossier.release).number,
        "recognised_by": recognised_by(entry.dossier.release),
        "forms": _forms(case, parts, rounds, dict(bound or {})),
        "rounds": rounds,
        "overtaken": _overtaken(SHOWN.get(case.standing, frozenset()) | corrections.shown, dict(bound or {})),
        "refers": may_refer(post, round),
        "chooses": may_choose(post, round),
        "opens": may_read_archive(post, round),
        "drafts": may_draft(post, post.province),
        "recognition": case.result.recognition if case.result else None,
        "correcting": corrections,
        "history": told_of(case.referral),
        "illustrative": entry.dossier.is_illustrative or entry.session.is_illustrative,
    }
    return render(request, "recognition/referral.html", context, status=status)


def _forms(case: Case, parts: Parts, rounds: list[Round], bound: dict[str, forms.Form]) -> dict[str, forms.Form]:
    """Return every form of the page by the name that the template gives it; the letter's number is known already."""
    letter = parts.round_papers.get("ministry-letter")
    known = {"letter_no": letter.number, "letter_on": letter.dated_on} if letter and case.last is None else {}
    filled: dict[str, dict[str, Any]] = {"send": known, **initial_words(case)}
    found = {
        asked.name: bound.get(slug) or asked.form(auto_id=f"{asked.name}_%s", initial=filled.get(asked.name))
        for slug, asked in ACTS.items()
    }
    into = found["enter"].fields["into"].widget
    assert isinstance(into, forms.Select)  # noqa: S101  # as the form declares it
    into.choices = [(round.public_id, round.name) for round in rounds]
    return found


def _overtaken(shown: frozenset[str], bound: dict[str, forms.Form]) -> list[str]:
    """Return what was refused to somebody whose form is no longer on the page, because another was faster."""
    lost = [form for slug, form in bound.items() if ACTS[slug].name not in shown]
    return [str(error) for form in lost for errors in form.errors.values() for error in errors]


def _row(case: Case, today: date) -> dict[str, Any]:
    state, name = STANDING_NAMES[case.standing]
    left = countdown(case.limits.propose_before, today=today) if case.limits and not case.last else ""
    return {"case": case, "state": state, "name": name, "left": left, "points": score_text(case.entry.average)}


def _told(line: Line) -> str:
    """Return what a line says under its name: what is missing, what is there, which article speaks of it."""
    source = _("not asked for by Article 6.3")
    if line.asked.article:
        source = _("%(law)s, Article %(article)s") % {"law": LAW, "article": line.asked.article}
    return " · ".join(part for part in (line.missing.rstrip("."), line.detail, source) if part)


def _entry(request: ActingRequest, public_id: str) -> Entry:
    require(may_read_referrals(request.post, request.post.province))
    return get_object_or_404(entries_above_ninety(request.post), dossier__public_id=public_id)


def _today() -> date:
    return legal_day(timezone.now())
