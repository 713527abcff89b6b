"""What a decision is about: the fixed result of its round, and the places where it leads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from openocop.dossiers.models import Round
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Entry, Session
from openocop.recognition.models import Decision, DecisionKind, Recognition

PROVINCIAL_STARS = (3, 4)
POTENTIAL_STAR = 5


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


def entries_of(decision: Decision) -> tuple[Entry, ...]:
    """Return the entries that the decision decides on."""
    session = session_of(decision.round)
    if session is None:
        return ()
    outcome = outcome_of(session)
    if decision.kind == DecisionKind.APPROVAL:
        return outcome.potential
    # After a corrected result a further decision of the round names what the first one does not.
    elsewhere = Recognition.objects.filter(decision__round=decision.round_id).exclude(decision=decision.pk)
    named = set(elsewhere.values_list("dossier", flat=True))
    return tuple(entry for entry in outcome.recognised if entry.dossier_id not in named)


def earliest_day(decision: Decision) -> date | None:
    """Return the council's day, before which no decision on its proposal can have been made."""
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
    """Return the fixed results that await a draft, the latest first, in four queries."""
    fixed = Session.objects.filter(province=province, stage=SessionStage.FIXED).select_related("council__round")
    counted = _counted(Entry.objects.filter(session__in=fixed))
    drafted = set(Decision.objects.filter(province=province).values_list("round_id", "kind"))
    left = left_by_decision(province)
    found = []
    for session in fixed.order_by("-held_on", "-id"):
        round = session.council.round
        by_kind = counted.get(round.pk, {})
        to_draft = {k.value: by_kind[k] for k in DecisionKind if by_kind.get(k) and (round.pk, k.value) not in drafted}
        if round.pk in left:
            to_draft[DecisionKind.RECOGNITION.value] = left[round.pk]
        if to_draft:
            found.append(Waiting(round, session, to_draft, by_kind.get("", 0)))
    return found


def left_by_decision(province: str) -> dict[int, int]:
    """Return by round how many products its issued decisions of recognition do not name though their result, corrected
    since, carries three or four stars. A round with a further draft has none left."""
    decided = Decision.objects.filter(province=province, kind=DecisionKind.RECOGNITION)
    rounds = decided.filter(issued_at__isnull=False).exclude(round__in=decided.filter(issued_at=None).values("round"))
    named = Recognition.objects.filter(dossier=OuterRef("dossier"), decision__isnull=False)
    entries = Entry.objects.filter(
        ~Exists(named),
        corrections__isnull=False,
        session__council__round__in=rounds.values("round"),
        star__in=PROVINCIAL_STARS,
    )
    counted = entries.order_by().values_list("session__council__round").annotate(n=Count("id", distinct=True))
    return dict(counted)


def rounds_to_decide(province: str) -> list[Round]:
    """Return the rounds whose fixed result has products that no decision names yet, the latest first."""
    return [waiting.round for waiting in results_to_decide(province)]


def named_counts(decisions: Iterable[Decision]) -> dict[int, int]:
    """Return how many products each decision names, by its key, in two queries."""
    listed = list(decisions)
    rounds = {decision.round_id for decision in listed}
    fixed = Entry.objects.filter(session__stage=SessionStage.FIXED, session__council__round__in=rounds)
    counted = _counted(fixed)
    named = dict(
        Recognition.objects.filter(decision__in=listed).order_by().values_list("decision").annotate(n=Count("id"))
    )
    return {one.pk: named.get(one.pk) or counted.get(one.round_id, {}).get(one.kind, 0) for one in listed}


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
