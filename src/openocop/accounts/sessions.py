"""Sessions in the database, as Django keeps them, read by a prepared query: every request begins with it."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone

from openocop.core.prepared import Given, Prepared


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        found = _SESSION.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found


def _live() -> QuerySet[Session]:
    return Session.objects.filter(session_key=Given("key", CharField()), expire_date__gt=Given("now", DateTimeField()))


_SESSION = Prepared(_live)
