"""Places as their office keeps them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.places.forms import ArchiveForm, PlaceForm, ShowForm, place_initial
from openocop.places.models import Place, Showing
from openocop.places.permissions import may_keep, may_list
from openocop.places.selectors.places import PAGE_SIZE, announced, office_places, on_show, rows_of
from openocop.places.services.keeping import archive_place, end_showing, register_place, revise_place, show_product
from openocop.places.views.public import hours_lines
from openocop.registry.forms import Choices
from openocop.registry.selectors.entry import commune_choices

MOST_SUCCESSORS = 200


@require_safe
@acting
def listing(request: ActingRequest) -> HttpResponse:
    require(may_list(request.post))
    now = timezone.now()
    page = Paginator(office_places(request.post, on=legal_day(now)), PAGE_SIZE).get_page(
        request.GET.get("trang", "")[:6]
    )
    context = {"page": page, "rows": rows_of(page, now)}
    return render(request, "places/office_list.html", context)


@acting
def new(request: ActingRequest) -> HttpResponse:
    require(may_list(request.post))
    form = PlaceForm(request.POST or None, communes=_communes(request))
    if request.method == "POST" and form.is_valid():
        try:
            client_id = form.cleaned_data["client_id"]
            place = register_place(facts=form.facts(), client_id=client_id, by=request.post, at=timezone.now())
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            messages.success(request, _("Recorded: %(name)s") % {"name": place.name})
            return redirect("places:kept-place", place.public_id)
    return _form(request, form, _("New place"), reverse("places:kept"))


@require_safe
@acting
def detail(request: ActingRequest, public_id: str) -> HttpResponse:
    return _detail(request, _kept(request, public_id))


@acting
def edit(request: ActingRequest, public_id: str) -> HttpResponse:
    place = _kept(request, public_id)
    form = PlaceForm(request.POST or None, communes=_communes(request), initial=place_initial(place))
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            revise_place(place=place, facts=form.facts(), seen_version=seen, by=request.post, at=timezone.now())
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("places:kept-place", place.public_id)
    return _form(request, form, place.name, reverse("places:kept-place", args=[place.public_id]))


@require_POST
@acting
def archive(request: ActingRequest, public_id: str) -> HttpResponse:
    place = _kept(request, public_id)
    form = ArchiveForm(request.POST, others=_others(request, place))
    if form.is_valid():
        chosen = form.cleaned_data["successor"]
        successor = Place.objects.get(public_id=chosen) if chosen else None
        try:
            archive_place(place=place, successor=successor, by=request.post, at=timezone.now())
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            messages.success(request, _("Taken off the list: %(name)s") % {"name": place.name})
            return redirect("places:kept")
    return _detail(request, place, archive_form=form)


@require_POST
@acting
def show(request: ActingRequest, public_id: str) -> HttpResponse:
    place = _kept(request, public_id)
    form = ShowForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            show_product(
                place=place,
                product=data["product"],
                from_on=data["first_on"],
                until_on=form.until_on(),
                by=request.post,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            messages.success(request, _("On show: %(name)s") % {"name": data["product"].name})
            return redirect("places:kept-place", place.public_id)
    return _detail(request, place, show_form=form)


@require_POST
@acting
def end(request: ActingRequest, public_id: str) -> HttpResponse:
    showing = Showing.objects.select_related("place", "product").filter(public_id=public_id).first()
    if showing is None:
        raise Http404
    require(may_keep(request.post, showing.place, on=legal_day(timezone.now())))
    end_showing(showing=showing, by=request.post, at=timezone.now())
    messages.success(request, _("No longer on show: %(name)s") % {"name": showing.product.name})
    return redirect("places:kept-place", showing.place.public_id)


def _detail(
    request: ActingRequest, place: Place, *, show_form: ShowForm | None = None, archive_form: ArchiveForm | None = None
) -> HttpResponse:
    now = timezone.now()
    on = legal_day(now)
    row = rows_of([place], now)[0]
    wrong = [form for form in (show_form, archive_form) if form is not None]
    context = {
        "row": row,
        "place": place,
        "showings": [*on_show(place, on), *announced(place, on)],
        "show_form": show_form or ShowForm(initial={"first_on": place.first_on or on, "last_on": place.last_on}),
        "archive_form": archive_form or ArchiveForm(others=_others(request, place)),
        **hours_lines(row),
        "crumbs": [(_("Places"), reverse("places:kept")), (place.name, "")],
    }
    return render(request, "places/office_place.html", context, status=422 if wrong else 200)


def _form(request: ActingRequest, form: PlaceForm, title: str, back: str) -> HttpResponse:
    crumbs = [(_("Places"), reverse("places:kept")), (title, "")]
    context = {"form": form, "title": title, "back": back, "crumbs": crumbs}
    return render(request, "places/office_form.html", context, status=422 if form.errors else 200)


def _kept(request: ActingRequest, public_id: str) -> Place:
    place = get_object_or_404(Place.objects.select_related("superseded_by"), public_id=public_id)
    require(may_keep(request.post, place, on=legal_day(timezone.now())))
    return place


def _communes(request: ActingRequest) -> Choices:
    communes = commune_choices(request.post.province, on=legal_day(timezone.now()))
    if request.post.role == Role.COMMUNE_OFFICER:
        return [choice for choice in communes if choice[0] == request.post.unit_code]
    return communes


def _others(request: ActingRequest, place: Place) -> list[Place]:
    kept = office_places(request.post, on=legal_day(timezone.now()))
    return list(kept.filter(archived_at=None).exclude(pk=place.pk)[:MOST_SUCCESSORS])
