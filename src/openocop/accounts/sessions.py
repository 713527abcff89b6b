"""Sessions in the database, read with the person behind them and that person's posts: every request begins so."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone

from openocop.accounts.domain.roles import Post
from openocop.accounts.models import SignIn, User
from openocop.accounts.selectors.posts import posts_among, with_posts
from openocop.core.domain.legal_time import legal_day
from openocop.core.prepared import Given, Prepared

# Of no use to most requests; who asks for one of them reads it then.
_SELDOM = (
    "expire_date",
    *(f"user__{name}" for name in ("last_login", "date_joined", "email", "email_agreed_at", "phone", "search_key")),
)


class SessionStore(db.SessionStore):
    """`held_by` is the person whose session was read and their posts of that day, None for a visitor's."""

    held_by: tuple[User, list[Post]] | None = None

    @classmethod
    def get_model_class(cls) -> type[SignIn]:
        return SignIn

    def create_model_instance(self, data: dict[str, Any]) -> SignIn:
        row = cast(SignIn, super().create_model_instance(data))
        row.user_id = data.get(SESSION_KEY)
        return row

    def _get_session_from_db(self) -> SignIn | None:
        now = timezone.now()
        today = legal_day(now)
        rows = _LIVE.rows(key=self.session_key, now=now, on=today)
        if not rows:
            self._session_key = None
            return None
        user = rows[0].user
        self.held_by = (user, posts_among(rows, user, on=today)) if user else None
        return rows[0]


def _live() -> QuerySet[SignIn]:
    found = SignIn.objects.filter(session_key=Given("key", CharField()), expire_date__gt=Given("now", DateTimeField()))
    return with_posts(found.select_related("user").defer(*_SELDOM), "user__appointments")


_LIVE = Prepared(_live)
