"""An officer fills in for a producer: the consent is recorded, shows on everything done under it, and ends."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.models import StoredFile
from openocop.core.models.public_id import ALPHABET
from openocop.core.refusal import Refused
from openocop.core.services.files import store_file
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.dossiers.domain.helping import CODE_LENGTH, HELPERS, MAX_DAYS, Way, spelled
from openocop.dossiers.domain.papers import Paper
from openocop.dossiers.models import Dossier, HelpCode, HelpConsent
from openocop.dossiers.permissions import helping, may_agree_to_help, may_end_help, may_help
from openocop.dossiers.selectors.helping import MARK, valid_code
from openocop.dossiers.services.locks import locked


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the officer writes down: how and when the producer agreed, until when, and to what.

    `last_on` is the last day; `code` the one from the producer's page; `paper` the signed one with its name.
    """

    way: Way
    given_by: str
    given_on: date
    last_on: date
    may_submit: bool = False
    note: str = ""
    code: str = ""
    paper: Paper | None = None
    paper_name: str = ""


@transaction.atomic
def make_help_code(*, by: Post, dossier: Dossier, at: datetime | None = None) -> HelpCode:
    """Give the producer a code to pass on to an officer; an earlier one stops working."""
    at = at or timezone.now()
    dossier = locked(dossier)
    require(may_agree_to_help(by, dossier, on=legal_day(at)))
    HelpCode.objects.filter(dossier=dossier).delete()
    letters = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
    code = HelpCode.objects.create(province=dossier.province, dossier=dossier, code=letters, made_at=at)
    record(province=dossier.province, actor=by.as_actor(), verb="dossier.help_code_made", subject=dossier)
    return code


@transaction.atomic
def record_help(
    *, by: Post, dossier: Dossier, agreement: Agreement, client_id: UUID, at: datetime | None = None
) -> HelpConsent:
    """Record that the producer agreed; from now on `by` may fill the dossier in. An earlier consent of theirs ends.

    Raises:
        NotPermitted: `by` does not help with this dossier.
        Refused: with the `field` that does not hold.
    """
    at = at or timezone.now()
    today = legal_day(at)
    dossier = locked(dossier)
    require(may_help(by, dossier, on=today))
    if known := HelpConsent.objects.filter(client_id=client_id, dossier=dossier, helper=by.user_id).first():
        return known
    _refuse(agreement, dossier, at)
    _end(HelpConsent.objects.filter(dossier=dossier, helper=by.user_id, ended_at=None), by, at)
    file = _kept(agreement, dossier)
    consent = HelpConsent.objects.create(
        province=dossier.province,
        dossier=dossier,
        helper_id=by.user_id,
        helper_role=by.role,
        helper_unit=by.unit_code,
        helper_name=by.name,
        helper_office=nfc(by.office),
        way=agreement.way,
        given_by=nfc(agreement.given_by.strip())[:200],
        given_on=agreement.given_on,
        valid_until=agreement.last_on + timedelta(days=1),
        may_submit=agreement.may_submit,
        note=nfc(agreement.note.strip())[:500],
        paper=file,
        client_id=client_id,
        recorded_at=at,
    )
    HelpCode.objects.filter(dossier=dossier).delete()
    facts = {"consent": consent.public_id, "way": consent.way, "until": consent.valid_until.isoformat()}
    facts |= {"may_submit": consent.may_submit, "sha256": file.sha256 if file else ""}
    record(province=dossier.province, actor=by.as_actor(), verb="dossier.help_agreed", subject=dossier, facts=facts)
    return consent


@transaction.atomic
def end_help(*, by: Post, consent: HelpConsent, at: datetime | None = None) -> None:
    """The producer takes the consent back, or the officer gives it up; what was done under it stays marked."""
    at = at or timezone.now()
    dossier = locked(consent.dossier)
    require(may_end_help(by, consent, on=legal_day(at)))
    if _end(HelpConsent.objects.filter(pk=consent.pk, ended_at=None), by, at):
        facts = {"consent": consent.public_id}
        record(province=dossier.province, actor=by.as_actor(), verb="dossier.help_ended", subject=dossier, facts=facts)


def as_helper(by: Post, dossier: Dossier, *, on: date) -> dict[str, Any]:
    """Return the fact that marks a deed as done for the producer, and note its day; nothing for the producer's own.

    The caller has locked the dossier and asked permission.
    """
    if by.role not in HELPERS:
        return {}
    consent = helping(by, on=on).filter(dossier=dossier).latest("recorded_at", "id")
    if consent.last_act_on != on:
        consent.first_act_on, consent.last_act_on = consent.first_act_on or on, on
        consent.save(update_fields=["first_act_on", "last_act_on"])
    return {MARK: consent.public_id}


def _kept(agreement: Agreement, dossier: Dossier) -> StoredFile | None:
    paper = agreement.paper
    if paper is None:
        return None
    name = paper.name_for(agreement.paper_name)
    return store_file(province=dossier.province, name=name, media_type=paper.media_type, content=paper.content)


def _end(consents: QuerySet[HelpConsent], by: Post, at: datetime) -> int:
    return consents.update(ended_at=at, ended_by=by.name)


def _refuse(agreement: Agreement, dossier: Dossier, at: datetime) -> None:
    today = legal_day(at)
    if not agreement.given_by.strip():
        raise Refused(_("Write down who agreed."), field="given_by")
    if not today - timedelta(days=MAX_DAYS) <= agreement.given_on <= today:
        raise Refused(_("The consent was given today or in the last 90 days."), field="given_on")
    if not today <= agreement.last_on < agreement.given_on + timedelta(days=MAX_DAYS):
        raise Refused(_("A consent holds until today at least, and for 90 days at most."), field="last_on")
    if agreement.way == Way.COUNTER and agreement.paper is None:
        raise Refused(_("Attach the paper that the producer signed."), field="paper")
    if agreement.way == Way.TELEPHONE and not agreement.note.strip():
        raise Refused(_("Write down which number you called, and when."), field="note")
    if agreement.may_submit and agreement.paper is None:
        raise Refused(_("To submit for the producer you need the signed paper. Attach it."), field="paper")
    if agreement.way == Way.CODE:
        given = valid_code(dossier, at=at)
        if given is None or given.code != spelled(agreement.code):
            raise Refused(
                _("This is not the code that the producer's page shows now. Ask for a new one."), field="code"
            )
