"""How to reach a higher star: what the producer says is hard for them stays in the address, nothing is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openocop.accounts.acting import ActingRequest
from openocop.criteria.domain.next_star import Effort
from openocop.dossiers.permissions import FILLS_IN
from openocop.dossiers.selectors.next_star import Way, ways_up
from openocop.dossiers.selectors.sheets import CriterionRow, SheetView, sheet_of
from openocop.dossiers.views.access import banner_of, dossier_to_fill_in, for_roles

# What the page offers for each criterion: what one step costs the producer; what cannot be done now is gone round.
EASY, MEDIUM, HARD, CLOSED = "de", "vua", "kho", "chua"
EFFORTS: dict[str, int | None] = {EASY: 1, MEDIUM: 2, HARD: 3, CLOSED: None}


@for_roles(*FILLS_IN)
def next_star(request: ActingRequest, public_id: str) -> HttpResponse:
    """The least that takes the own score to each higher star, minimum conditions first."""
    dossier = dossier_to_fill_in(request, public_id)
    sheet = sheet_of(dossier)
    said = _said(request, sheet)
    effort: Effort = {code: EFFORTS[said.get(code, MEDIUM)] for code in sheet.criteria_set.position}
    ways = ways_up(dossier, sheet, effort)
    context: dict[str, Any] = {
        "dossier": dossier,
        "sheet": sheet,
        "ways": ways,
        "asked": [(row, said.get(row.criterion.code, MEDIUM)) for row in _asked(sheet, ways, said)],
        "weighed": bool(said),
        "illustrative": banner_of([dossier]),
    }
    return render(request, "dossiers/next_star.html", context)


def _said(request: HttpRequest, sheet: SheetView) -> dict[str, str]:
    """Read what is not of medium effort, by criterion; what the sheet or the page does not know is passed over."""
    given = {code: request.GET.get(f"n-{code}", "") for code in sheet.criteria_set.position}
    return {code: word for code, word in given.items() if word in EFFORTS and word != MEDIUM}


def _asked(sheet: SheetView, ways: list[Way], said: dict[str, str]) -> list[CriterionRow]:
    """Return the criteria of which the producer may say how hard they are: those on a way, and those spoken of."""
    codes = {row.step.code for way in ways for row in way.steps} | said.keys()
    return [row for group in sheet.groups for row in group.criteria if row.criterion.code in codes]
