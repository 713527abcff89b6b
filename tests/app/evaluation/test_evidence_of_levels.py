"""Member and adviser see beside each criterion what proves the level claimed, where in it, and what changed since."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from openocop.accounts.domain.roles import Role
from openocop.dossiers.models import Dossier, Evidence
from openocop.registry.models import ProducerPaper
from tests.factories.dossiers import a_post
from tests.factories.evaluation import AT, a_plain_round, an_accepted_dossier, an_evidence, an_open_panel, signed_in

pytestmark = pytest.mark.django_db


def with_evidence(dossier: Dossier) -> None:
    """Claim level 2 of 1.5; the contract on page 4 was put in beside level 1, and its paper ends in January 2027."""
    Dossier.objects.filter(pk=dossier.pk).update(self_levels={"1.5": 2})
    evidence = an_evidence(dossier)
    assert dossier.product.producer is not None
    paper = ProducerPaper.objects.create(
        province=dossier.province,
        producer=dossier.product.producer,
        kind="distribution",
        title=evidence.title,
        valid_until=date(2027, 1, 10),
        file=evidence.file,
        client_id=evidence.client_id,
        kept_at=AT,
    )
    Evidence.objects.filter(pk=evidence.pk).update(note="điều 3, sản lượng bao tiêu", claimed={"1.5": 1}, paper=paper)
    dossier.round.evaluate_before = date(2027, 2, 1)
    dossier.round.save()


def says_it_all(client: Client, address: str) -> None:
    shown = client.get(address).content.decode()
    for words in (
        "Hợp đồng liên kết, trang 4",
        "điều 3, sản lượng bao tiêu",
        "có giá trị đến hết 09/01/2027",
        "hết hạn trước khi đánh giá",
        "đính kèm khi tự chấm mức khác",
        "Toàn bộ hồ sơ (một tệp PDF)",
    ):
        assert words in shown, words


def test_a_member_sees_it_on_the_scoring_screen() -> None:
    panel = an_open_panel(products=1, members=1)
    entry = panel.entries()[0]
    with_evidence(entry.dossier)
    says_it_all(signed_in(panel.members[0]), f"/hoi-dong/phieu/{entry.public_id}/")


def test_an_adviser_sees_it_on_theirs() -> None:
    dossier = an_accepted_dossier(a_plain_round())
    with_evidence(dossier)
    says_it_all(signed_in(a_post(Role.ADVISER)), f"/hoi-dong/to-tu-van/{dossier.public_id}/")
