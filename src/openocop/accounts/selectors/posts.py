"""The capacities a person has on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from openocop.accounts.domain.roles import OfficeLevel, Post, Role
from openocop.accounts.models import Appointment, User


def posts_of(user: User, *, on: date) -> list[Post]:
    """Return the posts `user` holds on day `on`, own ones before delegated ones, in one query.

    A delegation lapses with the appointment it was lent from.
    """
    running = Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    lender = Q(delegated_by__isnull=True) | (
        Q(delegated_by__valid_from__lte=on)
        & (Q(delegated_by__valid_until__isnull=True) | Q(delegated_by__valid_until__gt=on))
    )
    rows = (
        Appointment.objects.filter(running, lender, user=user)
        .select_related("office")
        .order_by("delegated_by_id", "valid_from", "id")
    )
    found = [_post(row, user) for row in rows]
    return sorted(found, key=lambda post: post.delegated)


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
