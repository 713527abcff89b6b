"""Reports of misuse that wait for the office."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.selectors.waiting import Waiting
from openocop.core.domain.legal_time import legal_day
from openocop.misuse.domain.reports import OPEN
from openocop.misuse.permissions import reports_visible_to

LONG = timedelta(days=7)


def reports_waiting(post: Post, *, on: date) -> list[Waiting]:
    """Return the reports without an answer; urgent once one of them has waited a week."""
    if post.role != Role.PROVINCIAL_OFFICER:
        return []
    sent = list(reports_visible_to(post).filter(stage__in=OPEN).values_list("sent_at", flat=True))
    if not sent:
        return []
    title = ngettext("%(count)d report of misuse waits", "%(count)d reports of misuse wait", len(sent))
    lead = _("Somebody saw a star or a mark where it may not be. Look into it and answer.")
    urgent = on - legal_day(min(sent)) >= LONG
    return [Waiting(title % {"count": len(sent)}, lead, reverse("misuse-office:list"), urgent=urgent)]
