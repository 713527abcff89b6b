"""An office's own Word templates: checked before they are used, kept in versions, named by what they made."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from openocop.accounts.domain.roles import Role
from openocop.core.documents.official import official_docx
from openocop.core.models import JournalEntry, WordTemplate
from openocop.core.services.files import path_of
from openocop.core.verdict import NotPermitted
from openocop.evaluation.domain.lifecycle import PaperKind
from openocop.evaluation.models import Paper
from openocop.evaluation.services.papers import keep_session_paper
from openocop.recognition.documents.illustrations import TEMPLATE_KINDS
from openocop.recognition.services import round_papers
from openocop.recognition.services.templates import TemplateRefused, replace_template, restore_shipped
from tests.app.recognition.test_round_papers import numbered
from tests.factories.dossiers import a_post
from tests.factories.evaluation import signed_in
from tests.factories.recognition import a_result
from tests.unit.documents.samples import word_text
from tests.unit.documents.test_word import template

pytestmark = pytest.mark.django_db
OWN = "Kính gửi {{ addressees|join }}, về {{ facts.round }}"


def replaced(content: bytes, kind: str = "submission", role: Role = Role.PROVINCIAL_OFFICER) -> WordTemplate:
    return replace_template(province="ca-mau", kind=kind, name="mau.docx", content=content, by=a_post(role))


def test_a_paper_is_made_with_the_template_in_use_and_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(round_papers, "official_docx", official_docx)
    panel = a_result()
    replaced(template("cũ {{ title }}"))
    own = replaced(template(OWN))
    kept = numbered(panel)
    assert (own.version, kept.template) == (2, own)
    text = word_text(path_of(kept.word.sha256).read_bytes())
    assert text == f"Kính gửi Chủ tịch Ủy ban nhân dân tỉnh Cà Mau, về {panel.council.round.name}"
    restore_shipped(province="ca-mau", kind="submission", by=panel.officer)
    again = numbered(panel, number="13")
    assert again.template is None
    assert "TỜ TRÌNH" in word_text(path_of(again.word.sha256).read_bytes())


def test_the_minutes_take_the_template_of_the_office_too() -> None:
    panel = a_result()
    own = replaced(template("Chủ trì: {{ chair }}"), "minutes")
    file = keep_session_paper(session=panel.session, kind=PaperKind.MINUTES_WORD)
    assert word_text(path_of(file.sha256).read_bytes()).startswith("Chủ trì: ")
    assert Paper.objects.get(kind=PaperKind.MINUTES_WORD).template == own


def test_the_same_file_again_and_a_second_restoring_change_nothing() -> None:
    content = template(OWN)
    first = replaced(content)
    assert replaced(content).pk == first.pk
    for _ in range(2):
        restore_shipped(province="ca-mau", kind="submission", by=a_post(Role.ADMINISTRATOR))
    verbs = list(JournalEntry.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["template.replaced", "template.restored"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (template("{{ facts.nobody }} {{ plcae }}"), "facts.nobody, plcae"),
        (template("{{ title.__class__ }}"), "title.__class__"),
        (template("{% if title %}"), "endif"),
        (b"no Word file", ".docx"),
    ],
)
def test_a_faulty_template_is_refused_with_its_fault_and_the_one_in_use_stays(content: bytes, said: str) -> None:
    first = replaced(template(OWN))
    with pytest.raises(TemplateRefused, match=said):
        replaced(content)
    assert list(WordTemplate.objects.filter(retired_at=None)) == [first]


def test_only_the_office_and_the_administrator_replace_templates() -> None:
    for role in (Role.SECRETARY, Role.LEADER, Role.CHAIR, Role.PRODUCER):
        with pytest.raises(NotPermitted):
            replaced(template(OWN), role=role)
    with pytest.raises(NotPermitted):
        replace_template(
            province="an-giang", kind="submission", name="a", content=b"", by=a_post(Role.PROVINCIAL_OFFICER)
        )


def test_the_page_lists_every_value_takes_a_file_and_gives_the_shipped_one_back() -> None:
    client = signed_in(a_post(Role.PROVINCIAL_OFFICER))
    address = reverse("recognition:template", args=["submission"])
    page = client.get(address).content.decode()
    assert "facts.council_decision_on" in page
    assert "item.wide" in page
    refused = client.post(address, {"file": SimpleUploadedFile("a.docx", template("{{ bad }}"))})
    assert refused.status_code == 422
    assert "Văn bản này không có giá trị tên: bad." in refused.content.decode()
    assert client.post(address, {"file": SimpleUploadedFile("a.docx", template(OWN))}).status_code == 302
    own = WordTemplate.objects.get()
    preview = client.get(reverse("recognition:template-file", args=["submission", "xem-thu"])).content
    assert word_text(preview) == "Kính gửi Nơi nhận chính, về Đợt minh hoạ"
    shipped = client.get(reverse("recognition:template-file", args=["submission", "mau-goc"])).content
    assert shipped == TEMPLATE_KINDS["submission"].shipped.read_bytes()
    assert client.get(reverse("recognition:template-file", args=["submission", own.public_id])).status_code == 200
    assert client.post(reverse("recognition:restore-template", args=["submission"])).status_code == 302
    assert not WordTemplate.objects.filter(retired_at=None).exists()
