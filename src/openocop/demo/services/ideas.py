"""A few invented ideas, so that a commune finds something to answer and a producer something to go on with."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from openocop.accounts.domain.roles import Post
from openocop.demo.domain.practice import PROVINCE, practice
from openocop.demo.services.practice_dossiers import Stand
from openocop.ideas.domain.facts import Contact, Facts, Reply
from openocop.ideas.models import Idea
from openocop.ideas.services.answering import answer_idea
from openocop.ideas.services.registering import register_idea, send_idea


def send_ideas(stand: Stand) -> None:
    """Send the ideas of `practice.yaml`: by people without an account, and by the producer a visitor signs in as."""
    officer = stand.cast["xa"].post
    for item in practice()["ideas"]:
        idea = _own(stand, item) if "producer" in item else _public(stand, item, officer.unit_code)
        if "answer" in item:
            _answer(stand, idea, item["answer"], officer)


def _public(stand: Stand, item: dict[str, object], unit_code: str) -> Idea:
    return register_idea(
        province=PROVINCE,
        unit_code=unit_code,
        facts=_facts(item),
        contact=Contact(str(item["person"]), email="minh-hoa@example.invalid"),
        consented=True,
        client_id=uuid4(),
        at=stand.at(int(str(item["days_ago"]))),
        is_illustrative=True,
    )


def _own(stand: Stand, item: dict[str, object]) -> Idea:
    owner = stand.owners[str(item["producer"])]
    producer = next(
        one.producer for one in stand.products.values() if one.producer and one.producer.name == item["producer"]
    )
    at = stand.at(int(str(item["days_ago"])))
    return send_idea(by=owner, producer=producer, facts=_facts(item), client_id=uuid4(), at=at)


def _facts(item: dict[str, object]) -> Facts:
    return Facts(str(item["name"]), str(item["words"]))


def _answer(stand: Stand, idea: Idea, said: dict[str, object], officer: Post) -> None:
    words, set_no = str(said["words"]), said.get("set")
    reply = Reply(str(said["finding"]), words, int(str(set_no)) if set_no else None, str(said.get("next_step", "")))
    answer_idea(by=officer, idea=idea, reply=reply, client_id=uuid4(), at=idea.registered_at + timedelta(days=1))
