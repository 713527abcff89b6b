"""Rounds and what is filed in them."""

from openocop.dossiers.models.dossier import Dossier, Evidence, LocalReport, ReturnNotice, SlipSeries
from openocop.dossiers.models.helping import HelpCode, HelpConsent
from openocop.dossiers.models.round import Round
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
