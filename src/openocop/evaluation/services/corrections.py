"""Correcting a fixed result: the earlier value is kept, the engine works the new one out, papers are made anew."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.canonical import canonical_json, sha256_hex
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.criteria.domain.releases import criteria_set
from openocop.evaluation.domain.correction import Basis, Change, Fault, fault_of
from openocop.evaluation.models import Entry, ResultCorrection, Session
from openocop.evaluation.permissions import may_correct
from openocop.evaluation.selectors.corrections import counted_sheets, outlook_of
from openocop.evaluation.services.papers import supersede_session_papers

MAX_TEXT = 4000


@transaction.atomic
def correct_result(
    *,
    entry: Entry,
    change: Change,
    basis: Basis,
    reason: str,
    document_no: str,
    dated_on: date,
    by: Post,
    ruling: str = "",
) -> ResultCorrection:
    """Correct one fixed result on a decision that bears a number; the sheets of the members stay as they were sent.

    The papers of the session that stood until now are kept and superseded; the next asking makes them anew with
    reference to the old.

    Args:
        ruling: public id of the decision that corrects; the same one again returns the correction it made.

    Raises:
        NotPermitted: neither a leader of the province nor the chair of this council, or the result is not fixed.
        Refused: no reason, or points that the sheet does not print; nothing is written then.
    """
    session = Session.objects.select_for_update(of=("self",)).select_related("council__round").get(pk=entry.session_id)
    require(may_correct(by, session))
    known = ResultCorrection.objects.filter(entry=entry, ruling=ruling).first() if ruling else None
    if known is not None:
        return known
    entry = Entry.objects.select_for_update(of=("self",)).select_related("dossier__product").get(pk=entry.pk)
    entry.session = session
    if not reason.strip():
        raise Refused(_("Write why the result is corrected."), field="reason")
    refuse_impossible(entry, change)
    supersede_session_papers(session=session)
    outlook = outlook_of(entry, change)
    entry.result = outlook.after
    entry.star, entry.average = outlook.after["star"], outlook.after["average"]
    made = ResultCorrection.objects.create(
        province=entry.province,
        entry=entry,
        number=entry.corrections.count() + 1,
        change=change.as_json(),
        before=outlook.before,
        after=outlook.after,
        basis=basis,
        reason=reason.strip()[:MAX_TEXT],
        ruling=ruling,
        document_no=document_no,
        dated_on=dated_on,
        corrected_by=by.name,
        corrected_at=timezone.now(),
        is_illustrative=session.is_illustrative or entry.dossier.is_illustrative,
    )
    entry.save(update_fields=["result", "star", "average"])
    _record(made, by)
    return made


def _record(made: ResultCorrection, by: Post) -> None:
    """Points of a product stand in no export of the journal: the chain proves them by their hashes."""
    facts = {
        "entry": made.entry.public_id,
        "basis": made.basis,
        "before_sha256": sha256_hex(canonical_json(made.before)),
        "after_sha256": sha256_hex(canonical_json(made.after)),
        "document_no": made.document_no,
    }
    record(province=made.province, actor=by.as_actor(), verb="result.corrected", subject=made, facts=facts)


def refuse_impossible(entry: Entry, change: Change) -> None:
    """Raise `Refused` with the field where a change cannot be made to this entry's sheets."""
    printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
    fault = fault_of(printed, counted_sheets(entry), change)
    if fault is not None:
        raise Refused(_words(fault), field=f"p-{fault.code}" if fault.code else "")


def _words(fault: Fault) -> str:
    said = {
        "unknown": _("The sheet has no criterion %(code)s."),
        "level": _("Criterion %(code)s has no level of %(points)s points."),
        "depends": _("Criterion %(code)s counts only where the one it depends on has points. Correct both."),
        "nothing": _("Nothing changes by this. Enter the points that the criteria have after the correction."),
    }[fault.kind]
    return said % {"code": fault.code, "points": fault.points}
