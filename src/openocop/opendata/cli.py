"""`openocop opendata dump` and `openocop opendata import`."""

from __future__ import annotations

import argparse
from pathlib import Path

from openocop.core.command import BadInput, Outcome, Subcommands, json_flag


def register(subcommands: Subcommands) -> None:
    data = subcommands.add_parser("opendata", help="dữ liệu mở").add_subparsers(metavar="VIỆC", required=True)
    dump = data.add_parser("dump", parents=[json_flag()], help="xuất mọi điều công khai của một tỉnh")
    dump.add_argument("--province", metavar="TỈNH", default="ca-mau", help="mặc định: ca-mau")
    dump.add_argument("--out", type=Path, metavar="THƯ-MỤC", help="xuất ra thư mục mới này thay vì công bố")
    dump.set_defaults(run=_dump, database=True)
    read = data.add_parser("import", parents=[json_flag()], help="đọc một bản dữ liệu mở vào hệ thống trống")
    read.add_argument("folder", type=Path, metavar="THƯ-MỤC", help="thư mục có tệp datapackage.json")
    read.set_defaults(run=_import, database=True)


def _dump(arguments: argparse.Namespace) -> Outcome:
    from django.utils import timezone

    from openocop.catalogue.models import CatalogueState
    from openocop.core.domain.legal_time import legal_day
    from openocop.core.serving import prepare_database
    from openocop.opendata.services.dumping import dump

    prepare_database()
    if not CatalogueState.objects.filter(province=arguments.province).exists():
        raise BadInput(f"--province: “{arguments.province}” chưa có trang công khai ở đây")
    if arguments.out is not None and arguments.out.exists():
        raise BadInput(f"--out: {arguments.out} đã có; chọn một thư mục mới")
    folder = dump(arguments.province, legal_day(timezone.now()), into=arguments.out)
    return Outcome({"folder": str(folder)}, f"Đã xuất dữ liệu mở vào {folder}")


def _import(arguments: argparse.Namespace) -> Outcome:
    from openocop.core.serving import prepare_database
    from openocop.opendata.services.importing import read_in
    from openocop.opendata.services.reading import CannotReadIn

    prepare_database()
    try:
        counts = read_in(arguments.folder)
    except CannotReadIn as refusal:
        raise BadInput(str(refusal)) from refusal
    told = ", ".join(f"{table} {rows}" for table, rows in counts.items())
    return Outcome({"rows": counts}, f"Đã đọc {sum(counts.values())} dòng: {told}.")
