"""Who may open an account."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignupAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no type information
    """Accounts are opened by an office that knows the person, not by whoever finds the page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
