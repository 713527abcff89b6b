"""`openocop round archive` and `openocop round verify`."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from openocop.core.command import BadInput, Outcome, Subcommands, json_flag, reason

if TYPE_CHECKING:
    from openocop.dossiers.models import Round


def register(subcommands: Subcommands) -> None:
    round = subcommands.add_parser("round", help="hồ sơ lưu trữ của đợt").add_subparsers(metavar="VIỆC", required=True)
    archive = round.add_parser("archive", parents=[json_flag()], help="đóng hồ sơ của đợt thành một tệp zip có mục lục")
    archive.add_argument("round", metavar="ĐỢT", help="mã đợt, ví dụ 2026-2")
    archive.add_argument("--province", metavar="TỈNH", help="tên tỉnh, khi nhiều tỉnh có đợt cùng mã")
    archive.add_argument("--retention", metavar="THỜI-HẠN", help="thời hạn bảo quản, ví dụ “20 năm”, “Vĩnh viễn”")
    archive.add_argument("--basis", metavar="CĂN-CỨ", help="văn bản quy định thời hạn bảo quản")
    archive.add_argument("--out", type=Path, metavar="TỆP", help="chép tệp zip ra đây; mặc định ở thư mục này")
    archive.set_defaults(run=_archive, database=True)
    verify = round.add_parser(
        "verify", parents=[json_flag()], help="kiểm tra lại một tệp hồ sơ, không cần cơ sở dữ liệu"
    )
    verify.add_argument("file", type=Path, metavar="TỆP")
    verify.set_defaults(run=_verify)


def _archive(arguments: argparse.Namespace) -> Outcome:
    from openocop.core.services.files import path_of
    from openocop.recognition.services.archives import close_round

    round = _round(arguments.round, arguments.province)
    last = round.archives.first()
    archive = close_round(
        round=round,
        retention=arguments.retention or (last.retention if last else ""),
        retention_basis=arguments.basis or (last.retention_basis if last else ""),
        by=None,
    )
    out = arguments.out or Path(archive.file.name)
    try:
        shutil.copyfile(path_of(archive.file.sha256), out)
        shutil.copyfile(path_of(archive.handover.sha256), out.with_name(archive.handover.name))
    except OSError as error:
        raise BadInput(f"--out: không ghi được {out} ({reason(error)})") from error
    data = {
        "round": round.code,
        "file": str(out),
        "handover": str(out.with_name(archive.handover.name)),
        "sha256": archive.file.sha256,
        "bytes": archive.file.size,
        "papers": archive.papers,
        "missing": archive.missing,
        "retention": archive.retention,
        "retention_basis": archive.retention_basis,
    }
    text = (
        f"Đã đóng hồ sơ {round.name}: {archive.papers} văn bản, {archive.missing} chưa có (ghi trong mục lục).\n"
        f"{out}\nSHA-256 {archive.file.sha256}"
    )
    return Outcome(data=data, text=text)


def _verify(arguments: argparse.Namespace) -> Outcome:
    from openocop.recognition.domain.round_archive import PackUnreadable, verify_pack

    try:
        found = verify_pack(arguments.file)
    except OSError as error:
        raise BadInput(f"không đọc được tệp “{arguments.file}”: {reason(error)}") from error
    except PackUnreadable as error:
        raise BadInput(f"{arguments.file}: {error}") from error
    data = {
        "file": str(arguments.file),
        "sha256": found.sha256,
        "files": found.files,
        "valid": found.whole,
        "changed": list(found.changed),
        "missing": list(found.missing),
        "unlisted": list(found.unlisted),
    }
    if found.whole:
        return Outcome(data=data, text=f"Nguyên vẹn: {found.files} tệp đúng mã kiểm tra.\nSHA-256 {found.sha256}")
    lines = [f"Không nguyên vẹn ({found.files} tệp được ghi):"]
    lines += [f"  đã thay đổi: {path}" for path in found.changed]
    lines += [f"  bị thiếu: {path}" for path in found.missing]
    lines += [f"  không có trong mục lục: {path}" for path in found.unlisted]
    return Outcome(data=data, text="\n".join(lines), refused=True)


def _round(code: str, province: str | None) -> Round:
    from django.utils import timezone

    from openocop.core.domain.legal_time import legal_day
    from openocop.dossiers.models import Round
    from openocop.geography.selectors.tenants import tenant_named

    found = Round.objects.filter(code=code)
    if province is not None:
        slug = tenant_named(province, legal_day(timezone.now()))
        if slug is None:
            raise BadInput(f"--province: không có tỉnh nào tên “{province}”")
        found = found.filter(province=slug)
    rounds = list(found[:2])
    if not rounds:
        raise BadInput(f"không có đợt nào mang mã “{code}”")
    if len(rounds) > 1:
        raise BadInput(f"nhiều tỉnh có đợt mang mã “{code}”: cần nói rõ --province")
    return rounds[0]
