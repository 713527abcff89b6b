"""Asking a producer for more while a dossier is examined, and the answer."""

from __future__ import annotations

import re
import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.models import User
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.requests import RequestKind
from openocop.dossiers.models import Dossier, SupplementRequest
from openocop.dossiers.services.requests import add_answer_paper, answer_request, ask_for, withdraw_request
from tests.factories.dossiers import NOON, a_dossier, a_post, a_producer, some_units
from tests.factories.papers import a_pdf

pytestmark = pytest.mark.django_db

PDF = a_pdf()
ASKED = "Phiếu kiểm nghiệm còn hạn của chỉ tiêu vi sinh, vì phiếu trong hồ sơ đã quá 12 tháng."


@pytest.fixture
def owner() -> Post:
    some_units()
    post = a_post(Role.PRODUCER)
    a_producer(member=post)
    return post


@pytest.fixture
def dossier(owner: Post) -> Dossier:
    return a_dossier(Stage.ACCEPTED, producer_post=owner)


@pytest.fixture
def adviser() -> Post:
    return a_post(Role.ADVISER)


def _asked(adviser: Post, dossier: Dossier, **given: object) -> SupplementRequest:
    facts = {"kind": RequestKind.TEST, "text": ASKED, "client_id": uuid.uuid4(), "criterion": "1.1", "at": NOON}
    return ask_for(by=adviser, dossier=dossier, **facts | given)  # type: ignore[arg-type]


def test_a_request_sent_twice_is_one(adviser: Post, dossier: Dossier) -> None:
    number = uuid.uuid4()
    first, again = (_asked(adviser, dossier, client_id=number) for _ in range(2))
    assert first.pk == again.pk
    assert JournalEntry.objects.filter(verb="dossier.asked").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"text": "  "}, "text"), ({"criterion": "99"}, "criterion"), ({"answer_by": date(2027, 2, 28)}, "answer_by")],
)
def test_a_request_that_says_nothing_or_comes_too_late_is_refused(
    adviser: Post, dossier: Dossier, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        _asked(adviser, dossier, **wrong)
    assert refusal.value.field == field


def test_the_answer_brings_its_papers_into_the_dossier(owner: Post, adviser: Post, dossier: Dossier) -> None:
    asked = _asked(adviser, dossier, answer_by=date(2027, 3, 12))
    with pytest.raises(Refused, match="Hãy viết câu trả lời"):
        answer_request(by=owner, request=asked, answer=" ", at=NOON)
    number = uuid.uuid4()
    for _ in range(2):  # a cut line, sent again
        paper = add_answer_paper(by=owner, request=asked, client_id=number, name="p.pdf", content=PDF, at=NOON)
    answered = answer_request(by=owner, request=asked, answer="", at=NOON)
    assert answer_request(by=owner, request=asked, answer="", at=NOON).answered_at == answered.answered_at
    assert [(p.pk, p.criterion) for p in dossier.evidence.all()] == [(paper.pk, "1.1")]
    with pytest.raises(NotPermitted, match="đã được trả lời"):
        add_answer_paper(by=owner, request=asked, client_id=uuid.uuid4(), name="p.pdf", content=PDF, at=NOON)


def test_an_explanation_needs_words(owner: Post, adviser: Post, dossier: Dossier) -> None:
    asked = _asked(adviser, dossier, kind=RequestKind.EXPLANATION)
    add_answer_paper(by=owner, request=asked, client_id=uuid.uuid4(), name="p.pdf", content=PDF, at=NOON)
    with pytest.raises(Refused):
        answer_request(by=owner, request=asked, answer="", at=NOON)


def test_a_withdrawn_request_is_not_answered(owner: Post, adviser: Post, dossier: Dossier) -> None:
    asked = withdraw_request(by=adviser, request=_asked(adviser, dossier), at=NOON)
    with pytest.raises(NotPermitted, match="đã được rút"):
        answer_request(by=owner, request=asked, answer="Có", at=NOON)


def test_before_the_council_nothing_is_asked_or_added_any_more(owner: Post, adviser: Post, dossier: Dossier) -> None:
    asked = _asked(adviser, dossier)
    Dossier.objects.filter(pk=dossier.pk).update(stage=Stage.IN_SESSION)
    with pytest.raises(NotPermitted):
        answer_request(by=owner, request=asked, answer="Có", at=NOON)
    with pytest.raises(NotPermitted):
        _asked(a_post(Role.PROVINCIAL_OFFICER), dossier)


def test_the_producer_finds_it_first_and_answers_it_in_two_steps(owner: Post, adviser: Post, dossier: Dossier) -> None:
    asked = _asked(adviser, dossier, at=None)
    client = Client()
    client.force_login(
        User.objects.get(pk=owner.user_id), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    there = f"/ho-so/{dossier.public_id}/yeu-cau/{asked.public_id}/"
    home = client.get("/ho-so/viec-can-lam/").content.decode()
    assert there in home
    assert ASKED in home
    upload = {"client_id": str(uuid.uuid4()), "file": SimpleUploadedFile("p.pdf", PDF), "title": "Phiếu kiểm nghiệm"}
    client.post(f"{there}giay/", upload)
    client.post(there, {"answer": "Phiếu mới ngày 20/02/2027."})
    asked.refresh_from_db()
    assert (asked.answer, asked.papers.count()) == ("Phiếu mới ngày 20/02/2027.", 1)
    page = re.sub(r"<[^>]+>", " ", client.get(there).content.decode())
    assert "Đã trả lời" in page
    assert there not in client.get("/ho-so/viec-can-lam/").content.decode()
