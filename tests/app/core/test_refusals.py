"""What a service refuses becomes a page with its reason, and nothing else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from openocop.core.middleware import RefusalMiddleware
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted, refused


def _request() -> HttpRequest:
    request = RequestFactory().get("/hoi-dong/")
    request.user = AnonymousUser()
    request.session = SessionStore()
    return request


@pytest.mark.parametrize(
    ("exception", "status"),
    [(NotPermitted(refused("Chỉ lãnh đạo tỉnh ký.")), 403), (Refused("Kết quả đã được thông qua."), 409)],
)
def test_a_refusal_is_answered_in_words(exception: Exception, status: int) -> None:
    answer = RefusalMiddleware(lambda _: HttpResponse()).process_exception(_request(), exception)
    assert answer is not None
    assert answer.status_code == status
    assert str(exception) in answer.content.decode()


def test_other_exceptions_are_left_alone() -> None:
    assert RefusalMiddleware(lambda _: HttpResponse()).process_exception(_request(), KeyError("x")) is None
