"""The ministry's result, and what the province makes of it: five stars recorded, or a leader's choice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.criteria.domain.numbers import exact_text
from openocop.dossiers.domain.papers import Paper as ArrivedPaper
from openocop.dossiers.models import Dossier, Round
from openocop.dossiers.services.assessing_again import assess_again
from openocop.evaluation.models import Entry
from openocop.recognition.domain.referral import CENTRAL_STAR, Choice, Standing, points_of, star_of
from openocop.recognition.models import CentralChoice, CentralResult
from openocop.recognition.permissions.records import may_choose
from openocop.recognition.selectors.referrals import case_of
from openocop.recognition.services.minister_recognition import register
from openocop.recognition.services.referral_packs import begun
from openocop.recognition.services.referrals import CannotRecord, accepted_scan, kept_scan
from openocop.recognition.services.round_papers import Scan


@dataclass(frozen=True, slots=True)
class Told:
    """What the ministry's paper says. `points` as written, "91,25"; `star` None where it names none.

    `issued_on` is the day on the minister's certificate, with five stars only.
    """

    points: str
    star: int | None
    number: str
    decided_on: date
    issued_on: date | None = None


def record_central_result(*, entry: Entry, told: Told, scan: Scan, by: Post) -> CentralResult:
    """Record the ministry's result with its paper. Five stars are registered as the minister's recognition, in the
    place of what the product was recognised as before.

    No certificate is made here: the minister issues it, and 36 months run from its day (26/2026 art. 4.3).

    Raises:
        NotPermitted: not the provincial office.
        Refused: the file is no readable PDF or picture.
        CannotRecord: nothing was sent, points, star or a day cannot be right, or another result is recorded.
    """
    arrived = accepted_scan(scan)  # outside the transaction: to read it may take seconds
    return _recorded(entry, told, scan.name, arrived, by)


@transaction.atomic
def _recorded(entry: Entry, told: Told, name: str, arrived: ArrivedPaper, by: Post) -> CentralResult:
    entry, referral = begun(entry, by)
    case = case_of(entry, on=legal_day(timezone.now()))
    points, number = points_told(told.points), nfc(told.number)
    if case.result is not None:
        return _same_result(case.result, points, told, number)
    if case.last is None or not (case.with_ministry or case.standing == Standing.RETURNED):
        raise CannotRecord(_("Nothing was sent to the ministry yet."))
    if case.standing == Standing.RETURNED:
        raise CannotRecord(_("The last version came back. Record that the corrected one was sent first."))
    refuse_impossible_result(entry, points, told, number, case.last.sent_on)
    file = kept_scan(entry.province, name, arrived)
    result = CentralResult.objects.create(
        province=entry.province,
        referral=referral,
        points=exact_text(points),
        star=told.star,
        number=number,
        decided_on=told.decided_on,
        issued_on=told.issued_on if told.star == CENTRAL_STAR else None,
        file=file,
        recorded_by=by.name,
        recorded_at=timezone.now(),
    )
    facts = {
        "points": result.points,
        "star": told.star,
        "number": number,
        "decided_on": told.decided_on.isoformat(),
        "sha256": file.sha256,
    }
    record(province=entry.province, actor=by.as_actor(), verb="referral.result", subject=referral, facts=facts)
    if told.star == CENTRAL_STAR:
        register(entry, result, by)
    return result


def points_told(written: str) -> Fraction:
    """Return points as the ministry's paper has them, exactly; `CannotRecord` on "points" where they are none."""
    try:
        return points_of(written)
    except ValueError:
        message = _("Enter points from 0 to 100 as the paper has them, for example 91,25.")
        raise CannotRecord(message, field="points") from None


def _same_result(known: CentralResult, points: Fraction, told: Told, number: str) -> CentralResult:
    if (known.points, known.star, known.number, known.decided_on) == (
        *(exact_text(points), told.star, number, told.decided_on),
    ):
        return known
    said = {"number": known.number, "day": date_short(known.decided_on)}
    raise CannotRecord(_("Another central result was recorded before: number %(number)s of %(day)s.") % said)


def refuse_impossible_result(entry: Entry, points: Fraction, told: Told, number: str, sent_on: date) -> None:
    """Raise `CannotRecord` where star, number or a day cannot be right for a pack that was sent on `sent_on`."""
    today, band = legal_day(timezone.now()), star_of(entry.dossier.release, points)
    if told.star is not None and told.star > band:
        message = _("With these points the bands of the law give %(star)d stars at most. Compare with the paper.")
        raise CannotRecord(message % {"star": band}, field="star")
    if not number:
        raise CannotRecord(_("Enter the number of the ministry's paper."), field="number")
    if not sent_on <= told.decided_on <= today:
        message = _("Choose the day on the ministry's paper: from %(day)s, when the pack was sent, to today.")
        raise CannotRecord(message % {"day": date_short(sent_on)}, field="decided_on")
    if told.star != CENTRAL_STAR:
        return
    if told.issued_on is None:
        raise CannotRecord(
            _("Enter the day on the minister's certificate: the 36 months run from it."), field="issued_on"
        )
    if not told.decided_on <= told.issued_on <= today:
        message = _("The certificate is issued with the decision of %(day)s or later, and not after today.")
        raise CannotRecord(message % {"day": date_short(told.decided_on)}, field="issued_on")


@transaction.atomic
def choose(*, entry: Entry, choice: str, reason: str, by: Post) -> CentralChoice:
    """Record what a leader chose on a central result under ninety points; the same again changes nothing.

    Raises:
        NotPermitted: not a leader of the province.
        CannotRecord: there is no such result, no reason, or another choice was made before.
    """
    Dossier.objects.select_for_update().get(pk=entry.dossier_id)
    entry = Entry.objects.select_related("dossier__round", "session").get(pk=entry.pk)
    require(may_choose(by, entry.dossier.round))
    case = case_of(entry, on=legal_day(timezone.now()))
    reason = "\n".join(nfc(line) for line in reason.splitlines()).strip()
    if case.choice is not None:
        if (case.choice.choice, case.choice.reason) == (choice, reason):
            return case.choice
        raise CannotRecord(_("The choice was made before, by %(name)s.") % {"name": case.choice.chosen_by})
    if case.referral is None or case.standing not in {Standing.TO_CHOOSE, Standing.NOTICE}:
        raise CannotRecord(_("There is no central result under 90 points to choose on."))
    if case.standing == Standing.NOTICE and choice == Choice.USE:
        raise CannotRecord(
            _("The ministry's paper names no three or four stars: there is nothing to recognise."), field="choice"
        )
    if not reason:
        raise CannotRecord(_("Write why: the choice is kept with its reason."), field="reason")
    chosen = CentralChoice.objects.create(
        province=entry.province,
        referral=case.referral,
        choice=Choice(choice),
        reason=reason,
        chosen_by=by.name,
        chosen_at=timezone.now(),
    )
    facts = {"choice": chosen.choice, "points": case.result.points if case.result else ""}
    record(province=entry.province, actor=by.as_actor(), verb="referral.chosen", subject=case.referral, facts=facts)
    return chosen


@transaction.atomic
def enter_again(*, entry: Entry, into: Round, by: Post) -> Dossier:
    """Take a product that is to be assessed again into a round; the same round again changes nothing.

    Raises `NotPermitted`, `CannotRecord`, or `Refused` as `assess_again`.
    """
    entry, referral = begun(entry, by)
    choice: CentralChoice | None = getattr(referral, "choice", None)
    if choice is None or choice.choice != Choice.AGAIN:
        raise CannotRecord(_("No leader has chosen to have this product assessed again."))
    if choice.again is not None:
        if choice.again.round_id == into.pk:
            return choice.again
        raise CannotRecord(_("It was taken into %(round)s before.") % {"round": choice.again.round.name})
    choice.again = assess_again(dossier=entry.dossier, into=into, by=by)
    choice.save(update_fields=["again"])
    facts = {"into": into.code, "dossier": choice.again.public_id}
    record(province=entry.province, actor=by.as_actor(), verb="referral.entered", subject=referral, facts=facts)
    return choice.again
