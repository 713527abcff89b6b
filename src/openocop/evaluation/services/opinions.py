"""Opinions in writing on re-assessments: asked for, closed, and called to a meeting where they differ.

Source: 26/2026/QĐ-TTg art. 7.6d. The answer itself is a member's sheet: `services/sheets.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.services.journal import SYSTEM, record
from openocop.core.verdict import require
from openocop.criteria.domain.regulation import regulation_of
from openocop.criteria.domain.releases import criteria_set
from openocop.dossiers.models import Dossier
from openocop.dossiers.services.steps import move_dossier
from openocop.evaluation.domain.lifecycle import Answer, Form, SessionStage
from openocop.evaluation.domain.opinions import Opinions, Reason, divergences
from openocop.evaluation.domain.procedure import procedure_of
from openocop.evaluation.models import Council, Divergence, Entry, Recusal, ScoreSheet, Session
from openocop.evaluation.permissions import may_ask_in_writing, may_call_diverging, may_run, may_see_progress
from openocop.evaluation.selectors.opinions import diverging, for_opinions, last_day_to_answer, running_opinions
from openocop.evaluation.selectors.sheets import awaited_seats, missing_sheets, sent_sheets
from openocop.evaluation.services.councils import refuse_running, welcome_back


@transaction.atomic
def ask_in_writing(*, council: Council, dossiers: Sequence[Dossier], answers_by: date, by: Post) -> Session:
    """Open a written-opinion round on re-assessments: every member who scores is asked, until `answers_by` inclusive.

    Raises:
        NotPermitted: not the office or the council's secretary, or the council always meets.
        Refused: no dossier, one that is no accepted re-assessment of this round, another round of opinions that is
            open, one that is on an agenda already, or a last day that is over or after the 45 days of art. 7.6 (of the
            dossiers whose term still runs).
    """
    require(may_ask_in_writing(by, council))
    council = _locked(council)
    if running_opinions(council).exists():
        raise Refused(_("Opinions are being taken in writing already. Adopt that result first."))
    if not dossiers:
        raise Refused(_("Choose at least one dossier."))
    _refuse_on_agenda(dossiers)
    fitting = {dossier.pk: dossier for dossier in for_opinions(council.round)}
    if any(dossier.pk not in fitting for dossier in dossiers):
        raise Refused(_("Only accepted re-assessments of this round are asked about in writing (Article 7.6)."))
    chosen = [fitting[dossier.pk] for dossier in dossiers]
    today = legal_day(timezone.now())
    _refuse_day(answers_by, last_day_to_answer(chosen, today=today), today)
    session = Session.objects.create(
        province=council.province,
        council=council,
        form=Form.WRITTEN,
        stage=SessionStage.SCORING,
        held_on=answers_by,
        answers_by=answers_by,
        opened_at=timezone.now(),
        is_illustrative=council.is_illustrative,
    )
    Entry.objects.bulk_create(
        Entry(province=council.province, session=session, dossier=dossier, position=position)
        for position, dossier in enumerate(chosen, start=1)
    )
    for dossier in chosen:
        move_dossier(dossier=dossier, verb="take_up", by=by)
    facts = {"answers_by": answers_by.isoformat(), "dossiers": [dossier.public_id for dossier in chosen]}
    record(province=council.province, actor=by.as_actor(), verb="opinions.asked", subject=session, facts=facts)
    return session


@transaction.atomic
def close_opinions(*, session: Session, by: Post) -> Session:
    """Close a written-opinion round: once every answer is in, or after its last day. What agrees may be adopted.

    Raises `Refused` before that, and for the second of two who close at once. A chair who scores answers first, so
    that the refusal tells them nothing they could still use.
    """
    session = Session.objects.select_for_update(of=("self",)).select_related("council__round").get(pk=session.pk)
    require(may_run(by, session))
    if not session.is_written:
        raise Refused(_("This session meets; its scores are revealed, not closed."))
    if session.stage != SessionStage.SCORING:
        raise Refused(_("The written-opinion round was closed already. Reload the page to see what came of it."))
    today = legal_day(timezone.now())
    if not is_over(session, today):
        require(may_see_progress(by, session))
        missing = missing_sheets(session)
        if missing:
            message = _("%(count)s answers have not come in. The round closes when the last is in, or after %(day)s.")
            raise Refused(message % {"count": missing, "day": date_short(session.answers_by or today)})
    _close(session, by, today)
    return session


def is_over(session: Session, today: date) -> bool:
    """Tell whether the last day to answer in writing has passed."""
    return session.answers_by is not None and today > session.answers_by


def close_due_opinions(today: date) -> int:
    """Close what is due: rounds whose last day has passed, and those in which every answer is in; return how many.

    Done twice, the second finds nothing.
    """
    running = Session.objects.filter(form=Form.WRITTEN, stage=SessionStage.SCORING).order_by("pk")
    return sum(_close_if_due(key, today) for key in running.values_list("pk", flat=True))


@transaction.atomic
def _close_if_due(key: int, today: date) -> bool:
    related = Session.objects.select_for_update(of=("self",)).select_related("council__round")
    session = related.filter(pk=key, stage=SessionStage.SCORING).first()
    if session is None or not (is_over(session, today) or not missing_sheets(session)):
        return False
    _close(session, None, today)
    return True


@transaction.atomic
def call_diverging(*, council: Council, held_on: date, by: Post, place: str = "") -> Session:
    """Call the meeting on every product of the council whose opinions in writing did not agree.

    The products go before it with their sheets as the first ballot, unseen until the meeting reveals them.

    Raises `Refused` when there is none, for a day that is over, and while another meeting of the council runs.
    """
    require(may_call_diverging(by, council))
    council = _locked(council)
    entries = list(diverging(council))
    if not entries:
        raise Refused(_("No product of this council is to go before a meeting."))
    if held_on < legal_day(timezone.now()):
        raise Refused(_("The day of the meeting is over. Choose today or a later day."), field="held_on")
    refuse_running(council)
    welcome_back(council)
    meeting = Session.objects.create(
        province=council.province,
        council=council,
        held_on=held_on,
        place=place,
        is_illustrative=council.is_illustrative,
    )
    _put_before(meeting, entries, by)
    return meeting


def _close(session: Session, by: Post | None, today: date) -> None:
    actor = by.as_actor() if by else SYSTEM
    now = timezone.now()
    apart = []
    entries = list(session.entries.select_for_update(of=("self",)).select_related("dossier").order_by("position"))
    reasons = _reasons(session, entries)
    for entry in entries:
        if reasons[entry.pk]:
            apart.append(entry)
            Divergence.objects.create(
                province=entry.province, entry=entry, asked_in=session, reasons=reasons[entry.pk], found_at=now
            )
        else:
            entry.ballot_open = False
            entry.save(update_fields=["ballot_open"])
    session.stage = SessionStage.CLOSED if len(apart) == len(entries) else SessionStage.REVEALED
    session.held_on, session.revealed_at = min(today, session.held_on), now
    session.save(update_fields=["stage", "held_on", "revealed_at"])
    # The journal is read by others than the council: it says which products go before a meeting, not why.
    facts = {"to_adopt": len(entries) - len(apart), "to_meeting": [entry.public_id for entry in apart]}
    record(province=session.province, actor=actor, verb="opinions.closed", subject=session, facts=facts)
    meeting = session.council.sessions.filter(form=Form.MEETING, stage=SessionStage.SCHEDULED).first()
    if meeting is not None and apart:
        _put_before(meeting, apart, by)


def _reasons(session: Session, entries: Sequence[Entry]) -> dict[int, tuple[Reason, ...]]:
    """Return by entry why its opinions differ; () where they agree."""
    council = session.council
    regulation, procedure = regulation_of(council.round.release, council.regulation), procedure_of(council.procedure)
    settled = dict(awaited_seats(session).values_list("pk", "settled"))
    aside = set(Recusal.objects.filter(seat__in=settled).values_list("dossier", "seat"))
    answers = ScoreSheet.objects.filter(entry__session=session, sent_at__isnull=False, answer=Answer.MEET)
    proposing = list(answers.values_list("entry", flat=True))
    sheets = sent_sheets(session.pk)
    found = {}
    for entry in entries:
        # A sheet sent before the place was taken over stands, also where the new person stepped aside: the place is one
        # of those asked, else it would answer for another that is silent.
        asked = sum(
            [entry.pk, entry.ballot] in sheets_before or (entry.dossier_id, seat) not in aside
            for seat, sheets_before in settled.items()
        )
        given = Opinions(asked, sheets[entry.pk][1], proposing.count(entry.pk))
        printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
        found[entry.pk] = divergences(printed, regulation, procedure, given)
    return found


def _put_before(meeting: Session, entries: Sequence[Entry], by: Post | None) -> None:
    """Put products at the end of a meeting's agenda."""
    last = meeting.entries.aggregate(last=Max("position"))["last"] or 0
    for position, entry in enumerate(entries, start=last + 1):
        entry.session, entry.position = meeting, position
        entry.save(update_fields=["session", "position"])
    facts = {"held_on": meeting.held_on.isoformat(), "entries": [entry.public_id for entry in entries]}
    actor = by.as_actor() if by else SYSTEM
    record(province=meeting.province, actor=actor, verb="diverging.called", subject=meeting, facts=facts)


def _locked(council: Council) -> Council:
    return Council.objects.select_for_update(of=("self",)).select_related("round").get(pk=council.pk)


def _refuse_on_agenda(dossiers: Sequence[Dossier]) -> None:
    """Refuse what stands on an agenda. The caller holds the council's lock: nothing is added meanwhile."""
    entry = Entry.objects.filter(dossier__in=dossiers).select_related("dossier__product").order_by("position").first()
    if entry is not None:
        message = _("“%(name)s” is on the agenda of a session already. Leave it out.")
        raise Refused(message % {"name": entry.dossier.product.name})


def _refuse_day(answers_by: date, latest: date | None, today: date) -> None:
    if answers_by < today:
        raise Refused(_("The last day to answer is over. Choose today or a later day."), field="answers_by")
    if latest is not None and answers_by > latest:
        message = _("The 45 days of Article 7.6 run out on %(day)s. Members answer by then at the latest.")
        raise Refused(message % {"day": date_short(latest)}, field="answers_by")
