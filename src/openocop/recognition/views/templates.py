"""The Word templates of a province's papers: what each may print, the office's own, the shipped one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.documents.word_package import MAX_BYTES
from openocop.core.documents.word_template import placeholders
from openocop.core.harmless import made, served
from openocop.core.models import WordTemplate
from openocop.core.refusal import Refused
from openocop.core.services.word_templates import template_for
from openocop.core.verdict import require
from openocop.recognition.documents.illustrations import MEANINGS, TEMPLATE_KINDS, TemplateKind
from openocop.recognition.forms.decisions import TemplateForm
from openocop.recognition.permissions.records import may_keep_templates, may_read
from openocop.recognition.services.templates import WORD, replace_template, restore_shipped
from openocop.recognition.words import section_tabs

SHIPPED, PREVIEW = "mau-goc", "xem-thu"


@require_safe
@acting
def templates(request: ActingRequest) -> HttpResponse:
    """Every kind of paper with the template it uses."""
    province = request.post.province
    require(may_read(request.post, province))
    own = {one.kind: one for one in WordTemplate.objects.filter(province=province, retired_at=None)}
    context = {
        "rows": [(kind, own.get(kind.slug)) for kind in TEMPLATE_KINDS.values()],
        "keeping": may_keep_templates(request.post, province),
        "tabs": section_tabs("templates", request.post),
    }
    return render(request, "recognition/templates.html", context)


@acting
def template(request: ActingRequest, kind: str) -> HttpResponse:
    """One kind of paper: the values its template may print, its versions, a file to put in their place."""
    paper, province = _kind(kind), request.post.province
    require(may_read(request.post, province))
    keeping = may_keep_templates(request.post, province)
    if request.method == "POST":
        require(keeping)
    acting_now = request.method == "POST"
    form = TemplateForm(request.POST if acting_now else None, request.FILES if acting_now else None)
    if acting_now and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > MAX_BYTES:
                raise Refused(_("The file is larger than 5 MB. A template holds words and layout, few pictures."))
            kept = replace_template(province=province, kind=kind, name=file.name, content=file.read(), by=request.post)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("Version %(n)d is in use from now on.") % {"n": kept.version})
            return redirect("recognition:template", kind)
    versions = WordTemplate.objects.filter(province=province, kind=kind).select_related("file").order_by("-version")
    context = {
        "kind": paper,
        "form": form,
        "keeping": keeping,
        "versions": versions,
        "own": next((one for one in versions if one.retired_at is None), None),
        "values": _values(paper),
        "shipped": SHIPPED,
        "preview": PREVIEW,
    }
    return render(request, "recognition/template.html", context, status=422 if form.errors else 200)


@require_POST
@acting
def restore(request: ActingRequest, kind: str) -> HttpResponse:
    _kind(kind)
    restore_shipped(province=request.post.province, kind=kind, by=request.post)
    messages.success(request, _("The shipped template is in use again."))
    return redirect("recognition:template", kind)


@require_safe
@acting
def template_file(request: ActingRequest, kind: str, which: str) -> HttpResponse:
    """The shipped template, a version of the office's own, or the illustrative paper that the one in use makes."""
    paper, province = _kind(kind), request.post.province
    require(may_read(request.post, province))
    if which == SHIPPED:
        return made(paper.shipped.read_bytes(), f"mau-goc-{kind}.docx", WORD, to_save=True)
    if which == PREVIEW:
        content = paper.preview(template_for(province, kind)[1])
        return made(content, f"xem-thu-{kind}.docx", WORD, to_save=True)
    versions = WordTemplate.objects.filter(province=province, kind=kind).select_related("file")
    return served(get_object_or_404(versions, public_id=which).file)  # type: ignore[return-value]  # a file is an answer


def _values(paper: TemplateKind) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return the values by the list they are a part of: as they are written, what they are, an example."""
    found: dict[str, dict[str, tuple[str, str, str]]] = {"": {}}
    for one in placeholders(paper.sample()):
        told = (one.name, MEANINGS.get(one.name, ""), one.example)
        found.setdefault(one.within, {}).setdefault(one.name, told)
    return [(within, list(values.values())) for within, values in found.items()]


def _kind(slug: str) -> TemplateKind:
    if slug not in TEMPLATE_KINDS:
        raise Http404
    return TEMPLATE_KINDS[slug]
