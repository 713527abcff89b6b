"""What the office does with a report: takes it up, notes, says which product it is about, joins it, answers it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import NotPermitted, refused, require
from openocop.misuse.domain.reports import KEPT_AFTER_ANSWER, MOST_WORDS, OPEN, Outcome, Stage
from openocop.misuse.models import MisuseNote, MisuseReport
from openocop.misuse.permissions import may_handle, reports_visible_to
from openocop.misuse.selectors.reports import known_of
from openocop.registry.models import Product


@transaction.atomic
def take_up(*, report: MisuseReport, by: Post, at: datetime) -> MisuseReport:
    """Be the person in charge; taken from another it is noted.

    Raises:
        NotPermitted: not the provincial office, or stepped aside. Refused: the report is answered or joined.
    """
    report = _locked(report, by)
    if report.in_charge_id != by.user_id:
        report.in_charge_id, report.stage = by.user_id, Stage.LOOKED_AT
        _saved(report, "misuse.taken_up", by, {})
        _note(report, _("Took the report up."), by, at)
    return report


@transaction.atomic
def note_report(*, report: MisuseReport, text: str, by: Post, at: datetime) -> MisuseNote:
    """Note what was done or found. Raises as `take_up`, and Refused where nothing is written."""
    report = _locked(report, by)
    text = nfc(text).strip()[:MOST_WORDS]
    if not text:
        raise Refused(_("Write what was done or found."), field="text")
    if report.stage == Stage.RECEIVED:
        report.in_charge_id, report.stage = by.user_id, Stage.LOOKED_AT
    _saved(report, "misuse.noted", by, {})
    return _note(report, text, by, at)


@transaction.atomic
def name_product(*, report: MisuseReport, product: Product | None, by: Post, at: datetime) -> MisuseReport:
    """Say which product a report is about, or that it is none; how it stood that day is looked up anew."""
    report = _locked(report, by)
    if product is not None and product.province != report.province:
        raise Refused(_("This product belongs to another province."), field="product")
    report.product = product
    report.known = known_of(product, report.seen_on) if product else {}
    _saved(report, "misuse.product_named", by, {"product": product.public_id if product else ""})
    if not reports_visible_to(by).filter(pk=report.pk).exists():
        raise NotPermitted(refused(_("You stepped aside from this product: another officer names it.")))
    _note(report, _("About: %(name)s") % {"name": product.name if product else "–"}, by, at)
    return report


@transaction.atomic
def join_reports(*, report: MisuseReport, other: MisuseReport, by: Post, at: datetime) -> MisuseReport:
    """Say that a report is about the same as another, whose answer it then shares.

    Raises as `take_up`; Refused also where the other is this one, is joined itself, or is not known to `by`.
    """
    report = _locked(report, by)
    found = reports_visible_to(by).select_for_update(of=("self",)).filter(pk=other.pk).first()
    if found is None or found.pk == report.pk or found.stage == Stage.JOINED:
        raise Refused(_("Choose another report that stands by itself."), field="other")
    report.joined_to, report.stage, report.erase_on = found, Stage.JOINED, found.erase_on
    report.joined.update(joined_to=found)
    _saved(report, "misuse.joined", by, {"other": found.public_id})
    _note(found, _("Another report on the same was joined: %(id)s") % {"id": report.public_id}, by, at)
    return report


@transaction.atomic
def answer_report(
    *, report: MisuseReport, outcome: Outcome, reason: str, answer: str, seen_version: int, by: Post, at: datetime
) -> MisuseReport:
    """Answer a report, and with it those that were joined to it; their contacts are erased after a time.

    Raises:
        NotPermitted, as `take_up`. Refused: words are missing, or somebody changed the report meanwhile.
    """
    report = _locked(report, by)
    if report.version != seen_version:
        raise Refused(_("Meanwhile a colleague changed this report. Look at it once more, then answer."))
    report.reason, report.answer = nfc(reason).strip()[:MOST_WORDS], nfc(answer).strip()[:MOST_WORDS]
    if not report.reason:
        raise Refused(_("Write what this rests on: the office reads it."), field="reason")
    if not report.answer:
        raise Refused(_("Write the answer for whoever reported it."), field="answer")
    report.outcome, report.stage = outcome.value, Stage.ANSWERED
    report.answered_at, report.answered_name = at, by.name
    report.erase_on = legal_day(at) + KEPT_AFTER_ANSWER
    report.joined.update(erase_on=report.erase_on)
    _saved(report, "misuse.answered", by, {"outcome": outcome.value})
    return report


def _locked(report: MisuseReport, by: Post) -> MisuseReport:
    require(may_handle(by))
    found = MisuseReport.objects.select_for_update(of=("self",)).filter(pk=report.pk)
    locked = found.filter(pk__in=reports_visible_to(by).values("pk")).select_related("product").first()
    if locked is None:
        raise NotPermitted(refused(_("This report is not open to you in the role you act in.")))
    if locked.stage not in OPEN:
        raise Refused(_("This report is closed and stays as it is."))
    return locked


def _saved(report: MisuseReport, verb: str, by: Post, facts: dict[str, Any]) -> None:
    report.version += 1
    report.save()
    record(province=report.province, actor=by.as_actor(), verb=verb, subject=report, facts=facts)


def _note(report: MisuseReport, text: str, by: Post, at: datetime) -> MisuseNote:
    return MisuseNote.objects.create(province=report.province, report=report, text=text, by_name=by.name, at=at)
