"""Rounds and what is filed in them."""

from openocop.dossiers.models.counter import CounterReceipt, PortalFile
from openocop.dossiers.models.dossier import Dossier, Evidence, LocalReport, ReturnNotice, SlipSeries
from openocop.dossiers.models.round import Round
from openocop.dossiers.models.sample import SampleFate, SampleHandover
from openocop.dossiers.models.terms import (
    ComponentCheck,
    ProvinceChoice,
    RoundMove,
    TermPaper,
    TransitionDecision,
)

__all__ = [
    "ComponentCheck",
    "CounterReceipt",
    "Dossier",
    "Evidence",
    "LocalReport",
    "PortalFile",
    "ProvinceChoice",
    "ReturnNotice",
    "Round",
    "RoundMove",
    "SampleFate",
    "SampleHandover",
    "SlipSeries",
    "TermPaper",
    "TransitionDecision",
]
