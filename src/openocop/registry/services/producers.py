"""Taking producers into the register and keeping their records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.accounts.models import User
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.registry.domain.facts import Identifier, ProducerFacts, changed_fields
from openocop.registry.models import Producer, ProducerIdentifier, ProducerMember, Product
from openocop.registry.permissions import (
    may_add_member,
    may_change_fields,
    may_keep_producer,
    may_register_producer,
)
from openocop.registry.selectors.facts import producer_facts
from openocop.registry.services.checks import NotRegistrable, check_places, checked_identifiers, checked_producer
from openocop.registry.services.history import announce, keep_producer_state
from openocop.registry.services.rows import (
    places_of,
    product_search_key,
    write_producer,
)
from openocop.registry.services.tokens import index_producers


class AlreadyRegistered(Refused):
    """The register already holds this record."""


@transaction.atomic
def register_producer(
    *,
    facts: ProducerFacts,
    by: Post,
    at: datetime,
    identifiers: Sequence[Identifier] = (),
    is_illustrative: bool = False,
) -> Producer:
    """Take a new producer into the register of the province in which `by` acts.

    Raises:
        NotPermitted: `by` keeps no records there.
        NotRegistrable: the facts cannot stand; the field is named.
        AlreadyRegistered: the province has a producer of this name at this place, or one with this number.
    """
    on = legal_day(at)
    require(may_register_producer(by, by.province, facts.unit_code, facts.unit_on, on=on))
    facts = checked_producer(facts, on=on)
    check_places(by.province, [facts])
    _refuse_twin(by.province, facts)
    producer = Producer(province=by.province, is_illustrative=is_illustrative, registered_at=at)
    write_producer(producer, facts, _place(facts))
    producer.save()
    _set_identifiers(producer, checked_identifiers(facts.kind, identifiers, on=on))
    index_producers([producer])
    keep_producer_state(producer, facts, (), verb="producer.registered", by=by, at=at)
    return producer


@transaction.atomic
def revise_producer(
    *,
    producer: Producer,
    facts: ProducerFacts,
    by: Post,
    at: datetime,
    identifiers: Sequence[Identifier] | None = None,
) -> Producer:
    """Change the record of a producer; what did not change leaves no trace. `identifiers` None leaves them be.

    Raises:
        NotPermitted, NotRegistrable, AlreadyRegistered: as in `register_producer`.
    """
    producer = Producer.objects.select_for_update().get(pk=producer.pk)
    on = legal_day(at)
    require(may_keep_producer(by, producer, on=on))
    before, facts = producer_facts(producer), checked_producer(facts, on=on)
    changed = changed_fields(before, facts)
    if identifiers is not None:
        kept = _with_known_issue(producer, checked_identifiers(facts.kind, identifiers, on=on))
        changed += ["identifiers"] if _numbers_differ(producer, kept) else []
    require(may_change_fields(by, changed))
    if not changed:
        return producer
    if (before.unit_code, before.unit_on) != (facts.unit_code, facts.unit_on):
        check_places(producer.province, [facts])
    _refuse_twin(producer.province, facts, but=producer)
    write_producer(producer, facts, _place(facts))
    producer.save()
    if identifiers is not None and "identifiers" in changed:
        _set_identifiers(producer, kept)
    _follow(producer)
    keep_producer_state(producer, facts, changed, verb="producer.revised", by=by, at=at)
    return producer


@transaction.atomic
def add_member(
    *,
    producer: Producer,
    user: User,
    valid_from: date,
    by: Post,
    at: datetime,
    valid_until: date | None = None,
) -> ProducerMember:
    """Let an account act for a producer from `valid_from` to before `valid_until`.

    Raises:
        NotPermitted: `by` does not keep this producer's record.
        AlreadyRegistered: the account acts for it already.
    """
    producer = Producer.objects.select_for_update().get(pk=producer.pk)
    require(may_add_member(by, producer, on=legal_day(at)))
    running = producer.members.filter(user=user)
    if any(m.valid_until is None or m.valid_until > valid_from for m in running):
        raise AlreadyRegistered(_("This account already acts for this producer."), field="user")
    member = ProducerMember.objects.create(
        province=producer.province, producer=producer, user=user, valid_from=valid_from, valid_until=valid_until
    )
    facts = {"member": member.public_id, "from": valid_from.isoformat()}
    record(province=producer.province, actor=by.as_actor(), verb="producer.member_added", subject=producer, facts=facts)
    return member


def _place(facts: ProducerFacts) -> str:
    return places_of([facts]).get((facts.unit_code, facts.unit_on), "")


def _refuse_twin(province: str, facts: ProducerFacts, *, but: Producer | None = None) -> None:
    twins = Producer.objects.filter(province=province, name=facts.name, unit_code=facts.unit_code)
    if (twins.exclude(pk=but.pk) if but else twins).exists():
        raise AlreadyRegistered(
            _("A producer of this name at this place is registered already. Open that record instead."), field="name"
        )


def _with_known_issue(producer: Producer, kept: list[Identifier]) -> list[Identifier]:
    """Keep day and office of issue of an unchanged number where they are not given anew."""
    stored = {(number.kind, number.value): number for number in producer.identifiers.all()}
    return [
        replace(one, issued_on=known.issued_on, issued_by=known.issued_by)
        if (known := stored.get((one.kind, one.value))) and not one.issued_on and not one.issued_by
        else one
        for one in kept
    ]


def _numbers_differ(producer: Producer, kept: list[Identifier]) -> bool:
    stored = {(i.kind, i.value, i.issued_on, i.issued_by) for i in producer.identifiers.all()}
    return stored != {(i.kind, i.value, i.issued_on, i.issued_by) for i in kept}


def _set_identifiers(producer: Producer, kept: list[Identifier]) -> None:
    others = ProducerIdentifier.objects.filter(province=producer.province).exclude(producer=producer)
    for identifier in kept:
        if others.filter(kind=identifier.kind, value=identifier.value).exists():
            raise AlreadyRegistered(
                _("Another producer of the province is registered with this number. Check it, or open that record."),
                field=identifier.kind,
            )
    if len({identifier.kind for identifier in kept}) < len(kept):
        raise NotRegistrable(_("Each kind of number is given once."), field=kept[-1].kind)
    producer.identifiers.all().delete()
    ProducerIdentifier.objects.bulk_create(
        ProducerIdentifier(
            province=producer.province,
            producer=producer,
            kind=identifier.kind,
            value=identifier.value,
            issued_on=identifier.issued_on,
            issued_by=identifier.issued_by,
        )
        for identifier in kept
    )


def _follow(producer: Producer) -> None:
    """Bring the search keys that carry the producer's name and place after it, and announce its products."""
    producer.tokens.all().delete()
    index_producers([producer])
    products = list(producer.products.all())
    for product in products:
        product.search_key = product_search_key(product, producer)
    Product.objects.bulk_update(products, ["search_key"], batch_size=500)
    if products:
        announce(producer.province, [product.pk for product in products])
