"""Rounds and what is filed in them."""

from openocop.dossiers.models.dossier import Dossier, Evidence, LocalReport, ReturnNotice, SlipSeries
from openocop.dossiers.models.request import SupplementRequest
from openocop.dossiers.models.round import Round

__all__ = ["Dossier", "Evidence", "LocalReport", "ReturnNotice", "Round", "SlipSeries", "SupplementRequest"]
