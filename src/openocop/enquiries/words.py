"""Fixed words of enquiries."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from openocop.enquiries.domain.parts import PartState, Source

STATES: Mapping[str, str | Promise] = {
    PartState.WAITING: gettext_lazy("Waits for an answer"),
    PartState.CAN: gettext_lazy("Can deliver"),
    PartState.OFFER: gettext_lazy("Offers something else"),
    PartState.CANNOT: gettext_lazy("Cannot deliver"),
    PartState.WITHDRAWN: gettext_lazy("Withdrawn by the buyer"),
}
SOURCES: Mapping[str, str | Promise] = {
    Source.FORM: gettext_lazy("by the form of this site"),
    Source.PHONE: gettext_lazy("by telephone"),
    Source.CHAT: gettext_lazy("by chat"),
}
WHY_NOT: Mapping[str, str | Promise] = {
    "withdrawn": gettext_lazy("Its recognition was withdrawn, so it is not asked for here."),
    "nobody": gettext_lazy("The source names no producer, so nobody can be asked."),
    "away": gettext_lazy("Its producer does not use this system yet, so an enquiry would reach nobody."),
}
