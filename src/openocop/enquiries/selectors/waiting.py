"""Enquiries that wait for a producer, and for the office a producer asked for help."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.selectors.waiting import Waiting
from openocop.core.domain.legal_time import legal_day
from openocop.enquiries.domain.parts import PartState
from openocop.enquiries.permissions import HELPS, parts_visible_to

LONG = timedelta(days=2)


def enquiries_waiting(post: Post, *, on: date) -> list[Waiting]:
    """Return the enquiries without an answer; urgent once one of them has waited two days."""
    if post.role != Role.PRODUCER and post.role not in HELPS:
        return []
    open_parts = parts_visible_to(post, on=on).filter(state=PartState.WAITING)
    sent = list(open_parts.values_list("sent_at", flat=True))
    if not sent:
        return []
    if post.role == Role.PRODUCER:
        title = ngettext("%(count)d enquiry waits for an answer", "%(count)d enquiries wait for an answer", len(sent))
        lead = _("A buyer asks whether you can deliver. A few words are enough.")
    else:
        title = ngettext(
            "A producer asks for help with %(count)d enquiry",
            "Producers ask for help with %(count)d enquiries",
            len(sent),
        )
        lead = _("Read it and help the producer to answer.")
    address = f"{reverse('received:list')}?trang-thai={PartState.WAITING}"
    urgent = on - legal_day(min(sent)) >= LONG
    return [Waiting(title % {"count": len(sent)}, lead, address, urgent=urgent)]
