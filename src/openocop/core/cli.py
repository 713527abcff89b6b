"""`openocop serve` and `openocop audit verify`."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from openocop.core.command import Outcome, Subcommands, json_flag
from openocop.core.serving import serve


def register(subcommands: Subcommands) -> None:
    web = subcommands.add_parser("serve", parents=[json_flag()], help="chạy trang web trên máy này")
    web.add_argument("--port", type=int, default=8000)
    web.add_argument("--workers", type=int, default=2)
    web.set_defaults(run=serve, database=True)
    audit = subcommands.add_parser("audit", help="nhật ký").add_subparsers(metavar="VIỆC", required=True)
    verify = audit.add_parser("verify", parents=[json_flag()], help="kiểm tra chuỗi băm của nhật ký")
    verify.set_defaults(run=_verify, database=True)


def _verify(arguments: argparse.Namespace) -> Outcome:
    from openocop.core.selectors.journal import verify_chains

    report = verify_chains()
    if report.valid:
        text = f"Nhật ký nguyên vẹn: {report.entries} mục, mỗi mục nối đúng mục trước."
    else:
        text = f"Nhật ký KHÔNG nguyên vẹn: sai từ mục {report.first_bad}. Giữ nguyên dữ liệu và báo người quản trị."
    return Outcome(data=asdict(report), text=text, refused=not report.valid)
