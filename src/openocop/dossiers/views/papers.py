"""The forms of Annex III and the whole dossier to take away, for who may read the dossier."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Post
from openocop.core.harmless import made, served
from openocop.dossiers.documents.form_01 import FORM_01
from openocop.dossiers.documents.form_02 import FORM_02
from openocop.dossiers.documents.form_03 import FORM_03
from openocop.dossiers.domain.form_03 import WITH_FORMS
from openocop.dossiers.models import Dossier
from openocop.dossiers.selectors.form_papers import form_01, form_02, form_03, latest_report
from openocop.dossiers.selectors.whole import whole_of
from openocop.dossiers.services.whole import built_pdf, kept_pdf
from openocop.dossiers.views.access import today, visible_dossier

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _form_01(reader: Post, dossier: Dossier, kind: str) -> bytes:
    return FORM_01[kind](form_01(dossier, reader, on=today()))


def _form_02(reader: Post, dossier: Dossier, kind: str) -> bytes:
    return FORM_02[kind](form_02(dossier, reader, on=today()))


def _form_03(reader: Post, dossier: Dossier, kind: str) -> bytes:
    report = latest_report(dossier)
    if report is None:
        raise Http404
    return FORM_03[kind](form_03(dossier, report, reader, on=today()))


_FORMS: Mapping[str, Callable[[Post, Dossier, str], bytes]] = {"01": _form_01, "02": _form_02, "03": _form_03}


@acting
def form(request: ActingRequest, public_id: str, number: str, kind: str) -> HttpResponse:
    """Send one form, made anew each time from what is recorded."""
    dossier = visible_dossier(request, public_id)
    if number not in _FORMS or kind not in MEDIA_TYPES or dossier.release not in WITH_FORMS:
        raise Http404
    content = _FORMS[number](request.post, dossier, kind)
    return made(content, f"mau-{number}-{public_id}.{kind}", MEDIA_TYPES[kind], to_save=True)


@acting
def whole(request: ActingRequest, public_id: str) -> HttpResponseBase:
    """Send the whole dossier as one PDF."""
    return served_whole(visible_dossier(request, public_id), request.post)


def served_whole(dossier: Dossier, reader: Post) -> HttpResponseBase:
    """Send the dossier as one PDF to a reader who may read it: as it was kept, or built anew while it still changes."""
    whole = whole_of(dossier, reader, on=today())
    if whole.is_filed:
        return served(kept_pdf(dossier=dossier, whole=whole))
    return made(built_pdf(whole), f"ho-so-{dossier.public_id}.pdf", MEDIA_TYPES["pdf"])
