"""The words in which the public reads what an entry states."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.core.documents.vietnamese import date_short
from openocop.transparency.domain.statement import Facts
from openocop.ui.templatetags.ui import sao

EVENT_WORDS = {
    "gone": gettext_lazy("No longer on record"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "superseded": gettext_lazy("Superseded"),
    "certified": gettext_lazy("Recognised, with certificate"),
    "recognised": gettext_lazy("Recognised"),
    "proposed": gettext_lazy("Proposed by a council; the decision is not in the source"),
}


def event_of(facts: Facts | None) -> str:
    """Return in one word how the recognition stands by an entry."""
    if facts is None:
        return "gone"
    if facts["withdrawn_on"]:
        return "withdrawn"
    if facts["superseded_on"]:
        return "superseded"
    if facts["certificate"]:
        return "certified"
    return "recognised" if facts["valid_from"] else "proposed"


def fact_rows(facts: Facts) -> list[tuple[str, str]]:
    """Return what an entry states as label and words; what it leaves empty is left out."""
    certificate: Facts = facts.get("certificate") or {}
    rows = [
        (_("Stars"), sao(facts["star"]) if facts.get("star") else ""),
        (_("Decision"), facts.get("decision", "")),
        (_("Council met on"), _day(facts.get("council_on"))),
        (_("Valid from"), _day(facts.get("valid_from"))),
        (_("Last day"), _day(facts.get("valid_until"), back=1)),
        (_("Kept under Article 12.3 until"), _day(facts.get("kept_until"), back=1)),
        (_("Certificate number"), certificate.get("number", "")),
        (_("Product code"), certificate.get("product_code", "")),
        (_("Certificate issued on"), _day(certificate.get("issued_on"))),
        (_("SHA-256 of the certificate's file"), certificate.get("sha256", "")),
        (_("Withdrawn on"), _day(facts.get("withdrawn_on"))),
        (_("Ground of withdrawal"), facts.get("withdrawal_ground", "")),
        (_("Decision of withdrawal"), facts.get("withdrawal_decision", "")),
        (_("Superseded on"), _day(facts.get("superseded_on"))),
    ]
    return [(label, str(words)) for label, words in rows if words]


def _day(written: Any, back: int = 0) -> str:
    return date_short(date.fromisoformat(written) - timedelta(days=back)) if written else ""
