"""Where a signed-in person begins, and choosing the capacity in which one acts."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from openocop.accounts.acting import PostRequest
from openocop.accounts.domain.roles import Role
from openocop.accounts.middleware import SESSION_KEY
from openocop.ui.navigation import address

# Where each role's day begins, by the name of the page's address.
BEGINNINGS = {
    Role.PRODUCER: "dossiers:home",
    Role.COMMUNE_OFFICER: "dossiers:commune-inbox",
    Role.PROVINCIAL_OFFICER: "dossiers:list",
    Role.ADVISER: "evaluation:advisory",
    Role.COUNCIL_MEMBER: "evaluation:sessions",
    Role.SECRETARY: "evaluation:sessions",
    Role.CHAIR: "evaluation:sessions",
    Role.LEADER: "recognition:decisions",
    Role.INSPECTOR: "registry:products",
}


@login_required
def my_work(request: PostRequest) -> HttpResponse:
    """Lead to where this role's day begins; a person without a post is told whom to ask."""
    beginning = address(BEGINNINGS.get(request.post.role, "")) if request.post else ""
    return redirect(beginning) if beginning else render(request, "accounts/my_work.html")


@require_POST
@login_required
def switch_post(request: PostRequest) -> HttpResponse:
    """Act in another capacity from now on; one the person does not hold is ignored."""
    chosen = request.POST.get("post", "")
    if any(post.appointment_id == chosen for post in request.posts):
        request.session[SESSION_KEY] = chosen
    return redirect("accounts:my-work")
