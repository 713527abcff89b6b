"""`openocop seals list|make|retire|believe|disbelieve`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from openocop.core.command import BadInput, Outcome, Subcommands, json_flag

_SIGNERS = {"ca-nhan": "persons", "co-quan": "agency", "ca-hai": "both"}


def register(subcommands: Subcommands) -> None:
    seals = subcommands.add_parser("seals", help="chữ ký số trên văn bản PDF").add_subparsers(
        metavar="VIỆC", required=True
    )
    listed = seals.add_parser("list", parents=[json_flag()], help="liệt kê chữ ký của hệ thống và neo tin cậy")
    listed.set_defaults(run=_list, database=True)
    made = seals.add_parser(
        "make", parents=[json_flag()], help="tạo chữ ký số thử nghiệm (minh hoạ) để hệ thống ký văn bản"
    )
    made.set_defaults(run=_make, database=True)
    retired = seals.add_parser("retire", parents=[json_flag()], help="thôi ký bằng chữ ký của hệ thống")
    retired.set_defaults(run=_retire, database=True)
    believed = seals.add_parser("believe", parents=[json_flag()], help="thêm một neo tin cậy")
    believed.add_argument("file", metavar="TỆP", type=Path, help="chứng thư số của tổ chức chứng thực, dạng PEM")
    believed.add_argument("--signers", required=True, choices=list(_SIGNERS), help="chứng thư cấp cho ai")
    believed.add_argument("--agency", default="", metavar="TÊN", help="tên trong chứng thư số của cơ quan")
    believed.set_defaults(run=_believe, database=True)
    for one in (made, retired, believed):
        one.add_argument("--province", required=True, metavar="TỈNH", help="tên tỉnh, ví dụ “Cà Mau”")
    doubted = seals.add_parser("disbelieve", parents=[json_flag()], help="rút một neo tin cậy")
    doubted.add_argument("anchor", metavar="NEO", help="mã của neo, xem openocop seals list")
    doubted.add_argument("--reason", required=True, metavar="LÝ-DO")
    doubted.set_defaults(run=_disbelieve, database=True)


def _list(_arguments: argparse.Namespace) -> Outcome:
    from openocop.core.serving import prepare_database
    from openocop.sealing.models import SystemSeal, TrustAnchor

    prepare_database()
    seals = [
        {"id": one.public_id, "province": one.province, "name": one.name, "signs": one.retired_at is None}
        for one in SystemSeal.objects.order_by("province", "-id")
    ]
    anchors = [_told(one) for one in TrustAnchor.objects.order_by("province", "-id")]
    lines = [
        f"{one['id']}  {one['province']}  {one['name']}  {'đang ký' if one['signs'] else 'thôi ký'}" for one in seals
    ]
    lines += [
        f"{one['id']}  {one['province']}  {one['name']}  {'tin cậy' if one['believed'] else 'đã rút'}"
        for one in anchors
    ]
    return Outcome({"seals": seals, "anchors": anchors}, "\n".join(lines) or "Chưa có chữ ký và neo tin cậy nào.")


def _make(arguments: argparse.Namespace) -> Outcome:
    from openocop.core.services.journal import SYSTEM
    from openocop.sealing.services.seals import make_seal

    seal = make_seal(province=_province(arguments), actor=SYSTEM)
    said = f"“{seal.name}” ký từ nay. Đây là chữ ký thử nghiệm, không thay chữ ký và con dấu."
    return Outcome({"id": seal.public_id, "name": seal.name, "fingerprint": seal.fingerprint}, said)


def _retire(arguments: argparse.Namespace) -> Outcome:
    from openocop.core.services.journal import SYSTEM
    from openocop.sealing.services.seals import retire_seal

    seal = retire_seal(province=_province(arguments), actor=SYSTEM)
    if seal is None:
        raise BadInput("tỉnh này không có chữ ký của hệ thống")
    return Outcome({"id": seal.public_id}, f"“{seal.name}” thôi ký. Văn bản đã ký không đổi.")


def _believe(arguments: argparse.Namespace) -> Outcome:
    from openocop.core.refusal import Refused
    from openocop.core.services.journal import SYSTEM
    from openocop.sealing.services.anchors import believe

    province = _province(arguments)
    try:
        pem = arguments.file.read_text(encoding="utf-8")
        anchor = believe(
            province=province,
            pem=pem,
            signers=_SIGNERS[arguments.signers],
            agency_name=arguments.agency,
            actor=SYSTEM,
        )
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"không đọc được tệp {arguments.file}") from error
    except Refused as refusal:
        raise BadInput(str(refusal)) from refusal
    return Outcome(_told(anchor), f"Từ nay tin cậy chứng thư do “{anchor.name}” cấp.")


def _disbelieve(arguments: argparse.Namespace) -> Outcome:
    from openocop.core.refusal import Refused
    from openocop.core.services.journal import SYSTEM
    from openocop.core.serving import prepare_database
    from openocop.sealing.models import TrustAnchor
    from openocop.sealing.services.anchors import disbelieve

    prepare_database()
    anchor = TrustAnchor.objects.filter(public_id=arguments.anchor).first()
    if anchor is None:
        raise BadInput(f"không có neo tin cậy “{arguments.anchor}”; xem openocop seals list")
    try:
        anchor = disbelieve(anchor=anchor, reason=arguments.reason, actor=SYSTEM)
    except Refused as refusal:
        raise BadInput(str(refusal)) from refusal
    return Outcome(_told(anchor), f"Không còn tin cậy chứng thư do “{anchor.name}” cấp.")


def _province(arguments: argparse.Namespace) -> str:
    from django.utils import timezone

    from openocop.core.domain.legal_time import legal_day
    from openocop.core.serving import prepare_database
    from openocop.geography.selectors.tenants import tenant_named

    prepare_database()
    province = tenant_named(arguments.province, legal_day(timezone.now()))
    if province is None:
        raise BadInput(f"--province: không có tỉnh nào tên “{arguments.province}”")
    return province


def _told(anchor: Any) -> dict[str, Any]:
    return {
        "id": anchor.public_id,
        "province": anchor.province,
        "name": anchor.name,
        "fingerprint": anchor.fingerprint,
        "signers": anchor.signers,
        "agency_name": anchor.agency_name,
        "believed": anchor.withdrawn_at is None,
    }
