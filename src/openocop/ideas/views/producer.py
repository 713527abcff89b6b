"""A producer sends an idea and makes a dossier of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.dossiers.forms.producer import OpenForm
from openocop.dossiers.models import Round
from openocop.dossiers.selectors.listings import producers_of, products_to_file
from openocop.dossiers.selectors.rounds import open_rounds
from openocop.ideas.forms import OwnIdeaForm
from openocop.ideas.models import Idea
from openocop.ideas.permissions import ideas_visible_to, may_list, may_open_from, may_send
from openocop.ideas.services.opening import open_from_idea
from openocop.ideas.services.registering import send_idea
from openocop.registry.models import Product
from openocop.registry.permissions import memberships


@acting
def send_own(request: ActingRequest) -> HttpResponse:
    """Send an idea as a registered producer: the register knows who and where."""
    require(may_send(request.post))
    now = timezone.now()
    producers = producers_of(request.post, on=legal_day(now))
    if not producers:
        return redirect("dossiers:home")
    posted = request.POST if request.method == "POST" else None
    begun = {"product_name": request.GET.get("ten", "")[:200], "set_no": request.GET.get("bo", "")[:2]}
    form = OwnIdeaForm(posted, producers=producers, initial=begun)
    if posted is not None and form.is_valid():
        data = form.cleaned_data
        try:
            idea = send_idea(
                by=request.post, producer=data["producer"], facts=form.facts(), client_id=data["client_id"], at=now
            )
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("Your commune has received the idea. The answer stands here."))
            return redirect("ideas:idea", idea.public_id)
    return render(request, "ideas/send_own.html", {"form": form}, status=422 if form.errors else 200)


@acting
def open_(request: ActingRequest, public_id: str) -> HttpResponse:
    """Open a dossier from an idea: the product, then the set, kind and round, filled in from the answer."""
    require(may_list(request.post))
    now = timezone.now()
    on = legal_day(now)
    idea = get_object_or_404(ideas_visible_to(request.post, on=on).select_related("dossier"), public_id=public_id)
    if idea.dossier is not None and request.post.role == Role.PRODUCER:
        return redirect("dossiers:dossier", idea.dossier.public_id)
    require(may_open_from(request.post, idea, on=on))
    rounds = open_rounds(request.post.province, on=on)
    own = memberships(request.post.user_id, request.post.province, on=on).values("producer")
    products = Product.objects.filter(province=request.post.province, producer__in=own).select_related("producer")
    products = products.filter(producer=idea.producer_id) if idea.producer_id else products
    chosen = request.GET.get("san-pham", "")
    if not chosen.isalnum() or not rounds:
        rows = [product for product, dossier in products_to_file(products.order_by("sort_key"), rounds) if not dossier]
        producers = [one for one in producers_of(request.post, on=on) if idea.producer_id in (None, one.pk)]
        listed = {"idea": idea, "rows": rows, "rounds": rounds, "producers": producers}
        return render(request, "ideas/open_product.html", listed)
    product = get_object_or_404(products, public_id=chosen)
    return _open_form(request, idea, product, rounds)


def _open_form(request: ActingRequest, idea: Idea, product: Product, rounds: list[Round]) -> HttpResponse:
    last = idea.answers.exclude(set_no=None).last()
    begun = {"set_no": last.set_no if last else idea.set_no, "kind": idea.kind}
    posted = request.POST if request.method == "POST" else None
    form = OpenForm(posted, rounds=rounds, classification=product.classification)
    for name, value in begun.items():
        form.fields[name].initial = value or form.fields[name].initial
    if posted is not None and form.is_valid():
        try:
            dossier = open_from_idea(
                by=request.post, idea=idea, product=product, at=timezone.now(), **form.cleaned_data
            )
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            return redirect("dossiers:sheet", dossier.public_id)
    context = {"idea": idea, "product": product, "form": form, "answer": last}
    return render(request, "ideas/open_form.html", context, status=422 if form.errors else 200)
