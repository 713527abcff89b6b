"""What stages, findings and steps are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openocop.ideas.domain.stages import Finding, IdeaStage, NextStep

STAGES: dict[str, Promise] = {
    IdeaStage.NEW: _("Waits for an answer"),
    IdeaStage.ANSWERED: _("Answered"),
    IdeaStage.OPENED: _("Has become a dossier"),
    IdeaStage.ERASED: _("Erased at the sender's request"),
}
FINDINGS: dict[str, Promise] = {
    Finding.SUITABLE: _("Suitable for OCOP"),
    Finding.NOT_YET: _("Not yet; see what is missing"),
    Finding.OTHER_PROGRAMME: _("Better served by another programme"),
}
NEXT_STEPS: dict[str, Promise] = {
    NextStep.NONE: pgettext_lazy("next step", "None for now"),
    NextStep.VISIT: _("An officer visits"),
    NextStep.TRAINING: _("Come to a training"),
    NextStep.OPEN_DOSSIER: _("Open the dossier"),
}
