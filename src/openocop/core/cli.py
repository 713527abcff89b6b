"""`openocop serve`, `backup`, `restore` and `audit verify`."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openocop.core.command import BadInput, Outcome, Subcommands, json_flag, reason
from openocop.core.serving import prepare_database, serve, web_arguments

if TYPE_CHECKING:
    from openocop.core.domain.archive import Manifest


def register(subcommands: Subcommands) -> None:
    web = subcommands.add_parser("serve", parents=[json_flag()], help="chạy trang web trên máy này")
    web_arguments(web)
    web.set_defaults(run=serve, database=True)
    saved = subcommands.add_parser("backup", parents=[json_flag()], help="sao lưu dữ liệu và tệp vào một tệp")
    saved.add_argument("file", type=Path, metavar="TỆP", help="tệp mới, ngoài thư mục dữ liệu")
    saved.set_defaults(run=_backup, database=True)
    restored = subcommands.add_parser(
        "restore", parents=[json_flag()], help="lấy lại dữ liệu và tệp từ một bản sao lưu"
    )
    restored.add_argument("file", type=Path, metavar="TỆP", help="bản sao lưu do openocop backup ghi")
    restored.add_argument("--force", action="store_true", help="thay mọi thứ đang có ở đây")
    restored.set_defaults(run=_restore, database=True)
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


def _backup(arguments: argparse.Namespace) -> Outcome:
    from django.conf import settings
    from django.db import connection

    from openocop.core.domain.archive import ArchiveBroken
    from openocop.core.services.backup import back_up

    target, home = arguments.file.absolute(), Path(settings.OPENOCOP_HOME)
    if target.exists():
        raise BadInput(f"{target}: đã có sẵn; đặt tên khác")
    if home in target.parents:
        raise BadInput(f"{target}: nằm trong thư mục dữ liệu {home}; để bản sao lưu ở chỗ khác")
    if not connection.introspection.table_names():
        raise BadInput(f"{home}: chưa có dữ liệu nào để sao lưu")
    try:
        report = back_up(connection, home, target)
    except ArchiveBroken as error:
        raise BadInput(f"{target}: {error}") from error
    except OSError as error:
        raise BadInput(f"{target}: không ghi được ({reason(error)})") from error
    kept = report.manifest
    data = _kept(kept) | {
        "file": str(target), "size": report.size, "sha256": report.sha256, "verified": True,
        "missing": list(report.missing),
    }  # fmt: skip
    text = f"Đã ghi và đọc lại {target} ({report.size} byte): {kept.rows} dòng dữ liệu, {kept.files} tệp."
    if report.missing:
        text += f"\nThiếu {len(report.missing)} tệp mà dữ liệu có nhắc tới: {', '.join(report.missing[:3])}"
    return Outcome(data, text, refused=bool(report.missing))


def _kept(manifest: Manifest) -> dict[str, Any]:
    return {
        "made_at": manifest.made_at, "engine": manifest.engine, "tables": manifest.tables, "rows": manifest.rows,
        "files": manifest.files,
    }  # fmt: skip


def _restore(arguments: argparse.Namespace) -> Outcome:
    from django.conf import settings
    from django.db import connection

    from openocop.core.domain.archive import ArchiveBroken
    from openocop.core.selectors.journal import verify_chains
    from openocop.core.services.restoring import NotEmpty, restore

    source, home = arguments.file.absolute(), Path(settings.OPENOCOP_HOME)
    try:
        manifest = restore(connection, home, source, force=arguments.force)
    except ArchiveBroken as error:
        raise BadInput(f"{source}: {error}") from error
    except NotEmpty as error:
        raise BadInput(f"{error}; chọn OPENOCOP_HOME trống, hoặc thêm --force để thay hết") from error
    except OSError as error:
        raise BadInput(f"{error.filename or source}: không đọc hoặc ghi được ({reason(error)})") from error
    prepare_database()
    journal = verify_chains()
    data = _kept(manifest) | {"file": str(source), "restored": True, "journal": asdict(journal)}
    text = f"Đã lấy lại {manifest.rows} dòng và {manifest.files} tệp, sao lưu lúc {manifest.made_at}. "
    text += "Nhật ký nguyên vẹn." if journal.valid else f"Nhật ký KHÔNG nguyên vẹn: sai từ mục {journal.first_bad}."
    return Outcome(data, text, refused=not journal.valid)
