"""Out to be signed and in again: exact bytes go out, what comes back is verified and kept beside them."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openocop.accounts.domain.roles import Post, Role
from openocop.core.domain.canonical import sha256_hex
from openocop.core.models import JournalEntry, StoredFile
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.core.services.journal import SYSTEM
from openocop.recognition.models import Certificate, DecisionPaper, Recognition
from openocop.sealing.domain.signing import Standing
from openocop.sealing.models import PaperToSign
from openocop.sealing.services.anchors import believe, disbelieve
from openocop.sealing.services.papers import hand_in, record_on_paper, release_paper
from openocop.sealing.services.seals import make_seal
from tests.factories.actors import build_cast
from tests.factories.dossiers import a_post
from tests.factories.recognition import FOUR, THREE, recognised
from tests.factories.signing import AGENCY, FOREIGN, PERSON, anchor_pem, signed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_papers")]


def _officer() -> Post:
    return a_post(Role.PROVINCIAL_OFFICER)


def _out(*stars: int) -> tuple[PaperToSign, bytes]:
    """Return a certificate that was taken out, and its bytes; the test's authority is believed."""
    recognition = recognised(*(stars or (FOUR,)))[0]
    believe(province="ca-mau", pem=anchor_pem(), signers="both", agency_name=AGENCY, actor=SYSTEM)
    taken = release_paper(paper=recognition.certificate, by=_officer())
    return taken, path_of(taken.file.sha256).read_bytes()


def test_both_signatures_are_verified_and_kept_beside_the_paper() -> None:
    taken, paper = _out()
    again = release_paper(paper=Certificate.objects.get(), by=_officer())
    assert again == taken
    content = signed(paper, PERSON, AGENCY)
    kept = hand_in(paper=taken, content=content, by=_officer())
    assert kept.standing == Standing.SIGNED
    assert kept.signed is not None
    assert path_of(kept.signed.sha256).read_bytes() == content
    assert path_of(Certificate.objects.get().file.sha256).read_bytes() == paper  # type: ignore[union-attr]
    assert [(one["role"], one["name"]) for one in kept.signatures] == [("person", PERSON), ("agency", AGENCY)]
    entry = JournalEntry.objects.get(verb="paper.accepted")
    assert entry.facts == {"unsigned": sha256_hex(paper), "signed": sha256_hex(content), "signatures": 2}
    assert hand_in(paper=taken, content=content, by=_officer()) == kept  # a second tap
    assert JournalEntry.objects.filter(verb="paper.accepted").count() == 1
    with pytest.raises(Refused, match="đã được nhận"):
        hand_in(paper=kept, content=signed(paper, AGENCY, PERSON), by=_officer())


def test_a_paper_that_the_system_sealed_and_a_decision_are_signed_alike() -> None:
    make_seal(province="ca-mau", actor=SYSTEM)
    _taken, _paper = _out()
    decision = DecisionPaper.objects.get(is_draft=False, file__media_type="application/pdf")
    taken = release_paper(paper=decision, by=_officer())
    paper = path_of(taken.file.sha256).read_bytes()
    kept = hand_in(paper=taken, content=signed(paper, PERSON, AGENCY), by=_officer())
    assert [one["name"] for one in kept.signatures] == [PERSON, AGENCY]


def test_each_failure_is_said_and_nothing_is_kept() -> None:
    taken, paper = _out(FOUR, THREE)
    other = release_paper(paper=Certificate.objects.exclude(pk=taken.certificate_id).get(), by=_officer())
    foreign = path_of(other.file.sha256).read_bytes()
    broken = bytearray(signed(paper, PERSON, AGENCY))
    broken[-4000] ^= 1
    assert other.certificate is not None
    for content, words in (
        (b"xin chao", "không phải là PDF"),
        (paper, "chưa có chữ ký"),
        (signed(foreign, PERSON, AGENCY), f"của văn bản khác, {other.certificate.number}"),
        (paper[:1000] + b"x" + paper[1001:], "không bắt đầu bằng đúng"),
        (signed(paper, PERSON), "thiếu chữ ký của cơ quan"),
        (signed(paper, AGENCY), "thiếu chữ ký của người"),
        (signed(paper, "TRẦN VĂN KHÁC", AGENCY), "Văn bản ghi tên Người Ký; TRẦN VĂN KHÁC đã ký"),
        (signed(paper, PERSON, AGENCY, by=FOREIGN), "không có trong các neo tin cậy"),
        (bytes(20 * 1024 * 1024 + 1), "lớn hơn 20 MB"),
    ):
        with pytest.raises(Refused, match=words) as refused:
            hand_in(paper=taken, content=content, by=_officer())
        assert refused.value.field == "file"
    files = StoredFile.objects.count()
    with pytest.raises(Refused):
        hand_in(paper=taken, content=bytes(broken), by=_officer())
    assert StoredFile.objects.count() == files
    assert PaperToSign.objects.filter(signed=None).count() == 2


def test_a_withdrawn_anchor_is_believed_no_more() -> None:
    taken, paper = _out()
    anchor = believe(province="ca-mau", pem=anchor_pem(), signers="both", agency_name=AGENCY, actor=SYSTEM)
    disbelieve(anchor=anchor, reason="CA bị lộ khóa", actor=SYSTEM)
    with pytest.raises(Refused, match="không có trong các neo tin cậy"):
        hand_in(paper=taken, content=signed(paper, PERSON, AGENCY), by=_officer())


def test_a_paper_signed_by_hand_waits_for_no_file() -> None:
    taken, paper = _out()
    assert record_on_paper(paper=taken, by=_officer()).standing == Standing.ON_PAPER
    assert record_on_paper(paper=taken, by=_officer()).standing == Standing.ON_PAPER
    assert JournalEntry.objects.filter(verb="paper.sealed_by_hand").count() == 1
    taken.refresh_from_db()
    with pytest.raises(Refused, match="bằng tay"):
        hand_in(paper=taken, content=signed(paper, PERSON, AGENCY), by=_officer())
    public = Client().get(f"/chung-nhan/{Certificate.objects.get().public_id}/").content.decode()
    assert "Bản giấy có chữ ký và dấu" in public


def test_a_certificate_that_was_replaced_or_withdrawn_is_signed_no_more() -> None:
    """What speaks for nothing any more names no signer either: nobody's signature may stand for it."""
    taken, paper = _out()
    content = signed(paper, PERSON, AGENCY)
    assert taken.certificate is not None
    Recognition.objects.filter(pk=taken.certificate.recognition_id).update(withdrawn_on=date(2026, 12, 9))
    with pytest.raises(Refused, match="đã được thay thế hoặc thu hồi"):
        hand_in(paper=PaperToSign.objects.get(), content=content, by=_officer())
    Certificate.objects.filter(pk=taken.certificate_id).update(recognition=None)
    with pytest.raises(Refused, match="đã được thay thế hoặc thu hồi"):
        hand_in(paper=PaperToSign.objects.get(), content=content, by=_officer())


def test_drafts_are_not_taken_out() -> None:
    recognised(FOUR)
    draft = DecisionPaper.objects.filter(is_draft=True, file__media_type="application/pdf").first()
    assert draft is not None
    with pytest.raises(Refused, match="đã ban hành"):
        release_paper(paper=draft, by=_officer())


def test_the_whole_way_on_pages_and_what_the_public_reads() -> None:
    certificate = recognised(FOUR)[0].certificate
    believe(province="ca-mau", pem=anchor_pem(), signers="both", agency_name=AGENCY, actor=SYSTEM)
    client = Client()
    client.force_login(
        build_cast().provincial_officer.user, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert "Lấy ra để ký" in client.get("/ky-so/").content.decode()
    address = client.post(f"/ky-so/lay/chung-nhan/{certificate.public_id}/")["Location"]
    page = client.get(address).content.decode()
    paper = b"".join(client.get(f"{address}chua-ky.pdf"))
    assert sha256_hex(paper) in page
    assert client.get(f"{address}chua-ky.pdf")["Content-Disposition"].startswith("attachment")
    assert client.get(f"{address}da-ky.pdf").status_code == 404

    def handed(content: bytes) -> tuple[int, str]:
        file = SimpleUploadedFile("ký.pdf", content, "application/pdf")
        answer = client.post(f"{address}nop/", {"file": file}, follow=True)
        return answer.status_code, answer.content.decode()

    status, told = handed(signed(paper, PERSON))
    assert (status, "thiếu chữ ký của cơ quan" in told) == (422, True)
    status, told = handed(signed(paper, PERSON, AGENCY))
    assert (status, PERSON in told, AGENCY in told) == (200, True, True)
    kept = PaperToSign.objects.get().signed
    assert kept is not None
    assert sha256_hex(b"".join(client.get(f"{address}da-ky.pdf"))) == kept.sha256
    public = Client().get(f"/chung-nhan/{certificate.public_id}/").content.decode()
    assert "Chữ ký số của cơ quan" in public
    assert AGENCY in public
    assert PERSON in public
