"""Summaries of rounds. Until the council fixes its result only dossiers are counted, nothing of any score."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from django.db.models import QuerySet

from openocop.core.domain.text import slug
from openocop.criteria.domain.numbers import vietnamese
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Round
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Entry, Session
from openocop.geography.models import AdministrativeUnit
from openocop.monitoring.domain.round_summary import Results, RoundSummary
from openocop.recognition.models import Certificate, Decision
from openocop.recognition.selectors.rounds import RoundFigures, round_figures

RECOGNISED = (3, 4, 5)


def rounds_in_order(rounds: QuerySet[Round]) -> QuerySet[Round]:
    return rounds.order_by("-opened_on", "-code")


def dossiers_by_stage(round: Round) -> list[tuple[str, int]]:
    """Return how many dossiers of the round stand at each stage, in the order of the path."""
    counts = Counter(round.dossiers.values_list("stage", flat=True))
    return [(stage.value, counts[stage]) for stage in Stage if counts[stage]]


def round_summary(round: Round) -> RoundSummary:
    """Return what is known of one round, in a constant number of queries."""
    session = Session.objects.filter(council__round=round).first()
    fixed = session is not None and session.stage == SessionStage.FIXED
    entries = list(Entry.objects.filter(session=session).select_related("dossier__product")) if session else []
    recorded = round_figures(round)
    decision = Decision.objects.filter(round=round, issued_at__isnull=False).order_by("decided_on").first()
    return RoundSummary(
        name=round.name,
        province=_province_name(round.province),
        release=round.release,
        council_on=session.held_on if session else None,
        fixed=fixed or bool(recorded.products),
        products=len(entries) or recorded.products,
        producers=len({e.dossier.product.producer_id for e in entries}) or recorded.producers,
        results=_fixed_results(entries) if fixed else _recorded_results(recorded),
        certificates=Certificate.objects.filter(recognition__round=round).count(),
        decision=decision.number if decision else "",
        declared=round.declared,
        illustrative=round.is_illustrative,
    )


def _fixed_results(entries: list[Entry]) -> Results:
    best = max((Fraction(entry.average) for entry in entries), default=None)
    return Results(
        stars=dict(Counter(star for star in (e.star for e in entries) if star in RECOGNISED)),
        below_three=sum(1 for entry in entries if entry.star not in RECOGNISED),
        highest_average=vietnamese(best) if best is not None else "",
        highest_products=tuple(e.dossier.product.name for e in entries if Fraction(e.average) == best),
        second_ballots=sum(1 for entry in entries if entry.ballot > 1),
        missed_gates=sum(1 for e in entries if e.result["star"] is not None and e.result["star"] < e.result["band"]),
    )


def _recorded_results(recorded: RoundFigures) -> Results:
    """Return what public sources say of a round that was not run here."""
    if recorded.highest is None:
        return Results(stars=recorded.stars)
    return Results(recorded.stars, 0, recorded.highest.average, recorded.highest.products)


def _province_name(tenant: str) -> str:
    """Return the tenant's name as its province bears it; the slug is the folded name."""
    names = AdministrativeUnit.objects.filter(level="province").values_list("name", flat=True).distinct()
    return next((name for name in names if slug(name) == tenant), tenant)
