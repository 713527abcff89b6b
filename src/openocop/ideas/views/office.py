"""Ideas as offices and producers read, answer and take them further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.spreadsheets import csv_of
from openocop.core.verdict import require
from openocop.ideas.forms import AnswerForm, NameProducerForm
from openocop.ideas.models import Idea
from openocop.ideas.permissions import ANSWERS, ideas_visible_to, may_list
from openocop.ideas.selectors.ideas import (
    PAGE_SIZE,
    SHOWN_STAGES,
    IdeaRow,
    idea_page,
    ideas_listed,
    rows_of,
    stage_counts,
)
from openocop.ideas.selectors.words import STAGES
from openocop.ideas.services.answering import answer_idea, name_producer
from openocop.registry.permissions import producers_visible_to
from openocop.registry.selectors.entry import commune_choices

MOST_IN_A_FILE = 5000


@acting
def listing(request: ActingRequest) -> HttpResponse:
    """The ideas a post may see, by stage, commune and words."""
    require(may_list(request.post))
    now = timezone.now()
    on = legal_day(now)
    stage, words, unit = (request.GET.get(name, "")[:200] for name in ("buoc", "q", "xa"))
    page = Paginator(ideas_listed(request.post, on=on, stage=stage, words=words, unit=unit), PAGE_SIZE).get_page(
        request.GET.get("trang")
    )
    counts = stage_counts(request.post, on=on)
    wide = request.post.role not in {Role.COMMUNE_OFFICER, Role.PRODUCER}
    context = {
        "page": page,
        "rows": rows_of(page.object_list, at=now),
        "tabs": _tabs(request, counts, stage),
        "total": sum(counts.values()),
        "waiting": counts.get("new", 0),
        "stage": stage,
        "query": words,
        "unit": unit,
        "communes": commune_choices(request.post.province, on=on) if wide else [],
        "may_export": request.post.role in ANSWERS,
        "own": request.post.role == Role.PRODUCER,
    }
    return render(request, "ideas/list.html", context)


@require_safe
@acting
def as_csv(request: ActingRequest) -> StreamingHttpResponse:
    """The list as narrowed, as a file for a spreadsheet, for those who answer."""
    require(may_list(request.post))
    now = timezone.now()
    on = legal_day(now)
    stage, words, unit = (request.GET.get(name, "")[:200] for name in ("buoc", "q", "xa"))
    found = ideas_listed(request.post, on=on, stage=stage, words=words, unit=unit)
    found = found if request.post.role in ANSWERS else found.none()
    heads = _("Number"), _("Product"), _("Commune"), _("Sender"), _("Telephone"), _("E-mail"), _("Sent on")
    rows = _table(rows_of(found[:MOST_IN_A_FILE], at=now))
    return csv_of((*heads, _("Stage"), _("First answer")), rows, name=f"y-tuong-{on:%Y%m%d}.csv")


@acting
def detail(request: ActingRequest, public_id: str) -> HttpResponse:
    """One idea with its answers and what may be done with it."""
    idea = _visible(request, public_id)
    return _detail(request, idea, AnswerForm(initial={"set_no": idea.set_no}))


@require_POST
@acting
def answer(request: ActingRequest, public_id: str) -> HttpResponse:
    idea = _visible(request, public_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            answer_idea(
                by=request.post,
                idea=idea,
                reply=form.reply(),
                client_id=form.cleaned_data["client_id"],
                at=timezone.now(),
            )
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("Answered. The sender reads it at the follow-up address."))
            return redirect("ideas:idea", public_id)
    return _detail(request, idea, form)


@require_POST
@acting
def producer(request: ActingRequest, public_id: str) -> HttpResponse:
    """Say which producer of the register the idea is of."""
    idea = _visible(request, public_id)
    known = producers_visible_to(request.post, on=legal_day(timezone.now())).order_by("sort_key")
    form = NameProducerForm(request.POST, producers=list(known))
    if form.is_valid():
        name_producer(by=request.post, idea=idea, producer=form.cleaned_data["producer"], at=timezone.now())
        messages.success(request, _("The producer's account now finds the idea and may open a dossier from it."))
    else:
        messages.error(request, _("Choose a producer of the register; register it first if it is not there."))
    return redirect("ideas:idea", public_id)


def _detail(request: ActingRequest, idea: Idea, form: AnswerForm) -> HttpResponse:
    now = timezone.now()
    on = legal_day(now)
    page = idea_page(request.post, idea, on=on, at=now)
    unnamed = page.may_answer and idea.producer_id is None
    known = producers_visible_to(request.post, on=on).order_by("sort_key") if unnamed else []
    context = {
        "page": page,
        "idea": idea,
        "form": form,
        "naming": NameProducerForm(producers=list(known)) if unnamed else None,
        "is_producer": request.post.role == Role.PRODUCER,
        "illustrative": idea.is_illustrative,
    }
    return render(request, "ideas/idea.html", context, status=422 if form.errors else 200)


def _visible(request: ActingRequest, public_id: str) -> Idea:
    require(may_list(request.post))
    visible = ideas_visible_to(request.post, on=legal_day(timezone.now()))
    found: Idea = get_object_or_404(visible.select_related("producer", "dossier"), public_id=public_id)
    return found


def _tabs(request: ActingRequest, counts: dict[str, int], stage: str) -> list[tuple[str, str, int, bool]]:
    def address(code: str) -> str:
        query = request.GET.copy()
        query.pop("trang", None)
        query["buoc"] = code
        return f"?{query.urlencode()}"

    every = (_("All"), address(""), sum(counts.values()), not stage)
    return [every, *((str(STAGES[one]), address(one), counts.get(one, 0), one == stage) for one in SHOWN_STAGES)]


def _table(rows: Iterable[IdeaRow]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        idea = row.idea
        sender = idea.producer.name if idea.producer else idea.person_name
        sent, stage = f"{legal_day(idea.registered_at):%d/%m/%Y}", str(STAGES[idea.stage])
        yield row.reference, idea.product_name, row.place, sender, idea.phone, idea.email, sent, stage, row.waited
