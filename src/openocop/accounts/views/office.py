"""Where a signed-in person begins, and choosing the capacity in which one acts."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from openocop.accounts.acting import CHOSEN_POST, PostRequest, own_password
from openocop.accounts.domain.roles import Role
from openocop.accounts.selectors.waiting import waiting_for
from openocop.core.domain.legal_time import legal_day

# Roles whose own page is a list of what waits for them, by the name of its address.
BEGINNINGS = {
    Role.PRODUCER: "dossiers:home",
    Role.COMMUNE_OFFICER: "dossiers:commune-inbox",
    Role.ADVISER: "evaluation:advisory",
}


@login_required
@own_password
def my_work(request: PostRequest) -> HttpResponse:
    """Show what waits for this post, each one tap away; who holds several posts chooses one first."""
    if len(request.posts) > 1 and CHOSEN_POST not in request.session:
        return render(request, "accounts/choose_post.html")
    if not request.post:
        return render(request, "accounts/my_work.html")
    if request.post.role in BEGINNINGS:
        return redirect(BEGINNINGS[request.post.role])
    things = waiting_for(request.post, on=legal_day(timezone.now()))
    return render(request, "accounts/my_work.html", {"things": things})


@require_POST
@login_required
def switch_post(request: PostRequest) -> HttpResponse:
    """Act in another capacity from now on; one the person does not hold is ignored."""
    chosen = request.POST.get("post", "")
    if any(post.appointment_id == chosen for post in request.posts):
        request.session[CHOSEN_POST] = chosen
    return redirect("accounts:my-work")
