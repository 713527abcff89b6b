"""Letters to producers: the office reads and sends them, each producer reads their own."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.core.domain.legal_time import legal_day
from openocop.core.harmless import made, sent_pack, served
from openocop.core.refusal import Refused
from openocop.core.services.packing import packed_file
from openocop.core.verdict import NotPermitted, refused, require
from openocop.evaluation.forms.papers import LetterForm
from openocop.evaluation.models import FeedbackLetter
from openocop.evaluation.permissions import may_read_letters, may_send_letters
from openocop.evaluation.selectors.letters import corrected_since, letter_rows, letters_to, result_words
from openocop.evaluation.services.letters import draft_letter, letter_name, letters_for_pack, send_letters
from openocop.evaluation.services.papers import PDF, WORD
from openocop.evaluation.views.access import entry_of, session_of

PER_PAGE = 40
MEDIA_TYPES = {"pdf": PDF, "docx": WORD}


@acting
def letters(request: ActingRequest, public_id: str) -> HttpResponse:
    """The letters of a session: read each before it goes, then send those of this page."""
    session = session_of(request, public_id)
    require(may_read_letters(request.post, session))
    page = Paginator(letter_rows(request.post, session), PER_PAGE).get_page(request.GET.get("trang"))
    unsent = [entry for entry in page if not hasattr(entry, "letter")]
    form = LetterForm(request.POST if request.method == "POST" else None, initial={"dated_on": _today()})
    if request.method == "POST" and form.is_valid():
        try:
            sent = send_letters(
                session=session,
                entry_ids=[entry.public_id for entry in unsent],
                numbers={entry.public_id: request.POST.get(f"number-{entry.public_id}", "") for entry in unsent},
                by=request.post,
                **form.cleaned_data,
            )
        except Refused as wrong:
            form.add_error(wrong.field or None, ValidationError(str(wrong)))
        else:
            said = ngettext("%(count)d letter is sent.", "%(count)d letters are sent.", len(sent))
            messages.success(request, said % {"count": len(sent)})
            return redirect(request.get_full_path())
    context = {
        "session": session,
        "page": page,
        "unsent": len(unsent),
        "form": form,
        "sending": may_send_letters(request.post, session),
        "illustrative": session.is_illustrative,
    }
    return render(request, "evaluation/letters.html", context, status=422 if form.errors else 200)


@require_safe
@acting
def letters_pack(request: ActingRequest, public_id: str) -> FileResponse:
    """All letters of a session as PDF in one zip."""
    session = session_of(request, public_id)
    require(may_read_letters(request.post, session))
    assert session.fixed_at is not None  # noqa: S101  # just required
    entries = letter_rows(request.post, session).select_related("session__council__round", "letter__printed")
    return sent_pack(packed_file(letters_for_pack(entries), session.fixed_at), f"thu-gop-y-{public_id}.zip")


@require_safe
@acting
def letter_draft(request: ActingRequest, public_id: str, ending: str) -> HttpResponseBase:
    """One letter for the office: as it was sent, else as it would read now."""
    entry = entry_of(request, public_id)
    require(may_read_letters(request.post, entry.session))
    if ending not in MEDIA_TYPES:
        raise Http404
    letter = FeedbackLetter.objects.select_related("printed", "word").filter(entry=entry).first()
    if letter is not None:
        return served(letter.printed if ending == "pdf" else letter.word)
    return made(draft_letter(entry, ending), f"{letter_name(entry)}.{ending}", MEDIA_TYPES[ending])


@require_safe
@acting
def own_letters(request: ActingRequest) -> HttpResponse:
    """What the council wrote to this producer."""
    if request.post.role != Role.PRODUCER:
        raise NotPermitted(refused(_("These letters are read by the producers they were sent to.")))
    page = Paginator(letters_to(request.post, on=_today()), PER_PAGE).get_page(request.GET.get("trang"))
    context = {"page": page, "illustrative": any(letter.is_illustrative for letter in page)}
    return render(request, "evaluation/own_letters.html", context)


@require_safe
@acting
def own_letter(request: ActingRequest, public_id: str) -> HttpResponse:
    """One letter as a page of its producer."""
    letter = get_object_or_404(letters_to(request.post, on=_today()), public_id=public_id)
    context = {
        "letter": letter,
        "content": letter.content,
        "result": result_words(letter.content),
        "session": letter.entry.session,
        "corrected": corrected_since(letter),
        "illustrative": letter.is_illustrative,
    }
    return render(request, "evaluation/own_letter.html", context)


@require_safe
@acting
def own_letter_paper(request: ActingRequest, public_id: str, ending: str) -> HttpResponseBase:
    letter = get_object_or_404(letters_to(request.post, on=_today()), public_id=public_id)
    if ending not in MEDIA_TYPES:
        raise Http404
    return served(letter.printed if ending == "pdf" else letter.word)


def _today() -> date:
    return legal_day(timezone.now())
