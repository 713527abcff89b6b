"""What every request of the public interface passes: counted, answered without cookies, tagged, and readable anywhere.

It stands before sessions, languages and forms, because none of them concerns programs; whatever comes back from
further in that is no JSON (an address nobody has, a fault) leaves as a problem in words.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext_noop

from openocop.api.counting import allowance_of
from openocop.api.problems import MEDIA_TYPE, Problem, problem_response, said

PREFIX = "/api/v1/"
READS = ("GET", "HEAD", "OPTIONS")
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Last-Modified, RateLimit, RateLimit-Policy, Retry-After",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": ", ".join(READS),
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_FAULTS = {
    400: gettext_noop("The address or a header has a form that nothing here can read."),
    404: gettext_noop("There is nothing public at this address. The list of addresses is in the description."),
    405: gettext_noop("Send GET, HEAD or OPTIONS."),
    500: gettext_noop("The fault is ours. Try again later; if it stays, tell the office that runs this site."),
}
SCRAPER = gettext_noop(
    "%(most)d requests a minute were used up; the next ones may come in %(seconds)d seconds. Whoever wants everything "
    "does not need this interface: the open data of every night, in whole files, are at %(dump)s"
)


class PublicInterfaceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.compress = GZipMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=_OPEN | _PREFLIGHT)
        return self._finished(request, self._answered(request))

    def _answered(self, request: HttpRequest) -> HttpResponse:
        allowed = allowance_of(request, time.time())
        if allowed.used_up:
            dump = f"{settings.OPENOCOP_URL}{reverse('opendata:page')}"
            told = said(SCRAPER, most=allowed.most, seconds=allowed.seconds, dump=dump)
            answer = problem_response(Problem(429, told, dump=dump))
        else:
            answer = self._read(request)
        for name, value in allowed.headers().items():
            answer[name] = value
        return answer

    def _read(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READS:
            answer = problem_response(Problem(405, said(_FAULTS[405])))
            answer["Allow"] = ", ".join(READS)
            return answer
        if "\x00" in unquote(request.get_full_path()):
            return problem_response(Problem(400, said(_FAULTS[400])))
        asked, request.method = request.method, "GET"  # the fields of HEAD are those of GET; the body goes at the end
        answer = self.get_response(request)
        request.method = asked
        if answer.status_code >= 400 and answer.get("Content-Type") != MEDIA_TYPE:
            status = answer.status_code if answer.status_code in _FAULTS else 500
            return problem_response(Problem(status, said(_FAULTS[status])))
        return answer

    def _finished(self, request: HttpRequest, answer: HttpResponse) -> HttpResponse:
        for name in ("Vary", "Content-Language", "X-Frame-Options"):
            answer.headers.pop(name, None)
        for name, value in (_OPEN | {"X-Content-Type-Options": "nosniff"}).items():
            answer[name] = value
        if answer.status_code == 200:
            answer.headers.setdefault("Cache-Control", "public, max-age=60")
            answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
            conditional = get_conditional_response(request, etag=answer["ETag"], response=answer)
            if conditional is not None and conditional.status_code == 304:
                for name in ("RateLimit", "RateLimit-Policy", *_OPEN):
                    if name in answer:
                        conditional[name] = answer[name]
                answer = conditional
        else:
            answer["Cache-Control"] = "no-store"
        self.compress.process_response(request, answer)
        if request.method == "HEAD":
            length = str(len(answer.content))
            answer.content = b""
            answer["Content-Length"] = length
        return answer


def dated(answer: HttpResponse, moment: float) -> None:
    """Say when what an answer tells was last changed."""
    answer["Last-Modified"] = http_date(moment)
