"""Correcting an issued decision on one product: a decision of its own, and a certificate in place of the first."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.recognition.domain.decision_correction import Follow, changed
from openocop.recognition.models import Appeal, DecisionCorrection, Recognition
from openocop.recognition.permissions.appeals import may_issue_correction
from openocop.recognition.permissions.records import may_draft
from openocop.recognition.selectors.appeals import consequence_of
from openocop.recognition.selectors.correction_papers import correction_paper
from openocop.recognition.selectors.decision_corrections import facts_now, facts_printed
from openocop.recognition.selectors.numbers import is_taken
from openocop.recognition.services.certificates import replace_certificate
from openocop.recognition.services.numbers import number_taken, whole_number
from openocop.recognition.services.printing import draft_of, print_both
from openocop.recognition.signals import recognitions_changed

KIND = "decision-correction"
MAX_TEXT = 4000


@transaction.atomic
def draft_correction(
    *, recognition: Recognition, reason: str, by: Post, appeal: Appeal | None = None
) -> DecisionCorrection:
    """Draft a decision of correction: from what was printed to what register and corrected result say now.

    Nothing is typed again: a mistyped name is first put right in the register. While it is a draft it is written anew.

    Raises:
        NotPermitted: neither the office nor the council's secretary.
        Refused: no decision was issued, it was withdrawn, no reason, nothing differs, or the star is not one that a
            correction may give (five are the minister's, below three is a withdrawal).
    """
    related = ("product__producer", "decision", "dossier__entry")
    recognition = Recognition.objects.select_for_update(of=("self",)).select_related(*related).get(pk=recognition.pk)
    require(may_draft(by, recognition.province))
    if recognition.decision is None or recognition.decision.issued_at is None:
        raise Refused(_("No decision issued here names this product; what a list states is corrected in the list."))
    if recognition.withdrawn_on is not None:
        raise Refused(_("The recognition was withdrawn; nothing of it is corrected any more."))
    if recognition.superseded_on is not None:
        raise Refused(_("A later recognition took its place; correct the decision on that one."))
    if not reason.strip():
        raise Refused(_("Write why it is corrected."), field="reason")
    _refuse_other_acts(recognition)
    before, after = facts_printed(recognition), facts_now(recognition)
    if not changed(before, after):
        raise Refused(
            _("Nothing differs from what was printed. Put the name right in the register first, then come back.")
        )
    draft = recognition.corrections.filter(issued_at=None).first()
    draft = draft or DecisionCorrection(province=recognition.province, recognition=recognition)
    draft.appeal, draft.reason, draft.before, draft.after = appeal, reason.strip()[:MAX_TEXT], before, after
    draft.drafted_by_id, draft.drafted_name, draft.drafted_at = by.user_id, by.name, timezone.now()
    draft.is_illustrative = recognition.is_illustrative
    draft.save()
    facts = {"recognition": recognition.public_id, "fields": list(changed(before, after))}
    record(province=draft.province, actor=by.as_actor(), verb="correction.drafted", subject=draft, facts=facts)
    return draft


@transaction.atomic
def issue_correction(
    *,
    correction: DecisionCorrection,
    number: str,
    decided_on: date,
    signer: str,
    signer_capacity: str,
    by: Post,
    seen: str | None = None,
) -> DecisionCorrection:
    """Record number and day of a signed decision of correction; star and certificate follow at once.

    The end of the term stays that of the first decision (see `domain/decision_correction.py`). The same number and day
    again change nothing.

    Args:
        seen: the `drafted_at` (ISO 8601) of the draft that the person decides on; None where nobody has looked at a
            page.

    Raises:
        NotPermitted: not a leader of the province, or who drafted it.
        Refused: it was drafted anew since it was seen, number or day cannot be right, or register or result have
            changed since the draft.
    """
    related = ("recognition__product__producer", "recognition__decision", "recognition__dossier__entry", "appeal")
    correction = (
        DecisionCorrection.objects.select_for_update(of=("self",)).select_related(*related).get(pk=correction.pk)
    )
    require(may_issue_correction(by, correction))
    written = whole_number(number)
    if correction.issued_at is not None:
        return _same_or_refused(correction, written, decided_on)
    if seen is not None and seen != correction.drafted_at.isoformat():
        raise Refused(
            _("The office drafted it anew after you opened this page. Read the draft as it is now, then record again.")
        )
    recognition = Recognition.objects.select_for_update(of=("self",)).get(pk=correction.recognition_id)
    _refuse_impossible(correction, written, decided_on)
    correction.number, correction.decided_on, correction.year = written, decided_on, decided_on.year
    correction.signer, correction.signer_capacity = nfc(signer).strip(), signer_capacity.strip()
    correction.issued_at = timezone.now()
    print_both(
        correction, correction_paper(correction), kind=KIND, name=f"quyet-dinh-dinh-chinh-{correction.public_id}"
    )
    try:
        with transaction.atomic():
            correction.save()
    except IntegrityError as taken:
        raise Refused(number_taken(written, decided_on.year), field="number") from taken
    recognition.star = correction.after["stars"]
    entry = getattr(correction.recognition.dossier, "entry", None) if correction.recognition.dossier else None
    if recognition.score and entry is not None and not correction.recognition.is_central:
        recognition.score = entry.average
    recognition.save(update_fields=["star", "score"])
    replace_certificate(correction=correction, by=by)
    assert correction.printed is not None  # noqa: S101  # just printed
    facts = {"number": written, "decided_on": decided_on.isoformat(), "sha256": correction.printed.sha256}
    record(province=correction.province, actor=by.as_actor(), verb="correction.issued", subject=correction, facts=facts)
    recognitions_changed.send(sender=Recognition, province=correction.province, product_ids=[recognition.product_id])
    return correction


def draft_paper(correction: DecisionCorrection, ending: str) -> bytes:
    """Return a correction without number as it reads now, "pdf" or "docx" (with the office's own template)."""
    return draft_of(correction_paper(correction), province=correction.province, kind=KIND, ending=ending)


def _refuse_other_acts(recognition: Recognition) -> None:
    if recognition.is_central:
        return
    entry = getattr(recognition.dossier, "entry", None) if recognition.dossier else None
    follow = consequence_of(entry).follow if entry else Follow.NOTHING
    if follow == Follow.STOP_MINISTRY:
        raise Refused(_("The corrected result reaches 90 points: five stars are the minister's. Send it up."))
    if follow == Follow.AT_MINISTRY:
        raise Refused(_("The product was sent to the ministry: what it is recognised as follows from its result."))
    if follow == Follow.STOP_WITHDRAWAL:
        raise Refused(
            _("The corrected result no longer carries this star: only a withdrawal (Article 8) takes it away.")
        )


def _refuse_impossible(correction: DecisionCorrection, number: str, decided_on: date) -> None:
    if not number:
        raise Refused(_("Enter the number that the clerk's office gave the decision."), field="number")
    if decided_on > legal_day(timezone.now()):
        raise Refused(_("The day of the decision lies in the future. Enter the day on the paper."), field="decided_on")
    recognition = correction.recognition
    first = recognition.decision.decided_on if recognition.decision else None
    if first is not None and decided_on < first:
        message = _("The decision that is corrected is of %(day)s; its correction cannot be older. Check the day.")
        raise Refused(message % {"day": date_short(first)}, field="decided_on")
    if is_taken(correction.province, decided_on.year, number):
        raise Refused(number_taken(number, decided_on.year), field="number")
    now = facts_now(recognition)
    if recognition.superseded_on is not None:
        raise Refused(_("A later recognition took its place; correct the decision on that one."))
    if recognition.withdrawn_on is not None or (facts_printed(recognition), now) != (
        correction.before,
        correction.after,
    ):
        raise Refused(_("Register or result have changed since this was drafted. The office drafts it anew."))


def _same_or_refused(correction: DecisionCorrection, number: str, decided_on: date) -> DecisionCorrection:
    if (correction.number, correction.decided_on) == (number, decided_on):
        return correction
    message = _("This decision was already recorded as number %(number)s of %(day)s.")
    raise Refused(message % {"number": correction.number, "day": date_short(correction.decided_on or decided_on)})
