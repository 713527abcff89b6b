"""`openocop import recognitions` and `openocop import undo`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openocop.core.command import BadInput, Outcome, Subcommands, json_flag, reason

if TYPE_CHECKING:
    from openocop.recognition.domain.provincial_list.model import ProvincialList
    from openocop.recognition.services.imports import ImportPreview

_SHOWN_NOTES = 20


def register(subcommands: Subcommands) -> None:
    imports = subcommands.add_parser("import", help="nhập danh sách").add_subparsers(metavar="VIỆC", required=True)
    recognitions = imports.add_parser(
        "recognitions", parents=[json_flag()], help="nhập danh sách sản phẩm đã công nhận (XLSX, XLS, ODS, CSV)"
    )
    recognitions.add_argument(
        "file", type=Path, metavar="TỆP", help="XLSX, XLS, ODS, CSV; cũng nhận DOCX và trang web có bảng"
    )
    recognitions.add_argument("--province", metavar="TỈNH", help="tên tỉnh, ví dụ “Cà Mau”")
    # A dry run only reads the file: it needs no database at all.
    recognitions.add_argument("--dry-run", dest="database", action="store_false", help="chỉ đọc, không ghi gì")
    recognitions.set_defaults(run=_import, database=True)
    undo = imports.add_parser("undo", parents=[json_flag()], help="hoàn tác một lần nhập")
    undo.add_argument("id", metavar="MÃ")
    undo.set_defaults(run=_undo, database=True)


def _import(arguments: argparse.Namespace) -> Outcome:
    from openocop.recognition.domain.provincial_list.errors import ListUnreadable

    data = _read(arguments.file)
    try:
        return _write(data, arguments) if arguments.database else _dry_run(data, arguments.file.name)
    except ListUnreadable as error:
        raise BadInput(str(error)) from None


def _dry_run(data: bytes, filename: str) -> Outcome:
    from openocop.recognition.domain.provincial_list.reader import read_list

    listed = read_list(data, filename=filename)
    return Outcome(data=listed.as_json(written=False), text=_text(listed, "Chưa ghi gì (chạy thử)."))


def _write(data: bytes, arguments: argparse.Namespace) -> Outcome:
    from openocop.core.refusal import Refused
    from openocop.recognition.services.imports import CannotImport, import_recognitions

    _prepare()
    province = _province(arguments.province)
    try:
        report = import_recognitions(province=province, data=data, filename=arguments.file.name, by=None)
    except CannotImport as refusal:
        return _refused(str(refusal), data, arguments.file.name, refusal.preview)
    except Refused as refusal:
        return _refused(str(refusal), data, arguments.file.name, None)
    run = report.run.public_id
    done = f"Đã nhập. Mã lần nhập: {run} (hoàn tác: openocop import undo {run})."
    return Outcome(
        data=_object(report.preview) | {"written": True, "import_id": run},
        text=_text(report.preview.listed, done),
    )


def _refused(message: str, data: bytes, filename: str, preview: ImportPreview | None) -> Outcome:
    from openocop.recognition.domain.provincial_list.reader import read_list

    listed = preview.listed if preview else read_list(data, filename=filename)
    promised = _object(preview) if preview else listed.as_json(written=False)
    return Outcome(data=promised | {"refused": message}, text=_text(listed, message), refused=True)


def _object(preview: ImportPreview) -> dict[str, Any]:
    """Return the promised object: what was read, with what the register adds to its counts and problems."""
    promised = preview.listed.as_json(written=False)
    known = {(problem["cell"], problem["code"]) for problem in promised["problems"]}
    added = [
        {"cell": n.cell, "code": n.code, "message": n.message, "severity": "error" if n.blocking else "warning"}
        for n in preview.plan.notes
        if (n.cell, n.code) not in known
    ]
    return promised | {"counts": preview.counts(), "problems": promised["problems"] + added}


def _undo(arguments: argparse.Namespace) -> Outcome:
    from openocop.core.refusal import Refused
    from openocop.recognition.models import ImportRun
    from openocop.recognition.services.import_undo import undo_import

    _prepare()
    run = ImportRun.objects.filter(public_id=arguments.id).first()
    if run is None:
        raise BadInput(f"không có lần nhập nào mang mã “{arguments.id}”")
    before = run.undone_at is not None
    try:
        undo_import(run=run, by=None)
    except Refused as refusal:
        data = {"import_id": run.public_id, "undone": False, "refused": str(refusal)}
        return Outcome(data=data, text=str(refusal), refused=True)
    text = (
        "Lần nhập này đã được hoàn tác từ trước."
        if before
        else "Đã hoàn tác lần nhập: mọi bản ghi của nó đã gỡ; tệp gốc vẫn giữ."
    )
    return Outcome(data={"import_id": run.public_id, "undone": True, "counts": run.counts}, text=text)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"không đọc được tệp “{path}”: {reason(error)}") from None


def _prepare() -> None:
    """Bring tables and administrative units into the database of a home that never served."""
    from openocop.core.serving import prepare_database
    from openocop.geography.models import AdministrativeUnit
    from openocop.geography.services.units import load_units

    prepare_database()
    if not AdministrativeUnit.objects.exists():
        load_units()


def _province(name: str | None) -> str:
    from openocop.recognition.selectors.tenants import province_of_name, provinces_here

    if name is not None:
        found = province_of_name(name)
        if found is None:
            raise BadInput(f"--province: không có tỉnh nào tên “{name}”")
        return found
    here = provinces_here()
    if len(here) != 1:
        raise BadInput("cần nói rõ tỉnh: --province “Cà Mau”")
    return here[0]


def _text(listed: ProvincialList, ending: str) -> str:
    lines = [
        f"{listed.sheet}: {listed.products} sản phẩm, {listed.producers} chủ thể; "
        f"{len(listed.problems)} chỗ cần xem trong {len(listed.rows)} dòng.",
        *(f"  {problem.cell}: {problem.message}" for problem in listed.problems[:_SHOWN_NOTES]),
    ]
    hidden = len(listed.problems) - _SHOWN_NOTES
    if hidden > 0:
        lines.append(f"  … và {hidden} chỗ nữa (xem đủ với --json).")
    return "\n".join([*lines, ending])
