"""When a request came in; and refusals become pages: answered in words, never with a traceback."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted


class ReceivedAtMiddleware:
    """Note when a request came in: for a limit that counts, not when its turn came or its last byte arrived."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        setattr(request, "received_at", timezone.now())  # noqa: B010  # typed where it is read, on PostRequest
        return self.get_response(request)


class RefusalMiddleware:
    """403 with the reason for `NotPermitted`; 409 with the sentence for a `Refused` that no view made its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotPermitted):
            return render(request, "403.html", {"reason": exception.reason}, status=403)
        if isinstance(exception, Refused):
            return render(request, "409.html", {"reason": str(exception)}, status=409)
        return None
