"""`openocop log verify` and `openocop log witness`."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from openocop.core.command import BadInput, Outcome, Subcommands, json_flag


def register(subcommands: Subcommands) -> None:
    log = subcommands.add_parser("log", help="sổ minh bạch").add_subparsers(metavar="VIỆC", required=True)
    verify = log.add_parser("verify", parents=[json_flag()], help="tính lại cả sổ và đối chiếu với dữ liệu")
    verify.add_argument("--province", metavar="TỈNH", help="chỉ sổ của tỉnh này, ví dụ ca-mau")
    verify.set_defaults(run=_verify, database=True)
    witness = log.add_parser("witness", parents=[json_flag()], help="làm chứng cho sổ của một nơi khác")
    witness.add_argument("url", metavar="ĐỊA-CHỈ", help="địa chỉ của sổ, ví dụ https://…/so-minh-bach/ca-mau/")
    witness.add_argument("--state", type=Path, required=True, metavar="TỆP", help="nơi giữ dấu niêm đã thấy lần trước")
    witness.add_argument("--key", metavar="KHÓA", help="khóa của sổ; không có thì tin khóa gặp lần đầu")
    witness.set_defaults(run=_witness)


def _verify(arguments: argparse.Namespace) -> Outcome:
    from django.db import connection

    from openocop.transparency.models import Log
    from openocop.transparency.selectors.verifying import verify_log
    from openocop.transparency.services.signing import public_key

    if Log._meta.db_table not in connection.introspection.table_names():
        raise BadInput("chưa có sổ nào ở đây; chạy openocop demo hoặc openocop serve trước")
    logs = Log.objects.order_by("province")
    if arguments.province:
        logs = logs.filter(province=arguments.province)
        if not logs:
            raise BadInput(f"--province: chưa có sổ nào của “{arguments.province}”")
    reports = [verify_log(log.province, public_key(log.province)) for log in logs]
    valid = all(report.valid for report in reports)
    lines = []
    for report in reports:
        state = "nguyên vẹn" if report.valid else "KHÔNG nguyên vẹn"
        lines.append(f"{report.province}: {state}, {report.entries} mục, {report.heads} dấu niêm, gốc {report.root}")
        lines += [f"  {problem}" for problem in report.problems]
    data = {"logs": [asdict(report) | {"valid": report.valid} for report in reports], "valid": valid}
    return Outcome(data, "\n".join(lines) or "Chưa có sổ nào.", refused=not valid)


def _witness(arguments: argparse.Namespace) -> Outcome:
    from openocop.transparency.witness import Distrusted, Unreachable, watch

    try:
        seen = watch(arguments.url, arguments.state, arguments.key)
    except Unreachable as wrong:
        raise BadInput(str(wrong)) from wrong
    except Distrusted as wrong:
        return Outcome({"trusted": False, "problem": str(wrong)}, f"KHÔNG làm chứng: {wrong}", refused=True)
    grown = f", thêm {seen.size - seen.former} mục so với lần trước" if seen.former is not None else ", lần đầu"
    data = {"trusted": True, "origin": seen.origin, "size": seen.size, "root": seen.root, "former_size": seen.former}
    return Outcome(data, f"{seen.origin}: {seen.size} mục{grown}; dấu niêm đúng và nối tiếp lần trước.")
