"""Rounds and what is filed in them."""

from openocop.dossiers.models.dossier import Dossier, Evidence, LocalReport, ReturnNotice, SlipSeries
from openocop.dossiers.models.round import Round
from openocop.dossiers.models.whole import WholePdf

__all__ = ["Dossier", "Evidence", "LocalReport", "ReturnNotice", "Round", "SlipSeries", "WholePdf"]
