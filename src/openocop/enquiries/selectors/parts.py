"""Parts of enquiries as their readers see them."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from openocop.accounts.domain.roles import Post
from openocop.enquiries.domain.parts import PartState
from openocop.enquiries.models import Enquiry, EnquiryLine, EnquiryPart
from openocop.enquiries.permissions import parts_visible_to
from openocop.registry.models import Producer
from openocop.registry.permissions import memberships

PAGE_SIZE = 20


def parts_listed(post: Post, *, on: date, state: str = "") -> QuerySet[EnquiryPart]:
    """Return the parts this post may read, the newest first, with all that a row shows."""
    rows = parts_visible_to(post, on=on).select_related("enquiry", "producer")
    rows = rows.filter(state=state) if state else rows
    return rows.prefetch_related(Prefetch("lines", EnquiryLine.objects.order_by("pk"))).order_by("-pk")


def state_counts(post: Post, *, on: date) -> dict[str, int]:
    """Return how many of the parts this post may read stand in each state."""
    rows = parts_visible_to(post, on=on).order_by().values_list("state").annotate(n=Count("pk"))
    return dict(rows)


def own_producers(post: Post, *, on: date) -> QuerySet[Producer]:
    """Return the producers this post acts for."""
    return Producer.objects.filter(pk__in=memberships(post.user_id, post.province, on=on).values("producer"))


def receipt(key: str) -> Enquiry | None:
    """Return the enquiry whose receipt's address ends in `key`, with its parts."""
    parts = EnquiryPart.objects.select_related("producer").prefetch_related("lines").order_by("pk")
    return Enquiry.objects.prefetch_related(Prefetch("parts", parts)).filter(receipt_key=key).first()


def counts_by_producer(province: str) -> QuerySet[Producer]:
    """Return the producers that were asked anything, each with how many parts stand how; no word of any of them."""
    of_state = {one.value: Count("enquiry_parts", filter=Q(enquiry_parts__state=one)) for one in PartState}
    asked = Producer.objects.filter(province=province, enquiry_parts__isnull=False)
    helped = Count("enquiry_parts", filter=Q(enquiry_parts__help_asked_at__isnull=False))
    return asked.annotate(all_parts=Count("enquiry_parts"), helped=helped, **of_state).order_by("sort_key", "pk")
