"""Two invented reports of misuse, one of them answered."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from openocop.core.domain.legal_time import legal_day
from openocop.demo.domain.practice import PROVINCE, practice
from openocop.demo.services.practice_dossiers import Stand
from openocop.misuse.domain.reports import Outcome, Seen, Sighting
from openocop.misuse.services.handling import answer_report, take_up
from openocop.misuse.services.reporting import report_misuse


def report_invented_misuse(stand: Stand) -> None:
    """Send the reports of `practice.yaml`, and answer those that are answered there."""
    by = stand.cast["chi-cuc"].post
    for row in practice()["misuse"]:
        product, at = stand.products[row["about"]], stand.at(row["days_ago"])
        report = report_misuse(
            province=PROVINCE,
            sighting=Sighting(Seen(row["seen"]), row["words"], row["where"], legal_day(at), about=product.name),
            product=product,
            pictures=(),
            client_id=uuid4(),
            at=at,
            is_illustrative=True,
        )
        if "outcome" in row:
            report = take_up(report=report, by=by, at=at + timedelta(days=1))
            answer_report(
                report=report,
                outcome=Outcome(row["outcome"]),
                reason=row["reason"],
                answer=row["answer"],
                seen_version=report.version,
                by=by,
                at=at + timedelta(days=3),
            )
