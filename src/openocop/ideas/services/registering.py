"""Taking ideas in, and forgetting who sent them."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.chain import Actor
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc, search_key
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.criteria.domain.guidance import set_guides
from openocop.dossiers.selectors.places import local_unit_of
from openocop.ideas.domain.facts import MAX_DESCRIPTION, Contact, Facts
from openocop.ideas.domain.stages import IdeaStage
from openocop.ideas.models import Idea
from openocop.ideas.permissions import may_send
from openocop.registry.models import Producer
from openocop.registry.permissions import memberships
from openocop.registry.selectors.entry import commune_choices

# Somebody without an account is nobody the journal could name.
PUBLIC = Actor(login="", name="", role="public", office="")
WITHOUT_ACCOUNT_A_DAY = 300  # for one province; a flood above this waits for tomorrow


@transaction.atomic
def register_idea(
    *,
    province: str,
    unit_code: str,
    facts: Facts,
    contact: Contact,
    consented: bool,
    client_id: UUID,
    at: datetime,
    is_illustrative: bool = False,
) -> Idea:
    """Take an idea from somebody without an account; the same `client_id` again returns the idea it made.

    Raises:
        Refused: no consent, no way to reach the person, a commune of another province, or too many today.
    """
    known = Idea.objects.filter(client_id=client_id).first()
    if known:
        return known
    on = legal_day(at)
    if not consented:
        raise Refused(_("Without your consent the office may not contact you."), field="consent")
    if not contact.phone and not contact.email:
        raise Refused(_("Give a telephone number or an e-mail address, so that the office can answer."), field="phone")
    if unit_code not in dict(commune_choices(province, on=on)):
        raise Refused(_("Choose the commune from the list."), field="unit")
    _refuse_flood(province, at)
    idea = _create(
        province=province,
        unit_code=unit_code,
        facts=facts,
        client_id=client_id,
        at=at,
        person_name=nfc(contact.person_name),
        phone=contact.phone,
        email=contact.email,
        consented_at=at,
        is_illustrative=is_illustrative,
    )
    _recorded(idea, PUBLIC, "idea.registered")
    return idea


@transaction.atomic
def send_idea(*, by: Post, producer: Producer, facts: Facts, client_id: UUID, at: datetime) -> Idea:
    """Take an idea from a producer who is signed in; contact and commune are the register's.

    Raises:
        NotPermitted: not a producer.
        Refused: the account does not act for this producer, or its commune is not certain.
    """
    require(may_send(by))
    known = Idea.objects.filter(client_id=client_id, sent_by=by.user_id).first()
    if known:
        return known
    on = legal_day(at)
    if not memberships(by.user_id, by.province, on=on).filter(producer=producer).exists():
        raise Refused(_("This account does not act for this producer."), field="producer")
    unit = local_unit_of(producer, on=on)
    if not unit:
        raise Refused(
            _("The register does not say for certain in which commune the producer is today. Ask it to set this."),
            field="producer",
        )
    idea = _create(
        province=by.province,
        unit_code=unit,
        facts=facts,
        client_id=client_id,
        at=at,
        sent_by_id=by.user_id,
        producer=producer,
        is_illustrative=producer.is_illustrative,
    )
    _recorded(idea, by.as_actor(), "idea.registered")
    return idea


@transaction.atomic
def erase_idea(*, idea: Idea) -> None:
    """Forget the person and the words of an idea at the request of who holds its follow-up address.

    Raises:
        Refused: it belongs to a producer of the register, whose record the office keeps.
    """
    idea = Idea.objects.select_for_update().get(pk=idea.pk)
    if idea.producer_id is not None:
        raise Refused(_("The idea belongs to a registered producer now. Ask your commune's office about your data."))
    if idea.stage == IdeaStage.ERASED:
        return
    idea.stage = IdeaStage.ERASED
    idea.person_name = idea.phone = idea.email = idea.description = idea.product_name = idea.search_key = ""
    idea.save()
    idea.answers.update(words="")
    _recorded(idea, PUBLIC, "idea.erased")


def _refuse_flood(province: str, at: datetime) -> None:
    since = at - timedelta(days=1)
    today = Idea.objects.filter(province=province, sent_by=None, registered_at__gt=since).count()
    if today >= WITHOUT_ACCOUNT_A_DAY:
        raise Refused(_("Too many ideas have arrived today. Try again tomorrow, or call your commune's office."))


def _create(*, facts: Facts, at: datetime, **columns: object) -> Idea:
    name, description = nfc(facts.product_name)[:200], facts.description.strip()[:MAX_DESCRIPTION]
    return Idea.objects.create(
        product_name=name,
        description=description,
        kind=facts.kind,
        set_no=facts.set_no if facts.set_no in set_guides() else None,
        unit_on=legal_day(at),
        registered_at=at,
        search_key=search_key(name, str(columns.get("person_name", ""))),
        **columns,
    )


def _recorded(idea: Idea, actor: Actor, verb: str) -> None:
    facts = {"unit": idea.unit_code, "set": idea.set_no, "kind": idea.kind}
    record(province=idea.province, actor=actor, verb=verb, subject=idea, facts=facts)
