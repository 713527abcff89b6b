"""The capacities a person has on a day."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import cast

from django.db.models import BigAutoField, CharField, DateField, Q, QuerySet

from openocop.accounts.domain.roles import OfficeLevel, Post, Role
from openocop.accounts.models import Appointment, User
from openocop.core.prepared import Given, Prepared


def posts_of(user: User, *, on: date) -> list[Post]:
    """Return the posts `user` holds on day `on`, own ones before delegated ones, in one query.

    A delegation lapses with the appointment it was lent from.
    """
    found = [_post(row, user) for row in _HELD.rows(user_id=user.pk, on=on)]
    return sorted(found, key=lambda post: post.delegated)


def somebody_as(role: Role) -> Post:
    """Return the post for which a prepared query is worded; `user_id` and `province` come with each asking."""
    gaps = {"user_id": Given("user_id", BigAutoField()), "province": Given("province", CharField())}
    return cast(Post, SimpleNamespace(role=role, **gaps))


def _held() -> QuerySet[Appointment]:
    on = Given("on", DateField())
    running = Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    lender = Q(delegated_by__isnull=True) | (
        Q(delegated_by__valid_from__lte=on)
        & (Q(delegated_by__valid_until__isnull=True) | Q(delegated_by__valid_until__gt=on))
    )
    return (
        Appointment.objects.filter(running, lender, user=Given("user_id", BigAutoField()))
        .select_related("office")
        .order_by("delegated_by_id", "valid_from", "id")
    )


_HELD = Prepared(_held)


def _post(row: Appointment, user: User) -> Post:
    office = row.office
    return Post(
        appointment_id=row.public_id,
        user_id=user.pk,
        login=user.username,
        name=user.full_name,
        role=Role(row.role),
        province=row.province,
        office=office.name if office else "",
        office_level=OfficeLevel(office.level) if office else None,
        unit_code=office.unit_code if office else "",
        delegated=row.delegated_by_id is not None,
    )
