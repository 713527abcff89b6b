"""Which numbers of the clerk's office are taken."""

from __future__ import annotations

from openocop.recognition.domain.round_papers import COMMUNE_PROPOSAL
from openocop.recognition.models import Decision, DecisionCorrection, RoundPaper, Ruling, WithdrawalCase


def on_appeals(province: str, year: int, number: str) -> bool:
    """Tell whether a decision on an appeal, of correction or of withdrawal bears the number."""
    same = {"province": province, "year": year, "number": number}
    return any(one.objects.filter(**same).exists() for one in (Ruling, DecisionCorrection, WithdrawalCase))


def is_taken(province: str, year: int, number: str) -> bool:
    """Tell whether any paper of the province bears the number in that year."""
    same = {"province": province, "year": year, "number": number}
    papers = RoundPaper.objects.filter(**same, superseded_at=None).exclude(kind=COMMUNE_PROPOSAL)
    return on_appeals(province, year, number) or Decision.objects.filter(**same).exists() or papers.exists()
