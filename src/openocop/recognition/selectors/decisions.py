"""What a decision is about: the fixed result of its round, and the places where it leads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, QuerySet

from openocop.dossiers.models import Dossier, Round
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Entry, Session
from openocop.recognition.domain.referral import Choice
from openocop.recognition.models import CentralChoice, Decision, DecisionKind

PROVINCIAL_STARS = (3, 4)
POTENTIAL_STAR = 5


@dataclass(frozen=True, slots=True)
class Award:
    """A product that a decision names, with the star and the points (exact, "181/3") it is named with."""

    dossier: Dossier
    star: int | None
    average: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a round's fixed result divides (26/2026 art. 4.1, 7.3e-g): who acts on which product.

    `recognised` three and four stars; `potential` ninety points and more, for the ministry; `notified` fewer than three
    stars, who get a written notice and no publication.
    """

    recognised: tuple[Entry, ...]
    potential: tuple[Entry, ...]
    notified: tuple[Entry, ...]


def session_of(round: Round) -> Session | None:
    """Return the session of the round's council, fixed or not."""
    return Session.objects.select_related("council").filter(council__round=round).first()


def outcome_of(session: Session) -> Outcome:
    """Return the entries of a fixed session by what the law makes of them, in the order of the agenda."""
    if session.stage != SessionStage.FIXED:
        return Outcome((), (), ())
    entries = list(session.entries.select_related("dossier__product__producer").order_by("position"))
    return Outcome(
        recognised=tuple(e for e in entries if e.star in PROVINCIAL_STARS),
        potential=tuple(e for e in entries if e.star == POTENTIAL_STAR),
        notified=tuple(e for e in entries if e.star not in {*PROVINCIAL_STARS, POTENTIAL_STAR}),
    )


def awards_of(decision: Decision) -> tuple[Award, ...]:
    """Return what the decision names: of the council's result, or of central results that the province chose to use."""
    if decision.kind == DecisionKind.CENTRAL:
        return tuple(
            Award(choice.referral.dossier, choice.referral.result.star, choice.referral.result.points)
            for choice in central_choices(decision)
        )
    session = session_of(decision.round)
    if session is None:
        return ()
    outcome = outcome_of(session)
    entries = outcome.recognised if decision.kind == DecisionKind.RECOGNITION else outcome.potential
    return tuple(Award(entry.dossier, entry.star, entry.average) for entry in entries)


def central_choices(decision: Decision) -> QuerySet[CentralChoice]:
    """Return the choices that a decision on central results carries out; of one not saved yet, those still without."""
    chosen = CentralChoice.objects.filter(choice=Choice.USE, referral__dossier__round=decision.round)
    chosen = chosen.filter(decision=decision if decision.pk else None)
    return chosen.select_related("referral__dossier__product__producer", "referral__result").order_by("pk")


def earliest_day(decision: Decision) -> date | None:
    """Return the day before which the decision cannot have been made: the council's, or of the last central result."""
    if decision.kind == DecisionKind.CENTRAL:
        return max((choice.referral.result.decided_on for choice in central_choices(decision)), default=None)
    session = session_of(decision.round)
    return session.held_on if session else None


def decisions_of(province: str) -> QuerySet[Decision]:
    """Return the decisions of a province, drafts first, then the latest."""
    listed = Decision.objects.filter(province=province).select_related("round")
    return listed.order_by(F("issued_at").asc(nulls_first=True), "-decided_on", "-id")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A fixed result with products that no decision names yet; `to_draft` counts them by kind of decision."""

    round: Round
    session: Session
    to_draft: dict[str, int]
    notified: int


def results_to_decide(province: str) -> list[Waiting]:
    """Return the fixed results that await a draft, the latest first, in three queries."""
    fixed = Session.objects.filter(province=province, stage=SessionStage.FIXED).select_related("council__round")
    counted = _counted(Entry.objects.filter(session__in=fixed))
    drafted = set(Decision.objects.filter(province=province).values_list("round_id", "kind"))
    found = []
    for session in fixed.order_by("-held_on", "-id"):
        round = session.council.round
        by_kind = counted.get(round.pk, {})
        to_draft = {k.value: by_kind[k] for k in DecisionKind if by_kind.get(k) and (round.pk, k.value) not in drafted}
        if to_draft:
            found.append(Waiting(round, session, to_draft, by_kind.get("", 0)))
    return found


def rounds_to_decide(province: str) -> list[Round]:
    """Return the rounds whose fixed result has products that no decision names yet, the latest first."""
    return [waiting.round for waiting in results_to_decide(province)]


def named_counts(decisions: Iterable[Decision]) -> dict[int, int]:
    """Return how many products each decision names, by its key, in one query; two where one is on central results."""
    listed = list(decisions)
    rounds = {decision.round_id for decision in listed}
    fixed = Entry.objects.filter(session__stage=SessionStage.FIXED, session__council__round__in=rounds)
    counted = _counted(fixed)
    named = {one.pk: counted.get(one.round_id, {}).get(one.kind, 0) for one in listed}
    central = [one.pk for one in listed if one.kind == DecisionKind.CENTRAL]
    if central:
        chosen = CentralChoice.objects.filter(decision__in=central).values_list("decision").annotate(n=Count("id"))
        named |= dict(chosen)
    return named


def _counted(entries: QuerySet[Entry]) -> dict[int, dict[str, int]]:
    """Return by round how many entries each kind of decision names; "" counts those that get a notice only."""
    found: dict[int, dict[str, int]] = {}
    by_star = entries.order_by().values_list("session__council__round_id", "star").annotate(n=Count("id"))
    for round_id, star, n in by_star:
        kinds = found.setdefault(round_id, {})
        kinds[_kind_of(star)] = kinds.get(_kind_of(star), 0) + n
    return found


def _kind_of(star: int | None) -> str:
    if star == POTENTIAL_STAR:
        return DecisionKind.APPROVAL.value
    return DecisionKind.RECOGNITION.value if star in PROVINCIAL_STARS else ""
