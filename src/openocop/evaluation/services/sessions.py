"""Running a session: open, reveal, discuss, second ballot, fix."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import VIETNAM
from openocop.core.domain.lifecycle import NoSuchStep, step_from
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import ALLOWED, Verdict, refused, require
from openocop.criteria.domain.regulation import Regulation, regulation_of
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.sheet import SheetScore
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.services.steps import move_dossier
from openocop.evaluation.domain.agreement import divided
from openocop.evaluation.domain.lifecycle import STEPS, SessionStage
from openocop.evaluation.domain.procedure import procedure_of
from openocop.evaluation.domain.results import ballot, fixed_result
from openocop.evaluation.models import Conclusion, Divergence, Entry, Recusal, ScoreSheet, Seat, Session
from openocop.evaluation.permissions import has_quorum, may_run, may_see_progress
from openocop.evaluation.selectors.presence import attendance_now, quorum_of_session
from openocop.evaluation.selectors.sheets import ScoredEntry, Sheets, missing_sheets, scored_ballots, sent_sheets

FIRST, SECOND = 1, 2


class WithoutQuorum(Refused):
    """The council does not sit in the number, or without the chair, that its regulation asks for."""


@transaction.atomic
def open_session(*, session: Session, by: Post) -> Session:
    """Open the session: its products are before the council and members may score.

    What opinions in writing did not agree on is before the council already.

    Raises `WithoutQuorum`, here, at the reveal and at the adoption, while too few are present; nothing is changed then.
    """
    session = _locked(session, by, "open")
    _refuse_without_quorum(session)
    for entry in session.entries.select_related("dossier").exclude(dossier__stage=Stage.IN_SESSION):
        move_dossier(dossier=entry.dossier, verb="take_up", by=by)
    session.stage, session.opened_at = SessionStage.SCORING, timezone.now()
    session.save(update_fields=["stage", "opened_at"])
    record(province=session.province, actor=by.as_actor(), verb="session.opened", subject=session)
    return session


@transaction.atomic
def mark_attendance(*, session: Session, seat_id: str, attended: bool, by: Post) -> None:
    """Record that a member is present or absent while sheets may still come in; one who sent a sheet was present."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    require(may_run(by, session))
    _refuse_written(session)
    if session.stage not in {SessionStage.SCHEDULED, SessionStage.SCORING}:
        raise Refused(_("Attendance is closed once the scores are revealed."))
    if session.stage == SessionStage.SCORING:
        require(may_see_progress(by, session))  # the refusal below would tell whose sheet came in
    seat = session.council.seats.select_for_update().filter(public_id=seat_id).first()
    if seat is None:
        raise Refused(_("This council has no such member."))
    here = seat.sheets.filter(entry__session=session)  # what they answer in writing meanwhile shows nobody in this room
    if not attended and session.opened_at and here.filter(sent_at__gte=session.opened_at).exists():
        raise Refused(_("A member who sent a sheet was present."))
    seat.attended, seat.left_at = attended, None
    seat.save(update_fields=["attended", "left_at"])
    facts = {"session": session.public_id, "attended": attended}
    record(province=session.province, actor=by.as_actor(), verb="attendance.recorded", subject=seat, facts=facts)


@transaction.atomic
def note_attempt(*, session: Session, verb: str, reason: str, by: Post) -> None:
    """Keep in the journal that a step was tried without quorum; the step itself left nothing behind."""
    require(may_run(by, session))
    facts = {"step": verb, "reason": reason}
    record(province=session.province, actor=by.as_actor(), verb="session.without_quorum", subject=session, facts=facts)


@transaction.atomic
def reveal_scores(*, session: Session, by: Post) -> Session:
    """Show the scores to the council: only when every present member's sheets are in.

    A chair who scores sends their own first, so that the refusal below tells them nothing they could still use.
    """
    session = _locked(session, by, "reveal")
    _refuse_written(session)
    require(may_see_progress(by, session))
    _refuse_without_quorum(session)
    _refuse_unscored(session)
    missing = missing_sheets(session)
    if missing:
        message = _("%(count)s sheets of present members have not come in. Wait for them or record who is absent.")
        raise Refused(message % {"count": missing})
    session.entries.update(ballot_open=False)
    session.stage, session.revealed_at = SessionStage.REVEALED, timezone.now()
    session.save(update_fields=["stage", "revealed_at"])
    record(province=session.province, actor=by.as_actor(), verb="scores.revealed", subject=session)
    return session


@transaction.atomic
def open_second_ballot(*, entry: Entry, by: Post, note: str = "") -> Entry:
    """Have members score one product again after discussion; the first sheets stay beside the second.

    Where members differ by more than the regulation allows, and on what opinions in writing did not agree on.
    """
    entry = Entry.objects.select_for_update(of=("self",)).select_related("session__council").get(pk=entry.pk)
    require(may_run(by, entry.session))
    _refuse_written(entry.session)
    if entry.session.stage != SessionStage.REVEALED:
        raise Refused(_("A second ballot follows the discussion of revealed scores."))
    if entry.ballot == SECOND:
        return entry
    if procedure_of(entry.session.council.procedure).most_ballots == FIRST:
        raise Refused(_("The council's regulation has a product scored once only."))
    held = scored_ballots(entry.session, only=entry.pk)[0].current
    called = Divergence.objects.filter(entry=entry).exists()
    if held is None or not (held.result.rescoring_required or called):
        raise Refused(_("The members do not differ by more than the regulation allows."))
    entry.ballot, entry.ballot_open, entry.note = SECOND, True, note.strip()
    entry.save(update_fields=["ballot", "ballot_open", "note"])
    record(province=entry.province, actor=by.as_actor(), verb="ballot.opened", subject=entry, facts={"ballot": SECOND})
    return entry


@transaction.atomic
def close_second_ballot(*, entry: Entry, by: Post) -> Entry:
    """Show the second sheets once all of them are in."""
    entry = Entry.objects.select_for_update(of=("self",)).select_related("session__council").get(pk=entry.pk)
    require(may_run(by, entry.session))
    if entry.ballot != SECOND or not entry.ballot_open:
        raise Refused(_("No second ballot is open on this product."))
    require(may_see_progress(by, entry.session))
    missing = missing_sheets(entry.session, only=entry.pk)
    if missing:
        raise Refused(_("%(count)s second sheets have not come in yet.") % {"count": missing})
    entry.ballot_open = False
    entry.save(update_fields=["ballot_open"])
    record(province=entry.province, actor=by.as_actor(), verb="ballot.closed", subject=entry, facts={"ballot": SECOND})
    return entry


@transaction.atomic
def write_discussion(*, session: Session, text: str, by: Post) -> Session:
    """Keep what was discussed, for the minutes, until the result is fixed."""
    session = Session.objects.select_for_update().select_related("council").get(pk=session.pk)
    require(may_run(by, session))
    if session.stage == SessionStage.FIXED:
        raise Refused(_fixed_already(session))
    session.discussion = text.strip()
    session.save(update_fields=["discussion"])
    record(province=session.province, actor=by.as_actor(), verb="discussion.written", subject=session)
    return session


@transaction.atomic
def fix_result(*, session: Session, by: Post) -> Session:
    """Fix the council's result. Of two who do it at once the second is told who was first; nothing is done twice.

    Raises `Refused` while a product still awaits the second ballot its regulation demands, or has one open; in a
    written-opinion round, whose quorum was counted over answers when it closed, while a meeting is still to be called.
    """
    session = _locked(session, by, "fix")
    sits = sits_to_adopt(session)
    if not sits:
        raise (Refused if session.is_written else WithoutQuorum)(sits.reason)
    regulation = regulation_of(session.council.round.release, session.council.regulation)
    entries = scored_ballots(session)
    aside = set(
        Recusal.objects.filter(seat__council=session.council, seat__user=by.user_id).values_list("dossier", flat=True)
    )
    procedure = procedure_of(session.council.procedure)
    again = procedure.most_ballots > FIRST
    for scored in entries:
        required = again and scored.current is not None and scored.current.result.rescoring_required
        _refuse_unsettled(scored.entry, required, aside=scored.entry.dossier_id in aside)
    sheets = sent_sheets(session.pk)
    if procedure.council_concludes_on_gates:
        _refuse_divided(entries, regulation, sheets, aside)
    for scored in entries:
        _fix_entry(scored, regulation, sheets[scored.entry.pk][scored.entry.ballot])
        move_dossier(dossier=scored.entry.dossier, verb="resolve", by=by)
    session.stage, session.fixed_at, session.fixed_by = SessionStage.FIXED, timezone.now(), by.name
    session.attendance = attendance_now(session)
    session.save(update_fields=["stage", "fixed_at", "fixed_by", "attendance"])
    facts = {"stars": {scored.entry.public_id: scored.entry.star for scored in entries}}
    record(province=session.province, actor=by.as_actor(), verb="result.fixed", subject=session, facts=facts)
    return session


def _refuse_without_quorum(session: Session) -> None:
    verdict = has_quorum(quorum_of_session(session))
    if not verdict:
        raise WithoutQuorum(verdict.reason)


def _refuse_written(session: Session) -> None:
    if session.is_written:
        raise Refused(_("Opinions are taken in writing here; nobody meets. Where they differ, a meeting is called."))


def sits_to_adopt(session: Session) -> Verdict:
    """Whether the council may adopt as it sits now; in writing nobody sits: whether what differs went to a meeting."""
    if not session.is_written:
        return has_quorum(quorum_of_session(session))
    count = session.entries.filter(divergence__isnull=False).count()
    if not count:
        return ALLOWED
    message = _("%(count)s products are to go before a meeting. Call it first; the others are adopted then.")
    return refused(message % {"count": count})


def _refuse_divided(
    entries: Sequence[ScoredEntry], regulation: Regulation, sheets: Sheets, aside: Collection[int]
) -> None:
    """Refuse while the council has not agreed where its sheets stand on both sides of a minimum requirement."""
    agreed = dict(Conclusion.objects.filter(entry__in=[one.entry for one in entries]).values_list("entry", "points"))
    for one in entries:
        if one.current is None:
            continue
        entry = one.entry
        printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
        parted = divided(printed, regulation, one.current.result.band, sheets[entry.pk][entry.ballot])
        open_codes = [code for code in parted if code not in agreed.get(entry.pk, {})]
        if open_codes and entry.dossier_id in aside:
            raise Refused(_not_settled())
        if open_codes:
            message = _("On “%(name)s” the council has yet to agree on the minimum requirement of criterion %(code)s.")
            raise Refused(message % {"name": entry.dossier.product.name, "code": ", ".join(open_codes)})


def _fix_entry(scored: ScoredEntry, regulation: Regulation, scores: list[SheetScore]) -> None:
    entry = scored.entry
    printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
    held = scored.current or ballot(printed, regulation, entry.ballot, scores)
    entry.result = fixed_result(printed, regulation, held, scores)
    entry.star, entry.average = entry.result["star"], entry.result["average"]
    entry.save(update_fields=["result", "star", "average"])


def _refuse_unscored(session: Session) -> None:
    """Every product needs one sheet at least: one that all present members stepped aside from has no result."""
    present = Seat.objects.filter(council=session.council, scores=True, attended=True, left_at=None, replaced_on=None)
    scorer = present.exclude(recusals__dossier=OuterRef("dossier"))
    sheet = ScoreSheet.objects.filter(entry=OuterRef("pk"), sent_at__isnull=False)
    alone = session.entries.filter(~Exists(scorer), ~Exists(sheet)).select_related("dossier__product").first()
    if alone:
        message = _("Nobody present scores “%(name)s”: every member stepped aside or is absent.")
        raise Refused(message % {"name": alone.dossier.product.name})


def _refuse_unsettled(entry: Entry, rescoring_required: bool, *, aside: bool) -> None:
    """Refuse while a second ballot is owed or open; who stepped aside from the product is not told which or why."""
    if aside and (entry.ballot_open or (entry.ballot == FIRST and rescoring_required)):
        raise Refused(_not_settled())
    name = entry.dossier.product.name
    if entry.ballot_open:
        raise Refused(_("The second ballot on “%(name)s” is still open.") % {"name": name})
    if entry.ballot == FIRST and rescoring_required:
        message = _("The members differ too much on “%(name)s”: discuss it and score again first.")
        raise Refused(message % {"name": name})


def _not_settled() -> str:
    return _("A product you stepped aside from is not settled. Leave the adoption to another who runs this.")


def _locked(session: Session, by: Post, verb: str) -> Session:
    locked = Session.objects.select_for_update(of=("self",)).select_related("council__round").get(pk=session.pk)
    require(may_run(by, locked))
    try:
        step_from(STEPS, verb=verb, stage=locked.stage)
    except NoSuchStep as wrong:
        if locked.stage == SessionStage.FIXED:
            raise Refused(_fixed_already(locked)) from wrong
        raise Refused(_("The session has moved on meanwhile. Reload the page to see where it stands.")) from wrong
    return locked


def _fixed_already(session: Session) -> str:
    at = session.fixed_at.astimezone(VIETNAM) if session.fixed_at else None
    when = f"{at:%H:%M %d/%m/%Y}" if at else ""
    return _("The result was already fixed by %(name)s at %(when)s.") % {"name": session.fixed_by, "when": when}
