"""`openocop import recognitions` and `openocop import undo`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openocop.core.command import BadInput, Outcome, Subcommands, json_flag, reason, whole_number

if TYPE_CHECKING:
    from openocop.recognition.services.imports import ImportPreview

_SHOWN_NOTES = 20


def register(subcommands: Subcommands) -> None:
    imports = subcommands.add_parser("import", help="nhập danh sách").add_subparsers(metavar="VIỆC", required=True)
    recognitions = imports.add_parser(
        "recognitions",
        parents=[json_flag()],
        help="nhập danh sách sản phẩm đã công nhận (XLSX, XLS, ODS, CSV, DOCX, HTML)",
    )
    recognitions.add_argument(
        "file", type=Path, metavar="TỆP", help="XLSX, XLS, ODS, CSV; cũng nhận DOCX và trang web có bảng"
    )
    recognitions.add_argument("--province", metavar="TỈNH", help="tên tỉnh, ví dụ “Cà Mau”")
    recognitions.add_argument(
        "--map",
        dest="columns",
        action="append",
        default=[],
        metavar="TRƯỜNG=CỘT",
        help="ghép một cột, ví dụ product=C; lặp lại cho nhiều cột",
    )
    recognitions.add_argument("--sheet", metavar="TRANG", help="tên trang tính có danh sách")
    recognitions.add_argument("--header-row", type=whole_number(1, 100_000), metavar="DÒNG", help="dòng tiêu đề cột")
    # A dry run only reads the file: it needs no database at all.
    recognitions.add_argument("--dry-run", dest="database", action="store_false", help="chỉ đọc, không ghi gì")
    recognitions.set_defaults(run=_import, database=True)
    undo = imports.add_parser("undo", parents=[json_flag()], help="hoàn tác một lần nhập")
    undo.add_argument("id", metavar="MÃ")
    undo.set_defaults(run=_undo, database=True)


def _import(arguments: argparse.Namespace) -> Outcome:
    from openocop.recognition.domain.provincial_list.errors import ListUnreadable

    data = _read(arguments.file)
    reading = {
        "filename": arguments.file.name,
        "mapping": _mapping(arguments.columns),
        "sheet": arguments.sheet,
        "header_row": arguments.header_row,
    }
    try:
        return _write(data, reading, arguments.province) if arguments.database else _dry_run(data, reading)
    except ListUnreadable as error:
        hint = " Trên dòng lệnh: --map product=C --header-row 3." if error.code == "no_product_column" else ""
        raise BadInput(f"{error}{hint}") from None


def _mapping(columns: list[str]) -> dict[str, str] | None:
    pairs = [column.partition("=") for column in columns]
    for field, equals, place in pairs:
        if not field or not equals or not place:
            raise BadInput(f"--map: “{field}{equals}{place}” phải có dạng TRƯỜNG=CỘT, ví dụ product=C")
    return {field: place for field, _equals, place in pairs} or None


def _dry_run(data: bytes, reading: dict[str, Any]) -> Outcome:
    from openocop.recognition.domain.provincial_list.reader import read_list

    promised = read_list(data, **reading).as_json(written=False)
    return Outcome(data=promised, text=_text(promised, "Chưa ghi gì (chạy thử)."))


def _write(data: bytes, reading: dict[str, Any], province_name: str | None) -> Outcome:
    from openocop.core.refusal import Refused
    from openocop.recognition.services.imports import CannotImport, import_recognitions

    _prepare()
    province = _province(province_name)
    try:
        report = import_recognitions(province=province, data=data, by=None, **reading)
    except CannotImport as refusal:
        return _refused(str(refusal), data, reading, refusal.preview)
    except Refused as refusal:
        return _refused(str(refusal), data, reading, None)
    run = report.run.public_id
    done = f"Đã nhập. Mã lần nhập: {run} (hoàn tác: openocop import undo {run})."
    promised = _object(report.preview) | {"written": True, "import_id": run}
    return Outcome(data=promised, text=_text(promised, done))


def _refused(message: str, data: bytes, reading: dict[str, Any], preview: ImportPreview | None) -> Outcome:
    from openocop.recognition.domain.provincial_list.reader import read_list

    promised = _object(preview) if preview else read_list(data, **reading).as_json(written=False)
    return Outcome(data=promised | {"refused": message}, text=_text(promised, message), refused=True)


def _object(preview: ImportPreview) -> dict[str, Any]:
    """Return the promised object: what was read, with what the register adds to its counts and problems.

    `probable_matches` names what a new producer or product resembles; nothing was merged.
    """
    promised = preview.listed.as_json(written=False)
    known = {(problem["cell"], problem["code"]) for problem in promised["problems"]}
    added = [
        {"cell": n.cell, "code": n.code, "message": n.message, "severity": "error" if n.blocking else "warning"}
        for n in preview.plan.notes
        if (n.cell, n.code) not in known
    ]
    matches = [
        {
            "row": planned.key,
            "of": "producer" if one.is_producer else "product",
            "printed": planned.row.producer if one.is_producer else planned.row.product,
            "name": one.name,
            "likeness": one.likeness,
        }
        for planned in preview.plan.rows
        for one in planned.candidates
    ]
    problems = promised["problems"] + added
    return promised | {"counts": preview.counts(), "problems": problems, "probable_matches": matches}


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
    from django.utils import timezone

    from openocop.core.domain.legal_time import legal_day
    from openocop.geography.selectors.tenants import tenant_named
    from openocop.recognition.selectors.tenants import provinces_here

    if name is not None:
        found = tenant_named(name, legal_day(timezone.now()))
        if found is None:
            raise BadInput(f"--province: không có tỉnh nào tên “{name}”")
        return found
    here = provinces_here()
    if len(here) != 1:
        raise BadInput("cần nói rõ tỉnh: --province “Cà Mau”")
    return here[0]


def _text(promised: dict[str, Any], ending: str) -> str:
    counts, problems = promised["counts"], promised["problems"]
    notes = [f"  {problem['cell']}: {problem['message']}" for problem in problems]
    notes += [
        f"  Dòng {one['row']}: “{one['printed']}” giống “{one['name']}” đã có ({one['likeness']} %), không gộp."
        for one in promised.get("probable_matches", ())
    ]
    lines = [
        f"{promised['sheet']}: {counts['products']} sản phẩm, {counts['producers']} chủ thể; "
        f"{len(notes)} chỗ cần xem trong {len(promised['rows'])} dòng.",
        *notes[:_SHOWN_NOTES],
    ]
    hidden = len(notes) - _SHOWN_NOTES
    if hidden > 0:
        lines.append(f"  … và {hidden} chỗ nữa (xem đủ với --json).")
    return "\n".join([*lines, ending])
