"""`openocop administrator`: the account with which an installation begins, or which opens a locked one."""

from __future__ import annotations

import argparse

from openocop.core.command import BadInput, Outcome, Subcommands, json_flag


def register(subcommands: Subcommands) -> None:
    command = subcommands.add_parser(
        "administrator", parents=[json_flag()], help="mở tài khoản quản trị, in mật khẩu tạm một lần"
    )
    command.add_argument("--province", required=True, metavar="TỈNH", help="tên tỉnh, ví dụ “Cà Mau”")
    command.add_argument("--office", required=True, metavar="CƠ-QUAN", help="tên cơ quan như trên văn bản")
    command.add_argument("--login", required=True, metavar="TÊN", help="tên đăng nhập, chữ thường không dấu")
    command.add_argument("--name", required=True, metavar="HỌ-TÊN")
    command.set_defaults(run=_open, database=True)


def _open(arguments: argparse.Namespace) -> Outcome:
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from openocop.accounts.forms import SIGN_IN_NAME
    from openocop.accounts.services.first import open_administrator
    from openocop.core.domain.legal_time import legal_day
    from openocop.core.refusal import Refused
    from openocop.core.serving import prepare_database
    from openocop.geography.models import AdministrativeUnit
    from openocop.geography.selectors.tenants import tenant_named
    from openocop.geography.services.units import load_units

    try:
        SIGN_IN_NAME(arguments.login)
    except ValidationError as wrong:
        raise BadInput(f"--login: {wrong.messages[0]}") from None
    if not arguments.name.strip() or not arguments.office.strip():
        raise BadInput("--name và --office không để trống")
    prepare_database()
    if not AdministrativeUnit.objects.exists():
        load_units()
    on = legal_day(timezone.now())
    province = tenant_named(arguments.province, on)
    if province is None:
        raise BadInput(f"--province: không có tỉnh nào tên “{arguments.province}”")
    facts = {"login": arguments.login, "full_name": arguments.name, "office": arguments.office}
    try:
        user, password = open_administrator(province=province, on=on, **facts)
    except Refused as refusal:
        return Outcome(data={"login": arguments.login, "refused": str(refusal)}, text=str(refusal), refused=True)
    text = (
        f"Tên đăng nhập: {user.username}\nMật khẩu tạm:   {password}\nMật khẩu chỉ in một lần; đổi ở lần đăng nhập đầu."
    )
    return Outcome(data={"login": user.username, "password": password, "province": province}, text=text)
