"""What the levels of offices are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openocop.accounts.domain.roles import OfficeLevel

LEVELS: Mapping[OfficeLevel, Promise] = {
    OfficeLevel.COMMUNE: _("Commune or ward"),
    OfficeLevel.DISTRICT: _("District (until 30/06/2025)"),
    OfficeLevel.PROVINCE: _("Province"),
    OfficeLevel.MINISTRY: _("Ministry"),
}
