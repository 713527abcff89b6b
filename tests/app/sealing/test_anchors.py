"""Which authorities are believed: what is no authority is refused in words, and nothing is believed twice over."""

from __future__ import annotations

from pathlib import Path

import pytest

from openocop.config.cli import main
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.services.journal import SYSTEM
from openocop.sealing.domain.authority import as_pem, make_authority
from openocop.sealing.models import TrustAnchor
from openocop.sealing.services.anchors import believe, disbelieve
from tests.factories.actors import build_cast
from tests.factories.dossiers import some_units
from tests.factories.evaluation import signed_in_again
from tests.factories.signing import AGENCY, BEGAN, OURS, PERSON, anchor_pem, signer

pytestmark = pytest.mark.django_db


def _believe(pem: str = "", signers: str = "both", agency: str = AGENCY) -> TrustAnchor:
    return believe(province="ca-mau", pem=pem or anchor_pem(), signers=signers, agency_name=agency, actor=SYSTEM)


def _ended() -> str:
    from datetime import timedelta

    return as_pem(make_authority(BEGAN, name="CA đã hết hạn", term=timedelta(days=30)).certificate)


def test_an_authority_is_believed_once() -> None:
    assert _believe() == _believe()
    with pytest.raises(Refused, match="Hãy rút"):
        _believe(signers="persons")
    assert JournalEntry.objects.filter(verb="trust_anchor.added").count() == 1


@pytest.mark.parametrize(
    ("pem", "words"),
    [
        ("xin chào", "không phải là chứng thư số"),
        (anchor_pem() * 2, "từng chứng thư số một"),
        (as_pem(signer(PERSON).identity.certificate), "chứng thư số của người ký"),
        (_ended(), "đã hết hạn"),
    ],
)
def test_what_is_no_authority_is_refused(pem: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        _believe(pem)
    assert refused.value.field == "pem"
    assert TrustAnchor.objects.count() == 0


def test_the_agency_has_to_be_named_unless_persons_alone_sign() -> None:
    with pytest.raises(Refused, match="tên trong chứng thư số của cơ quan"):
        _believe(agency=" ")
    assert _believe(signers="persons", agency="bỏ qua").agency_name == ""


def test_a_withdrawn_anchor_says_why_and_may_be_added_again() -> None:
    anchor = _believe()
    with pytest.raises(Refused, match="vì sao"):
        disbelieve(anchor=anchor, reason=" ", actor=SYSTEM)
    disbelieve(anchor=anchor, reason="CA bị lộ khóa", actor=SYSTEM)
    again = disbelieve(anchor=anchor, reason="lần nữa", actor=SYSTEM)
    assert again.withdrawal_reason == "CA bị lộ khóa"
    assert _believe() != anchor


def test_the_administrator_adds_and_withdraws_on_pages() -> None:
    client = signed_in_again(build_cast().administrator.post)
    assert "Chưa tin cậy tổ chức chứng thực nào" in client.get("/neo-tin-cay/").content.decode()
    wrong = client.post("/neo-tin-cay/", {"pem": "xin chào", "signers": "both", "agency_name": AGENCY})
    assert wrong.status_code == 422
    assert "không phải là chứng thư số" in wrong.content.decode()
    told = {"pem": anchor_pem(), "signers": "both", "agency_name": AGENCY}
    assert client.post("/neo-tin-cay/", told)["Location"] == "/neo-tin-cay/"
    anchor = TrustAnchor.objects.get()
    shown = client.get("/neo-tin-cay/").content.decode()
    assert OURS in shown
    assert anchor.fingerprint in shown
    page = f"/neo-tin-cay/{anchor.public_id}/rut/"
    assert client.post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": "CA bị lộ khóa"})["Location"] == "/neo-tin-cay/"
    assert "CA bị lộ khóa" in client.get("/neo-tin-cay/").content.decode()


def test_the_command_believes_and_disbelieves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    some_units()
    file = tmp_path / "ca.pem"
    command = ["seals", "believe", str(file), "--province", "Cà Mau", "--signers", "ca-hai", "--agency", AGENCY]
    assert main(command) == 2
    file.write_text(anchor_pem())
    assert main(command) == 0
    anchor = TrustAnchor.objects.get()
    assert main(["seals", "disbelieve", anchor.public_id, "--reason", "CA bị lộ khóa"]) == 0
    assert main(["seals", "disbelieve", "khongcoooooo", "--reason", "thử"]) == 2
    capsys.readouterr()
    main(["seals", "list"])
    assert capsys.readouterr().out == f"{anchor.public_id}  ca-mau  {OURS}  đã rút\n"
