"""Fixed words of the office's pages."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.accounts.domain.roles import Post, Role
from openocop.recognition.domain.appeals import AppealStage, Origin, Outcome
from openocop.recognition.domain.referral import Choice, Paper, Standing, Way
from openocop.recognition.domain.renewals import Step
from openocop.recognition.domain.round_papers import Phase
from openocop.recognition.domain.status import State
from openocop.recognition.domain.withdrawal_case import CaseStage, Proposal
from openocop.recognition.permissions.records import may_import, may_read_referrals
from openocop.recognition.permissions.withdrawals import may_list_withdrawals

STATE_NAMES: dict[str, str | Promise] = {
    State.VALID.value: gettext_lazy("Valid"),
    State.ENDING.value: gettext_lazy("Ends within 180 days"),
    State.EXTENDED.value: gettext_lazy("Kept under Article 12.3"),
    State.EXPIRED.value: gettext_lazy("Expired"),
    State.TERM_UNKNOWN.value: gettext_lazy("Term unknown"),
    State.WITHDRAWN.value: gettext_lazy("Withdrawn"),
    State.SUPERSEDED.value: gettext_lazy("Superseded"),
}
STEP_NAMES: dict[str, str | Promise] = {
    Step.ENDING.value: gettext_lazy("Ends within 180 days"),
    Step.TOLD.value: gettext_lazy("told by e-mail"),
    Step.OPENED.value: gettext_lazy("dossier opened"),
    Step.SUBMITTED.value: gettext_lazy("dossier submitted"),
    Step.RECOGNISED.value: gettext_lazy("recognised again"),
}
PHASE_NAMES: dict[str, str | Promise] = {
    Phase.PREPARING.value: gettext_lazy("Preparing the round"),
    Phase.EVALUATING.value: gettext_lazy("Advisory team and council"),
    Phase.DECIDING.value: gettext_lazy("Result, decision, notice"),
}
STANDING_NAMES: dict[str, tuple[str, str | Promise]] = {
    # how a state is drawn, and its name
    Standing.OTHER_LAW.value: ("info", gettext_lazy("kept on paper under its own law")),
    Standing.TO_SEND.value: ("soon", gettext_lazy("to be sent to the ministry")),
    Standing.SENT.value: ("info", gettext_lazy("sent, no receipt yet")),
    Standing.RECEIVED.value: ("ok", gettext_lazy("received by the ministry")),
    Standing.RETURNED.value: ("bad", gettext_lazy("returned with remarks")),
    Standing.FIVE.value: ("valid", gettext_lazy("five stars by the ministry")),
    Standing.TO_CHOOSE.value: ("soon", gettext_lazy("awaits the province's choice")),
    Standing.TO_DRAFT.value: ("soon", gettext_lazy("central result used: decision to draft")),
    Standing.DRAFTED.value: ("soon", gettext_lazy("central result used: decision to sign")),
    Standing.DECIDED.value: ("valid", gettext_lazy("recognised by the central result")),
    Standing.TO_ENTER.value: ("soon", gettext_lazy("to be assessed again: round to choose")),
    Standing.ENTERED.value: ("ok", gettext_lazy("assessed again in a later round")),
    Standing.NOTICE.value: ("none", gettext_lazy("written notice only")),
    Standing.UNCLEAR.value: ("bad", gettext_lazy("the law does not say")),
}
ASKED_NAMES: dict[str, str | Promise] = {
    "letter": gettext_lazy("Letter of the People's Committee to the ministry"),
    "approval": gettext_lazy("Decision approving the result"),
    "advisory-report": gettext_lazy("Report of the advisory team"),
    "council-report": gettext_lazy("Report of the provincial council"),
    "unit-report": gettext_lazy("Report of the provincial OCOP unit"),
    "minutes": gettext_lazy("Minutes of the council"),
    "summary": gettext_lazy("Summary of the scores"),
    "dossier": gettext_lazy("The product's dossier as one PDF, forms 01 and 02 in front"),
    "local-report": gettext_lazy("Form 03, the commune's report, in the same PDF"),
    "tests": gettext_lazy("Further papers of tests or inspections, if any"),
    "samples": gettext_lazy("Five samples with the record of their hand-over"),
}
ADDED_NAMES: dict[str, str | Promise] = {
    Paper.UNIT_REPORT.value: gettext_lazy("Report of the provincial OCOP unit"),
    Paper.TEST.value: gettext_lazy("Paper of a test or inspection"),
    Paper.OTHER.value: gettext_lazy("Another paper"),
}
WAY_NAMES: dict[str, str | Promise] = {
    Way.POST.value: gettext_lazy("by post"),
    Way.IN_PERSON.value: gettext_lazy("handed over in person"),
    Way.ELECTRONIC.value: gettext_lazy("by the electronic exchange of official documents"),
}
CHOICE_NAMES: dict[str, str | Promise] = {
    Choice.USE.value: gettext_lazy("Use the central result to recognise three or four stars"),
    Choice.AGAIN.value: gettext_lazy("Have the product assessed again at the province"),
}
NO_CHOICE = gettext_lazy("none: taken back")
CORRECTED_NAMES: dict[str, str | Promise] = {
    # what a correction of the central result, or of the choice on it, compares
    "points": gettext_lazy("Points"),
    "star": gettext_lazy("Stars"),
    "number": gettext_lazy("Number of the ministry's paper"),
    "decided_on": gettext_lazy("Day on the paper"),
    "issued_on": gettext_lazy("Day on the minister's certificate"),
    "sha256": gettext_lazy("The ministry's paper, first digits of its SHA-256"),
    "choice": gettext_lazy("Choice of the province"),
    "reason": gettext_lazy("Reason of the choice"),
}
FIELD_NAMES: dict[str, str | Promise] = {
    "product": gettext_lazy("Product"),
    "producer": gettext_lazy("Producer"),
    "producer_kind": gettext_lazy("Legal kind"),
    "district": gettext_lazy("District"),
    "commune": gettext_lazy("Commune, ward"),
    "address": gettext_lazy("Address"),
    "group": gettext_lazy("Product group"),
    "star": gettext_lazy("Stars"),
    "star_1": gettext_lazy("1 star (x)"),
    "star_2": gettext_lazy("2 stars (x)"),
    "star_3": gettext_lazy("3 stars (x)"),
    "star_4": gettext_lazy("4 stars (x)"),
    "star_5": gettext_lazy("5 stars (x)"),
    "score": gettext_lazy("Score"),
    "recognised_on": gettext_lazy("Day of the decision"),
    "council_on": gettext_lazy("Day of the council"),
    "year": gettext_lazy("Year"),
    "decision_no": gettext_lazy("Number of the decision"),
    "note": gettext_lazy("Note"),
}


def section_tabs(current: str, post: Post) -> list[tuple[str, str, None, bool]]:
    """Return the views of recognition for c-tabs that this post may open."""
    tabs = [
        ("list", _("Recognitions"), reverse("recognition:list")),
        ("decisions", _("Decisions"), reverse("recognition:decisions")),
        ("templates", _("Templates of papers"), reverse("recognition:templates")),
    ]
    if may_read_referrals(post, post.province):
        tabs.insert(2, ("referrals", _("To the ministry"), reverse("recognition:referrals")))
    if may_list_withdrawals(post):
        tabs.append(("withdrawals", _("Withdrawal"), reverse("recognition:withdrawals")))
    if may_list_withdrawals(post) and post.role != Role.PRODUCER:
        tabs.append(("misuse", _("Reports"), reverse("misuse-office:list")))
    tabs.append(("sealing", _("Digital signatures"), reverse("sealing:papers")))
    if may_import(post, post.province):
        tabs.append(("import", _("Lists imported"), reverse("recognition:import")))
    return [(label, url, None, name == current) for name, label, url in tabs]


VERB_NAMES: dict[str, str | Promise] = {
    "decision.drafted": gettext_lazy("Drafted"),
    "decision.issued": gettext_lazy("Number and day recorded"),
    "certificate.issued": gettext_lazy("Certificate issued"),
    "recognitions.recorded": gettext_lazy("Recorded from a source"),
    "recognition.kept": gettext_lazy("Term under Article 12.3 set"),
    "recognition.withdrawn": gettext_lazy("Withdrawn"),
    "list.imported": gettext_lazy("List imported"),
    "list.import_undone": gettext_lazy("Import taken back"),
    "list.uploaded": gettext_lazy("File uploaded"),
    "paper.numbered": gettext_lazy("Number and day of the paper recorded"),
    "paper.signed": gettext_lazy("Signed paper kept"),
    "template.replaced": gettext_lazy("Template replaced"),
    "template.restored": gettext_lazy("Shipped template restored"),
    "round.closed": gettext_lazy("File of the round closed"),
    "referral.paper_added": gettext_lazy("Paper added to the pack for the ministry"),
    "referral.packed": gettext_lazy("Pack for the ministry built"),
    "referral.sent": gettext_lazy("Pack sent to the ministry"),
    "referral.received": gettext_lazy("Receipt of the ministry recorded"),
    "referral.returned": gettext_lazy("Pack returned with remarks"),
    "referral.result": gettext_lazy("Central result recorded"),
    "referral.chosen": gettext_lazy("Choice on the central result recorded"),
    "referral.entered": gettext_lazy("Taken into a later round to be assessed again"),
    "referral.correction_proposed": gettext_lazy("Correction of the central result or the choice proposed"),
    "referral.corrected": gettext_lazy("Correction of the central result or the choice confirmed"),
    "referral.correction_dropped": gettext_lazy("Proposed correction dropped"),
    "recognition.superseded": gettext_lazy("Superseded by a later recognition"),
    "recognition.taken_back": gettext_lazy("Taken back: it was recorded in error"),
    "recognition.restored": gettext_lazy("Speaks again: the later one was recorded in error"),
    "certificate.replaced": gettext_lazy("Certificate issued in place of an earlier one"),
    "correction.drafted": gettext_lazy("Correction drafted"),
    "correction.issued": gettext_lazy("Number and day of the correction recorded"),
    "appeal.filed": gettext_lazy("Appeal sent"),
    "appeal.withdrawn": gettext_lazy("Appeal withdrawn"),
    "appeal.received": gettext_lazy("Appeal taken in"),
    "appeal.returned": gettext_lazy("Appeal returned for completion"),
    "appeal.refused_late": gettext_lazy("Appeal returned as outside the time limit"),
    "appeal.decided": gettext_lazy("Appeal decided"),
    "error.found": gettext_lazy("Error found by the office recorded"),
    "opinion.asked": gettext_lazy("Council asked"),
    "opinion.given": gettext_lazy("Council's opinion given"),
    "ruling.proposed": gettext_lazy("Decision proposed"),
    "withdrawal.opened": gettext_lazy("Case of withdrawal opened"),
    "withdrawal.paper_added": gettext_lazy("Paper added"),
    "withdrawal.paper_removed": gettext_lazy("Paper taken out"),
    "withdrawal.told": gettext_lazy("Producer told"),
    "withdrawal.discarded": gettext_lazy("Draft discarded"),
    "withdrawal.answered": gettext_lazy("Producer's answer"),
    "withdrawal.proposed": gettext_lazy("Decision proposed"),
    "withdrawal.decided": gettext_lazy("Withdrawn"),
    "withdrawal.dropped": gettext_lazy("Case dropped"),
}


APPEAL_STAGES: dict[str, tuple[str, str | Promise]] = {
    AppealStage.DRAFT.value: ("none", gettext_lazy("Written, not sent yet")),
    AppealStage.FILED.value: ("info", gettext_lazy("Sent, not taken in yet")),
    AppealStage.RETURNED.value: ("soon", gettext_lazy("Returned for completion")),
    AppealStage.LATE.value: ("out", gettext_lazy("Not taken in: outside the time limit")),
    AppealStage.RECEIVED.value: ("soon", gettext_lazy("Taken in, being looked into")),
    AppealStage.DECIDED.value: ("ok", gettext_lazy("Decided")),
    AppealStage.WITHDRAWN.value: ("none", gettext_lazy("Withdrawn by the producer")),
}
CASE_STAGES: dict[str, tuple[str, str | Promise]] = {
    CaseStage.DRAFT.value: ("none", gettext_lazy("Being gathered, nobody told yet")),
    CaseStage.TOLD.value: ("info", gettext_lazy("Producer told")),
    CaseStage.PROPOSED.value: ("soon", gettext_lazy("Being decided")),
    CaseStage.WITHDRAWN.value: ("bad", gettext_lazy("Recognition withdrawn")),
    CaseStage.DROPPED.value: ("ok", gettext_lazy("Dropped")),
}
PROPOSALS: dict[str, str | Promise] = {
    Proposal.WITHDRAW.value: gettext_lazy("Withdraw the recognition"),
    Proposal.DROP.value: gettext_lazy("Drop the case; the recognition stands"),
}
ORIGINS: dict[str, str | Promise] = {
    Origin.PRODUCER.value: gettext_lazy("sent by the producer"),
    Origin.PAPER.value: gettext_lazy("came on paper, entered by an officer"),
    Origin.OFFICE.value: gettext_lazy("found by the office itself"),
}
OUTCOMES: dict[str, str | Promise] = {
    Outcome.REJECTED.value: gettext_lazy("Not accepted"),
    Outcome.CORRECTED.value: gettext_lazy("Accepted: the result is corrected"),
    Outcome.REWORDED.value: gettext_lazy("Accepted: the decision is corrected"),
    Outcome.AGAIN.value: gettext_lazy("Accepted: assessed again"),
}
