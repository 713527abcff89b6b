"""The calendar of the rounds and of the days off, to read, to print and to take along."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.harmless import made
from openocop.dossiers.documents.icalendar import CalendarDay, calendar_file
from openocop.dossiers.permissions import READS_PROVINCE
from openocop.dossiers.selectors.agenda import agenda, days_off, next_own
from openocop.dossiers.selectors.clocks import running_reassessments
from openocop.dossiers.views.access import today

PER_PAGE = 50


@acting
def calendar(request: ActingRequest) -> HttpResponse:
    """Every round ahead with what each actor has to have done by when; the reader's own days stand out."""
    day = today()
    rows = agenda(request.post, on=day)
    again = running_reassessments(request.post, on=day) if request.post.role in READS_PROVINCE else []
    page = Paginator(again, PER_PAGE).get_page(request.GET.get("trang"))
    context = {"rows": rows, "own": next_own(rows, on=day), "today": day, "again": page}
    return render(request, "dossiers/agenda.html", context)


@acting
def calendar_file_(request: ActingRequest) -> HttpResponse:
    """The same days as a file for the calendar of a telephone."""
    day = today()
    days = [
        CalendarDay(
            uid=f"{request.post.province}-{row.code}-{entry.actor}@openocop",
            on=entry.last,
            summary=f"{row.name}: {entry.actor_name} – {entry.what}",
            description=_("26/2026/QĐ-TTg, Article %(source)s.") % {"source": entry.source},
        )
        for row in agenda(request.post, on=day)
        for entry in row.days
    ]
    content = calendar_file(_("OCOP rounds"), days, made_at=timezone.now())
    return made(content, "lich-ocop.ics", "text/calendar; charset=utf-8", to_save=True)


@acting
def holidays(request: ActingRequest) -> HttpResponse:
    """A year's days off and Saturdays worked, each with what says so."""
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else today().year
    shown = days_off(year)
    tabs = [(str(one), f"?nam={one}", None, one == shown.year) for one in shown.years]
    return render(request, "dossiers/days_off.html", {"shown": shown, "tabs": tabs})
