"""The administrator with whom an installation begins."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import OfficeLevel, Role
from openocop.accounts.models import Office, User
from openocop.accounts.services.people import appoint, one_time_password, open_account
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import SYSTEM
from openocop.geography.selectors.tenants import tenant_units

BASIS = "Mở tại máy chủ"


@transaction.atomic
def open_administrator(*, login: str, full_name: str, province: str, office: str, on: date) -> tuple[User, str]:
    """Open an administrator's account from the console, whose operator holds the database anyway.

    Returns the account and its temporary password, which is kept nowhere. The office is recorded when it is new.
    `Refused` when the sign-in name is taken.
    """
    if User.objects.filter(username=login).exists():
        raise Refused(_("This sign-in name is taken. Choose another."), field="login")
    found, _created = Office.objects.get_or_create(
        province=province,
        name=nfc(office),
        unit_code=tenant_units(province, on)[0].code,
        defaults={"level": OfficeLevel.PROVINCE, "valid_from": on},
    )
    password = one_time_password()
    user = open_account(
        login=login,
        full_name=nfc(full_name),
        password=password,
        password_is_temporary=True,
        province=province,
        by=SYSTEM,
    )
    appoint(user=user, role=Role.ADMINISTRATOR, province=province, office=found, valid_from=on, basis=BASIS, by=SYSTEM)
    return user, password
