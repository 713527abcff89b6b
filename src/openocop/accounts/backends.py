"""Who a session belongs to: allauth's way in, and a prepared query for the person behind every later request."""

from __future__ import annotations

from allauth.account import auth_backends
from django.db.models import BigAutoField, QuerySet

from openocop.accounts.models import User
from openocop.core.prepared import Given, Prepared


class AuthenticationBackend(auth_backends.AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    def get_user(self, user_id: int) -> User | None:
        user = _USER.first(id=user_id)
        return user if user is not None and self.user_can_authenticate(user) else None


def _user() -> QuerySet[User]:
    return User.objects.filter(pk=Given("id", BigAutoField()))


_USER = Prepared(_user)
