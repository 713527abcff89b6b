"""The capacities a person has on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace
from typing import Any, TypeVar, cast

from django.db.models import BigAutoField, CharField, DateField, F, FilteredRelation, Model, Q, QuerySet

from openocop.accounts.domain.roles import OfficeLevel, Post, Role
from openocop.accounts.models import User
from openocop.core.prepared import Given, Prepared

Row = TypeVar("Row", bound=Model)

_COLUMNS = {
    "post_id": "public_id",
    "post_role": "role",
    "post_province": "province",
    "post_office": "office__name",
    "post_level": "office__level",
    "post_unit": "office__unit_code",
    "lent_by": "delegated_by_id",
    "lender_from": "delegated_by__valid_from",
    "lender_until": "delegated_by__valid_until",
}


def posts_of(user: User, *, on: date) -> list[Post]:
    """Return the posts `user` holds on day `on`, own ones before lent ones, in one query."""
    return posts_among(_HELD.rows(user_id=user.pk, on=on), user, on=on)


def with_posts(rows: QuerySet[Row], appointments: str) -> QuerySet[Row]:
    """Read with every row the posts of its person: a row for each that runs on the day given as `on`, or one without.

    Args:
        appointments: the relation from a row to the person's appointments.
    """
    on = Given("on", DateField())
    running = Q(**{f"{appointments}__valid_from__lte": on}) & (
        Q(**{f"{appointments}__valid_until": None}) | Q(**{f"{appointments}__valid_until__gt": on})
    )
    columns = {name: F(f"held__{column}") for name, column in _COLUMNS.items()}
    held: QuerySet[Any] = rows.annotate(held=FilteredRelation(appointments, condition=running), **columns)
    return held.order_by("held__delegated_by_id", "held__valid_from", "held__id")


def posts_among(rows: Iterable[Any], user: User, *, on: date) -> list[Post]:
    """Return the posts that `with_posts` read. A delegation lapses with the post it was lent from."""
    found = [_post(row, user) for row in rows if row.post_id and (row.lent_by is None or _lender_holds(row, on))]
    return sorted(found, key=lambda post: post.delegated)


def somebody_as(role: Role) -> Post:
    """Return the post for which a prepared query is worded; `user_id` and `province` come with each asking."""
    gaps = {"user_id": Given("user_id", BigAutoField()), "province": Given("province", CharField())}
    return cast(Post, SimpleNamespace(role=role, **gaps))


def _held() -> QuerySet[User]:
    return with_posts(User.objects.filter(pk=Given("user_id", BigAutoField())).only("pk"), "appointments")


_HELD = Prepared(_held)


def _lender_holds(row: Any, on: date) -> bool:
    return bool(row.lender_from <= on and (row.lender_until is None or row.lender_until > on))


def _post(row: Any, user: User) -> Post:
    return Post(
        appointment_id=row.post_id,
        user_id=user.pk,
        login=user.username,
        name=user.full_name,
        role=Role(row.post_role),
        province=row.post_province,
        office=row.post_office or "",
        office_level=OfficeLevel(row.post_level) if row.post_level else None,
        unit_code=row.post_unit or "",
        delegated=row.lent_by is not None,
    )
