"""Enquiries as producers answer them, and what their offices may know."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.catalogue.models import Listing
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.enquiries.domain.parts import PartState, Source
from openocop.enquiries.forms import AnswerForm, NoteForm
from openocop.enquiries.models import EnquiryPart
from openocop.enquiries.permissions import may_answer, may_count, may_list, may_write_down, parts_visible_to
from openocop.enquiries.selectors.parts import PAGE_SIZE, counts_by_producer, own_producers, parts_listed, state_counts
from openocop.enquiries.services.answering import answer_part, ask_for_help
from openocop.enquiries.services.sending import note_enquiry
from openocop.enquiries.words import STATES
from openocop.registry.models import Producer


@require_safe
@acting
def listing(request: ActingRequest) -> HttpResponse:
    require(may_list(request.post))
    on = legal_day(timezone.now())
    state = request.GET.get("trang-thai", "")
    state = state if state in set(PartState) else ""
    counts = state_counts(request.post, on=on)
    context = {
        "page": Paginator(parts_listed(request.post, on=on, state=state), PAGE_SIZE).get_page(request.GET.get("trang")),
        "tabs": _tabs(counts, state),
        "total": sum(counts.values()),
        "state": state,
        "own": request.post.role == Role.PRODUCER,
        "may_count": may_count(request.post),
    }
    return render(request, "enquiries/list.html", context)


def _tabs(counts: dict[str, int], state: str) -> list[tuple[str, str, int, bool]]:
    here = reverse("received:list")
    shown = [("", _("All"), sum(counts.values()))]
    shown += [(one.value, str(STATES[one]), counts.get(one, 0)) for one in PartState]
    return [
        (label, f"{here}?trang-thai={slug}" if slug else here, n, slug == state)
        for slug, label, n in shown
        if n or slug in {"", state}
    ]


@acting
def part(request: ActingRequest, public_id: str) -> HttpResponse:
    on = legal_day(timezone.now())
    shown = _part_or_404(request, public_id)
    may = may_answer(request.post, shown, on=on)
    form = AnswerForm(
        request.POST or None, initial={"version": shown.version, "answer": _given(shown), "words": shown.answer}
    )
    if shown.enquiry.noted_by_id is not None:
        form.of_a_note()
    if request.method == "POST":
        require(may)
        if form.is_valid() and _answered(form, shown, request):
            noted = shown.enquiry.noted_by_id is not None
            messages.success(
                request, _("Saved.") if noted else _("Answered. The buyer reads it on the receipt's page.")
            )
            return redirect("received:part", public_id)
    context = {
        "part": shown,
        "enquiry": shown.enquiry,
        "lines": list(shown.lines.all()),
        "form": form,
        "may_answer": may,
        "open": shown.state != PartState.WITHDRAWN,
        "illustrative": shown.enquiry.is_illustrative,
        "crumbs": [(_("Enquiries"), reverse("received:list")), (shown.lines.all()[0].product_name, "")],
    }
    return render(request, "enquiries/part.html", context, status=422 if form.errors else 200)


def _given(shown: EnquiryPart) -> str:
    return shown.state if shown.answered_at else ""


def _answered(form: AnswerForm, shown: EnquiryPart, request: ActingRequest) -> bool:
    data = form.cleaned_data
    try:
        answer_part(
            part=shown,
            answer=form.answer_given(),
            words=data["words"],
            version=data["version"],
            by=request.post,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.show_refusal(refusal)
        return False
    return True


@require_POST
@acting
def help_wanted(request: ActingRequest, public_id: str) -> HttpResponse:
    shown = _part_or_404(request, public_id)
    ask_for_help(part=shown, by=request.post, at=timezone.now())
    messages.success(request, _("Your commune's office and the provincial OCOP office may read this enquiry now."))
    return redirect("received:part", public_id)


@acting
def note(request: ActingRequest) -> HttpResponse:
    """Write down what came by telephone or chat."""
    require(may_write_down(request.post))
    now = timezone.now()
    products = _own_products(request)
    begun = {"source": request.GET.get("cach", Source.PHONE.value)[:10]}
    form = NoteForm(request.POST or None, products=products, today=legal_day(now), initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            made = note_enquiry(
                producer=form.producer(),
                wanted=form.wanted(),
                source=Source(form.cleaned_data["source"]),
                contact=form.contact(),
                wishes=form.wishes(),
                client_id=form.cleaned_data["client_id"],
                by=request.post,
                at=now,
            )
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            messages.success(request, _("Written down."))
            return redirect("received:part", made.public_id)
    crumbs = [(_("Enquiries"), reverse("received:list")), (_("Write one down"), "")]
    context = {"form": form, "products": products, "crumbs": crumbs}
    return render(request, "enquiries/note.html", context, status=422 if form.errors else 200)


def _own_products(request: ActingRequest) -> list[tuple[str, str, Producer]]:
    mine = own_producers(request.post, on=legal_day(timezone.now()))
    rows = (
        Listing.objects.filter(product__producer__in=mine)
        .select_related("product__producer")
        .order_by("sort_key", "pk")
    )
    return [(one.public_id, one.name, one.product.producer) for one in rows if one.product.producer]


@require_safe
@acting
def counts(request: ActingRequest) -> HttpResponse:
    """How many enquiries stand how, by producer: counts only."""
    require(may_count(request.post))
    shown = Paginator(counts_by_producer(request.post.province), PAGE_SIZE).get_page(request.GET.get("trang"))
    states = [(one.value, STATES[one]) for one in PartState]
    rows = [(one, [(name, getattr(one, slug)) for slug, name in states]) for one in shown.object_list]
    context = {"page": shown, "rows": rows, "states": states}
    return render(request, "enquiries/counts.html", context)


def _part_or_404(request: ActingRequest, public_id: str) -> EnquiryPart:
    """Return a part the post may read; for anybody else there is none, whether it exists or not."""
    require(may_list(request.post))
    visible = parts_visible_to(request.post, on=legal_day(timezone.now()))
    return get_object_or_404(
        visible.select_related("enquiry", "producer").prefetch_related("lines"), public_id=public_id
    )
