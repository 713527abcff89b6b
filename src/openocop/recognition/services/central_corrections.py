"""Correcting what was copied wrong of the ministry's paper, or of the choice on it: one proposes, another confirms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.models import StoredFile
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.criteria.domain.numbers import exact_text
from openocop.dossiers.domain.papers import Paper as ArrivedPaper
from openocop.dossiers.models import Dossier
from openocop.evaluation.models import Entry
from openocop.recognition.domain.central_correction import TAKEN_BACK, Of, changed
from openocop.recognition.domain.referral import CENTRAL_STAR, Choice, Fate, fate_of
from openocop.recognition.models import CentralChoice, CentralCorrection, CentralResult, Decision, Recognition
from openocop.recognition.permissions.records import may_confirm_central, may_drop_central
from openocop.recognition.selectors.central_corrections import choice_now, result_now, stands_on
from openocop.recognition.selectors.decisions import awards_of
from openocop.recognition.selectors.referrals import Case, case_of
from openocop.recognition.services.central_results import Told, points_told, refuse_impossible_result
from openocop.recognition.services.decision_papers import store_papers
from openocop.recognition.services.minister_recognition import follow_correction
from openocop.recognition.services.referral_packs import begun
from openocop.recognition.services.referrals import CannotRecord, accepted_scan, kept_scan
from openocop.recognition.services.round_papers import Scan


def propose_result_correction(
    *, entry: Entry, told: Told, reason: str, by: Post, scan: Scan | None = None
) -> CentralCorrection:
    """Propose what the ministry's result should read, as its paper has it; while it is proposed it is written anew.

    Args:
        scan: the ministry's paper where a wrong one was kept; the one that is kept stays beside it.

    Raises:
        NotPermitted: not the provincial office.
        Refused: the file is no readable PDF or picture.
        CannotRecord: there is no result, something stands on it, nothing differs, no reason, or the words cannot be
            right; nothing was written.
    """
    arrived = accepted_scan(scan) if scan else None  # outside the transaction: to read it may take seconds
    return _result_proposed(entry, told, reason, by, (scan.name, arrived) if scan and arrived else None)


@transaction.atomic
def _result_proposed(
    entry: Entry, told: Told, reason: str, by: Post, scan: tuple[str, ArrivedPaper] | None
) -> CentralCorrection:
    entry, _referral = begun(entry, by)
    case = _correctable(entry, Of.RESULT)
    assert case.result is not None  # noqa: S101  # just asked
    assert case.last is not None  # noqa: S101  # a result answers a sending
    points, number = points_told(told.points), nfc(told.number)
    refuse_impossible_result(entry, points, told, number, case.last.sent_on)
    file = kept_scan(entry.province, *scan) if scan else None
    issued_on = told.issued_on if told.star == CENTRAL_STAR else None
    after = {
        "points": exact_text(points),
        "star": told.star,
        "number": number,
        "decided_on": told.decided_on.isoformat(),
        "issued_on": issued_on.isoformat() if issued_on else None,
        "sha256": (file or case.result.file).sha256,
    }
    return _proposed(case, Of.RESULT, result_now(case.result), after, reason, by, file)


@transaction.atomic
def propose_choice_correction(
    *, entry: Entry, choice: str, choice_reason: str, reason: str, by: Post
) -> CentralCorrection:
    """Propose what the province's choice of Article 7 should read.

    Args:
        choice: one of `Choice`, or `TAKEN_BACK` where none should stand, so that the result may be corrected.
        choice_reason: the leader's reason as it should read; ignored where the choice is taken back.
        reason: why it is corrected.

    Raises:
        NotPermitted: not the provincial office.
        CannotRecord: as `propose_result_correction`, or the central result does not allow the choice.
    """
    entry, _referral = begun(entry, by)
    case = _correctable(entry, Of.CHOICE)
    assert case.choice is not None  # noqa: S101  # just asked
    assert case.result is not None  # noqa: S101  # a choice is made on one
    after = {"choice": TAKEN_BACK, "reason": ""}
    if choice != TAKEN_BACK:
        after = {"choice": Choice(choice).value, "reason": _lines(choice_reason)}
        if not after["reason"]:
            raise CannotRecord(_("Write why: the choice is kept with its reason."), field="reason")
        fate = fate_of(entry.dossier.release, Fraction(case.result.points), case.result.star)
        if choice == Choice.USE and fate == Fate.NOTICE:
            raise CannotRecord(
                _("The ministry's paper names no three or four stars: there is nothing to recognise."), field="choice"
            )
    return _proposed(case, Of.CHOICE, choice_now(case.choice), after, reason, by)


def _correctable(entry: Entry, of: Of) -> Case:
    case = case_of(entry, on=legal_day(timezone.now()))
    stands = stands_on(case, of)
    if stands:
        raise CannotRecord(stands)
    return case


def _proposed(
    case: Case,
    of: Of,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    reason: str,
    by: Post,
    file: StoredFile | None = None,
) -> CentralCorrection:
    assert case.referral is not None  # noqa: S101  # a result or a choice belongs to one
    reason = _lines(reason)
    if not reason:
        raise CannotRecord(_("Write why it is corrected."), field="why")
    if not changed(of, before, after):
        raise CannotRecord(_("Nothing differs from what is recorded. Correct a field first."))
    draft = case.referral.corrections.filter(confirmed_at=None).first()
    draft = draft or CentralCorrection(province=case.entry.province, referral=case.referral)
    draft.of, draft.before, draft.after, draft.file, draft.reason = of, dict(before), dict(after), file, reason
    draft.proposed_by_id, draft.proposed_name, draft.proposed_at = by.user_id, by.name, timezone.now()
    draft.save()
    _note(draft, "referral.correction_proposed", by)
    return draft


@transaction.atomic
def confirm_correction(*, entry: Entry, by: Post, seen: str | None = None) -> CentralCorrection:
    """Confirm what another person proposed; register, choice and draft decision follow at once. Twice is harmless.

    Args:
        seen: the `proposed_at` (ISO 8601) of what the person confirms; None where nobody has looked at a page.

    Raises:
        NotPermitted: not a leader of the province, or who proposed it.
        CannotRecord: nothing is proposed, it was proposed anew since it was seen, something stands on it by now, or
            what is recorded has changed since.
    """
    _lock(entry)
    entry = Entry.objects.select_related("dossier__product", "dossier__round", "session__council").get(pk=entry.pk)
    correction = _last_of(entry)
    require(may_confirm_central(by, entry.dossier.round, correction))
    if correction is None:
        raise CannotRecord(_("No correction is proposed."))
    if seen is not None and seen != correction.proposed_at.isoformat():
        raise CannotRecord(
            _("The office proposed anew after you opened this page. Compare what is proposed now, then confirm again.")
        )
    if correction.confirmed_at is not None:
        return correction
    case = _correctable(entry, Of(correction.of))
    if correction.of == Of.RESULT:
        assert case.result is not None  # noqa: S101  # just asked
        _refuse_other(correction, result_now(case.result))
        _put_result(entry, case.result, correction, by)
    else:
        assert case.choice is not None  # noqa: S101  # just asked
        _refuse_other(correction, choice_now(case.choice))
        _put_choice(case.choice, correction, by)
    correction.confirmed_by, correction.confirmed_at = by.name, timezone.now()
    correction.save()
    _note(correction, "referral.corrected", by)
    return correction


@transaction.atomic
def drop_correction(*, entry: Entry, by: Post) -> None:
    """Drop what is proposed: it was not right, or a leader does not agree. Nothing that is recorded changes.

    Raises `NotPermitted` for anybody but the provincial office and its leaders.
    """
    Dossier.objects.select_for_update().get(pk=entry.dossier_id)
    require(may_drop_central(by, entry.dossier.round))
    draft = CentralCorrection.objects.filter(referral__dossier=entry.dossier_id, confirmed_at=None).first()
    if draft is not None:
        _note(draft, "referral.correction_dropped", by)
        draft.delete()


def _lock(entry: Entry) -> None:
    """Lock the product's dossier, then what another act may be doing with the choice or the five stars."""
    dossier = entry.dossier_id
    Dossier.objects.select_for_update().get(pk=dossier)
    drafts = Decision.objects.filter(central_choices__referral__dossier=dossier)
    list(drafts.select_for_update(of=("self",)))
    registered = Recognition.objects.filter(central_result__referral__dossier=dossier)
    list(registered.select_for_update(of=("self",)))


def _last_of(entry: Entry) -> CentralCorrection | None:
    """Return what is proposed, else what was confirmed last."""
    rows = CentralCorrection.objects.select_for_update(of=("self",)).filter(referral__dossier=entry.dossier_id)
    return rows.filter(confirmed_at=None).first() or rows.last()


def _refuse_other(correction: CentralCorrection, now: Mapping[str, Any]) -> None:
    if correction.before != dict(now):
        raise CannotRecord(_("What is recorded has changed since this was proposed. The office proposes anew."))


def _put_result(entry: Entry, result: CentralResult, correction: CentralCorrection, by: Post) -> None:
    after = correction.after
    result.points, result.star, result.number = after["points"], after["star"], after["number"]
    result.decided_on = date.fromisoformat(after["decided_on"])
    result.issued_on = date.fromisoformat(after["issued_on"]) if after["issued_on"] else None
    if correction.file is not None:
        correction.former_file, result.file = result.file, correction.file
    result.save()
    follow_correction(entry, result, by)


def _put_choice(choice: CentralChoice, correction: CentralCorrection, by: Post) -> None:
    """Put the choice right; a draft decision that carried it out is printed without the product."""
    after, draft = correction.after, choice.decision
    stays = after["choice"] == choice.choice
    if after["choice"] == TAKEN_BACK:
        choice.delete()
    else:
        choice.choice, choice.reason = after["choice"], after["reason"]
        choice.chosen_by, choice.chosen_at = by.name, timezone.now()
        choice.decision = draft if stays else None
        choice.save()
    if draft is not None and not stays:
        _print_anew(draft, by)


def _print_anew(draft: Decision, by: Post) -> None:
    awards = awards_of(draft)
    if awards and draft.session is not None:
        store_papers(decision=draft, awards=awards, session=draft.session, by=by)


def _note(correction: CentralCorrection, verb: str, by: Post) -> None:
    """Record what differs; what people wrote freely stays in the row, for the journal is never erased."""
    names = changed(Of(correction.of), correction.before, correction.after)
    told = [name for name in names if name != "reason"]
    facts = {
        "of": correction.of,
        "fields": list(names),
        "before": {name: correction.before.get(name) for name in told},
        "after": {name: correction.after.get(name) for name in told},
    }
    record(province=correction.province, actor=by.as_actor(), verb=verb, subject=correction.referral, facts=facts)


def _lines(text: str) -> str:
    return "\n".join(nfc(line) for line in text.splitlines()).strip()
