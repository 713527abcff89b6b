"""Councils, their sessions and their sheets."""

from openocop.evaluation.models.council import Council, Recusal, Seat
from openocop.evaluation.models.letter import FeedbackLetter
from openocop.evaluation.models.paper import Paper
from openocop.evaluation.models.session import Entry, Session
from openocop.evaluation.models.sheet import AdvisorySheet, ScoreSheet

__all__ = ["AdvisorySheet", "Council", "Entry", "FeedbackLetter", "Paper", "Recusal", "ScoreSheet", "Seat", "Session"]
