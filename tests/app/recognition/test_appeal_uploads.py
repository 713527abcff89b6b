"""Papers of an appeal in pieces: as the evidence of a dossier, into an appeal not sent yet and nowhere else."""

from __future__ import annotations

import hashlib
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from openocop.accounts.domain.roles import Post
from openocop.core.services.files import path_of
from openocop.dossiers.domain.uploading import Standing
from openocop.dossiers.models import Evidence, Upload
from openocop.dossiers.selectors.uploads import NotBegun
from openocop.dossiers.services.uploads import AsEvidence, drop_upload, standing_of
from openocop.evaluation.models import Entry
from openocop.recognition.models import Appeal, AppealPaper
from openocop.recognition.services.appeal_uploads import AsAppealPaper
from openocop.recognition.services.appeals import MOST_PAPERS, add_appeal_paper, send_appeal
from tests.factories.appeals import an_appeal, producer_of, whole
from tests.factories.evaluation import a_fixed_panel, signed_in
from tests.factories.papers import a_pdf

pytestmark = pytest.mark.django_db
PDF = a_pdf("Hợp đồng bao tiêu")
SHA256 = hashlib.sha256(PDF).hexdigest()
HALF = len(PDF) // 2


class Device:
    """A telephone with one file for one appeal, as its script asks for it."""

    def __init__(self, client: Client, appeal: Appeal) -> None:
        self.client, self.id = client, uuid4()
        self.address = f"/cong-nhan/khieu-nai/{appeal.public_id}/tep/"

    @property
    def path(self) -> Path:
        return Path(settings.OPENOCOP_HOME) / "uploads" / f"tmp-{self.id.hex}"

    def begin(self) -> tuple[int, dict[str, object]]:
        about = {"client_id": str(self.id), "name": "hop-dong.pdf", "size": len(PDF), "head": PDF[:16].hex()}
        answer = self.client.post(self.address, {**about, "title": "Hợp đồng"})
        return answer.status_code, answer.json()

    def piece(self, offset: int, until: int) -> tuple[int, dict[str, object]]:
        answer = self.client.patch(
            f"{self.address}{self.id}/",
            PDF[offset:until],
            content_type="application/octet-stream",
            headers={"Upload-Offset": str(offset)},
        )
        return answer.status_code, answer.json()

    def finish(self) -> tuple[int, dict[str, object]]:
        answer = self.client.post(f"{self.address}{self.id}/", {"sha256": SHA256})
        return answer.status_code, answer.json()


@pytest.fixture
def entry() -> Entry:
    return whole(a_fixed_panel([(60, 60, 60)]))


@pytest.fixture
def producer(entry: Entry) -> Post:
    return producer_of(entry)


@pytest.fixture
def appeal(entry: Entry, producer: Post) -> Appeal:
    return an_appeal(entry, producer)


@pytest.fixture
def device(producer: Post, appeal: Appeal) -> Device:
    return Device(signed_in(producer), appeal)


def test_pieces_become_one_paper_of_the_appeal_and_nothing_is_left(device: Device, appeal: Appeal) -> None:
    assert device.begin() == (200, {"received": 0, "paper": ""})
    assert device.piece(0, HALF) == (200, {"received": HALF, "paper": ""})
    assert device.begin() == (200, {"received": HALF, "paper": ""})  # the tab was closed meanwhile
    assert device.piece(0, HALF) == (409, {"received": HALF, "paper": ""})
    assert device.piece(HALF, len(PDF)) == (200, {"received": len(PDF), "paper": ""})
    paper = device.finish()[1]["paper"]
    assert device.finish() == (200, {"received": len(PDF), "paper": paper})  # the answer was lost
    assert device.begin() == (200, {"received": len(PDF), "paper": paper})
    (kept,) = appeal.papers.select_related("file")
    assert (kept.public_id, kept.client_id, kept.title, kept.file.name) == (
        paper,
        device.id,
        "Hợp đồng",
        "hop-dong.pdf",
    )
    assert path_of(kept.file.sha256).read_bytes() == PDF
    assert (Upload.objects.count(), Evidence.objects.filter(client_id=device.id).count()) == (0, 0)


def test_the_page_offers_pieces_and_still_takes_the_form(producer: Post, device: Device, appeal: Appeal) -> None:
    address = reverse("recognition:appeal", args=[appeal.public_id])
    page = device.client.get(address).content.decode()
    assert f'data-upload="{device.address}"' in page
    assert f'data-after="{device.address}"' in page
    assert "dossiers/unsent.js" in page
    attach = reverse("recognition:attach-appeal", args=[appeal.public_id])
    file = SimpleUploadedFile("hop-dong.pdf", PDF)
    device.client.post(attach, {"client_id": str(uuid4()), "file": file, "title": "Qua biểu mẫu"})
    assert [one.title for one in appeal.papers.all()] == ["Qua biểu mẫu"]
    send_appeal(appeal=appeal, by=producer)
    page = device.client.get(address).content.decode()
    assert ("dossiers/unsent.js" in page, "data-upload" in page) == (False, False)


def test_an_appeal_that_was_sent_meanwhile_takes_nothing(producer: Post, device: Device, appeal: Appeal) -> None:
    device.begin()
    device.piece(0, HALF)
    send_appeal(appeal=appeal, by=producer)
    refused = {"problem": "Đơn đã gửi và giữ nguyên."}
    assert [device.begin(), device.piece(HALF, len(PDF))] == [(422, refused), (422, refused)]
    Upload.objects.update(received=len(PDF))
    device.path.write_bytes(PDF)
    assert device.finish() == (422, refused)
    assert (AppealPaper.objects.count(), Upload.objects.count(), device.path.exists()) == (0, 0, False)


def test_the_twenty_first_paper_is_refused_and_dropped(producer: Post, device: Device, appeal: Appeal) -> None:
    for _number in range(MOST_PAPERS):
        add_appeal_paper(appeal=appeal, client_id=uuid4(), name="a.pdf", content=a_pdf(), by=producer)
    device.begin()
    device.piece(0, len(PDF))
    assert device.finish() == (422, {"problem": "Mỗi đơn kèm tối đa 20 giấy tờ."})
    assert (appeal.papers.count(), Upload.objects.count()) == (20, 0)


def test_what_goes_into_an_appeal_is_not_on_its_way_into_the_dossier(
    producer: Post, device: Device, appeal: Appeal
) -> None:
    device.begin()
    device.piece(0, HALF)
    dossier, here = AsEvidence(appeal.entry.dossier), AsAppealPaper(appeal)
    assert standing_of(by=producer, into=here, client_id=device.id) == Standing(HALF)
    with pytest.raises(NotBegun):
        standing_of(by=producer, into=dossier, client_id=device.id)
    drop_upload(by=producer, into=dossier, client_id=device.id)
    assert Upload.objects.count() == 1
    assert device.client.delete(f"{device.address}{device.id}/").json() == {}
    assert Upload.objects.count() == 0


def test_another_s_file_is_not_gone_on_with(device: Device, appeal: Appeal) -> None:
    device.begin()
    stranger = Device(signed_in(producer_of(whole(a_fixed_panel([(60, 60, 60)])))), appeal)
    stranger.id = device.id
    answers = [stranger.client.post(stranger.address), stranger.client.head(f"{stranger.address}{device.id}/")]
    assert [one.status_code for one in answers] == [404, 404]
    assert Upload.objects.get().received == 0
