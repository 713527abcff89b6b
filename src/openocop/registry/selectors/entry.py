"""What a form of a producer offers and shows first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import require
from openocop.geography.selectors.tenants import tenant_units
from openocop.geography.selectors.units import communes_of, full_name, full_names
from openocop.registry.domain.facts import ProducerFacts
from openocop.registry.models import Producer
from openocop.registry.permissions import REGISTERS, may_keep_producer, may_register_producer
from openocop.registry.selectors.facts import producer_facts
from openocop.registry.selectors.records import place_of


@dataclass(frozen=True, slots=True)
class ProducerEntry:
    """`communes` are choices (code, name); `recorded` is the written place of the record; `numbers` by kind.

    `facts` is None for a new producer.
    """

    communes: list[tuple[str, str]]
    recorded: str
    numbers: dict[str, str]
    facts: ProducerFacts | None


def new_producer_entry(post: Post, *, on: date) -> ProducerEntry:
    """Return what the form of a new producer offers; a commune's officer chooses only their own.

    Raises:
        NotPermitted: this role registers no producers.
    """
    if post.role not in REGISTERS:
        require(may_register_producer(post, post.province, "", None, on=on))
    communes = commune_choices(post.province, on=on)
    if post.role == Role.COMMUNE_OFFICER:
        communes = [choice for choice in communes if choice[0] == post.unit_code]
    return ProducerEntry(communes, "", {}, None)


def producer_entry(producer: Producer, post: Post, *, on: date) -> ProducerEntry:
    """Return what the form of a registered producer offers.

    Raises:
        NotPermitted: this post does not keep the record, and so does not see its private fields here.
    """
    require(may_keep_producer(post, producer, on=on))
    numbers = dict(producer.identifiers.values_list("kind", "value"))
    recorded = place_of(producer, on=on).recorded
    communes = commune_choices(producer.province, on=on)
    here = producer.unit_code, on
    if recorded and full_names([here]).get(here) == recorded:  # the recorded place is that commune already
        communes = [choice for choice in communes if choice[0] != producer.unit_code]
    return ProducerEntry(communes, recorded, numbers, producer_facts(producer))


def commune_choices(province: str, *, on: date) -> list[tuple[str, str]]:
    """Return (code, name) of every commune of the tenant on day `on`, in Vietnamese order."""
    codes = [unit.code for unit in tenant_units(province, on)]
    return [(unit.code, full_name(unit)) for unit in communes_of(codes, on)]
