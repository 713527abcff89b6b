"""Councils, their sessions and their sheets."""

from openocop.evaluation.models.conflict import Declaration, Delegation
from openocop.evaluation.models.council import Council, Recusal, Seat
from openocop.evaluation.models.paper import Paper
from openocop.evaluation.models.session import Entry, Session
from openocop.evaluation.models.sheet import AdvisorySheet, ScoreSheet

__all__ = [
    "AdvisorySheet",
    "Council",
    "Declaration",
    "Delegation",
    "Entry",
    "Paper",
    "Recusal",
    "ScoreSheet",
    "Seat",
    "Session",
]
