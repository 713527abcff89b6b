"""Reports of misuse as lists and pages read them, and how a product stood on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.misuse.domain.reports import Outcome, Seen, Stage
from openocop.misuse.models import MisuseReport
from openocop.misuse.permissions import reports_visible_to
from openocop.misuse.words import OUTCOMES, SEEN, STAGES
from openocop.recognition.selectors.recognitions import current_recognitions, status_of
from openocop.registry.models import Product

PAGE_SIZE = 25
SIMILAR = 5


def known_of(product: Product, on: date) -> dict[str, Any]:
    """Return how a product stood on a day by our record: state, star and last known days; {} where nothing is known."""
    recognition = current_recognitions([product.pk], on).get(product.pk)
    if recognition is None:
        return {}
    certificate = getattr(recognition, "certificate", None)
    return {
        "state": status_of(recognition, on).state.value,
        "star": recognition.star,
        "valid_until": recognition.valid_until.isoformat() if recognition.valid_until else "",
        "certificate": certificate.number if certificate else "",
    }


def reports_listed(post: Post, *, stage: str, seen: str) -> QuerySet[MisuseReport]:
    """Return the reports a post may know of, the newest first; unknown conditions narrow nothing."""
    found = reports_visible_to(post).select_related("product", "in_charge").annotate(pictures=Count("photos"))
    if stage in list(Stage):
        found = found.filter(stage=stage)
    if seen in list(Seen):
        found = found.filter(seen=seen)
    return found.order_by("-pk")


def similar_to(report: MisuseReport, post: Post) -> list[MisuseReport]:
    """Return other reports on the same product that stand by themselves, the newest first."""
    if report.product_id is None:
        return []
    others = reports_visible_to(post).filter(product=report.product_id).exclude(pk=report.pk)
    return list(others.exclude(stage=Stage.JOINED).order_by("-pk")[:SIMILAR])


def receipt(key: str) -> MisuseReport | None:
    """Return the report of a receipt's address, None when there is none."""
    return MisuseReport.objects.filter(receipt_key=key).select_related("joined_to").first()


def told(report: MisuseReport) -> MisuseReport:
    """Return the report whose answer this one's reporter reads: its own, or that of the one it was joined to."""
    return report.joined_to or report


def sheet_rows(reports: QuerySet[MisuseReport]) -> Iterator[tuple[object, ...]]:
    """Yield the list as rows; never a reporter's contact."""
    for one in reports.iterator(chunk_size=500):
        yield (
            *(one.public_id, str(SEEN[Seen(one.seen)]), one.product.name if one.product else one.about),
            *(one.where, one.seen_on, legal_day(one.sent_at), str(STAGES[Stage(one.stage)])),
            str(OUTCOMES[Outcome(one.outcome)]) if one.outcome else "",
            legal_day(one.answered_at) if one.answered_at else None,
            "x" if one.is_illustrative else "",
        )
