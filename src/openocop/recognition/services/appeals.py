"""Writing, sending and withdrawing an appeal: the producer's own, or one that came on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.canonical import sha256_hex
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.lifecycle import NoSuchStep, step_from
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.files import store_file
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.criteria.domain.releases import criteria_set
from openocop.dossiers.domain.papers import Paper
from openocop.dossiers.services.arriving import as_paper
from openocop.evaluation.models import Entry
from openocop.recognition.domain.appeals import EDITABLE, OPEN, STEPS, About, AppealStage, Origin
from openocop.recognition.models import Appeal, AppealPaper, Decision
from openocop.recognition.permissions.appeals import may_file, may_write_appeal

MOST_PAPERS = 20
MAX_TEXT = 4000


@dataclass(frozen=True, slots=True)
class AppealWords:
    """What is contested, why, and what is asked for; `criteria` are codes of the sheet, none for the whole."""

    about: About
    reasons: str
    asks: str
    criteria: Sequence[str] = ()


@transaction.atomic
def begin_appeal(
    *,
    entry: Entry,
    words: AppealWords,
    client_id: UUID,
    by: Post,
    came_on: date | None = None,
    at: datetime | None = None,
) -> Appeal:
    """Begin an appeal on a product with a fixed result; papers are added to it, then it is sent.

    Args:
        came_on: for an officer, the day on which the producer's paper came in.
        client_id: of the form; sent twice it is one appeal.

    Raises:
        NotPermitted: not the producer's own, or the result is not fixed.
        Refused: something is missing, a day cannot be right, or another appeal on the product is open.
    """
    at = at or timezone.now()
    entry = Entry.objects.select_for_update(of=("self",)).select_related("dossier", "session").get(pk=entry.pk)
    require(may_file(by, entry, on=legal_day(at)))
    known = Appeal.objects.filter(client_id=client_id).first()
    if known is not None:
        return _same_or_refused(known, entry, by)
    own = by.role == Role.PRODUCER
    appeal = Appeal(
        province=entry.province,
        entry=entry,
        client_id=client_id,
        origin=Origin.PRODUCER if own else Origin.PAPER,
        entered_by_id=by.user_id,
        entered_name=by.name,
        begun_at=at,
        is_illustrative=entry.dossier.is_illustrative or entry.session.is_illustrative,
    )
    if not own:
        appeal.filed_on = _possible_day(entry, came_on, at)
    _refuse_second(appeal)
    _write(appeal, words)
    appeal.save()
    return appeal


@transaction.atomic
def write_appeal(*, appeal: Appeal, words: AppealWords, by: Post, at: datetime | None = None) -> Appeal:
    """Change an appeal that was not sent yet, or was returned for completion."""
    appeal = _editable(appeal, by, at or timezone.now())
    _write(appeal, words)
    appeal.save()
    return appeal


@transaction.atomic
def add_appeal_paper(
    *, appeal: Appeal, client_id: UUID, name: str, content: bytes | Paper, by: Post, title: str = ""
) -> AppealPaper:
    """Attach a paper or photograph; sent twice it is one.

    Raises:
        NotPermitted, Refused: the file is not acceptable, the appeal was sent, or there are twenty already.
    """
    appeal = _editable(appeal, by, timezone.now())
    known = AppealPaper.objects.filter(client_id=client_id).first()
    if known is not None and known.appeal_id == appeal.pk:
        return known
    if known is not None:
        raise Refused(_("This upload belongs to another appeal. Choose the file again."), field="file")
    if appeal.papers.count() >= MOST_PAPERS:
        raise Refused(_("An appeal takes %(most)d papers at most.") % {"most": MOST_PAPERS}, field="file")
    paper = as_paper(content)
    file = store_file(
        province=appeal.province, name=paper.name_for(name), media_type=paper.media_type, content=paper.content
    )
    return AppealPaper.objects.create(
        province=appeal.province,
        appeal=appeal,
        file=file,
        client_id=client_id,
        title=nfc(title)[:200],
        added_at=timezone.now(),
    )


@transaction.atomic
def remove_appeal_paper(*, paper: AppealPaper, by: Post) -> None:
    """Take a paper out of an appeal that was not sent yet."""
    _editable(paper.appeal, by, timezone.now())
    paper.delete()


@transaction.atomic
def send_appeal(*, appeal: Appeal, by: Post, at: datetime | None = None) -> Appeal:
    """Send an appeal to the provincial office; from then on its words stay. A second tap changes nothing."""
    at = at or timezone.now()
    appeal = locked(appeal)
    require(may_write_appeal(by, appeal, on=legal_day(at)))
    if appeal.stage == AppealStage.FILED:
        return appeal
    Entry.objects.select_for_update(of=("self",)).get(pk=appeal.entry_id)
    _refuse_second(appeal)
    move(appeal, "send")
    appeal.filed_at = at
    if appeal.origin == Origin.PRODUCER and appeal.filed_on is None:
        appeal.filed_on = legal_day(at)  # sent anew after completion it keeps the day on which it first came
    appeal.save()
    words = sha256_hex(f"{appeal.reasons}\n{appeal.asks}".encode())
    facts = {"origin": appeal.origin, "filed_on": str(appeal.filed_on), "words_sha256": words}
    note(appeal, "appeal.filed", by, **facts, papers=appeal.papers.count())
    return appeal


@transaction.atomic
def withdraw_appeal(*, appeal: Appeal, by: Post, at: datetime | None = None) -> Appeal:
    """Withdraw an appeal that is not decided yet; it stays on record, and a further one may follow."""
    at = at or timezone.now()
    appeal = locked(appeal)
    require(may_write_appeal(by, appeal, on=legal_day(at)))
    if appeal.stage == AppealStage.WITHDRAWN:
        return appeal
    move(appeal, "withdraw")
    appeal.closed_at = at
    appeal.save()
    note(appeal, "appeal.withdrawn", by)
    return appeal


def locked(appeal: Appeal) -> Appeal:
    """Return the appeal as it stands now with its entry and council, its row locked until the transaction ends."""
    related = (
        "entry__session__council__round",
        "entry__dossier__product__producer",
        "entry__dossier__round",
        "decision",
    )
    return Appeal.objects.select_for_update(of=("self",)).select_related(*related).get(pk=appeal.pk)


def move(appeal: Appeal, verb: str) -> None:
    """Set the stage to which a step leads; `Refused` in words where it does not lead on from here."""
    try:
        appeal.stage = AppealStage(step_from(STEPS, verb=verb, stage=appeal.stage).target)
    except NoSuchStep as wrong:
        raise Refused(_("The appeal has moved on meanwhile. Reload the page to see where it stands.")) from wrong


def note(appeal: Appeal, verb: str, by: Post, **facts: object) -> None:
    """Record a deed. The journal holds neither words nor points of an appeal."""
    record(province=appeal.province, actor=by.as_actor(), verb=verb, subject=appeal, facts=facts)


def _same_or_refused(known: Appeal, entry: Entry, by: Post) -> Appeal:
    if (known.entry_id, known.entered_by_id) == (entry.pk, by.user_id):
        return known
    raise Refused(_("This page was made for another appeal. Open it anew."))


def _refuse_second(appeal: Appeal) -> None:
    """One appeal is open on a product at a time. Another's draft is not told: it counts once it is sent."""
    own_draft = Q(stage=AppealStage.DRAFT, entered_by=appeal.entered_by_id)
    sent = Q(stage__in=OPEN - {AppealStage.DRAFT})
    others = Appeal.objects.filter(own_draft | sent, entry=appeal.entry_id).exclude(origin=Origin.OFFICE)
    if others.exclude(pk=appeal.pk).exists():
        raise Refused(_("An appeal on this product is open already. Go on with that one, or withdraw it first."))


def require_editable(appeal: Appeal, by: Post, at: datetime) -> None:
    """Raise `NotPermitted` for who does not write the appeal, `Refused` once it was sent."""
    require(may_write_appeal(by, appeal, on=legal_day(at)))
    if appeal.stage not in EDITABLE:
        raise Refused(_("The appeal was sent and stays as it is."))


def _editable(appeal: Appeal, by: Post, at: datetime) -> Appeal:
    appeal = locked(appeal)
    require_editable(appeal, by, at)
    return appeal


def _write(appeal: Appeal, words: AppealWords) -> None:
    sheet = criteria_set(appeal.entry.dossier.release, appeal.entry.dossier.set_no)
    for code in words.criteria:
        if code not in sheet.position:
            raise Refused(_("The sheet has no criterion %(code)s.") % {"code": code}, field="criteria")
    if not words.reasons.strip():
        raise Refused(_("Say why: what is wrong, and what shows it."), field="reasons")
    if not words.asks.strip():
        raise Refused(_("Say what you ask for."), field="asks")
    appeal.about = About(words.about)
    appeal.decision = _decision_on(appeal.entry) if appeal.about == About.DECISION else None
    appeal.criteria = [code for code in sheet.position if code in words.criteria]
    appeal.reasons, appeal.asks = words.reasons.strip()[:MAX_TEXT], words.asks.strip()[:MAX_TEXT]


def _decision_on(entry: Entry) -> Decision:
    decision = Decision.objects.filter(recognitions__dossier=entry.dossier_id, issued_at__isnull=False).first()
    if decision is None:
        raise Refused(
            _("No decision on this product has been issued. Appeal against the result instead."), field="about"
        )
    return decision


def _possible_day(entry: Entry, came_on: date | None, at: datetime) -> date:
    if came_on is None:
        raise Refused(_("Enter the day on which the paper came in."), field="came_on")
    held_on = entry.session.held_on
    if not held_on <= came_on <= legal_day(at):
        message = _("The council met on %(day)s: a paper on its result came between that day and today.")
        raise Refused(message % {"day": date_short(held_on)}, field="came_on")
    return came_on
