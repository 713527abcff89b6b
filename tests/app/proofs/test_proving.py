"""A certificate is issued with its signed proof: checked here from the raw bytes, without the code that wrote them."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from PIL import Image

from openocop.core.documents.qr import qr_png
from openocop.core.models import JournalEntry
from openocop.core.services.files import path_of
from openocop.core.services.journal import SYSTEM
from openocop.proofs.domain.credential import signed_bytes
from openocop.proofs.models import Proof, SigningKey
from openocop.proofs.selectors.addresses import certificate_address
from openocop.proofs.services.keys import change_key, withdraw_key
from openocop.proofs.services.proving import prove_all
from openocop.recognition.models import Certificate, Recognition
from tests.factories.recognition import DECIDED_ON, FOUR, recognised

pytestmark = pytest.mark.django_db
PROVINCE = "ca-mau"
POINTS_AN_INCH = 72


@pytest.fixture
def proof(db: None) -> Proof:
    recognised(FOUR)
    return Proof.objects.select_related("certificate", "key").get()


def test_an_independent_reader_finds_what_the_certificate_states_and_that_it_is_signed(proof: Proof) -> None:
    number = int(proof.compact)
    whole = number.to_bytes((number.bit_length() + 7) // 8, "big")
    said, signature = whole[:-64], whole[-64:]
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(proof.key.public_key))
    public.verify(signature, b"OpenOCOP certificate 1\n" + said)
    assert said[0] == 1
    certificate = proof.certificate
    code = f"{said[18]}-{int.from_bytes(said[19:22], 'big')}-{said[23]:02d}-{int.from_bytes(said[24:26], 'big')}"
    assert code == certificate.product_code
    assert said[26] == FOUR
    days = [date(1970, 1, 1) + timedelta(days=int.from_bytes(said[at : at + 2], "big")) for at in (27, 29)]
    assert days == [DECIDED_ON, date(2029, 12, 6)]
    assert said[32 : 32 + said[31]].decode() == certificate.printed["product_name"]
    for place in range(len(said)):
        changed = said[:place] + bytes([said[place] ^ 1]) + said[place + 1 :]
        with pytest.raises(InvalidSignature):
            public.verify(signature, b"OpenOCOP certificate 1\n" + changed)


def test_the_credential_is_signed_with_the_same_key_and_states_the_same(proof: Proof) -> None:
    document, options = dict(proof.credential), dict(proof.credential["proof"])
    value, number = options["proofValue"], 0
    for letter in value[1:]:
        number = number * 58 + "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".index(letter)
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(proof.key.public_key))
    public.verify(number.to_bytes(64, "big"), signed_bytes(document, options))
    assert document["id"] == f"http://127.0.0.1:8000/chung-nhan/{proof.certificate.public_id}/"
    assert (document["validFrom"], document["validUntil"]) == ("2026-12-05T00:00:00+07:00", "2029-12-06T00:00:00+07:00")
    assert document["credentialSubject"]["stars"] == FOUR
    assert options["verificationMethod"] == f"http://127.0.0.1:8000/khoa/ca-mau/#{proof.key.public_id}"
    document["credentialSubject"] |= {"stars": 5}
    with pytest.raises(InvalidSignature):
        public.verify(number.to_bytes(64, "big"), signed_bytes(document, options))


@pytest.mark.usefixtures("real_papers")
def test_the_qr_code_of_the_printed_certificate_is_read_at_150_dots_an_inch() -> None:
    recognised(FOUR)
    proof = Proof.objects.select_related("certificate__file").get()
    file = proof.certificate.file
    assert file is not None
    page = pypdfium2.PdfDocument(path_of(file.sha256))[0].render(scale=150 / POINTS_AN_INCH).to_pil()
    found = zxingcpp.read_barcodes(page)
    assert [one.text for one in found] == [certificate_address(proof.certificate, proof.compact)]


def test_the_label_is_read_with_the_longest_names() -> None:
    address = "https://ocop.mot-tinh-ten-dai.gov.vn/chung-nhan/23456789abcd/#" + "9" * 521
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr_png(address, module=3))))
    assert [one.text for one in found] == [address]


def test_making_a_key_and_a_proof_is_recorded_and_the_private_half_is_the_services_alone(
    proof: Proof, keys_folder: Path
) -> None:
    verbs = list(JournalEntry.objects.filter(subject_type__startswith="proofs.").values_list("verb", flat=True))
    assert verbs == ["signing_key.made", "proof.made"]
    (file,) = keys_folder.iterdir()
    assert (file.stat().st_mode & 0o777, keys_folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert file.read_bytes().hex() != proof.key.public_key


def test_certificates_without_a_proof_get_one_and_a_second_run_finds_none(proof: Proof) -> None:
    proof.delete()
    assert (prove_all(province=PROVINCE), prove_all(province=PROVINCE)) == (1, 0)


def test_after_a_rotation_the_old_proof_still_counts(
    proof: Proof, django_capture_on_commit_callbacks: object, keys_folder: Path
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture of pytest-django
        newer = change_key(province=PROVINCE, actor=SYSTEM)
    assert prove_all(province=PROVINCE) == 0
    assert [path.name for path in keys_folder.iterdir()] == [newer.public_id]


def test_after_a_revocation_the_certificate_gets_a_new_proof(proof: Proof) -> None:
    withdraw_key(key=proof.key, reason="Khóa bị sao chép", actor=SYSTEM)
    assert prove_all(province=PROVINCE) == 1
    assert [one.key.is_signing for one in Proof.objects.order_by("pk")] == [False, True]


def test_a_lost_private_half_is_followed_by_a_new_key(proof: Proof, keys_folder: Path) -> None:
    """As after a restored backup, which holds no private key."""
    (keys_folder / proof.key.public_id).unlink()
    proof.delete()
    assert prove_all(province=PROVINCE) == 1
    assert SigningKey.objects.filter(retired_on__isnull=True).count() == 1
    assert SigningKey.objects.count() == 2


def test_a_certificate_and_its_proof_stand_or_fall_together(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("no folder")
    with pytest.raises(OSError, match="keys"):
        recognised(FOUR)
    assert (Certificate.objects.count(), Recognition.objects.filter(decision__isnull=False).count()) == (0, 0)
