"""Letters to producers: written from the fixed result, sent once, read by whom they are for and by nobody else."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from openocop.accounts.domain.roles import Post, Role
from openocop.core.models import JournalEntry, WordTemplate
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of, store_file
from openocop.core.verdict import NotPermitted
from openocop.evaluation.models import Entry, FeedbackLetter
from openocop.evaluation.selectors.letters import letter_content, letter_document
from openocop.evaluation.services import letters as letter_services
from openocop.evaluation.services.letters import send_letters
from openocop.registry.models import ProducerMember
from tests.factories.dossiers import a_post
from tests.factories.evaluation import Panel, a_fixed_panel, a_revealed_panel, signed_in
from tests.unit.documents.samples import page_texts, pdf_text, word_text
from tests.unit.documents.test_word import template

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 10, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers that cost no time, for tests that do not read them."""
    for name in ("official_pdf", "official_docx"):
        monkeypatch.setattr(letter_services, name, lambda document, *_own: b"%PDF-1.7 " + repr(document).encode())


def whole(entry: Entry) -> Entry:
    related = ("session__council__round", "dossier__product__producer")
    return Entry.objects.select_related(*related).get(pk=entry.pk)


def sent(panel: Panel, **changes: object) -> list[FeedbackLetter]:
    ids = [entry.public_id for entry in panel.entries()]
    return send_letters(session=panel.session, entry_ids=ids, **{"dated_on": DAY, "by": panel.officer, **changes})  # type: ignore[arg-type]


def producer_of(entry: Entry) -> Post:
    post = a_post(Role.PRODUCER)
    producer = entry.dossier.product.producer
    ProducerMember.objects.create(
        province=entry.province, user_id=post.user_id, producer=producer, valid_from=date(2026, 1, 1)
    )
    return post


def test_a_letter_tells_result_strengths_what_was_missing_and_the_way_up_on_two_pages() -> None:
    panel = a_fixed_panel([(60, 60, 60)])
    (letter,) = sent(panel, signer="Người Ký", numbers={panel.entries()[0].public_id: "7/TGY-HĐ"})
    made = path_of(letter.printed.sha256).read_bytes()
    assert len(page_texts(made)) <= 2
    for text in (pdf_text(made), word_text(path_of(letter.word.sha256).read_bytes())):
        assert "Số: 7/TGY-HĐ" in text
        assert "Hội đồng đánh giá sản phẩm đạt 60,00/100 điểm, kết quả: hạng " in text
        for heading in ("1. Điểm mạnh", "2. Điều còn thiếu", "3. Bước tiếp theo"):
            assert heading in text
        assert "CHỦ TỊCH HỘI ĐỒNG Người Ký" in text


def test_a_letter_names_no_member_no_sheet_and_no_other_product() -> None:
    panel = a_fixed_panel([(60, 62, 61), (40, 45, 44)])
    first, second = panel.entries()
    content = letter_content(whole(first))
    told = repr(content) + repr(letter_document(whole(first), content))
    for seat in panel.council.seats.all():
        assert seat.name not in told
        assert seat.public_id not in told
    assert second.dossier.product.name not in told
    assert content["average"] == "61,00"


def test_the_letter_on_a_disqualified_product_names_the_ground() -> None:
    panel = a_fixed_panel([(60, 60, 60)])
    entry = panel.entries()[0]
    for sheet in entry.sheets.all():
        sheet.disqualified = ["dossier"]
        sheet.save()
    entry.result["disqualified"], entry.star = True, None
    entry.save()
    text = repr(letter_document(whole(entry), letter_content(whole(entry))))
    assert "Sản phẩm bị loại ở đợt này theo: Hồ sơ bị loại khi" in text


@pytest.mark.usefixtures("_plain")
def test_what_was_sent_stays_and_is_in_the_journal() -> None:
    panel = a_fixed_panel([(60, 60, 60), (70, 70, 70)])
    first = sent(panel)
    assert [letter.entry.position for letter in first] == [1, 2]
    assert sent(panel, signer="Người Khác") == []
    assert FeedbackLetter.objects.count() == 2
    assert JournalEntry.objects.filter(verb="letter.sent").count() == 2


@pytest.mark.usefixtures("_plain")
def test_letters_follow_the_fixed_result_are_dated_and_sent_by_the_office() -> None:
    revealed = a_revealed_panel([(60, 60, 60)])
    with pytest.raises(NotPermitted, match="thông qua"):
        sent(revealed)
    panel = a_fixed_panel([(60, 60, 60)])
    for post in (
        panel.chair,
        panel.secretary,
        a_post(Role.LEADER),
        a_post(Role.PROVINCIAL_OFFICER, province="an-giang"),
    ):
        with pytest.raises(NotPermitted):
            sent(panel, by=post)
    for day in (date(2026, 11, 25), date(2026, 12, 11)):
        with pytest.raises(Refused):
            sent(panel, dated_on=day)
    assert not FeedbackLetter.objects.exists()


@pytest.mark.usefixtures("_plain")
def test_a_letter_keeps_which_template_made_it() -> None:
    panel = a_fixed_panel([(60, 60, 60)])
    file = store_file(province="ca-mau", name="a.docx", media_type="x", content=template("{{ title }}"))
    WordTemplate.objects.create(
        province="ca-mau", kind="feedback-letter", version=4, file=file, uploaded_by="A", uploaded_at=NOW
    )
    (letter,) = sent(panel)
    assert letter.template is not None
    assert letter.template.version == 4


@pytest.mark.usefixtures("_plain")
def test_each_producer_reads_their_own_letter_once_it_was_sent() -> None:
    panel = a_fixed_panel([(60, 60, 60), (70, 70, 70)])
    own, other = (producer_of(entry) for entry in panel.entries())
    client = signed_in(own)
    assert "Chưa có thư nào" in client.get(reverse("evaluation:own-letters")).content.decode()
    letters = sent(panel)
    listed = client.get(reverse("evaluation:own-letters")).content.decode()
    assert letters[0].content["product"] in listed
    assert letters[1].content["product"] not in listed
    page = client.get(reverse("evaluation:own-letter", args=[letters[0].public_id]))
    assert page.status_code == 200
    assert "Điểm mạnh" in page.content.decode()
    assert client.get(reverse("evaluation:own-letter-paper", args=[letters[0].public_id, "pdf"])).status_code == 200
    assert signed_in(other).get(reverse("evaluation:own-letter", args=[letters[0].public_id])).status_code == 404


@pytest.mark.usefixtures("_plain")
def test_the_office_sends_a_page_of_letters_and_takes_all_as_one_zip() -> None:
    panel = a_fixed_panel([(60, 60, 60), (70, 70, 70)])
    client, address = signed_in(panel.officer), reverse("evaluation:letters", args=[panel.session.public_id])
    first = panel.entries()[0]
    assert client.get(address).status_code == 200
    assert client.post(address, {"dated_on": ""}).status_code == 422
    answer = client.post(address, {"dated_on": "2026-12-01", f"number-{first.public_id}": "5/TGY"})
    assert answer.status_code == 302
    assert list(FeedbackLetter.objects.order_by("entry__position").values_list("number", flat=True)) == ["5/TGY", ""]
    got = client.get(reverse("evaluation:letters-pack", args=[panel.session.public_id]))
    with zipfile.ZipFile(io.BytesIO(b"".join(got.streaming_content))) as pack:  # type: ignore[attr-defined]
        assert [name[:4] for name in pack.namelist()] == ["001-", "002-"]
