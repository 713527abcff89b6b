"""What waits for a post, asked of every app that the settings name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.selectors.people import terms_ending_soon


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do and the page where it is done. `urgent`: its time is short or over."""

    title: str
    lead: str
    url: str
    urgent: bool = False


def waiting_for(post: Post, *, on: date) -> list[Waiting]:
    """Return what waits for this post, the urgent first; each app answers for its own things."""
    found = [thing for source in settings.WAITING_SOURCES for thing in import_string(source)(post, on=on)]
    return sorted(found, key=lambda thing: not thing.urgent)


def people_waiting(post: Post, *, on: date) -> list[Waiting]:
    """Return the terms an administrator should look at."""
    if post.role != Role.ADMINISTRATOR:
        return []
    ending = terms_ending_soon(post.province, on=on)
    if not ending:
        return []
    title = ngettext("%(count)d post ends within 30 days", "%(count)d posts end within 30 days", ending)
    lead = _("Whoever stays in office needs a new term before then.")
    return [Waiting(title % {"count": ending}, lead, reverse("accounts:people"))]
