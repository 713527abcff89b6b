"""What was seen, how far a report is and what came of it, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from openocop.misuse.domain.reports import Outcome, Seen, Stage

SEEN: Mapping[Seen, str | Promise] = {
    Seen.NOT_RECOGNISED: gettext_lazy("A star or the OCOP mark on a product that has none"),
    Seen.HIGHER_STAR: gettext_lazy("More stars than were granted"),
    Seen.ENDED: gettext_lazy("A star whose certificate ended or was withdrawn"),
    Seen.OTHER_PRODUCT: gettext_lazy("The star of one product on another"),
    Seen.CODE: gettext_lazy("A code or QR that does not fit the pack"),
    Seen.OTHER: gettext_lazy("Something else"),
}
STAGES: Mapping[Stage, str | Promise] = {
    Stage.RECEIVED: gettext_lazy("received"),
    Stage.LOOKED_AT: gettext_lazy("being looked at"),
    Stage.ANSWERED: gettext_lazy("answered by the office"),
    Stage.JOINED: gettext_lazy("joined to another"),
}
OUTCOMES: Mapping[Outcome, str | Promise] = {
    Outcome.FOUNDED: gettext_lazy("founded"),
    Outcome.NOT_FOUNDED: gettext_lazy("not founded"),
    Outcome.NOT_KNOWN: gettext_lazy("not enough to tell"),
    Outcome.PASSED_ON: gettext_lazy("passed to another authority"),
}
