"""Results after the reveal: the table, one product, the second ballot, adopting the result."""

from __future__ import annotations

import csv
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.core.domain.cells import harmless
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted, require
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.forms.session import ConclusionForm, NoteForm
from openocop.evaluation.models import Conclusion, Divergence, Entry, Session
from openocop.evaluation.permissions import (
    entries_visible_to,
    may_conclude,
    may_read_papers,
    may_read_sheets,
    may_run,
    may_see_progress,
    may_see_results,
)
from openocop.evaluation.selectors.agreement import agreed_lines, asked_of_council
from openocop.evaluation.selectors.corrections import correction_rows, replaced_papers
from openocop.evaluation.selectors.discussion import Heat, discussion_of
from openocop.evaluation.selectors.opinions import reason_words
from openocop.evaluation.selectors.papers import regulation_options
from openocop.evaluation.selectors.results import ALL, NEAR, OVER, SHORT, ResultRow, Results, csv_rows, results_of
from openocop.evaluation.services.sessions import (
    WithoutQuorum,
    close_second_ballot,
    fix_result,
    note_attempt,
    open_second_ballot,
    sits_to_adopt,
)
from openocop.evaluation.views.access import entry_of, session_of
from openocop.evaluation.views.stages import invented, stage_items

PER_PAGE = 50
HEAT_ROWS = 14


@acting
def results(request: ActingRequest, public_id: str) -> HttpResponse:
    """Every product with its average, spread, gates and star; the figures above are of all of them."""
    session = session_of(request, public_id)
    found = _results(request, session)
    chosen = request.GET.get("loc", ALL)
    page = Paginator(found.chosen(chosen), PER_PAGE).get_page(request.GET.get("trang"))
    rows = found.rows(list(page))
    context = {
        "session": session,
        "results": found,
        "page": page,
        "rows": rows,
        "heat": Heat(found, _widest(rows)),
        "chosen": chosen,
        "filters": _filters(found, session, chosen),
        "runs": may_run(request.post, session),
        "papers": (papers := may_read_papers(request.post, session)),
        "replaced": replaced_papers(session) if papers else [],
        "to_discuss": Entry.objects.filter(pk__in=found.unsettled[:1]).first(),
        "options": regulation_options(session),
        "stages": stage_items(session),
        "illustrative": invented(session),
    }
    return render(request, "evaluation/results.html", context)


@acting
def results_csv(request: ActingRequest, public_id: str) -> HttpResponse:
    """The whole table for a spreadsheet: UTF-8 with its mark, semicolons, as Vietnamese spreadsheets expect."""
    session = session_of(request, public_id)
    found = _results(request, session)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ket-qua-{session.council.round.code}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    for row in csv_rows(found):
        writer.writerow([harmless(cell) for cell in row])
    return response


@acting
def product(request: ActingRequest, public_id: str) -> HttpResponse:
    """Where the sheets on one product differ; from here the second ballot is opened and closed."""
    return product_page(request, entry_of(request, public_id))


def product_page(request: ActingRequest, entry: Entry, conclusion_form: ConclusionForm | None = None) -> HttpResponse:
    """Answer with the page of one product, `conclusion_form` with what was wrong in it where it was posted."""
    found = _results(request, entry.session)
    told = discussion_of(found, entry, named=may_read_sheets(request.post))
    if told is None:
        raise Http404
    places = [standing.entry_pk for standing in found.standings]
    here = places.index(entry.pk)
    around = Entry.objects.in_bulk([*places[max(here - 1, 0) : here], *places[here + 1 : here + 2]])
    conclusion = Conclusion.objects.filter(entry=entry).first()
    apart = Divergence.objects.filter(entry=entry).first()
    fixed = entry.session.stage == SessionStage.FIXED
    context = {
        "entry": entry,
        "session": entry.session,
        "told": told,
        "row": told.row,
        "results": found,
        "before": around.get(places[here - 1]) if here else None,
        "after": around.get(places[here + 1]) if here + 1 < len(places) else None,
        "runs": may_run(request.post, entry.session),
        "concludes": may_conclude(request.post, entry.session),
        "progress_told": may_see_progress(request.post, entry.session),
        "form": NoteForm(),
        "apart": reason_words(apart.reasons) if apart else "",
        "may_again": apart is not None and found.scored_again and _may_reopen(entry),
        "conclusion": conclusion,
        "agreed": agreed_lines(entry, conclusion),
        "conclusion_form": conclusion_form or _conclusion_form(entry, conclusion),
        "corrections": correction_rows(entry) if fixed else [],
        "finds_errors": fixed and request.post.role == Role.PROVINCIAL_OFFICER,
        "stages": stage_items(entry.session),
        "illustrative": invented(entry.session),
    }
    return render(request, "evaluation/product.html", context, status=422 if conclusion_form else 200)


@require_POST
@acting
def open_second(request: ActingRequest, public_id: str) -> HttpResponse:
    entry = entry_of(request, public_id)
    require(may_run(request.post, entry.session))
    form = NoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    return _ballot(
        request,
        entry,
        lambda: open_second_ballot(entry=entry, note=note, by=request.post),
        _("The second ballot is open; the first sheets stay as they are."),
    )


@require_POST
@acting
def close_second(request: ActingRequest, public_id: str) -> HttpResponse:
    entry = entry_of(request, public_id)
    require(may_run(request.post, entry.session))
    done = _("The second ballot is closed.")
    return _ballot(request, entry, lambda: close_second_ballot(entry=entry, by=request.post), done)


@acting
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has no type information
def fix(request: ActingRequest, public_id: str) -> HttpResponse:
    """What adopting the result does; the POST asks for the person's password or second factor again."""
    session = session_of(request, public_id)
    require(may_run(request.post, session))
    found = _results(request, session)
    problem = ""
    if request.method == "POST":
        try:
            fix_result(session=session, by=request.post)
        except WithoutQuorum as wrong:
            note_attempt(session=session, verb="fix", reason=str(wrong), by=request.post)
            problem = str(wrong)
        except Refused as wrong:
            problem = str(wrong)
        else:
            messages.success(request, _("The result is adopted. The papers are ready."))
            return redirect("evaluation:results", public_id)
    session.refresh_from_db(fields=["stage", "fixed_at", "fixed_by"])
    context = {
        "session": session,
        "results": found,
        "problem": problem,
        "fix_refused": _unsettled(found) or sits_to_adopt(session).reason,
        "unsettled": Entry.objects.filter(pk__in=found.unsettled).select_related("dossier__product")[:PER_PAGE],
        "is_fixed": session.stage == SessionStage.FIXED,
        "stages": stage_items(session),
        "illustrative": invented(session),
    }
    return render(request, "evaluation/fix.html", context, status=409 if problem else 200)


def _may_reopen(entry: Entry) -> bool:
    return entry.session.stage == SessionStage.REVEALED and entry.ballot == 1 and not entry.ballot_open


def _conclusion_form(entry: Entry, conclusion: Conclusion | None) -> ConclusionForm:
    asked = asked_of_council(entry.session, entry)
    if conclusion is None:
        return ConclusionForm(asked=asked)
    written = {name: getattr(conclusion, name) for name in ConclusionForm.base_fields}
    return ConclusionForm(asked=asked, initial=written | {f"g-{code}": n for code, n in conclusion.points.items()})


def _results(request: ActingRequest, session: Session) -> Results:
    require(may_see_results(request.post, session))
    visible = entries_visible_to(request.post).filter(session=session).values_list("pk", flat=True)
    return results_of(session, set(visible))


def _filters(found: Results, session: Session, chosen: str) -> list[tuple[str, str, int, bool]]:
    limit = found.regulation.max_spread
    names = {ALL: _("All"), SHORT: _("Short of minimum conditions"), NEAR: _("Near 50, 70, 90")}
    if limit is not None:
        over = _("Spread over %(limit)s points") % {"limit": f"{limit.normalize():f}".replace(".", ",")}
        names = {ALL: names[ALL], OVER: over, SHORT: names[SHORT], NEAR: names[NEAR]}
    here = reverse("evaluation:results", args=[session.public_id])
    return [(name, f"{here}?loc={key}", found.counts[key], key == chosen) for key, name in names.items()]


def _unsettled(found: Results) -> str:
    waiting = _("%(count)s products differ by more than the regulation allows and await a second ballot.")
    return waiting % {"count": len(found.unsettled)} if found.unsettled else ""


def _widest(rows: list[ResultRow]) -> list[ResultRow]:
    """Return the rows of a page whose sheets lie furthest apart."""
    apart = [row for row in rows if row.held and row.held.spread]
    return sorted(apart, key=lambda row: -row.held.spread if row.held else 0)[:HEAT_ROWS]


def _ballot(request: ActingRequest, entry: Entry, act: Any, done: str) -> HttpResponse:
    try:
        act()
    except (Refused, NotPermitted) as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, done)
    return redirect("evaluation:product", entry.public_id)
