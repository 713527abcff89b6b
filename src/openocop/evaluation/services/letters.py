"""Sending the letters of a session to its producers: each is kept as it was sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.frame import capacity_lines
from openocop.core.documents.official import Issue, official_docx, official_pdf
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc, slug
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of, store_file
from openocop.core.services.journal import record
from openocop.core.services.word_templates import template_for
from openocop.core.verdict import require
from openocop.evaluation.models import Entry, FeedbackLetter, Session
from openocop.evaluation.permissions import entries_visible_to, may_send_letters
from openocop.evaluation.selectors.letters import letter_content, letter_document
from openocop.evaluation.services.papers import PDF, WORD

KIND = "feedback-letter"


@transaction.atomic
def send_letters(
    *,
    session: Session,
    entry_ids: Iterable[str],
    dated_on: date,
    by: Post,
    signer: str = "",
    signer_capacity: str = "",
    numbers: Mapping[str, str] | None = None,
) -> list[FeedbackLetter]:
    """Send the letters on some products of a fixed session; what was sent before stays as it is.

    Args:
        entry_ids: public ids of entries.
        numbers: what the clerk's office gave, by entry; a letter may bear none.

    Raises:
        NotPermitted: not the provincial office, or the result is not fixed.
        Refused: the day lies in the future or before the session.
    """
    session = Session.objects.select_for_update(of=("self",)).select_related("council__round").get(pk=session.pk)
    require(may_send_letters(by, session))
    if not session.held_on <= dated_on <= legal_day(timezone.now()):
        raise Refused(_("Enter the day on the letters: from the session to today."), field="dated_on")
    capacity = capacity_lines(signer_capacity) if signer_capacity.strip() else ()
    wanted = entries_visible_to(by).filter(session=session, public_id__in=list(entry_ids), letter=None)
    sent = []
    for entry in wanted.select_related("dossier__product__producer", "session__council__round").order_by("position"):
        number = nfc((numbers or {}).get(entry.public_id, "")).strip()[:60]
        sent.append(_sent(entry, Issue(number, dated_on, nfc(signer).strip(), capacity), signer_capacity.strip(), by))
    return sent


def _sent(entry: Entry, issue: Issue, capacity: str, by: Post) -> FeedbackLetter:
    content = letter_content(entry)
    document = letter_document(entry, content, issue)
    template, own = template_for(entry.province, KIND)
    assert issue.dated_on is not None  # noqa: S101  # the caller has a day
    name = letter_name(entry)
    letter = FeedbackLetter.objects.create(
        province=entry.province,
        entry=entry,
        content=content,
        number=issue.number,
        dated_on=issue.dated_on,
        signer=issue.signer,
        signer_capacity=capacity,
        printed=store_file(province=entry.province, name=f"{name}.pdf", media_type=PDF, content=official_pdf(document)),
        word=store_file(
            province=entry.province, name=f"{name}.docx", media_type=WORD, content=official_docx(document, own)
        ),
        template=template,
        sent_by=by.name,
        sent_at=timezone.now(),
        is_illustrative=document.marking.illustrative,
    )
    facts = {
        "entry": entry.public_id,
        "number": issue.number,
        "dated_on": issue.dated_on.isoformat(),
        "sha256": letter.printed.sha256,
        "template": template.version if template else None,
    }
    record(province=entry.province, actor=by.as_actor(), verb="letter.sent", subject=letter, facts=facts)
    return letter


def draft_letter(entry: Entry, ending: str) -> bytes:
    """Return a letter that was not sent yet as it would read now, "pdf" or "docx"."""
    document = letter_document(entry, letter_content(entry))
    if ending == "pdf":
        return official_pdf(document)
    return official_docx(document, template_for(entry.province, KIND)[1])


def letters_for_pack(entries: Iterable[Entry]) -> Iterator[tuple[str, bytes | Path]]:
    """Yield every letter as PDF, one after another: as it was sent, else as it would read now."""
    for entry in entries:
        letter = getattr(entry, "letter", None)
        content = path_of(letter.printed.sha256) if letter else draft_letter(entry, "pdf")
        yield f"{entry.position:03d}-{letter_name(entry)}.pdf", content


def letter_name(entry: Entry) -> str:
    return f"thu-gop-y-{slug(entry.dossier.product.name)[:60]}"
