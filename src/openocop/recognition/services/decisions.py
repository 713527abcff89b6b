"""Drafting and issuing the province's decisions: acts of their own, apart from the council's."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
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
from openocop.evaluation.models import Session
from openocop.recognition.domain.product_code import CERTIFYING_RELEASE
from openocop.recognition.domain.round_papers import COMMUNE_PROPOSAL
from openocop.recognition.domain.status import term_end
from openocop.recognition.models import CentralChoice, Decision, DecisionKind, Recognition, RoundPaper
from openocop.recognition.permissions.records import may_draft, may_issue
from openocop.recognition.selectors.decisions import (
    Award,
    awards_of,
    central_choices,
    draft_seen,
    earliest_day,
    left_by_decision,
    session_to_decide,
)
from openocop.recognition.selectors.named import POTENTIAL_STAR
from openocop.recognition.selectors.numbers import on_appeals
from openocop.recognition.services.certificates import issue_certificates, refuse_unknown_communes
from openocop.recognition.services.decision_papers import store_papers
from openocop.recognition.services.numbers import whole_number
from openocop.recognition.services.superseding import name_later, set_aside
from openocop.recognition.signals import recognitions_changed


class CannotDraft(Refused):
    """There is no fixed result, or nothing in it to decide on."""


class CannotIssue(Refused):
    """The number or the day cannot be right, or the decision was issued with others."""


@transaction.atomic
def draft_decision(
    *, round: Round, by: Post, kind: str = DecisionKind.RECOGNITION, session: Session | None = None
) -> Decision:
    """Draft the decision on a round's fixed result and print it without number; a second call returns the first.

    Args:
        session: the one whose result it decides on, where a round has a written-opinion round beside its meeting; the
            first of them that awaits this kind of decision unless given.
        kind: "recognition" of three and four stars; "approval" of a result of ninety points and more, which recognises
            nothing and goes to the ministry (26/2026 art. 7.3e); "central" of what came back from there under ninety
            and the province chose to recognise. A session may have several of the last, one draft at a time.

    Where a result was corrected after its decision was issued, a further decision names what the first one does not.
    """
    round = Round.objects.select_for_update().get(pk=round.pk)
    require(may_draft(by, round.province))
    running = Decision.objects.filter(round=round, kind=kind).order_by("pk")
    if kind == DecisionKind.CENTRAL:
        session = session or session_to_decide(round, kind)
        running = running.filter(issued_at=None)
        existing = (running.filter(session=session) if session else running).first()
    else:
        session = session or session_to_decide(round, kind)
        existing = _existing(running.filter(session=session) if session else running, session)
    if existing is not None and not _is_emptied(existing):
        return existing
    if session is None or session.stage != SessionStage.FIXED:
        raise CannotDraft(_("The council's result is not fixed yet. The chair fixes it at the end of the session."))
    decision = Decision(
        province=round.province,
        round=round,
        session=session,
        kind=kind,
        drafted_at=timezone.now(),
        is_illustrative=round.is_illustrative or session.is_illustrative,
    )
    awards, central = awards_of(decision), [choice.pk for choice in central_choices(decision)]
    if not awards:
        raise CannotDraft(_("No product of this round has a star that this decision could name."))
    if existing is not None:
        decision = existing
    else:
        decision.save()
    if kind == DecisionKind.CENTRAL:
        CentralChoice.objects.filter(pk__in=central).update(decision=decision)
    store_papers(decision=decision, awards=awards, session=session, by=by)
    facts = {"round": round.code, "kind": kind, "products": len(awards)}
    record(province=round.province, actor=by.as_actor(), verb="decision.drafted", subject=decision, facts=facts)
    return decision


def _is_emptied(draft: Decision) -> bool:
    """Tell whether the choices that a draft on central results carries out were all corrected: it is drafted anew."""
    return draft.kind == DecisionKind.CENTRAL and draft.issued_at is None and not awards_of(draft)


def _existing(drafted: QuerySet[Decision], session: Session | None) -> Decision | None:
    """Return the draft there is, or the last decision issued unless a corrected result calls for a further one."""
    last = drafted.filter(issued_at=None).first() or drafted.last()
    if last is None or last.issued_at is None or session is None:
        return last
    return None if session.pk in left_by_decision(last.province, last.kind) else last


@transaction.atomic
def issue_decision(
    *,
    decision: Decision,
    number: str,
    decided_on: date,
    signer: str,
    signer_capacity: str,
    by: Post,
    seen: str | None = None,
) -> Decision:
    """Record the signed decision's number and day (the clerk's, never made here) and what follows from it at once.

    A decision that recognises makes recognitions of 36 months (26/2026 art. 4.3) and, under 26/2026, certificates. One
    on central results puts them in the place of what the province recognised of these products before.
    Recording the same number and day again changes nothing.

    Args:
        seen: the `draft_seen` that the person decides on; None where nobody has looked at a page.

    Raises:
        NotPermitted: not a leader of the province.
        CannotIssue: already issued otherwise, printed anew since it was seen, nothing left to name, or number or day
            cannot be right; nothing was written.
    """
    decision = (
        Decision.objects.select_for_update(of=("self",)).select_related("round", "session__council").get(pk=decision.pk)
    )
    require(may_issue(by, decision.province))
    number = whole_number(number)
    if decision.issued_at is not None:
        return _same_or_refused(decision, number, decided_on)
    session, awards = decision.session, awards_of(decision)
    if seen is not None and seen != draft_seen(decision):
        raise CannotIssue(
            _("The draft was printed anew after you opened this page. Read it as it is now, then record again.")
        )
    if not awards:
        raise CannotIssue(_("No product is left that this decision could name: a result was corrected since."))
    _refuse_impossible(decision, number, decided_on)
    decision.number, decision.decided_on, decision.year = number, decided_on, decided_on.year
    decision.signer, decision.signer_capacity = nfc(signer), signer_capacity.strip()
    decision.issued_at = timezone.now()
    _save_number(decision)
    facts = {"number": number, "decided_on": decided_on.isoformat(), "products": len(awards)}
    record(province=decision.province, actor=by.as_actor(), verb="decision.issued", subject=decision, facts=facts)
    if session is not None:
        codes: dict[int, str] = {}
        if decision.kind == DecisionKind.APPROVAL:
            decision.approved.set([award.dossier for award in awards])
        else:
            codes = _recognise(decision, awards, session, by)
        store_papers(decision=decision, awards=awards, session=session, by=by, codes=codes)
    return decision


def _recognise(decision: Decision, awards: tuple[Award, ...], session: Session, by: Post) -> dict[int, str]:
    """Write the recognitions and their certificates; return the product codes by dossier."""
    recorded = _recorded(decision, awards)
    certified = decision.round.release == CERTIFYING_RELEASE
    if certified:
        refuse_unknown_communes(awards, decision)
    found = [_recognition(decision, award, session, recorded.get(award.dossier.product_id), by) for award in awards]
    certificates = issue_certificates(decision=decision, recognitions=found, by=by) if certified else []
    product_ids = [recognition.product_id for recognition in found]
    recognitions_changed.send(sender=Recognition, province=decision.province, product_ids=product_ids)
    made = zip(found, certificates, strict=False)  # none under a law whose certificates are on paper
    return {one.dossier_id: certificate.product_code for one, certificate in made if one.dossier_id}


def _recorded(decision: Decision, awards: tuple[Award, ...]) -> dict[int, Recognition]:
    """Return what a source already told of these products in this round, by product: the decision completes it.

    Five stars are the minister's: such a row is never completed by a decision of the province.
    """
    dossiers = [award.dossier.pk for award in awards]
    other = Recognition.objects.filter(dossier__in=dossiers, decision__isnull=False, superseded_on=None)
    if decision.kind == DecisionKind.CENTRAL:  # it takes the place of what the round's decision recognised
        other = other.filter(decision__kind=DecisionKind.CENTRAL)
    for recognition in other.select_related("product", "decision"):
        message = _("%(product)s is recognised in this round already, by decision %(number)s. Nothing was recorded.")
        number = recognition.decision.number if recognition.decision else ""
        raise CannotIssue(message % {"product": recognition.product.name, "number": number})
    rows = Recognition.objects.select_for_update().filter(
        Q(dossier__in=dossiers)
        | Q(round=decision.round, dossier=None, product__in=[award.dossier.product_id for award in awards]),
        ~Q(star=POTENTIAL_STAR),
        decision=None,
    )
    return {recognition.product_id: recognition for recognition in rows.order_by("-id")}


def _recognition(
    decision: Decision, award: Award, session: Session, recorded: Recognition | None, by: Post
) -> Recognition:
    product = award.dossier.product
    assert decision.decided_on is not None  # noqa: S101  # set by issue_decision
    former: list[Recognition] = []
    if decision.kind == DecisionKind.CENTRAL:
        former = set_aside(award.dossier, on=decision.decided_on, but=recorded)
    recognition = recorded or Recognition(
        province=decision.province,
        product=product,
        round=decision.round,
        council_on=session.held_on,
        recorded_at=timezone.now(),
    )
    recognition.product, recognition.dossier, recognition.star = product, award.dossier, award.star
    if not _invented_score(session, product.is_illustrative):
        recognition.score = award.average
    recognition.decision = decision
    recognition.valid_from, recognition.valid_until = decision.decided_on, term_end(decision.decided_on)
    recognition.is_illustrative |= decision.is_illustrative or product.is_illustrative
    recognition.save()
    name_later(former, recognition, by)
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
    earliest = earliest_day(decision)
    if earliest is not None and decided_on < earliest:
        message = _("The council met on %(day)s; a decision on its proposal cannot be older. Check the day.")
        if decision.kind == DecisionKind.CENTRAL:
            message = _("The central result is of %(day)s; a decision that uses it cannot be older. Check the day.")
        raise CannotIssue(message % {"day": date_short(earliest)}, field="decided_on")
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
