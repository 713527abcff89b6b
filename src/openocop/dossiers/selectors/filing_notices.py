"""What whoever files has to know first, asked of every app that the settings name."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from openocop.dossiers.models import Dossier


def filing_notices(dossier: Dossier, *, on: date) -> list[str]:
    """Return sentences on what follows from filing this dossier on day `on`; who files says that they were read."""
    return [words for source in settings.FILING_NOTICE_SOURCES for words in import_string(source)(dossier, on=on)]
