"""The log for people: what it is for, its latest entries, and one entry with its proof."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.catalogue.views.frame import page, visit
from openocop.transparency.domain.statement import Facts
from openocop.transparency.models import LogEntry, Opening
from openocop.transparency.selectors.logs import entries_of, head_of, inclusion_proof
from openocop.transparency.selectors.logs import logs as all_logs
from openocop.transparency.services.signing import public_key
from openocop.transparency.words import EVENT_WORDS, event_of, fact_rows
from openocop.ui.templatetags.ui import so

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as it is read; `name` is empty once it was forgotten."""

    entry: LogEntry
    recorded_at: Any
    event: str
    name: str
    producer: str
    facts: Facts | None


@require_safe
def logs(request: HttpRequest) -> HttpResponse:
    """The logs of all provinces; of one alone, that one."""
    found = list(all_logs())
    if len(found) == 1:
        return redirect("transparency:log", found[0].province)
    seen = visit()
    context = {"logs": found, "crumbs": _crumbs((_("Transparency log"), ""))}
    return page(request, "transparency/logs.html", seen, context)


@require_safe
def log(request: HttpRequest, province: str) -> HttpResponse:
    head = head_of(province)
    if head is None:
        raise Http404(_("There is no log with this address."))
    found = entries_of(province).filter(index__lt=head.size).select_related("opening").order_by("-index")
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "province": province,
        "head": head,
        "key": public_key(province),
        "page_obj": shown,
        "rows": [_row(one) for one in shown],
        "crumbs": _crumbs((_("Transparency log"), "")),
    }
    return page(request, "transparency/log.html", visit(), context)


@require_safe
def entry(request: HttpRequest, province: str, index: int) -> HttpResponse:
    """One entry, what it hashes to, and the way from there to the signed head."""
    head = head_of(province)
    if head is None or index >= head.size:
        raise Http404(_("There is no entry with this number."))
    found = entries_of(province).select_related("opening").get(index=index)
    row = _row(found)
    alike = entries_of(province).filter(about=found.about, index__lt=head.size).values_list("index", flat=True)
    context = {
        "province": province,
        "row": row,
        "facts": fact_rows(row.facts or {}),
        "head": head,
        "proof": [one.hex() for one in inclusion_proof(province, index, head.size)],
        "alike": [one for one in alike if one != index],
        "is_last": index == max(alike),
        "crumbs": _crumbs(
            (_("Transparency log"), reverse("transparency:log", args=[province])),
            (_("Entry %(n)s") % {"n": so(index)}, ""),
        ),
    }
    return page(request, "transparency/entry.html", visit(), context)


@require_safe
def of_recognition(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lead to the last entry on a recognition; one that is not entered yet is told so."""
    found = LogEntry.objects.filter(about=public_id).order_by("-index").first()
    head = head_of(found.province) if found else None
    if found is None or head is None or found.index >= head.size:
        context = {"crumbs": _crumbs((_("Transparency log"), reverse("transparency:logs")))}
        return page(request, "transparency/not_entered.html", visit(), context, status=404)
    return redirect("transparency:entry", found.province, found.index)


def _row(one: LogEntry) -> Row:
    said = json.loads(one.leaf)
    opening: Opening | None = getattr(one, "opening", None)
    return Row(
        entry=one,
        recorded_at=parse_datetime(said["recorded_at"]),
        event=str(EVENT_WORDS[event_of(said["stands"])]),
        name=opening.product_name if opening else "",
        producer=opening.producer_name if opening else "",
        facts=said["stands"],
    )


def _crumbs(*rest: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Front page"), reverse("catalogue:home")), *rest]
