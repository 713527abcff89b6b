"""Pages for somebody without an account: the way from an idea to a dossier, sending one, following it."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.services.throttle import may_send_again
from openocop.ideas.domain.reference import spoken
from openocop.ideas.domain.stages import IdeaStage
from openocop.ideas.forms import PublicIdeaForm
from openocop.ideas.models import Idea
from openocop.ideas.selectors.ideas import followed, rows_of
from openocop.ideas.selectors.places import provinces
from openocop.ideas.services.registering import erase_idea, register_idea
from openocop.registry.selectors.entry import commune_choices

MOST_AN_HOUR = 30  # a commune's hall sends from one address on a day of help


def start(request: HttpRequest) -> HttpResponse:
    """The way from an idea to a dossier, with a door to each part of it."""
    return render(request, "ideas/start.html")


@never_cache
def send(request: HttpRequest) -> HttpResponse:
    """Send an idea without an account."""
    now = timezone.now()
    on = legal_day(now)
    known = provinces(on=on)
    province = next((slug for slug, _name in known if slug == request.GET.get("tinh")), "")
    if not province and len(known) == 1:
        province = known[0][0]
    if not province:
        return render(request, "ideas/send_where.html", {"provinces": known})
    posted = request.POST if request.method == "POST" else None
    begun = {"product_name": request.GET.get("ten", "")[:200], "set_no": request.GET.get("bo", "")[:2]}
    form = PublicIdeaForm(posted, communes=commune_choices(province, on=on), initial=begun)
    if posted is not None and form.is_valid():
        idea = _taken(request, province, form, now)
        if idea is not None:
            return redirect("ideas:follow", idea.follow_key)
    province_name = next(name for slug, name in known if slug == province)
    context = {
        "form": form,
        "province_name": province_name[:1].upper() + province_name[1:],
        "province_lower": province_name,
    }
    return render(request, "ideas/send.html", context, status=422 if form.errors else 200)


def _taken(request: HttpRequest, province: str, form: PublicIdeaForm, at: datetime) -> Idea | None:
    """Take the idea, or say in the form why it is not taken."""
    if not may_send_again("ideas.sent", request.META.get("REMOTE_ADDR", ""), most=MOST_AN_HOUR):
        form.add_error(None, _("Many ideas came from this line within an hour. Wait a little, then send it again."))
        return None
    data = form.cleaned_data
    try:
        return register_idea(
            province=province,
            unit_code=data["unit"],
            facts=form.facts(),
            contact=form.contact(),
            consented=data["consent"],
            client_id=data["client_id"],
            at=at,
        )
    except Refused as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        return None


@never_cache
def follow(request: HttpRequest, key: str) -> HttpResponse:
    """What became of an idea, for whoever holds its address."""
    idea = _followed_or_404(key)
    row = rows_of([idea], at=timezone.now())[0]
    context = {
        "row": row,
        "idea": idea,
        "answers": list(idea.answers.all()),
        "reference": spoken(idea.public_id),
        "address": request.build_absolute_uri(),
        "erased": idea.stage == IdeaStage.ERASED,
        "may_erase": idea.producer_id is None and idea.stage != IdeaStage.ERASED,
    }
    return render(request, "ideas/follow.html", context)


@require_POST
@never_cache
def erase(request: HttpRequest, key: str) -> HttpResponse:
    """Forget who sent an idea, once they say so."""
    idea = _followed_or_404(key)
    try:
        erase_idea(idea=idea)
    except Refused as wrong:
        messages.error(request, str(wrong))
    return redirect("ideas:follow", key)


def _followed_or_404(key: str) -> Idea:
    idea = followed(key)
    if idea is None:
        raise Http404
    return idea
