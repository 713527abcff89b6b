"""Councils, their sessions and their sheets."""

from openocop.evaluation.models.conclusion import Conclusion
from openocop.evaluation.models.conflict import Declaration, Delegation
from openocop.evaluation.models.correction import ResultCorrection
from openocop.evaluation.models.council import Council, Recusal, Seat
from openocop.evaluation.models.divergence import Divergence
from openocop.evaluation.models.letter import FeedbackLetter
from openocop.evaluation.models.paper import Paper
from openocop.evaluation.models.presentation import Presentation
from openocop.evaluation.models.session import Entry, Session
from openocop.evaluation.models.sheet import AdvisorySheet, ScoreSheet
from openocop.evaluation.models.visit import SiteVisit, VisitPhoto

__all__ = [
    "AdvisorySheet",
    "Conclusion",
    "Council",
    "Declaration",
    "Delegation",
    "Divergence",
    "Entry",
    "Paper",
    "Presentation",
    "Recusal",
    "ResultCorrection",
    "ScoreSheet",
    "Seat",
    "Session",
    "SiteVisit",
    "VisitPhoto",
]
__all__ = ["AdvisorySheet", "Council", "Entry", "FeedbackLetter", "Paper", "Recusal", "ScoreSheet", "Seat", "Session"]
