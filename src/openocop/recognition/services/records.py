"""Recording what a source says was recognised, and withdrawing a recognition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import SYSTEM, record
from openocop.core.verdict import require
from openocop.dossiers.models import Dossier, Round
from openocop.recognition.domain.status import term_end
from openocop.recognition.domain.withdrawal import GROUND_TEXTS, WithdrawalGround
from openocop.recognition.domain.withdrawal_case import OPEN
from openocop.recognition.models import Recognition
from openocop.recognition.permissions.records import may_import, may_record_withdrawal
from openocop.recognition.selectors.named import POTENTIAL_STAR
from openocop.recognition.signals import recognitions_changed
from openocop.registry.models import Product

PROVINCE_SYMBOL = "UBND"  # in the number of every decision of a province, and of no ministry's


class CannotWithdraw(Refused):
    """The day or the number cannot be right, or the recognition was withdrawn before."""


@dataclass(frozen=True, slots=True)
class SourcedRecognition:
    """A recognition as a public source states it. Without `decided_on` its term stays unknown.

    `score` as printed ("62"), empty when the source gives none; `star` None when it names none.
    """

    product: Product
    council_on: date | None = None
    star: int | None = None
    score: str = ""
    source_urls: tuple[str, ...] = ()
    dossier: Dossier | None = None
    decided_on: date | None = None
    decision_no: str = ""
    group: str = ""
    unit: str = ""
    note: str = ""
    is_illustrative: bool = False


@transaction.atomic
def record_recognitions_from_source(
    *, province: str, rows: Sequence[SourcedRecognition], by: Post | None, round: Round | None = None
) -> list[Recognition]:
    """Record recognitions that a source states, one journal entry for all of them; `by` None is the console."""
    require(may_import(by, province))
    return write_sourced(province=province, rows=rows, by=by, round=round)


def write_sourced(
    *, province: str, rows: Sequence[SourcedRecognition], by: Post | None, round: Round | None
) -> list[Recognition]:
    """Record them for a caller that permitted it, inside its transaction."""
    now = timezone.now()
    made = Recognition.objects.bulk_create(
        [
            Recognition(
                province=province,
                product=row.product,
                round=round,
                dossier=row.dossier,
                star=row.star,
                score=row.score,
                group_as_printed=row.group,
                unit_as_printed=row.unit,
                decision_no_as_printed=row.decision_no,
                council_on=row.council_on,
                valid_from=row.decided_on,
                valid_until=term_end(row.decided_on) if row.decided_on else None,
                note=row.note,
                source_urls=list(row.source_urls),
                is_illustrative=row.is_illustrative or row.product.is_illustrative,
                recorded_at=now,
            )
            for row in rows
        ],
        batch_size=500,
    )
    actor = by.as_actor() if by else SYSTEM
    subject = round or (made[0] if made else None)
    if subject is not None:
        facts = {"recognitions": len(made), "round": round.code if round else ""}
        record(province=province, actor=actor, verb="recognitions.recorded", subject=subject, facts=facts)
    _announce(province, [recognition.product_id for recognition in made])
    return made


@transaction.atomic
def withdraw_recognition(
    *, recognition: Recognition, ground: WithdrawalGround, decision_no: str, decided_on: date, by: Post
) -> Recognition:
    """Record a withdrawal that was decided outside a case, of before or of the ministry; the same again is harmless.

    Raises:
        NotPermitted: not a leader of the province.
        CannotWithdraw: day or number cannot be right, it was withdrawn otherwise, or a case is open. Five stars are
            the minister's to withdraw: the province records that decision, not one of its own.
    """
    recognition = Recognition.objects.select_for_update(of=("self",)).get(pk=recognition.pk)
    require(may_record_withdrawal(by, recognition))
    decision_no = nfc(decision_no)
    if recognition.withdrawn_on is not None:
        return _same_withdrawal(recognition, decision_no, decided_on)
    if recognition.withdrawal_cases.filter(stage__in=OPEN).exists():
        raise CannotWithdraw(_("A case of withdrawal is open on this recognition: it ends with the decision there."))
    return write_withdrawal(
        recognition=recognition, ground=ground, decision_no=decision_no, decided_on=decided_on, by=by
    )


def write_withdrawal(
    *,
    recognition: Recognition,
    ground: WithdrawalGround,
    decision_no: str,
    decided_on: date,
    by: Post,
    reason: str = "",
    case: str = "",
) -> Recognition:
    """Withdraw for a caller that permitted it and holds the row locked, on a ground of 26/2026 art. 8.

    Args:
        reason: what the public reads beside the ground.
        case: public id of the case that ends with it, "" without one.
    """
    if recognition.withdrawn_on is not None:
        return _same_withdrawal(recognition, decision_no, decided_on)
    _refuse_impossible(recognition, decision_no, decided_on)
    recognition.withdrawn_on = decided_on
    recognition.withdrawal_ground = GROUND_TEXTS[ground]
    recognition.withdrawal_decision = decision_no
    recognition.withdrawal_reason = reason
    fields = ["withdrawn_on", "withdrawal_ground", "withdrawal_decision", "withdrawal_reason"]
    recognition.save(update_fields=fields)
    facts = {"ground": ground.value, "decision": decision_no, "on": decided_on.isoformat()}
    facts |= {"case": case} if case else {}
    record(
        province=recognition.province,
        actor=by.as_actor(),
        verb="recognition.withdrawn",
        subject=recognition,
        facts=facts,
    )
    _announce(recognition.province, [recognition.product_id])
    return recognition


def _same_withdrawal(recognition: Recognition, decision_no: str, decided_on: date) -> Recognition:
    if (recognition.withdrawal_decision, recognition.withdrawn_on) == (decision_no, decided_on):
        return recognition
    raise CannotWithdraw(
        _("This recognition was already withdrawn by decision %(number)s of %(day)s.")
        % {"number": recognition.withdrawal_decision, "day": date_short(recognition.withdrawn_on or decided_on)}
    )


def _refuse_impossible(recognition: Recognition, decision_no: str, decided_on: date) -> None:
    if not decision_no:
        raise CannotWithdraw(_("Enter the number of the decision that withdraws."), field="decision_no")
    if recognition.star == POTENTIAL_STAR and PROVINCE_SYMBOL in decision_no.upper():
        message = _("Five stars are withdrawn by the minister (26/2026 art. 8). Enter the number of that decision.")
        raise CannotWithdraw(message, field="decision_no")
    if decided_on > legal_day(timezone.now()):
        message = _("The day of the decision lies in the future. Enter the day on the paper.")
        raise CannotWithdraw(message, field="decided_on")
    begun = recognition.valid_from or recognition.council_on
    if begun is not None and decided_on < begun:
        message = _("The recognition dates from %(day)s; its withdrawal cannot be older. Check the day.")
        raise CannotWithdraw(message % {"day": date_short(begun)}, field="decided_on")


def _announce(province: str, product_ids: list[int]) -> None:
    recognitions_changed.send(sender=Recognition, province=province, product_ids=product_ids)
