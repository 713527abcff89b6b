"""Bringing a provincial list in, all of it or nothing, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.canonical import sha256_hex
from openocop.core.domain.legal_time import legal_day
from openocop.core.models import new_public_id
from openocop.core.refusal import Refused
from openocop.core.services.bulk import append_rows, many_objects
from openocop.core.services.files import store_file
from openocop.core.services.journal import SYSTEM, record
from openocop.core.verdict import require
from openocop.recognition.domain.list_import import Action, ImportPlan, PlannedRow, day_of, plan_import
from openocop.recognition.domain.provincial_list.model import ListRow, ProvincialList
from openocop.recognition.domain.provincial_list.reader import read_list
from openocop.recognition.domain.status import term_end
from openocop.recognition.models import ImportRun, NumberSeries, Recognition
from openocop.recognition.permissions.records import may_import
from openocop.recognition.selectors.import_register import places_of, register_of, with_candidates
from openocop.recognition.signals import recognitions_changed
from openocop.registry.domain.facts import ProducerFacts, ProductFacts
from openocop.registry.domain.kinds import UNSTATED
from openocop.registry.domain.places import UnitBasis
from openocop.registry.models import Producer
from openocop.registry.services.batches import IncomingProduct, Registered, register_many


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What was read, and what importing it would do."""

    listed: ProvincialList
    plan: ImportPlan

    def counts(self) -> dict[str, int]:
        """Return the counts of the command's promise, and what would be made."""
        plan = self.plan
        new = [row for row in plan.rows if row.action == Action.NEW_PRODUCT]
        return {
            "products": self.listed.products,
            "producers": self.listed.producers,
            "new_products": sum(row.first_row == row.key for row in new),
            "new_producers": len(plan.new_producers),
            "recognitions": len(new) + plan.count(Action.KNOWN_PRODUCT),
            "repeated": plan.count(Action.REPEAT),
            "left_out": plan.count(Action.SKIP),
        }


@dataclass(frozen=True, slots=True)
class ImportReport:
    run: ImportRun
    preview: ImportPreview


class CannotImport(Refused):
    """The list is not imported, and nothing was written; `preview` says what stands in the way."""

    def __init__(self, message: str, preview: ImportPreview | None = None) -> None:
        super().__init__(message)
        self.preview = preview


def preview_import(
    *,
    province: str,
    data: bytes,
    filename: str,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    choices: Mapping[str, str] | None = None,
) -> ImportPreview:
    """Read a list and return what importing it would do; writes nothing. Raises `ListUnreadable`."""
    listed = read_list(data, filename=filename, mapping=mapping, sheet=sheet, header_row=header_row)
    return _planned(listed, province, choices or {})


@many_objects()
@transaction.atomic
def import_recognitions(
    *,
    province: str,
    data: bytes,
    filename: str,
    by: Post | None,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    choices: Mapping[str, str] | None = None,
) -> ImportReport:
    """Import a list: new producers and products, a recognition for every row, the file kept. All or nothing.

    Args:
        choices: what the reader of the preview decided, see `plan_import`.

    Raises:
        NotPermitted, ListUnreadable.
        CannotImport: a row is not settled, nothing in it is new, or the same file was imported and not taken back.
    """
    require(may_import(by, province))
    _hold_imports(province)
    _refuse_twice(province, data)
    preview = preview_import(
        province=province,
        data=data,
        filename=filename,
        mapping=mapping,
        sheet=sheet,
        header_row=header_row,
        choices=choices,
    )
    _refuse_unsettled(preview)
    at = timezone.now()
    registered = _register(province, filename, preview.plan, by, at)
    run = _run(province, data, filename, preview, registered, by, at)
    product_ids = _record(run, preview.plan, registered, at)
    facts = preview.counts() | {"file": run.file.sha256}
    actor = by.as_actor() if by else SYSTEM
    record(province=province, actor=actor, verb="list.imported", subject=run, facts=facts)
    recognitions_changed.send(sender=Recognition, province=province, product_ids=product_ids)
    return ImportReport(run, preview)


def _planned(listed: ProvincialList, province: str, choices: Mapping[str, str]) -> ImportPreview:
    today = legal_day(timezone.now())
    register = register_of(province)
    places = places_of(listed, province, today)
    plan = plan_import(listed, register, places=places, choices=choices, today=today)
    return ImportPreview(listed, with_candidates(plan, register))


def _hold_imports(province: str) -> None:
    """Let one import of a province run after the other."""
    NumberSeries.objects.get_or_create(province=province, series="import")
    NumberSeries.objects.select_for_update().get(province=province, series="import")


def _refuse_twice(province: str, data: bytes) -> None:
    before = ImportRun.objects.filter(province=province, file__sha256=sha256_hex(data), undone_at=None).first()
    if before is not None:
        raise CannotImport(
            _("This file was already imported (%(id)s). Take that import back first if it has to be repeated.")
            % {"id": before.public_id}
        )


def _refuse_unsettled(preview: ImportPreview) -> None:
    blocking = preview.plan.blocking
    if blocking:
        message = _("%(count)d cells have to be settled first; the first: %(cell)s: %(message)s Nothing was written.")
        values = {"count": len(blocking), "cell": blocking[0].cell, "message": blocking[0].message}
        raise CannotImport(message % values, preview)
    if not preview.counts()["recognitions"]:
        raise CannotImport(_("Every row of this list is on record already. Nothing was written."), preview)


def _register(province: str, filename: str, plan: ImportPlan, by: Post | None, at: datetime) -> Registered:
    places = {key: n for n, key in enumerate(plan.new_producers)}
    known = {row.producer for row in _new_products(plan) if isinstance(row.producer, int)}
    owners = Producer.objects.in_bulk(known)
    return register_many(
        province=province,
        label=_("List of recognised products: %(file)s") % {"file": filename},
        source=filename,
        producers=[_producer(row, code, on) for row, (code, on) in _makers(plan)],
        products=[
            IncomingProduct(
                ProductFacts(name=row.row.product or ""),
                places[row.producer] if isinstance(row.producer, str) else owners.get(row.producer or 0),
            )
            for row in _new_products(plan)
        ],
        by=by,
        at=at,
    )


def _new_products(plan: ImportPlan) -> list[PlannedRow]:
    return [row for row in plan.rows if row.action == Action.NEW_PRODUCT and row.first_row == row.key]


def _makers(plan: ImportPlan) -> list[tuple[ListRow, tuple[str, date | None]]]:
    return [(row, (place.code, place.on)) for row, place in plan.new_producers.values()]


def _producer(row: ListRow, code: str, on: date | None) -> ProducerFacts:
    return ProducerFacts(
        name=row.producer or "",
        kind=row.producer_kind or UNSTATED,
        unit_code=code,
        unit_on=on,
        unit_basis=UnitBasis.STATED if code else UnitBasis.UNKNOWN,
        address=(row.address or "")[:500],
    )


def _run(
    province: str,
    data: bytes,
    filename: str,
    preview: ImportPreview,
    registered: Registered,
    by: Post | None,
    at: datetime,
) -> ImportRun:
    file = store_file(province=province, name=filename, media_type="application/octet-stream", content=data)
    mapping: dict[str, Any] = {
        "columns": dict(preview.listed.mapping),
        "sheets": list(preview.listed.sheets_read),
        "header_row": preview.listed.header_row,
    }
    return ImportRun.objects.create(
        province=province,
        file=file,
        batch=registered.batch,
        mapping=mapping,
        counts=preview.counts(),
        imported_by=by.name if by else SYSTEM.name,
        imported_at=at,
    )


def _record(run: ImportRun, plan: ImportPlan, registered: Registered, at: datetime) -> list[int]:
    """Write the recognitions and return the keys of their products."""
    made = {row.key: key for row, key in zip(_new_products(plan), registered.product_ids, strict=True)}
    recognised = [
        (planned.row, planned.product or made[planned.first_row])
        for planned in plan.rows
        if planned.action in {Action.NEW_PRODUCT, Action.KNOWN_PRODUCT}
    ]
    append_rows(Recognition, _COLUMNS, (_recognition(run, row, product_id, at) for row, product_id in recognised))
    return sorted({product_id for _row, product_id in recognised})


def _recognition(run: ImportRun, row: ListRow, product_id: int, at: datetime) -> list[Any]:
    """Return one recognition as a row of `_COLUMNS`."""
    decided_on = row.recognised_day
    unit = ", ".join(part for part in (row.commune, row.district) if part)
    return [
        *(new_public_id(), run.province, product_id, None, None, None, run.pk),
        *(row.star, "" if row.score is None else str(row.score)),
        *((row.group or "")[:300], unit[:200], (row.decision_no or "")[:100]),
        *(None if decided_on else day_of(row), decided_on, term_end(decided_on) if decided_on else None),
        *(None, "", "", "", row.note or "", [], False, at),
    ]


# The columns of a recognition in the order in which `_recognition` gives them.
_COLUMNS = (
    *("public_id", "province", "product_id", "round_id", "dossier_id", "decision_id", "import_run_id"),
    *("star", "score", "group_as_printed", "unit_as_printed", "decision_no_as_printed"),
    *("council_on", "valid_from", "valid_until"),
    *("withdrawn_on", "withdrawal_ground", "withdrawal_decision", "withdrawal_reason"),
    *("note", "source_urls", "is_illustrative"),
    "recorded_at",
)
