"""`openocop keys list|rotate|revoke` and `openocop proofs make`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from openocop.core.command import BadInput, Outcome, Subcommands, json_flag

if TYPE_CHECKING:
    from openocop.proofs.models import SigningKey


def register(subcommands: Subcommands) -> None:
    keys = subcommands.add_parser("keys", help="khóa ký giấy chứng nhận").add_subparsers(metavar="VIỆC", required=True)
    listed = keys.add_parser("list", parents=[json_flag()], help="liệt kê khóa và lịch sử")
    listed.set_defaults(run=_list, database=True)
    rotated = keys.add_parser("rotate", parents=[json_flag()], help="thay khóa; chữ ký cũ vẫn đúng")
    rotated.add_argument("--province", required=True, metavar="TỈNH", help="tên tỉnh, ví dụ “Cà Mau”")
    rotated.set_defaults(run=_rotate, database=True)
    revoked = keys.add_parser("revoke", parents=[json_flag()], help="thu hồi khóa; chữ ký của khóa không còn được nhận")
    revoked.add_argument("key", metavar="KHÓA", help="mã của khóa, xem openocop keys list")
    revoked.add_argument("--reason", required=True, metavar="LÝ-DO", help="người kiểm tra giấy chứng nhận sẽ đọc")
    revoked.set_defaults(run=_revoke, database=True)
    proofs = subcommands.add_parser("proofs", help="chứng thực giấy chứng nhận").add_subparsers(
        metavar="VIỆC", required=True
    )
    made = proofs.add_parser("make", parents=[json_flag()], help="ký cho các giấy chứng nhận chưa có chứng thực")
    made.set_defaults(run=_make, database=True)


def _list(_arguments: argparse.Namespace) -> Outcome:
    from openocop.core.serving import prepare_database
    from openocop.proofs.models import SigningKey

    prepare_database()
    keys = [_told(key) for key in SigningKey.objects.order_by("province", "-id")]
    lines = [f"{one['id']}  {one['province']}  từ {one['active_from']}  {one['state']}" for one in keys]
    return Outcome({"keys": keys}, "\n".join(lines) or "Chưa có khóa nào; khóa đầu tiên có khi cấp giấy chứng nhận.")


def _rotate(arguments: argparse.Namespace) -> Outcome:
    from django.utils import timezone

    from openocop.core.domain.legal_time import legal_day
    from openocop.core.services.journal import SYSTEM
    from openocop.core.serving import prepare_database
    from openocop.geography.selectors.tenants import tenant_named
    from openocop.proofs.services.keys import change_key

    prepare_database()
    province = tenant_named(arguments.province, legal_day(timezone.now()))
    if province is None:
        raise BadInput(f"--province: không có tỉnh nào tên “{arguments.province}”")
    key = _told(change_key(province=province, actor=SYSTEM))
    return Outcome(key, f"Khóa mới {key['id']} ký từ nay. Chữ ký của khóa trước vẫn đúng.")


def _revoke(arguments: argparse.Namespace) -> Outcome:
    from openocop.core.services.journal import SYSTEM
    from openocop.core.serving import prepare_database
    from openocop.proofs.models import SigningKey
    from openocop.proofs.services.keys import withdraw_key

    prepare_database()
    key = SigningKey.objects.filter(public_id=arguments.key).first()
    if key is None:
        raise BadInput(f"không có khóa “{arguments.key}”; xem openocop keys list")
    if not arguments.reason.strip():
        raise BadInput("--reason: không để trống")
    told = _told(withdraw_key(key=key, reason=arguments.reason, actor=SYSTEM))
    return Outcome(told, f"Đã thu hồi khóa {told['id']}. Chạy openocop proofs make để ký lại bằng khóa mới.")


def _make(_arguments: argparse.Namespace) -> Outcome:
    from openocop.core.serving import prepare_database
    from openocop.proofs.services.proving import prove_all
    from openocop.recognition.selectors.tenants import provinces_here

    prepare_database()
    made = {province: prove_all(province=province) for province in provinces_here()}
    total = sum(made.values())
    return Outcome({"made": total, "provinces": made}, f"Đã ký chứng thực cho {total} giấy chứng nhận.")


def _told(key: SigningKey) -> dict[str, Any]:
    state = "đã thu hồi" if key.revoked_on else "đã thay" if key.retired_on else "đang ký"
    days = {name: getattr(key, name) for name in ("active_from", "retired_on", "revoked_on")}
    return {
        "id": key.public_id,
        "province": key.province,
        "public_key": key.public_key,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "reason": key.revocation_reason,
        "state": state,
    }
