"""Straightening in the dossier: nothing changes until it is confirmed, and the photograph is never lost."""

from __future__ import annotations

import io
import uuid

import pytest
from django.test import Client
from PIL import Image

from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.dossiers.domain.straightening import quad_from
from openocop.dossiers.models import Evidence
from openocop.dossiers.services.evidence import attach_evidence, remove_evidence
from openocop.dossiers.services.straightening import straighten_evidence
from tests.factories.actors import Cast, build_cast
from tests.factories.dossiers import NOON, a_draft, verbs_of
from tests.factories.papers import a_pdf
from tests.unit.dossiers.test_straightening import photographed

pytestmark = pytest.mark.django_db
CORNERS = "200,133,825,233,875,867,125,800"  # of the sheet that `photographed` draws, in thousandths


@pytest.fixture
def cast() -> Cast:
    return build_cast()


@pytest.fixture
def photograph(cast: Cast) -> Evidence:
    by = cast.producer.post
    return attach_evidence(
        by=by,
        dossier=a_draft(by),
        client_id=uuid.uuid4(),
        name="bang-ke.png",
        content=photographed().getvalue(),
        criterion="1.1",
        title="Bảng kê",
        page="2",
        at=NOON,
    )


def test_the_straightened_picture_takes_the_place_of_the_photograph(cast: Cast, photograph: Evidence) -> None:
    client_id = uuid.uuid4()
    for _ in range(2):  # a double tap
        made = straighten_evidence(
            by=cast.producer.post, evidence=photograph, quad=quad_from(CORNERS), client_id=client_id, at=NOON
        )
    assert (made.criterion, made.title, made.page, made.added_at) == ("1.1", "Bảng kê", "2", NOON)
    assert made.file.name == "bang-ke.jpg"
    assert list(photograph.dossier.evidence.filter(removed_at=None)) == [made]
    with Image.open(path_of(made.file.sha256)) as picture:
        assert picture.size == (301, 202)
    photograph.refresh_from_db()
    assert photograph.removed_at == NOON
    assert path_of(photograph.file.sha256).exists()
    assert verbs_of(photograph.dossier) == ["dossier.opened", "dossier.paper_added", "dossier.paper_straightened"]
    facts = JournalEntry.objects.get(verb="dossier.paper_straightened").facts
    assert (facts["instead_of"], facts["corners"]) == (photograph.public_id, CORNERS)


def test_what_was_taken_out_or_is_no_picture_is_not_straightened(cast: Cast, photograph: Evidence) -> None:
    by, quad = cast.producer.post, quad_from(CORNERS)
    remove_evidence(by=by, evidence=photograph, at=NOON)
    pdf = attach_evidence(
        by=by, dossier=photograph.dossier, client_id=uuid.uuid4(), name="a.pdf", content=a_pdf(), at=NOON
    )
    for paper in (photograph, pdf):
        with pytest.raises(Refused):
            straighten_evidence(by=by, evidence=paper, quad=quad, client_id=uuid.uuid4(), at=NOON)


def test_corners_are_proposed_tried_and_confirmed(cast: Cast, photograph: Evidence) -> None:
    client = Client()
    client.force_login(cast.producer.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = f"/ho-so/{photograph.dossier.public_id}/minh-chung/{photograph.public_id}/nan/"
    page = client.get(url).content.decode()
    assert 'name="x0" id="x0" value="20"' in page  # the sheet was found
    assert "Dùng ảnh này" not in page
    fields = {"x0": "20", "y0": "13", "x1": "82", "y1": "23", "x2": "88", "y2": "87", "x3": "12", "y3": "80"}
    page = client.get(url, fields).content.decode()
    assert "thu.jpg?goc=200,130,820,230,880,870,120,800" in page
    tried = client.get(f"{url}thu.jpg?goc={CORNERS}")
    with Image.open(io.BytesIO(tried.content)) as picture:
        assert picture.size == (301, 202)
    assert "no-store" in tried["Cache-Control"]
    assert client.get(f"{url}thu.jpg?goc=1").status_code == 404
    answer = client.post(url, {"goc": "0,0,0,0,0,0,0,0", "client_id": uuid.uuid4()})
    assert answer.status_code == 422
    assert "không tạo thành tờ giấy" in answer.content.decode()
    assert photograph.dossier.evidence.filter(removed_at=None).get() == photograph
    answer = client.post(url, {"goc": CORNERS, "client_id": uuid.uuid4()})
    assert answer["Location"] == f"/ho-so/{photograph.dossier.public_id}/tu-danh-gia/1/#tc-1-1"
    assert photograph.dossier.evidence.filter(removed_at=None).get() != photograph
