"""The one-stop counter: what a list of the portal would record, what is on record, and the list given back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from openocop.accounts.domain.roles import Post, Role
from openocop.core.domain.text import nfc, search_key
from openocop.dossiers.domain.calendar import LOCAL_WORKING_DAYS, office_calendar, working_day_after
from openocop.dossiers.domain.portal_list import CellFault, PortalRow
from openocop.dossiers.models import CounterReceipt, Dossier, PortalFile
from openocop.dossiers.permissions import dossiers_visible_to
from openocop.dossiers.selectors.words import stage_name

HEADS = (
    *("Số hồ sơ", "Số phiếu đăng ký", "Sản phẩm", "Chủ thể", "Ngày tiếp nhận", "Ngày hẹn trả", "Hồ sơ giấy"),
    *("Bước xử lý", "Lần nộp"),
)


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A line of a list with the dossier it means, None where none does; `faults` are all that keep it out."""

    row: PortalRow
    dossier: Dossier | None
    faults: tuple[CellFault, ...]

    @property
    def appointment_on(self) -> date | None:
        """Return the promised day: as the list says, else the end of the commune's term."""
        if self.row.appointment_on or self.row.received_on is None:
            return self.row.appointment_on
        return appointment_for(self.row.received_on)


def appointment_for(received_on: date) -> date:
    """Return the day a result is promised for what came in on `received_on`: the commune's 15 working days."""
    return working_day_after(office_calendar(), received_on, LOCAL_WORKING_DAYS)


def receipt_of(dossier: Dossier) -> CounterReceipt | None:
    """Return the counter's receipt of the filing that stands now."""
    return CounterReceipt.objects.filter(dossier=dossier, version=dossier.version, taken_back_at=None).first()


def receipts_visible_to(post: Post, *, on: date) -> QuerySet[CounterReceipt]:
    """Return the receipts of the dossiers this office may know of, the latest first."""
    rows = CounterReceipt.objects.filter(dossier__in=dossiers_visible_to(post, on=on), taken_back_at=None)
    return rows.select_related("dossier__product__producer", "dossier__round").order_by("-received_on", "-id")


def portal_files_of(post: Post) -> QuerySet[PortalFile]:
    """Return the lists this office brought; one commune does not see another's."""
    rows = PortalFile.objects.filter(province=post.province).select_related("file")
    return rows if post.role == Role.PROVINCIAL_OFFICER else rows.filter(unit_code=post.unit_code)


def matched(post: Post, rows: Sequence[PortalRow], *, on: date) -> list[MatchedRow]:
    """Return each line with its dossier and everything that keeps it out, in three queries.

    A dossier that this office may not know of is not found, like one that does not exist.
    """
    filed = dossiers_visible_to(post, on=on).filter(submitted_at__isnull=False).select_related("product__producer")
    by_slip: dict[str, Dossier] = {}
    by_names: dict[tuple[str, str], list[Dossier]] = defaultdict(list)
    for dossier in filed.order_by("submitted_at", "id"):
        if dossier.local_number:
            by_slip[search_key(dossier.local_number)] = dossier
        producer = dossier.product.producer
        by_names[search_key(dossier.product.name), search_key(producer.name if producer else "")].append(dossier)
    standing = CounterReceipt.objects.filter(province=post.province, taken_back_at=None)
    taken = set(standing.filter(office=nfc(post.office)).values_list("number", flat=True))
    receipted = set(standing.values_list("dossier", "version"))
    numbers = Counter(row.number for row in rows)
    found: list[MatchedRow] = []
    seen: set[int] = set()
    for row in rows:
        meant, faults = _dossier_for(row, by_slip, by_names)
        if numbers[row.number] > 1:
            faults.append(CellFault("number", row.number, "Số hồ sơ lặp lại trong tệp."))
        elif row.number in taken:
            faults.append(CellFault("number", row.number, "Số hồ sơ này đã được ghi cho một hồ sơ khác."))
        if meant is not None:
            if meant.pk in seen:
                faults.append(CellFault("slip", row.slip, "Một hồ sơ có hai dòng trong tệp."))
            if (meant.pk, meant.version) in receipted:
                faults.append(CellFault("slip", row.slip, "Lần nộp này đã có số của bộ phận một cửa."))
            seen.add(meant.pk)
        found.append(MatchedRow(row, meant, (*row.faults, *faults)))
    return found


def _dossier_for(
    row: PortalRow, by_slip: dict[str, Dossier], by_names: dict[tuple[str, str], list[Dossier]]
) -> tuple[Dossier | None, list[CellFault]]:
    if row.slip:
        dossier = by_slip.get(search_key(row.slip))
        missing = CellFault("slip", row.slip, "Không có hồ sơ đã nộp nào mang số phiếu này.")
        return dossier, [] if dossier else [missing]
    if not (row.product and row.producer):
        return None, []
    named = by_names.get((search_key(row.product), search_key(row.producer)), [])
    if len(named) == 1:
        return named[0], []
    why = (
        "Có nhiều hồ sơ của sản phẩm này: hãy ghi số phiếu đăng ký."
        if named
        else "Không có hồ sơ đã nộp nào của sản phẩm và chủ thể này."
    )
    return None, [CellFault("product", row.product, why)]


def counter_rows(post: Post, *, on: date) -> Iterator[list[object]]:
    """Yield the rows of the list that goes back to the portal, under `HEADS`."""
    for receipt in receipts_visible_to(post, on=on).iterator(chunk_size=500):
        dossier = receipt.dossier
        producer = dossier.product.producer
        yield [
            receipt.number,
            dossier.local_number,
            dossier.product.name,
            producer.name if producer else "",
            receipt.received_on,
            receipt.appointment_on,
            "có" if receipt.paper_set else "chưa",
            stage_name(dossier.stage),
            receipt.version,
        ]
