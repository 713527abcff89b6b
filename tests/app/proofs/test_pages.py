"""What anybody may have of keys and proofs, and what a device is told to check without a network."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
import zxingcpp
from django.test import Client
from PIL import Image

from openocop.config.cli import main
from openocop.core.services.journal import SYSTEM
from openocop.proofs.models import Proof, SigningKey
from openocop.proofs.selectors.addresses import certificate_address
from openocop.proofs.services.keys import change_key, withdraw_key
from openocop.recognition.models import Recognition
from tests.factories.recognition import FOUR, THREE, recognised

pytestmark = pytest.mark.django_db


@pytest.fixture
def proof(db: None) -> Proof:
    recognised(FOUR)
    return Proof.objects.select_related("certificate", "key").get()


def test_keys_are_published_with_their_history(client: Client, proof: Proof) -> None:
    old = proof.key
    new = change_key(province="ca-mau", actor=SYSTEM)
    withdraw_key(key=old, reason="Khóa bị sao chép", actor=SYSTEM)
    assert client.get("/khoa/").json() == {"provinces": ["http://127.0.0.1:8000/khoa/ca-mau/"]}
    told = client.get("/khoa/ca-mau/").json()
    here = "http://127.0.0.1:8000/khoa/ca-mau/"
    assert told["assertionMethod"] == [f"{here}#{new.public_id}"]
    assert [one.get("revocationReason") for one in told["verificationMethod"]] == [None, "Khóa bị sao chép"]
    assert told["verificationMethod"][1]["revoked"] == "2026-12-10T00:00:00+07:00"
    assert old.public_key not in json.dumps(told)  # as Multikey alone, as the standard has it
    assert client.get("/khoa/an-giang/").status_code == 404


def test_a_device_is_told_of_withdrawals_as_of_a_moment(client: Client) -> None:
    one, other = recognised(FOUR, THREE)
    Recognition.objects.filter(pk=one.pk).update(
        withdrawn_on=date(2026, 12, 9), withdrawal_ground="minh hoạ", withdrawal_decision="1/QĐ"
    )
    Recognition.objects.filter(pk=other.pk).update(superseded_on=date(2026, 12, 8))
    told = client.get("/kiem-tra/ngoai-tuyen/hieu-luc.json").json()
    assert told["as_of"] == "2026-12-10T03:00:00+00:00"
    assert told["withdrawn"] == {one.certificate.public_id: "2026-12-09"}
    assert told["replaced"] == {other.certificate.public_id: "2026-12-08"}
    assert [key["public_key"] for key in told["keys"]] == [SigningKey.objects.get().public_key]


def test_labels_and_credential_are_there_to_take_along(client: Client, proof: Proof) -> None:
    here = f"/chung-nhan/{proof.certificate.public_id}"
    png = client.get(f"{here}/nhan.png")
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(png.content)))
    assert found.text == certificate_address(proof.certificate, proof.compact)
    assert client.get(f"{here}/nhan.svg").content.startswith(b"<svg")
    credential = client.get(f"{here}/chung-thuc.json")
    assert (credential["Content-Type"], json.loads(credential.content)) == ("application/vc", proof.credential)
    page = client.get(f"{here}/").content.decode()
    assert f"{here}/nhan.png" in page
    assert f'data-certificate="{proof.certificate.public_id}"' in page
    for name in ("nhan.png", "nhan.svg", "chung-thuc.json"):
        assert client.get(f"/chung-nhan/23456789abcd/{name}").status_code == 404


def test_a_proof_of_a_revoked_key_is_handed_out_no_more(client: Client, proof: Proof) -> None:
    withdraw_key(key=proof.key, reason="Khóa bị sao chép", actor=SYSTEM)
    assert client.get(f"/chung-nhan/{proof.certificate.public_id}/nhan.png").status_code == 404


def test_the_command_line_lists_rotates_revokes_and_signs(capsys: pytest.CaptureFixture[str], proof: Proof) -> None:
    assert main(["keys", "rotate", "--province", "Cà Mau", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "đang ký"
    assert main(["keys", "revoke", proof.key.public_id, "--reason", "Khóa bị sao chép"]) == 0
    assert main(["proofs", "make", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.split("\n", 1)[1]) == {"made": 1, "provinces": {"ca-mau": 1}}
    assert main(["keys", "list", "--json"]) == 0
    assert [one["state"] for one in json.loads(capsys.readouterr().out)["keys"]] == ["đang ký", "đã thu hồi"]
    assert main(["keys", "revoke", "23456789abcd", "--reason", "thử"]) == 2
    assert main(["keys", "rotate", "--province", "Không Có"]) == 2
