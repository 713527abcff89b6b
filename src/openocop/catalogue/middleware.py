"""The short address on a label, `/ma/<code>`: how the certificate stands at this moment, and the way to its page.

It is asked for by every scan of every pack, reads no cookie and shows no page: so it is answered before sessions,
languages and forms are looked at. The page it leads to goes the whole way.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from openocop.catalogue.selectors.scanned import scanned
from openocop.core.domain.legal_time import legal_day
from openocop.recognition.domain.status import last_day

SHORT = "/ma/"
_LONGEST = 60


class ScannedCodeMiddleware:
    """Answer the short addresses; everything else goes on its way.

    A known code gets 302 to its certificate with the state of this moment in `OCOP-Status` (a `State`) and, where a
    last day is known, `OCOP-Last-Day`. Any other code is taken to the page that helps with typed codes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(SHORT):
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        typed = request.path_info.removeprefix(SHORT).strip("/")[:_LONGEST]
        found = scanned(typed, legal_day(timezone.now()))
        if found is None:
            return _led(f"{reverse('catalogue:verify')}?ma={quote(typed)}")
        answer = _led(reverse("catalogue:certificate", args=[found.certificate]))
        answer.headers["OCOP-Status"] = found.status.state.value
        if found.held_until is not None:
            answer.headers["OCOP-Last-Day"] = last_day(found.held_until).isoformat()
        return answer


def _led(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"})
