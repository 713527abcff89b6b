"""Rounds of evaluation in public: what a source declares beside what is counted here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.catalogue.selectors.products import sources_of
from openocop.catalogue.selectors.rounds import RoundRow, listings_of_round, public_rounds, round_rows
from openocop.catalogue.views.frame import page, visit
from openocop.catalogue.views.kept import cells_html
from openocop.criteria.domain.releases import release

ROUNDS_PER_PAGE, PRODUCTS_PER_PAGE = 20, 60


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure twice; `differs` when both are known and not the same."""

    label: str
    declared: Any
    counted: Any

    @property
    def differs(self) -> bool:
        return self.declared is not None and self.counted is not None and str(self.declared) != str(self.counted)


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    seen = visit()
    shown = Paginator(public_rounds(), ROUNDS_PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page_obj": shown,
        "rounds": [(row, _headline(row)) for row in round_rows(shown)],
        "crumbs": [(_("Front page"), reverse("catalogue:home")), (_("Rounds of evaluation"), "")],
    }
    return page(request, "catalogue/rounds.html", seen, context)


@require_safe
def round_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    seen = visit()
    found = public_rounds().filter(public_id=public_id).first()
    if found is None:
        raise Http404(_("There is no public round with this address."))
    (row,) = round_rows([found])
    shown = Paginator(listings_of_round(found), PRODUCTS_PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page_obj": shown,
        "row": row,
        "figures": _figures(row),
        "has_declared": bool(row.round.declared),
        "cells": cells_html(shown, seen),
        "law": release(row.round.release),
        "highest": row.figures.highest,
        "crumbs": [
            (_("Front page"), reverse("catalogue:home")),
            (_("Rounds of evaluation"), reverse("catalogue:rounds")),
            (row.round.name, ""),
        ],
        "sources": sources_of(row.round.source_urls),
        "illustrative": row.round.is_illustrative,
    }
    return page(request, "catalogue/round.html", seen, context)


def _headline(row: RoundRow) -> list[Figure]:
    declared, counted = row.figures.declared, row.figures
    return [
        Figure(_("Products"), declared.get("products"), counted.products or None),
        Figure(_("Producers"), declared.get("producers"), counted.producers or None),
        Figure(_("Districts or communes"), declared.get("units"), counted.units or None),
    ]


def _figures(row: RoundRow) -> list[Figure]:
    declared, counted = row.figures.declared, row.figures
    stars = declared.get("stars") or {}
    highest = counted.highest.average if counted.highest else None
    figures = [
        Figure(_("Products recognised"), declared.get("products"), counted.products or None),
        Figure(_("Producers"), declared.get("producers"), counted.producers or None),
        Figure(_("Districts or communes"), declared.get("units"), counted.units or None),
    ]
    every_star_known = 0 < counted.products == sum(counted.stars.values())
    for star in (3, 4, 5):
        label = _("Products with %(star)s stars") % {"star": star}
        none = 0 if every_star_known and str(star) in stars else None
        figures.append(Figure(label, stars.get(str(star)), counted.stars.get(star, none)))
    figures.append(Figure(_("Highest score"), declared.get("score_max"), highest))
    figures.append(Figure(_("Products since the programme began"), declared.get("cumulative_products"), None))
    return [figure for figure in figures if figure.declared is not None or figure.counted is not None]
