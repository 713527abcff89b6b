"""Drafting and issuing the province's decisions: acts of their own, apart from the council's."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.models import Round
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Entry, Session
from openocop.recognition.domain.product_code import CERTIFYING_RELEASE
from openocop.recognition.domain.round_papers import COMMUNE_PROPOSAL
from openocop.recognition.domain.status import term_end
from openocop.recognition.models import Decision, DecisionKind, Recognition, RoundPaper
from openocop.recognition.permissions import may_draft, may_issue
from openocop.recognition.selectors.decisions import earliest_day, entries_of, left_by_decision, session_of
from openocop.recognition.selectors.numbers import on_appeals
from openocop.recognition.services.certificates import issue_certificates, refuse_unknown_communes
from openocop.recognition.services.decision_papers import number_and_symbol, store_papers
from openocop.recognition.signals import recognitions_changed


class CannotDraft(Refused):
    """There is no fixed result, or nothing in it to decide on."""


class CannotIssue(Refused):
    """The number or the day cannot be right, or the decision was issued with others."""


@transaction.atomic
def draft_decision(*, round: Round, by: Post, kind: str = DecisionKind.RECOGNITION) -> Decision:
    """Draft the decision on a round's fixed result and print it without number; a second call returns the first.

    Args:
        kind: "recognition" of three and four stars, or "approval" of a result of ninety points and more, which
            recognises nothing and goes to the ministry (26/2026 art. 7.3e).

    Where a result was corrected after its decision was issued, a further decision names what the first one does not.
    """
    round = Round.objects.select_for_update().get(pk=round.pk)
    require(may_draft(by, round.province))
    decided = Decision.objects.filter(round=round, kind=kind).order_by("pk")
    running = decided.filter(issued_at=None).first() or decided.last()
    if running is not None and not (running.issued_at and round.pk in left_by_decision(round.province)):
        return running
    session = session_of(round)
    if session is None or session.stage != SessionStage.FIXED:
        raise CannotDraft(_("The council's result is not fixed yet. The chair fixes it at the end of the session."))
    decision = Decision(
        province=round.province,
        round=round,
        kind=kind,
        drafted_at=timezone.now(),
        is_illustrative=round.is_illustrative or session.is_illustrative,
    )
    entries = entries_of(decision)
    if not entries:
        raise CannotDraft(_("No product of this round has a star that this decision could name."))
    decision.save()
    store_papers(decision=decision, entries=entries, session=session, by=by)
    facts = {"round": round.code, "kind": kind, "products": len(entries)}
    record(province=round.province, actor=by.as_actor(), verb="decision.drafted", subject=decision, facts=facts)
    return decision


@transaction.atomic
def issue_decision(
    *, decision: Decision, number: str, decided_on: date, signer: str, signer_capacity: str, by: Post
) -> Decision:
    """Record the signed decision's number and day (the clerk's, never made here) and what follows from it at once.

    A decision of recognition makes recognitions of 36 months (26/2026 art. 4.3) and, under 26/2026, certificates.
    Recording the same number and day again changes nothing.

    Raises:
        NotPermitted: not a leader of the province.
        CannotIssue: already issued otherwise, or number or day cannot be right; nothing was written.
    """
    decision = Decision.objects.select_for_update(of=("self",)).select_related("round").get(pk=decision.pk)
    require(may_issue(by, decision.province))
    number = _written_number(number)
    if decision.issued_at is not None:
        return _same_or_refused(decision, number, decided_on)
    session = session_of(decision.round)
    entries = entries_of(decision)
    _refuse_impossible(decision, number, decided_on)
    decision.number, decision.decided_on, decision.year = number, decided_on, decided_on.year
    decision.signer, decision.signer_capacity = nfc(signer), signer_capacity.strip()
    decision.issued_at = timezone.now()
    _save_number(decision)
    facts = {"number": number, "decided_on": decided_on.isoformat(), "products": len(entries)}
    record(province=decision.province, actor=by.as_actor(), verb="decision.issued", subject=decision, facts=facts)
    if session is not None:
        recognises = decision.kind == DecisionKind.RECOGNITION
        codes = _recognise(decision, entries, session, by) if recognises else {}
        store_papers(decision=decision, entries=entries, session=session, by=by, codes=codes)
    return decision


def _recognise(decision: Decision, entries: tuple[Entry, ...], session: Session, by: Post) -> dict[int, str]:
    """Write the recognitions and their certificates; return the product codes by dossier."""
    recorded = _recorded(decision, entries)
    certified = decision.round.release == CERTIFYING_RELEASE
    if certified:
        refuse_unknown_communes(entries, decision)
    found = [_recognition(decision, entry, session, recorded.get(entry.dossier.product_id)) for entry in entries]
    certificates = issue_certificates(decision=decision, recognitions=found, by=by) if certified else []
    product_ids = [recognition.product_id for recognition in found]
    recognitions_changed.send(sender=Recognition, province=decision.province, product_ids=product_ids)
    made = zip(found, certificates, strict=False)  # none under a law whose certificates are on paper
    return {one.dossier_id: certificate.product_code for one, certificate in made if one.dossier_id}


def _recorded(decision: Decision, entries: tuple[Entry, ...]) -> dict[int, Recognition]:
    """Return what a source already told of these products in this round, by product: the decision completes it."""
    rows = Recognition.objects.select_for_update().filter(
        Q(dossier__in=[entry.dossier_id for entry in entries])
        | Q(round=decision.round, dossier=None, product__in=[entry.dossier.product_id for entry in entries]),
        decision=None,
    )
    return {recognition.product_id: recognition for recognition in rows.order_by("-id")}


def _recognition(decision: Decision, entry: Entry, session: Session, recorded: Recognition | None) -> Recognition:
    product = entry.dossier.product
    recognition = recorded or Recognition(
        province=decision.province,
        product=product,
        round=decision.round,
        council_on=session.held_on,
        recorded_at=timezone.now(),
    )
    assert decision.decided_on is not None  # noqa: S101  # set by issue_decision
    recognition.product, recognition.dossier, recognition.star = product, entry.dossier, entry.star
    if not _invented_score(session, product.is_illustrative):
        recognition.score = entry.average
    recognition.decision = decision
    recognition.valid_from, recognition.valid_until = decision.decided_on, term_end(decision.decided_on)
    recognition.is_illustrative |= decision.is_illustrative or product.is_illustrative
    recognition.save()
    return recognition


def _invented_score(session: Session, illustrative_product: bool) -> bool:
    """Tell whether the points would be invented ones of a real product, which are never published."""
    return session.is_illustrative and not illustrative_product


def _same_or_refused(decision: Decision, number: str, decided_on: date) -> Decision:
    if (decision.number, decision.decided_on) == (number, decided_on):
        return decision
    raise CannotIssue(
        _("This decision was already recorded as number %(number)s of %(day)s.")
        % {"number": decision.number, "day": date_short(decision.decided_on or decided_on)}
    )


def _refuse_impossible(decision: Decision, number: str, decided_on: date) -> None:
    if not number:
        raise CannotIssue(_("Enter the number that the clerk's office gave the decision."), field="number")
    if decided_on > legal_day(timezone.now()):
        raise CannotIssue(
            _("The day of the decision lies in the future. Enter the day on the paper."), field="decided_on"
        )
    council_on = earliest_day(decision)
    if council_on is not None and decided_on < council_on:
        message = _("The council met on %(day)s; a decision on its proposal cannot be older. Check the day.")
        raise CannotIssue(message % {"day": date_short(council_on)}, field="decided_on")
    same: dict[str, Any] = {"province": decision.province, "year": decided_on.year, "number": number}
    papers = RoundPaper.objects.filter(**same, superseded_at=None).exclude(kind=COMMUNE_PROPOSAL)
    if Decision.objects.filter(**same).exclude(pk=decision.pk).exists() or papers.exists() or on_appeals(**same):
        raise CannotIssue(_number_taken(number, decided_on.year), field="number")


def _save_number(decision: Decision) -> None:
    """Two decisions given one number at the same moment: the database lets only the first through."""
    try:
        with transaction.atomic():
            decision.save(
                update_fields=["number", "decided_on", "year", "signer", "signer_capacity", "issued_at"],
            )
    except IntegrityError as taken:
        raise CannotIssue(_number_taken(decision.number, decision.year or 0), field="number") from taken


def _number_taken(number: str, year: int) -> str:
    message = _("Another decision of %(year)d already bears the number %(number)s. Check it with the clerk's office.")
    return message % {"number": number, "year": year}


def _written_number(number: str) -> str:
    """Return the number as it is printed, so that "123" and "123 / QĐ-UBND" are the one they are on paper."""
    figure, symbol = number_and_symbol(nfc(number))
    return f"{figure}/{symbol}" if figure else ""
