"""Opening accounts and appointing people."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import transaction

from openocop.accounts.domain.roles import Role
from openocop.accounts.models import Appointment, Office, User
from openocop.core.domain.chain import Actor
from openocop.core.domain.text import search_key
from openocop.core.services.journal import record

_WORD = "23456789abcdefghjkmnpqrstvwxyz"


def one_time_password() -> str:
    """Return a random password of four groups of four letters (about 78 bits), readable over a telephone."""
    return "-".join("".join(secrets.choice(_WORD) for _ in range(4)) for _ in range(4))


@transaction.atomic
def open_account(
    *,
    login: str,
    full_name: str,
    password: str | None,
    province: str,
    by: Actor,
    phone: str = "",
    password_is_temporary: bool = False,
    is_illustrative: bool = False,
) -> User:
    """Open an account with a password the caller hands over and does not keep; None: nobody can sign in with it."""
    user = User(
        username=login,
        full_name=full_name,
        phone=phone,
        search_key=search_key(full_name, login),
        password_is_temporary=password_is_temporary,
        is_illustrative=is_illustrative,
    )
    user.set_password(password)
    user.save()
    record(province=province, actor=by, verb="account.opened", subject=user)
    return user


@transaction.atomic
def appoint(
    *,
    user: User,
    role: Role,
    province: str,
    valid_from: date,
    by: Actor,
    office: Office | None = None,
    valid_until: date | None = None,
    title: str = "",
    basis: str = "",
    delegated_by: Appointment | None = None,
) -> Appointment:
    """Give `user` a role for a term; a delegation needs a basis and an end (the table holds both)."""
    appointment = Appointment.objects.create(
        user=user,
        role=role,
        province=province,
        office=office,
        title=title,
        basis=basis,
        delegated_by=delegated_by,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    facts = {"role": role.value, "from": valid_from.isoformat(), "basis": basis}
    record(province=province, actor=by, verb="person.appointed", subject=appointment, facts=facts)
    return appointment
