"""What offices do with ideas: answer them, and say which producer they are of."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.criteria.domain.guidance import set_guides
from openocop.ideas.domain.facts import Reply
from openocop.ideas.domain.stages import Finding, IdeaStage, NextStep
from openocop.ideas.models import Idea, IdeaAnswer
from openocop.ideas.permissions import may_answer, may_name_producer
from openocop.registry.models import Producer


@transaction.atomic
def answer_idea(*, by: Post, idea: Idea, reply: Reply, client_id: UUID, at: datetime) -> IdeaAnswer:
    """Answer an idea; a further answer stands beside the first. The same `client_id` again returns its answer.

    Raises:
        NotPermitted: not the office of its commune or province.
        Refused: without words, or with a finding, set or step that does not exist.
    """
    idea = Idea.objects.select_for_update(of=("self",)).get(pk=idea.pk)
    require(may_answer(by, idea, on=legal_day(at)))
    known = idea.answers.filter(client_id=client_id).first()
    if known:
        return known
    _refuse_reply(reply)
    answer = IdeaAnswer.objects.create(
        province=idea.province,
        idea=idea,
        client_id=client_id,
        finding=reply.finding,
        words=reply.words.strip(),
        set_no=reply.set_no,
        next_step=reply.next_step,
        office=by.office,
        answered_by=by.name,
        answered_at=at,
    )
    if idea.stage == IdeaStage.NEW:
        idea.stage = IdeaStage.ANSWERED
    idea.first_answered_at = idea.first_answered_at or at
    idea.save(update_fields=["stage", "first_answered_at"])
    facts = {"finding": reply.finding, "set": reply.set_no, "next_step": reply.next_step}
    record(province=idea.province, actor=by.as_actor(), verb="idea.answered", subject=idea, facts=facts)
    return answer


@transaction.atomic
def name_producer(*, by: Post, idea: Idea, producer: Producer, at: datetime) -> Idea:
    """Say which producer of the register an idea is of, so that its account can open the dossier.

    Raises:
        NotPermitted: not the office's idea or producer, or the idea has another producer already.
    """
    idea = Idea.objects.select_for_update(of=("self",)).get(pk=idea.pk)
    require(may_name_producer(by, idea, producer, on=legal_day(at)))
    if idea.producer_id == producer.pk:
        return idea
    idea.producer = producer
    idea.save(update_fields=["producer"])
    facts = {"producer": producer.public_id}
    record(province=idea.province, actor=by.as_actor(), verb="idea.producer_named", subject=idea, facts=facts)
    return idea


def _refuse_reply(reply: Reply) -> None:
    if not reply.words.strip():
        raise Refused(_("Write the answer in words: the sender reads it."), field="words")
    if reply.finding not in list(Finding):
        raise Refused(_("Choose what you find."), field="finding")
    if reply.set_no is not None and reply.set_no not in set_guides():
        raise Refused(_("There is no set %(number)d.") % {"number": reply.set_no}, field="set_no")
    if reply.next_step not in list(NextStep):
        raise Refused(_("Choose the next step from the list."), field="next_step")
