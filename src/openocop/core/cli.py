"""`openocop serve` and `openocop audit verify`."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from openocop.core.command import BadInput, Outcome, Subcommands, json_flag
from openocop.core.serving import serve, web_arguments


def register(subcommands: Subcommands) -> None:
    web = subcommands.add_parser("serve", parents=[json_flag()], help="chạy trang web trên máy này")
    web_arguments(web)
    web.set_defaults(run=serve, database=True)
    audit = subcommands.add_parser("audit", help="nhật ký").add_subparsers(metavar="VIỆC", required=True)
    verify = audit.add_parser("verify", parents=[json_flag()], help="kiểm tra chuỗi băm của nhật ký")
    verify.set_defaults(run=_verify, database=True)


def _verify(arguments: argparse.Namespace) -> Outcome:
    from django.db import connection

    from openocop.core.models import JournalEntry
    from openocop.core.selectors.journal import verify_chains

    if JournalEntry._meta.db_table not in connection.introspection.table_names():
        raise BadInput("chưa có nhật ký nào ở đây; chạy openocop demo hoặc openocop serve trước")
    report = verify_chains()
    if report.valid:
        text = f"Nhật ký nguyên vẹn: {report.entries} mục, mỗi mục nối đúng mục trước."
    else:
        text = f"Nhật ký KHÔNG nguyên vẹn: sai từ mục {report.first_bad}. Giữ nguyên dữ liệu và báo người quản trị."
    return Outcome(data=asdict(report), text=text, refused=not report.valid)
