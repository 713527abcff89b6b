"""What stages, steps and kinds are called: one name for offices, one for the producer."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openocop.dossiers.domain.components import Found
from openocop.dossiers.domain.helping import Way
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.local_office import LocalLevel, local_level
from openocop.dossiers.domain.samples import Fate, Purpose
from openocop.dossiers.domain.term_notices import NoticeKind
from openocop.dossiers.domain.transition import WayOn
from openocop.dossiers.models import Dossier

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
# What stands otherwise while the district was the local office (until 30/06/2025).
_AT_DISTRICT: dict[tuple[str, bool], Promise] = {
    (Stage.SUBMITTED, False): _("At the district"),
    (Stage.SUBMITTED, True): _("The district is checking it"),
    (Stage.PROPOSED, True): _("The district has proposed it to the province"),
}
LEVELS: dict[str, Promise] = {LocalLevel.COMMUNE: _("Commune"), LocalLevel.DISTRICT: _("District")}
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
REQUESTS: dict[str, Promise] = {
    "paper": _("A paper"),
    "test": _("A test by a laboratory"),
    "explanation": _("An explanation"),
}
DEEDS: dict[str, Promise] = {
    "dossier.opened": _("opened the dossier"),
    "dossier.self_scored": _("marked the self-score"),
    "dossier.paper_added": _("added a paper"),
    "dossier.paper_confirmed": _("confirmed a paper for the new level"),
    "dossier.changes_stated": _("stated what changed"),
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
    "dossier.asked": _("asked the producer for more"),
    "dossier.ask_withdrawn": _("withdrew a request"),
    "dossier.answered": _("answered a request"),
    "dossier.take_up": _("put it before the council"),
    "dossier.resolve": _("fixed the result"),
    "dossier.withdraw": _("withdrew the dossier"),
    "dossier.replayed": _("recorded it from the minutes of the session"),
    "dossier.checked": _("checked its components"),
    "dossier.term_pause": _("recorded a paper that pauses the term"),
    "dossier.term_restart": _("recorded a paper that begins the term anew"),
    "dossier.term_resumed": _("recorded when the pause ends"),
    "dossier.rolled_over": _("took it to a later round"),
    "dossier.again": _("had it assessed again in a later round"),
    "dossier.transition_decided": _("recorded how it goes on after the change of the law"),
    "dossier.counter": _("recorded the counter's number"),
    "samples.handed_over": _("recorded samples handed over"),
    "samples.stored": _("recorded samples stored"),
    "samples.replaced": _("recorded samples replaced"),
    "samples.consumed": _("recorded samples consumed"),
    "samples.disposed": _("recorded samples disposed of"),
}
FOUND: dict[str, Promise] = {
    Found.PRESENT: _("there and complete"),
    Found.MISSING: _("missing or incomplete"),
    Found.NOT_DUE: _("not asked for here"),
}
NOTICES: dict[str, Promise] = {
    NoticeKind.PAUSE: _("Pauses the term"),
    NoticeKind.RESTART: _("Begins the term anew"),
}
WAYS_ON: dict[str, Promise] = {
    WayOn.FILE_ANEW: _("Closed here; the producer files anew under 26/2026/QĐ-TTg"),
    WayOn.FINISH: _("Finished under the former decision, on the stated paper"),
    WayOn.CLOSE: _("Closed without a result"),
}
PURPOSES: dict[str, Promise] = {
    Purpose.PROVINCE: _("for the province"),
    Purpose.MINISTRY: _("for the ministry"),
}
FATES: dict[str, Promise] = {
    Fate.STORED: _("stored"),
    Fate.REPLACED: _("replaced"),
    Fate.CONSUMED: _("consumed in evaluation"),
    Fate.DISPOSED: _("disposed of"),
}


def stage_name(stage: str, *, for_producer: bool = False, level: LocalLevel = LocalLevel.COMMUNE) -> str:
    names = STAGES_FOR_PRODUCERS if for_producer else STAGES_FOR_OFFICES
    other = _AT_DISTRICT.get((stage, for_producer)) if level == LocalLevel.DISTRICT else None
    return str(other or names[Stage(stage)])


def level_of(dossier: Dossier) -> LocalLevel:
    """Return the level of the office the dossier was handed in at."""
    return local_level(dossier.release, dossier.received_on or dossier.local_unit_on)


def stage_of(dossier: Dossier, *, for_producer: bool = False) -> str:
    """Return where the dossier stands, in the words of its own law."""
    return stage_name(dossier.stage, for_producer=for_producer, level=level_of(dossier))
