"""The system's own signature: put on what is issued, never on a draft, named for what it is."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PdfReader

from openocop.config.cli import main
from openocop.core.models import JournalEntry, StoredFile
from openocop.core.selectors.journal import verify_chains
from openocop.core.services.files import path_of
from openocop.core.services.journal import SYSTEM
from openocop.recognition.models import Certificate, DecisionPaper
from openocop.sealing.models import SealedPaper, SystemSeal
from openocop.sealing.services.seals import make_seal, retire_seal, seal_of
from tests.factories.recognition import FOUR, a_decision, a_result, issued

pytestmark = pytest.mark.django_db
NAME = "OpenOCOP (thử nghiệm, minh hoạ), tỉnh Cà Mau"
NOTICE = "Tệp mang chữ ký số thử nghiệm, minh hoạ của hệ thống; không thay chữ ký và con dấu"


def _signers(file: StoredFile | None) -> list[str]:
    assert file is not None
    found = PdfFileReader(io.BytesIO(path_of(file.sha256).read_bytes())).embedded_signatures
    return [one.signer_cert.subject.native["common_name"] for one in found]


def test_what_is_issued_is_signed_and_says_that_it_is_a_trial(real_papers: None) -> None:
    draft = a_decision(a_result(FOUR))
    seal = make_seal(province="ca-mau", actor=SYSTEM)
    decision = issued(draft)
    certificate = Certificate.objects.get(recognition__decision=decision)
    assert seal.name == NAME
    assert _signers(certificate.file) == [NAME]
    assert certificate.file is not None
    text = PdfReader(path_of(certificate.file.sha256)).pages[0].extract_text()
    assert NOTICE in " ".join(text.split())
    papers = DecisionPaper.objects.filter(decision=decision, file__media_type="application/pdf").order_by("is_draft")
    assert [(one.is_draft, _signers(one.file)) for one in papers] == [(False, [NAME]), (True, [])]
    assert set(SealedPaper.objects.values_list("sha256", flat=True)) == {certificate.file.sha256, papers[0].file.sha256}
    assert JournalEntry.objects.filter(verb="paper.sealed").count() == 2
    assert verify_chains().valid


def test_without_a_seal_papers_are_printed_as_before(real_papers: None) -> None:
    decision = issued(a_decision(a_result(FOUR)))
    certificate = Certificate.objects.get(recognition__decision=decision)
    assert _signers(certificate.file) == []
    assert SealedPaper.objects.count() == 0


def test_another_seal_takes_the_place_of_the_first_and_its_key_is_erased(
    keys_folder: Path, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture of pytest-django
        first = make_seal(province="ca-mau", actor=SYSTEM)
        second = make_seal(province="ca-mau", actor=SYSTEM)
    assert first.authority == second.authority
    found = seal_of("ca-mau")
    assert found is not None
    assert found.row == second
    assert sorted(path.name for path in keys_folder.iterdir()) == sorted(["seal-authority", second.public_id])
    assert {path.stat().st_mode & 0o777 for path in keys_folder.iterdir()} == {0o600}
    assert seal_of("an-giang") is None


def test_a_seal_whose_key_is_not_here_does_not_stop_a_decision(keys_folder: Path, real_papers: None) -> None:
    seal = make_seal(province="ca-mau", actor=SYSTEM)
    (keys_folder / seal.public_id).unlink()
    assert seal_of("ca-mau") is None
    assert issued(a_decision(a_result(FOUR))).issued_at is not None


def test_a_retired_seal_signs_no_more() -> None:
    make_seal(province="ca-mau", actor=SYSTEM)
    retire_seal(province="ca-mau", actor=SYSTEM)
    assert seal_of("ca-mau") is None
    assert retire_seal(province="ca-mau", actor=SYSTEM) is None
    verbs = JournalEntry.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["system_seal.made", "system_seal.retired"]


def test_the_command_makes_lists_and_retires(capsys: pytest.CaptureFixture[str]) -> None:
    a_result(FOUR)  # the province's units
    assert main(["seals", "make", "--province", "Cà Mau"]) == 0
    assert "không thay chữ ký và con dấu" in capsys.readouterr().out
    assert main(["seals", "list"]) == 0
    assert capsys.readouterr().out == f"{SystemSeal.objects.get().public_id}  ca-mau  {NAME}  đang ký\n"
    assert main(["seals", "retire", "--province", "Cà Mau"]) == 0
    assert main(["seals", "retire", "--province", "Cà Mau"]) == 2
    assert main(["seals", "make", "--province", "Nơi Không Có"]) == 2
