"""Rounds and what is filed in them."""

from openocop.dossiers.models.counter import CounterReceipt, PortalFile
from openocop.dossiers.models.dossier import Dossier, Evidence, LocalReport, ReturnNotice, SlipSeries
from openocop.dossiers.models.request import SupplementRequest
from openocop.dossiers.models.round import Round
from openocop.dossiers.models.sample import SampleFate, SampleHandover
from openocop.dossiers.models.terms import (
    ComponentCheck,
    ProvinceChoice,
    RoundMove,
    TermPaper,
    TransitionDecision,
)

__all__ = ["Dossier", "Evidence", "LocalReport", "ReturnNotice", "Round", "SlipSeries", "SupplementRequest"]
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
from openocop.dossiers.models.whole import WholePdf

__all__ = ["Dossier", "Evidence", "LocalReport", "ReturnNotice", "Round", "SlipSeries", "WholePdf"]
from openocop.dossiers.models.helping import HelpCode, HelpConsent
from openocop.dossiers.models.upload import Upload

__all__ = [
    "Dossier",
    "Evidence",
    "HelpCode",
    "HelpConsent",
    "LocalReport",
    "ReturnNotice",
    "Round",
    "SlipSeries",
    "Upload",
]
