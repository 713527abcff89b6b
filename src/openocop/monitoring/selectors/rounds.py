"""Summaries of rounds. Until the council fixes its result only dossiers are counted, nothing of any score."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from fractions import Fraction

from django.db.models import Min, QuerySet
from django.utils import timezone

from openocop.core.domain.legal_time import legal_day
from openocop.criteria.domain.numbers import vietnamese
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Round
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Entry
from openocop.geography.selectors.tenants import province_title
from openocop.monitoring.domain.round_summary import Results, RoundSummary
from openocop.recognition.models import Certificate, Decision, DecisionKind, Recognition
from openocop.recognition.selectors.decisions import named_of, sessions_of
from openocop.recognition.selectors.rounds import RoundFigures, round_figures

RECOGNISED = (3, 4)
POTENTIAL_FIVE = 5
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def rounds_in_order(rounds: QuerySet[Round]) -> QuerySet[Round]:
    return rounds.order_by("-opened_on", "-code")


def dossiers_by_stage(round: Round) -> list[tuple[str, int]]:
    """Return how many dossiers of the round stand at each stage, in the order of the path."""
    counts = Counter(round.dossiers.values_list("stage", flat=True))
    return [(stage.value, counts[stage]) for stage in Stage if counts[stage]]


def round_summary(round: Round) -> RoundSummary:
    """Return what is known of one round, in a constant number of queries.

    A session that was replayed with invented sheets on a real round says nothing here: its round is told by its public
    sources alone.
    """
    sessions = sessions_of(round)
    session = named_of(sessions)
    replayed = session is not None and session.is_illustrative and not round.is_illustrative
    if replayed:
        session = None
    fixed = session is not None and all(one.stage == SessionStage.FIXED for one in sessions)
    counted = sessions if session else []
    entries = list(Entry.objects.filter(session__in=counted).select_related("dossier__product__producer"))
    recorded = round_figures(round)
    decision = _decision(round)
    council_on = session.held_on if session else _council_on(round)
    return RoundSummary(
        code=round.code,
        name=round.name,
        province=province_title(round.province, council_on or legal_day(timezone.now())),
        release=round.release,
        council_on=council_on,
        fixed=fixed or (session is None and bool(recorded.products)),
        dossiers=round.dossiers.count(),
        products=len(entries) or recorded.products,
        producers=len({e.dossier.product.producer_id for e in entries}) or recorded.producers,
        units=_units(entries) or recorded.units,
        results=_fixed_results(entries) if fixed else _recorded_results(recorded) if session is None else Results(),
        certificates=Certificate.objects.filter(recognition__round=round).count(),
        decision=decision.number if decision else "",
        decided_on=decision.decided_on if decision else None,
        declared=round.declared,
        illustrative=round.is_illustrative,
        replayed=replayed,
    )


def _decision(round: Round) -> Decision | None:
    issued = Decision.objects.filter(round=round, issued_at__isnull=False, kind=DecisionKind.RECOGNITION)
    return issued.order_by("decided_on").first()


def _council_on(round: Round) -> date | None:
    """Return the day of the council as the round's sources declare it, else as its recognitions say."""
    declared = str(round.declared.get("council_on") or "")
    if _ISO.fullmatch(declared):
        return date.fromisoformat(declared)
    recorded: date | None = Recognition.objects.filter(round=round).aggregate(day=Min("council_on"))["day"]
    return recorded


def _units(entries: list[Entry]) -> int:
    producers = [entry.dossier.product.producer for entry in entries]
    return len({(p.unit_code, p.unit_on) for p in producers if p is not None and p.unit_code})


def _fixed_results(entries: list[Entry]) -> Results:
    best = max((Fraction(entry.average) for entry in entries if entry.average), default=None)
    stars = Counter(entry.star for entry in entries)
    return Results(
        stars={star: stars[star] for star in RECOGNISED if stars[star]},
        potential_five=stars[POTENTIAL_FIVE],
        below_three=sum(n for star, n in stars.items() if star not in {*RECOGNISED, POTENTIAL_FIVE}),
        highest_average=vietnamese(best) if best is not None else "",
        highest_products=tuple(e.dossier.product.name for e in entries if e.average and Fraction(e.average) == best),
        second_ballots=sum(1 for entry in entries if entry.ballot > 1),
        missed_gates=sum(1 for e in entries if e.result["star"] is not None and e.result["star"] < e.result["band"]),
    )


def _recorded_results(recorded: RoundFigures) -> Results:
    """Return what public sources say of a round that was not run here."""
    if recorded.highest is None:
        return Results(stars=recorded.stars)
    return Results(
        stars=recorded.stars,
        highest_average=vietnamese(Fraction(recorded.highest.average)),
        highest_products=recorded.highest.products,
    )
