"""What looks like the product of a dossier: a hint for whoever checks it, and for its producer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.dossiers.selectors.lookalikes import lookalikes_of
from openocop.dossiers.views.access import banner_of, today, visible_dossier


@acting
def lookalikes(request: ActingRequest, public_id: str) -> HttpResponse:
    """List the products that look like this one by name, maker or picture, with the reason."""
    dossier = visible_dossier(request, public_id)
    context = {
        "dossier": dossier,
        "found": lookalikes_of(request.post, dossier, on=today()),
        "own": request.post.role == Role.PRODUCER,
        "illustrative": banner_of([dossier]),
    }
    return render(request, "dossiers/lookalikes.html", context)
