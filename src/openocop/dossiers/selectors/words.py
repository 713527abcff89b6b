"""What stages, steps and kinds are called: one name for offices, one for the producer."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openocop.dossiers.domain.helping import Way
from openocop.dossiers.domain.lifecycle import Stage

STAGES_FOR_OFFICES: dict[str, Promise] = {
    Stage.DRAFT: _("Being prepared"),
    Stage.SUBMITTED: _("At the commune"),
    Stage.RETURNED: _("Returned for completion"),
    Stage.PROPOSED: _("Proposed to the province"),
    Stage.ACCEPTED: _("Accepted by the province"),
    Stage.ADVISED: _("Advisory team has reported"),
    Stage.IN_SESSION: _("Before the council"),
    Stage.RESOLVED: _("Council has concluded"),
    Stage.WITHDRAWN: _("Withdrawn by the producer"),
}
STAGES_FOR_PRODUCERS: dict[str, Promise] = {
    Stage.DRAFT: _("You are preparing it"),
    Stage.SUBMITTED: _("The commune is checking it"),
    Stage.RETURNED: _("You are asked to complete it"),
    Stage.PROPOSED: _("The commune has proposed it to the province"),
    Stage.ACCEPTED: _("The province has accepted it"),
    Stage.ADVISED: _("The advisory team has looked at it"),
    Stage.IN_SESSION: _("The council is evaluating it"),
    Stage.RESOLVED: _("The council has concluded; wait for the decision"),
    Stage.WITHDRAWN: _("You have withdrawn it"),
}
# The labels of the lifecycle's steps, here so that they are translated.
STEPS: dict[str, Promise] = {
    "submit": _("Submit the dossier"),
    "return": _("Return for completion"),
    "propose": _("Propose to the province"),
    "return_from_province": _("Return for completion"),
    "accept": _("Accept into the round"),
    "advise": _("Send the advisory sheet"),
    "take_up": _("Put before the council"),
    "resolve": _("Fix the result"),
    "withdraw": _("Withdraw the dossier"),
}
KINDS: dict[str, Promise] = {
    "first": _("First evaluation"),
    "upgrade": _("Upgrade"),
    "again": _("Re-assessment"),
}
WAYS: dict[str, Promise] = {
    Way.COUNTER: _("Signed on paper at the counter"),
    Way.CODE: _("By a code from the producer's page"),
    Way.TELEPHONE: _("By telephone"),
}
FORMS: dict[str, Promise] = {
    "01": _("Form 01: registration slip"),
    "02": _("Form 02: self-assessment report"),
    "03": _("Form 03: report on four contents"),
}
DEEDS: dict[str, Promise] = {
    "dossier.opened": _("opened the dossier"),
    "dossier.self_scored": _("marked the self-score"),
    "dossier.paper_added": _("added a paper"),
    "dossier.paper_removed": _("took a paper out"),
    "dossier.paper_straightened": _("straightened a photograph"),
    "dossier.help_code_made": _("made a code for help with filling in"),
    "dossier.help_agreed": _("recorded that the producer agrees to help with filling in"),
    "dossier.help_ended": _("ended the consent to help"),
    "dossier.submit": _("submitted the dossier"),
    "dossier.return": _("returned it for completion"),
    "dossier.propose": _("proposed it to the province"),
    "dossier.return_from_province": _("returned it for completion"),
    "dossier.accept": _("accepted it into the round"),
    "dossier.advise": _("sent the advisory sheet"),
    "dossier.take_up": _("put it before the council"),
    "dossier.resolve": _("fixed the result"),
    "dossier.withdraw": _("withdrew the dossier"),
    "dossier.replayed": _("recorded it from the minutes of the session"),
}


def stage_name(stage: str, *, for_producer: bool = False) -> str:
    names = STAGES_FOR_PRODUCERS if for_producer else STAGES_FOR_OFFICES
    return str(names[Stage(stage)])
