"""Ideas that wait for an office."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.accounts.domain.roles import Post
from openocop.accounts.selectors.waiting import Waiting
from openocop.core.domain.legal_time import legal_day
from openocop.ideas.domain.stages import IdeaStage
from openocop.ideas.permissions import ANSWERS, ideas_visible_to

LONG = timedelta(days=7)  # nobody should wait a week for a first word


def ideas_waiting(post: Post, *, on: date) -> list[Waiting]:
    """Return the ideas without an answer; urgent once one of them has waited a week."""
    if post.role not in ANSWERS:
        return []
    sent = list(ideas_visible_to(post, on=on).filter(stage=IdeaStage.NEW).values_list("registered_at", flat=True))
    if not sent:
        return []
    title = ngettext("%(count)d idea waits for an answer", "%(count)d ideas wait for an answer", len(sent))
    address = f"{reverse('ideas:list')}?buoc={IdeaStage.NEW}"
    lead = _("A few words are enough: suitable, not yet, or another programme.")
    oldest = legal_day(min(sent))
    return [Waiting(title % {"count": len(sent)}, lead, address, urgent=on - oldest >= LONG)]
