"""Real signatures on a real certificate: what holds, and each way in which one does not."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from asn1crypto.keys import PrivateKeyInfo
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from openocop.recognition.documents.certificate import certificate_pdf
from openocop.sealing.documents.seal import Seal, as_asn1
from openocop.sealing.documents.signed import signatures_on
from openocop.sealing.domain.authority import give_certificate, make_authority
from openocop.sealing.domain.signing import MAX_BYTES, Flaw, Role, Unacceptable
from tests.factories.signing import AGENCY, BEGAN, FOREIGN, NOW, OURS, PERSON, anchor, authority, signed, signer
from tests.unit.documents.samples import certificate


@pytest.fixture(scope="module")
def paper() -> bytes:
    return certificate_pdf(certificate())


def _told(content: bytes, paper: bytes) -> list[tuple[Role, str, str]]:
    found = signatures_on(content, paper, [anchor()], since=NOW - timedelta(hours=1), now=NOW)
    return [(one.role, one.name, one.authority) for one in found]


def _flaw(content: bytes, paper: bytes) -> Flaw:
    with pytest.raises(Unacceptable) as refused:
        _told(content, paper)
    return refused.value.flaw


def test_a_seal_is_pades_and_leaves_the_paper_as_it_was(paper: bytes) -> None:
    """ETSI EN 319 142-1, 6.3: the subfilter; a signed reference to the certificate; no time among the attributes."""
    sealed = signed(paper, AGENCY)
    assert sealed.startswith(paper)
    found = PdfFileReader(io.BytesIO(sealed)).embedded_signatures[0]
    assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    names = [attribute["type"].native for attribute in found.signer_info["signed_attrs"]]
    assert sorted(names) == ["content_type", "message_digest", "signing_certificate_v2"]
    status = validate_pdf_signature(
        found, ValidationContext(trust_roots=[as_asn1(authority(OURS).certificate)], moment=NOW)
    )
    assert status.bottom_line
    assert status.summary() == "INTACT:TRUSTED,UNTOUCHED"
    metadata = PdfReader(io.BytesIO(sealed)).xmp_metadata
    assert metadata is not None
    assert "pdfaid" in metadata.stream.get_data().decode()


def test_the_same_seal_signs_each_paper_anew(paper: bytes) -> None:
    other = certificate_pdf(certificate(product_name="Tôm khô"))
    for one in (paper, other, paper):
        assert _told(signed(one, AGENCY), one) == [(Role.AGENCY, AGENCY, OURS)]


def test_person_and_agency_are_told_in_their_order(paper: bytes) -> None:
    assert _told(signed(paper, PERSON, AGENCY), paper) == [(Role.PERSON, PERSON, OURS), (Role.AGENCY, AGENCY, OURS)]


def test_a_paper_that_the_system_sealed_is_signed_on_top_of_it(paper: bytes) -> None:
    sealed = signed(paper, "Hệ thống")
    assert _told(signed(sealed, PERSON, AGENCY), sealed) == [
        (Role.PERSON, PERSON, OURS),
        (Role.AGENCY, AGENCY, OURS),
    ]


def test_what_another_program_signs_visibly_is_accepted(paper: bytes) -> None:
    who = signer(PERSON).identity
    key = who.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    kept = signers.SimpleSigner(as_asn1(who.certificate), PrivateKeyInfo.load(key), SimpleCertificateStore())
    metadata = signers.PdfSignatureMetadata(field_name="Chữ ký", reason="Ban hành")
    spec = fields.SigFieldSpec("Chữ ký", box=(500, 60, 700, 110))
    visible = signers.PdfSigner(metadata, kept, new_field_spec=spec)
    written = visible.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(paper))).getvalue()
    found = signatures_on(written, paper, [anchor()], since=NOW - timedelta(days=10_000), now=NOW + timedelta(10_000))
    assert [one.name for one in found] == [PERSON]


@pytest.mark.parametrize("content", [b"", b"xin chao", b"\x89PNG\r\n"])
def test_no_pdf(content: bytes, paper: bytes) -> None:
    assert _flaw(content, paper) == Flaw.NOT_PDF


def test_too_large(paper: bytes) -> None:
    assert _flaw(paper + bytes(MAX_BYTES), paper) == Flaw.TOO_LARGE


def test_another_paper_and_one_written_anew(paper: bytes) -> None:
    other = certificate_pdf(certificate(product_name="Tôm khô"))
    assert _flaw(signed(other, PERSON, AGENCY), paper) == Flaw.CHANGED
    again, buffer = PdfWriter(clone_from=io.BytesIO(paper)), io.BytesIO()
    again.write(buffer)
    assert _flaw(signed(buffer.getvalue(), PERSON), paper) == Flaw.CHANGED


def test_no_signature_at_all(paper: bytes) -> None:
    assert _flaw(paper, paper) == Flaw.UNSIGNED


@pytest.mark.parametrize("place", ["of the paper", "of the signature"])
def test_one_byte_changed(place: str, paper: bytes) -> None:
    content = bytearray(signed(paper, PERSON, AGENCY))
    at = 1000 if place == "of the paper" else content.index(b"/Contents <30") + 600
    content[at] = content[at] ^ 1
    assert _flaw(bytes(content), paper) == (Flaw.CHANGED if place == "of the paper" else Flaw.DAMAGED)


def _with_a_note(content: bytes) -> bytes:
    """Return the paper with a note laid over it, as an update behind its bytes."""
    buffer = io.BytesIO(content)
    writer = PdfWriter(buffer, incremental=True)
    writer.add_annotation(0, FreeText(text="5 sao", rect=(100, 100, 300, 160)))
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_a_note_before_or_after_the_signatures(paper: bytes) -> None:
    noted = _with_a_note(paper)
    assert noted.startswith(paper)
    assert _flaw(signed(noted, PERSON, AGENCY), paper) == Flaw.FORBIDDEN_CHANGE
    assert _flaw(_with_a_note(signed(paper, PERSON, AGENCY)), paper) == Flaw.FORBIDDEN_CHANGE


def test_another_document_behind_our_bytes(paper: bytes) -> None:
    """A file may begin with our bytes and still show nothing of them: its tables pass them over."""
    other = certificate_pdf(certificate(product_name="Tôm khô"))
    moved = io.BytesIO()
    PdfWriter(clone_from=io.BytesIO(other)).write(moved)
    foreign = moved.getvalue()
    shifted = PdfReader(io.BytesIO(foreign))
    start = foreign.rindex(b"startxref")
    body, table_at = foreign[:start], int(foreign[start:].split()[1])
    rows = body[table_at:].split(b"trailer")[0].splitlines(keepends=True)
    lines = [
        b"%010d%s" % (int(row[:10]) + len(paper), row[10:]) if row.rstrip().endswith(b" n") else row for row in rows
    ]
    trailer = body[table_at:].split(b"trailer")[1]
    content = paper + body[:table_at] + b"".join(lines) + b"trailer" + trailer
    content += b"startxref\n%d\n%%%%EOF\n" % (table_at + len(paper))
    assert len(shifted.pages) == 1
    assert _flaw(signed(content, PERSON, AGENCY), paper) == Flaw.FORBIDDEN_CHANGE


def test_a_foreign_authority(paper: bytes) -> None:
    assert _flaw(signed(paper, PERSON, AGENCY, by=FOREIGN), paper) == Flaw.UNKNOWN_AUTHORITY


def test_a_foreign_authority_that_bears_the_name_of_ours(paper: bytes) -> None:
    forged = Seal(give_certificate(make_authority(BEGAN, name=OURS), AGENCY, BEGAN))
    assert _flaw(forged.sign(paper, field="ky", reason="Ký thử", at=NOW), paper) == Flaw.NOT_TRUSTED


def test_a_certificate_that_had_ended(paper: bytes) -> None:
    expired = signer(PERSON, days=30).sign(paper, field="ky", reason="Ký thử", at=NOW)
    assert _flaw(expired, paper) == Flaw.EXPIRED


def test_a_time_before_the_paper_was_taken_out_or_to_come(paper: bytes) -> None:
    for at in (NOW - timedelta(days=40), NOW + timedelta(days=1)):
        assert _flaw(signed(paper, PERSON, at=at), paper) == Flaw.OUTSIDE_TIME


@pytest.mark.parametrize("garbage", [b"xin chao", b"1 0 obj << /Type /Sig >> startxref 99999999 %%EOF"])
def test_garbage_behind_the_paper_or_the_signatures(garbage: bytes, paper: bytes) -> None:
    assert _flaw(paper + garbage, paper) == Flaw.UNSIGNED
    assert _flaw(signed(paper, PERSON, AGENCY) + garbage, paper) == Flaw.FORBIDDEN_CHANGE


def test_the_table_of_the_last_signature_named_again(paper: bytes) -> None:
    content = signed(paper, PERSON, AGENCY)
    again = content[content.rindex(b"startxref") :]
    assert _flaw(content + b"<< /Hidden true >>\n" + again, paper) == Flaw.FORBIDDEN_CHANGE
