"""The messages of a province as the office's page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from openocop.accounts.domain.roles import Post
from openocop.accounts.models import User
from openocop.accounts.permissions import may_read_messages
from openocop.core.models import OutboxMessage, OutboxState


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message and the name of whom it goes to, "" when the account is gone."""

    message: OutboxMessage
    name: str


def messages_visible_to(post: Post, *, state: str = "") -> QuerySet[OutboxMessage]:
    """Return the messages this post may read, the latest first; `state` narrows them."""
    if not may_read_messages(post):
        return OutboxMessage.objects.none()
    found = OutboxMessage.objects.filter(province=post.province)
    return (found.filter(state=state) if state in OutboxState.values else found).order_by("-pk")


def message_lines(messages: Sequence[OutboxMessage]) -> list[MessageLine]:
    """Return messages with the names of their addressees, in one query."""
    people = {message.addressee for message in messages}
    names = dict(User.objects.filter(public_id__in=people).values_list("public_id", "full_name"))
    return [MessageLine(message, names.get(message.addressee, "")) for message in messages]


def message_counts(post: Post) -> dict[str, int]:
    """Return how many messages are in each state, in one query."""
    rows = messages_visible_to(post).order_by().values("state").annotate(n=Count("pk"))
    return {row["state"]: row["n"] for row in rows}
