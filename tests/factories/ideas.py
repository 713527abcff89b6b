"""Ideas sent with and without an account to the two communes of tests/factories/dossiers."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from openocop.accounts.domain.roles import Post
from openocop.ideas.domain.facts import Contact, Facts, Reply
from openocop.ideas.models import Idea
from openocop.ideas.services.answering import answer_idea
from openocop.ideas.services.registering import register_idea, send_idea
from openocop.registry.models import Producer
from tests.factories.dossiers import HERE, NOON, PROVINCE

CONTACT = Contact("Chị Thử", phone="0900 000 000")


def an_idea(name: str = "Tôm khô", *, unit: str = HERE, at: datetime = NOON, **facts: Any) -> Idea:
    """Send an idea without an account."""
    return register_idea(
        province=PROVINCE,
        unit_code=unit,
        facts=Facts(name, **facts),
        contact=CONTACT,
        consented=True,
        client_id=uuid.uuid4(),
        at=at,
    )


def an_own_idea(by: Post, producer: Producer, name: str = "Tôm khô", *, at: datetime = NOON) -> Idea:
    return send_idea(by=by, producer=producer, facts=Facts(name), client_id=uuid.uuid4(), at=at)


def an_answer(by: Post, idea: Idea, *, at: datetime = NOON, **changes: Any) -> Idea:
    """Answer an idea as suitable for set 8, a visit next; return it as it stands then."""
    reply = Reply(**{"finding": "suitable", "words": "Phù hợp.", "set_no": 8, "next_step": "visit", **changes})
    answer_idea(by=by, idea=idea, reply=reply, client_id=uuid.uuid4(), at=at)
    idea.refresh_from_db()
    return idea
