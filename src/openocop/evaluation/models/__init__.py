"""Councils, their sessions and their sheets."""

from openocop.evaluation.models.conclusion import Conclusion
from openocop.evaluation.models.council import Council, Recusal, Seat
from openocop.evaluation.models.paper import Paper
from openocop.evaluation.models.presentation import Presentation
from openocop.evaluation.models.session import Entry, Session
from openocop.evaluation.models.sheet import AdvisorySheet, ScoreSheet

__all__ = [
    "AdvisorySheet",
    "Conclusion",
    "Council",
    "Entry",
    "Paper",
    "Presentation",
    "Recusal",
    "ScoreSheet",
    "Seat",
    "Session",
]
