"""Appeals for those who file and read them: the list, writing one, its papers, its receipt."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.core.documents.official import official_pdf
from openocop.core.harmless import made, served
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted, refused, require
from openocop.criteria.domain.releases import criteria_set
from openocop.dossiers.forms.acts import ACCEPTED_FILES
from openocop.dossiers.services.arriving import accepted_paper
from openocop.dossiers.views.access import today
from openocop.evaluation.models import Entry
from openocop.evaluation.services.papers import PDF, WORD
from openocop.recognition.domain.appeals import EDITABLE, OPEN, About, AppealStage, Origin
from openocop.recognition.forms.appeals import (
    AppealForm,
    AppealPaperForm,
    AskCouncilForm,
    OpinionForm,
    ReceiveForm,
    ReturnForm,
)
from openocop.recognition.models import Appeal, Ruling
from openocop.recognition.permissions.appeals import (
    entries_to_appeal,
    may_decide,
    may_give_opinion,
    may_handle,
    may_list_appeals,
    may_write_appeal,
)
from openocop.recognition.selectors.appeal_papers import receipt_paper
from openocop.recognition.selectors.appeals import appeals_of, consequence_of, fixed_by_login, sees_proposal
from openocop.recognition.selectors.history import told_of
from openocop.recognition.services.appeals import (
    AppealWords,
    add_appeal_paper,
    begin_appeal,
    remove_appeal_paper,
    send_appeal,
    withdraw_appeal,
    write_appeal,
)
from openocop.recognition.services.rulings import draft_ruling

PER_PAGE = 30
_ENDINGS = {"pdf": PDF, "docx": WORD}


@require_safe
@acting
def appeals(request: ActingRequest) -> HttpResponse:
    """The appeals this person may know of, what waits first."""
    require(may_list_appeals(request.post))
    page = Paginator(appeals_of(request.post, on=today()), PER_PAGE).get_page(request.GET.get("trang"))
    context = {"page": page, "today": today(), "illustrative": any(one.is_illustrative for one in page)}
    return render(request, "recognition/appeals.html", context)


@acting
def file(request: ActingRequest, public_id: str) -> HttpResponse:
    """Write an appeal on a product's result; saved, it has a page of its own, where papers are added."""
    entry = _entry(request, public_id)
    running = appeals_of(request.post, on=today()).filter(entry=entry, stage__in=OPEN).exclude(origin=Origin.OFFICE)
    open_one = running.first() if request.method != "POST" else None
    if open_one is not None:
        return redirect("recognition:appeal", open_one.public_id)
    form = _form(request, entry)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            begun = begin_appeal(
                entry=entry,
                words=_words(form),
                client_id=data["client_id"],
                by=request.post,
                came_on=data.get("came_on"),
            )
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
        else:
            messages.success(request, _("Saved. Add your papers, then send the appeal."))
            return redirect("recognition:appeal", begun.public_id)
    context = {"entry": entry, "form": form, "illustrative": entry.dossier.is_illustrative}
    return render(request, "recognition/file_appeal.html", context, status=422 if form.errors else 200)


@acting
def appeal(request: ActingRequest, public_id: str) -> HttpResponse:
    """One appeal: to go on writing, to handle, to answer for the council, to read."""
    found = appeal_of(request, public_id)
    writes = may_write_appeal(request.post, found, on=today()) and found.stage in EDITABLE
    form = _form(request, found.entry, found) if writes else None
    if request.method == "POST":
        if form is None:
            raise NotPermitted(refused(_("The appeal was sent and stays as it is.")))
        if form.is_valid():
            try:
                write_appeal(appeal=found, words=_words(form), by=request.post)
            except Refused as wrong:
                form.add_error(wrong.field if wrong.field in form.fields else None, ValidationError(str(wrong)))
            else:
                messages.success(request, _("Saved."))
                return redirect("recognition:appeal", public_id)
    return appeal_page(request, found, form=form, status=422 if form is not None and form.errors else 200)


def appeal_page(
    request: ActingRequest, found: Appeal, *, form: Form | None = None, status: int = 200, **forms: Form
) -> HttpResponse:
    """Answer with the page of an appeal, `forms` with what was wrong in them where they were posted."""
    post, on = request.post, today()
    ruling = Ruling.objects.filter(appeal=found).select_related("round", "printed").first()
    opinion = getattr(found, "opinion", None)
    handling = may_handle(post, found, on=on)
    office = post.role in {Role.PROVINCIAL_OFFICER, Role.LEADER}
    shown = ruling if ruling and (ruling.decided_at or sees_proposal(post, found)) else None
    sheet = criteria_set(found.entry.dossier.release, found.entry.dossier.set_no)
    fixed_by = fixed_by_login(found.entry.session) if shown else ""
    context = {
        "appeal": found,
        "criteria": [(code, sheet.criterion(code).caption) for code in found.criteria],
        "papers": list(found.papers.select_related("file")),
        "form": form,
        "file_form": AppealPaperForm(initial={"client_id": uuid4()}),
        "accept": ACCEPTED_FILES,
        "writes": bool(may_write_appeal(post, found, on=on)),
        "ruling": shown,
        "opinion": opinion if office or (opinion and may_give_opinion(post, found, on=on)) else None,
        "handles": bool(handling),
        "answers": bool(may_give_opinion(post, found, on=on)) and opinion is not None and not opinion.answered_at,
        "deciding": may_decide(post, found, ruling, on=on, fixed_by_login=fixed_by) if shown else None,
        "consequence": consequence_of(found.entry) if office and found.stage == AppealStage.DECIDED else None,
        "history": told_of(found) if office else [],
        "receive_form": ReceiveForm(),
        "return_form": ReturnForm(),
        "ask_form": AskCouncilForm(initial={"question": opinion.question if opinion else ""}),
        "opinion_form": OpinionForm(),
        "today": on,
        "illustrative": found.is_illustrative,
    }
    return render(request, "recognition/appeal.html", context | forms, status=status)


@require_POST
@acting
def attach(request: ActingRequest, public_id: str) -> HttpResponse:
    """Add one paper to an appeal that was not sent yet."""
    found = appeal_of(request, public_id)
    require(may_write_appeal(request.post, found, on=today()))
    form = AppealPaperForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("recognition:appeal", public_id)
    data, upload = form.cleaned_data, form.cleaned_data["file"]
    given = {"client_id": data["client_id"], "name": upload.name, "title": data["title"]}
    try:
        add_appeal_paper(appeal=found, content=accepted_paper(upload.file), by=request.post, **given)
    except Refused as wrong:
        messages.error(request, str(wrong))
    return redirect("recognition:appeal", public_id)


@require_safe
@acting
def paper(request: ActingRequest, public_id: str, paper_id: str) -> HttpResponseBase:
    found = appeal_of(request, public_id)
    return served(get_object_or_404(found.papers.select_related("file"), public_id=paper_id).file)


@require_POST
@acting
def drop(request: ActingRequest, public_id: str, paper_id: str) -> HttpResponse:
    """Take one paper out of an appeal that was not sent yet."""
    found = appeal_of(request, public_id)
    require(may_write_appeal(request.post, found, on=today()))
    return acted(
        request,
        found,
        lambda: remove_appeal_paper(paper=get_object_or_404(found.papers, public_id=paper_id), by=request.post),
        "",
    )


@require_POST
@acting
def send(request: ActingRequest, public_id: str) -> HttpResponse:
    found = appeal_of(request, public_id)
    require(may_write_appeal(request.post, found, on=today()))
    said = _("The appeal was sent. You get a receipt with the day by which it is answered.")
    return acted(request, found, lambda: send_appeal(appeal=found, by=request.post), said)


@require_POST
@acting
def withdraw(request: ActingRequest, public_id: str) -> HttpResponse:
    found = appeal_of(request, public_id)
    require(may_write_appeal(request.post, found, on=today()))
    return acted(request, found, lambda: withdraw_appeal(appeal=found, by=request.post), _("The appeal is withdrawn."))


@require_safe
@acting
def receipt(request: ActingRequest, public_id: str) -> HttpResponseBase:
    """The receipt of an appeal that was taken in."""
    found = appeal_of(request, public_id)
    if not found.register_no or found.origin == Origin.OFFICE:  # nobody handed that in
        raise Http404
    return made(official_pdf(receipt_paper(found)), f"tiep-nhan-{public_id}.pdf", PDF)


@require_safe
@acting
def ruling_paper(request: ActingRequest, public_id: str, ending: str) -> HttpResponseBase:
    """The decision on an appeal: as it was issued, else for the office and who decides as it reads now."""
    found = appeal_of(request, public_id)
    ruling = Ruling.objects.filter(appeal=found).select_related("printed", "word", "round").first()
    if ruling is None or ending not in _ENDINGS:
        raise Http404
    if ruling.decided_at is not None and ruling.printed and ruling.word:
        return served(ruling.printed if ending == "pdf" else ruling.word)
    if not sees_proposal(request.post, found):
        raise Http404
    ruling.appeal = found
    return made(draft_ruling(ruling, ending), f"du-thao-giai-quyet-{public_id}.{ending}", _ENDINGS[ending])


def appeal_of(request: ActingRequest, public_id: str) -> Appeal:
    """Return the appeal if the acting person may know of it; `Http404` otherwise."""
    require(may_list_appeals(request.post))
    return get_object_or_404(appeals_of(request.post, on=today()), public_id=public_id)


def acted(request: ActingRequest, found: Appeal, act: object, said: str) -> HttpResponse:
    """Do one act and lead back to the appeal with what was done, or why it was not."""
    try:
        act()  # type: ignore[operator]  # every caller passes a function of its own
    except Refused as wrong:
        messages.error(request, str(wrong))
    else:
        if said:
            messages.success(request, said)
    return redirect("recognition:appeal", found.public_id)


def _entry(request: ActingRequest, dossier_id: str) -> Entry:
    related = ("session__council__round", "dossier__product__producer", "dossier__round")
    rows = entries_to_appeal(request.post, on=today()).select_related(*related)
    return get_object_or_404(rows, dossier__public_id=dossier_id)


def _form(request: ActingRequest, entry: Entry, found: Appeal | None = None) -> AppealForm:
    sheet = criteria_set(entry.dossier.release, entry.dossier.set_no)
    names = ("about", "criteria", "reasons", "asks")
    initial = {name: getattr(found, name) for name in names} if found else {"criteria": request.GET.getlist("tieu-chi")}
    on_behalf = found is None and request.post.role != Role.PRODUCER
    posted = request.POST if request.method == "POST" else None
    return AppealForm(posted, criteria=sheet.criteria, on_behalf=on_behalf, initial=initial)


def _words(form: AppealForm) -> AppealWords:
    data = form.cleaned_data
    return AppealWords(About(data["about"]), data["reasons"], data["asks"], data["criteria"])
