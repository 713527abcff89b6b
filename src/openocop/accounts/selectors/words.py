"""What the levels of offices and the states of messages are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openocop.accounts.domain.roles import OfficeLevel
from openocop.core.models import OutboxState

LEVELS: Mapping[OfficeLevel, Promise] = {
    OfficeLevel.COMMUNE: _("Commune or ward"),
    OfficeLevel.DISTRICT: _("District (until 30/06/2025)"),
    OfficeLevel.PROVINCE: _("Province"),
    OfficeLevel.MINISTRY: _("Ministry"),
}

MESSAGE_STATES: Mapping[str, Promise] = {
    OutboxState.WAITING: _("waits to be sent"),
    OutboxState.SENT: _("message sent"),
    OutboxState.FAILED: _("did not go yet"),
    OutboxState.GIVEN_UP: _("given up"),
}
