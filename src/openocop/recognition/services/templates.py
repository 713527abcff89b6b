"""Replacing the Word template of a kind of paper, and restoring the shipped one."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.word import WordTemplateRefused
from openocop.core.documents.word_package import PackageFault, PackageRefused
from openocop.core.documents.word_template import TemplateFaulty, check_template
from openocop.core.models import WordTemplate
from openocop.core.refusal import Refused
from openocop.core.services.files import store_file
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.recognition.documents.illustrations import TEMPLATE_KINDS
from openocop.recognition.permissions.records import may_keep_templates

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class TemplateRefused(Refused):
    """The file cannot be a template of this kind of paper; nothing was kept."""


@transaction.atomic
def replace_template(*, province: str, kind: str, name: str, content: bytes, by: Post) -> WordTemplate:
    """Keep an office's own template as the next version and use it from now on; the same file again changes nothing.

    Raises:
        NotPermitted: not the provincial office or the administrator.
        TemplateRefused: no Word file, one that carries code or points outside, or one that asks for what the paper
            does not hold; the message names it.
    """
    require(may_keep_templates(by, province))
    checked(kind, content)
    former = _in_use(province, kind)
    file = store_file(province=province, name=_docx(name), media_type=WORD, content=content)
    if former and former.file.sha256 == file.sha256:
        return former
    last = WordTemplate.objects.filter(province=province, kind=kind).aggregate(last=Max("version"))["last"] or 0
    if former:
        _retire(former)
    template = WordTemplate.objects.create(
        province=province,
        kind=kind,
        version=last + 1,
        file=file,
        uploaded_by=by.name,
        uploaded_at=timezone.now(),
    )
    facts = {"kind": kind, "version": template.version, "sha256": file.sha256}
    record(province=province, actor=by.as_actor(), verb="template.replaced", subject=template, facts=facts)
    return template


@transaction.atomic
def restore_shipped(*, province: str, kind: str, by: Post) -> None:
    """Use the shipped template again; the office's own versions stay. A repeat is harmless."""
    require(may_keep_templates(by, province))
    former = _in_use(province, kind)
    if former is None:
        return
    _retire(former)
    facts = {"kind": kind, "version": former.version}
    record(province=province, actor=by.as_actor(), verb="template.restored", subject=former, facts=facts)


def checked(kind: str, content: bytes) -> bytes:
    """Return the illustrative paper that a file makes as template; raise `TemplateRefused` saying what is wrong."""
    paper = TEMPLATE_KINDS[kind]
    try:
        check_template(content, paper.sample())
        return paper.preview(content)
    except PackageRefused as wrong:
        raise TemplateRefused(_package_fault(wrong), field="file") from wrong
    except TemplateFaulty as wrong:
        raise TemplateRefused(_tag_fault(wrong), field="file") from wrong
    except WordTemplateRefused as wrong:
        message = _("The template cannot be filled: %(what)s")
        raise TemplateRefused(message % {"what": str(wrong)[:200]}, field="file") from wrong


def _package_fault(wrong: PackageRefused) -> str:
    messages = {
        PackageFault.TOO_LARGE: _("The file is larger than 5 MB. A template holds words and layout, few pictures."),
        PackageFault.NO_WORD_FILE: _("This is no Word document (.docx). Save it in Word as .docx and choose it again."),
        PackageFault.UNPACKS_TOO_LARGE: _("The file unpacks to far more than a paper needs. Save it anew in Word."),
        PackageFault.MACROS: _(
            "The file carries macros or embedded objects (%(where)s). Save it as .docx without them."
        ),
        PackageFault.REACHES_OUT: _("The file points outside itself (%(where)s). Remove the link or linked picture."),
        PackageFault.ENTITIES: _("The file is not written as Word writes it (%(where)s). Save it anew in Word."),
        PackageFault.FIELDS: _("The file has a field that fetches or starts something (%(where)s). Remove the field."),
    }
    message: str = messages[wrong.fault]
    return message % {"where": wrong.where[:120]} if "%(where)s" in message else message


def _tag_fault(wrong: TemplateFaulty) -> str:
    if wrong.unknown:
        message = _("This paper has no value named: %(names)s. See the list of values below.")
        return message % {"names": ", ".join(wrong.unknown[:12])}
    if wrong.forbidden:
        message = _("A template may print, repeat and leave out values, nothing else. Remove: %(names)s.")
        return message % {"names": ", ".join(wrong.forbidden[:12])}
    return _("The tags do not fit together: %(what)s. Every for and if needs its end.") % {"what": wrong.broken[:200]}


def _in_use(province: str, kind: str) -> WordTemplate | None:
    found = WordTemplate.objects.select_for_update(of=("self",)).select_related("file")
    return found.filter(province=province, kind=kind, retired_at=None).first()


def _retire(template: WordTemplate) -> None:
    template.retired_at = timezone.now()
    template.save(update_fields=["retired_at"])


def _docx(name: str) -> str:
    stem = name.replace("\\", "/").rpartition("/")[2].removesuffix(".docx")
    return f"{stem[:200] or 'mau'}.docx"
