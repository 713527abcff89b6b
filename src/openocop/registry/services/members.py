"""Accounts that act for a producer: opened, renewed and ended by the office that knows its people."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.models import User
from openocop.accounts.services.keeping import open_with_password, renewed_password
from openocop.accounts.services.people import appoint
from openocop.core.domain.legal_time import legal_day
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.registry.models import Producer, ProducerMember
from openocop.registry.permissions import may_add_member
from openocop.registry.services.producers import add_member


@transaction.atomic
def admit_member(
    *, producer: Producer, login: str, full_name: str, phone: str, by: Post, at: datetime
) -> tuple[User, str]:
    """Open an account that acts for the producer from today; return it with its temporary password, kept nowhere.

    Raises:
        NotPermitted: `by` does not keep this producer's record.
        Refused: the sign-in name is taken.
    """
    on = legal_day(at)
    require(may_add_member(by, producer, on=on))
    user, password = open_with_password(by=by, login=login, full_name=full_name, phone=phone)
    appoint(user=user, role=Role.PRODUCER, province=producer.province, valid_from=on, by=by.as_actor())
    add_member(producer=producer, user=user, valid_from=on, by=by, at=at)
    return user, password


@transaction.atomic
def renew_member_password(*, member: ProducerMember, by: Post, at: datetime) -> str:
    """Replace a forgotten password of somebody who acts for the producer by a temporary one, and return it."""
    require(may_add_member(by, member.producer, on=legal_day(at)))
    return renewed_password(by=by, user=member.user)


@transaction.atomic
def end_member(*, member: ProducerMember, by: Post, at: datetime) -> None:
    """End at once that an account acts for the producer; of one that began today only the journal keeps a trace."""
    member = ProducerMember.objects.select_for_update(of=("self",)).select_related("producer").get(pk=member.pk)
    on = legal_day(at)
    require(may_add_member(by, member.producer, on=on))
    if member.valid_until is not None and member.valid_until <= on:
        return
    facts = {"member": member.public_id, "until": on.isoformat()}
    subject = member.producer
    record(province=member.province, actor=by.as_actor(), verb="producer.member_ended", subject=subject, facts=facts)
    if member.valid_from == on:
        member.delete()
        return
    member.valid_until = on
    member.save(update_fields=["valid_until"])
