import io

import pytest
import segno
from pypdf import PdfReader

from openocop.core.documents.frame import Marking
from openocop.core.documents.qr import qr_svg
from openocop.recognition.documents.certificate import certificate_pdf
from tests.unit.documents.samples import certificate, pdf_text


def test_certificate_states() -> None:
    assert pdf_text(certificate_pdf(certificate())) == (
        "ỦY BAN NHÂN DÂN TỈNH CÀ MAU Số: 12/GCN-OCOP CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
        "GIẤY CHỨNG NHẬN SẢN PHẨM OCOP – MỖI XÃ MỘT SẢN PHẨM Chủ tịch Ủy ban nhân dân tỉnh Cà Mau chứng nhận sản phẩm "
        "Mắm tôm chua ngọt của HTX ba khía Đầm Dơi "
        "Địa chỉ: ấp Tân Long, xã Tân Duyệt đạt hạng 4 sao Mã số sản phẩm: 96-32152-01-2026 · "
        "Quyết định số 1234/QĐ-UBND ngày 05 tháng 02 năm 2026 "
        "Có giá trị từ ngày cấp đến hết ngày 05/02/2029. "
        "Quét mã để kiểm tra hiệu lực. Giấy này chỉ áp dụng cho đúng sản phẩm có tên và mã số ở trên. "
        "Cà Mau, ngày 05 tháng 02 năm 2026 KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn A"
    )


def test_what_is_not_known_yet_is_left_to_be_filled_in() -> None:
    document = certificate(
        certificate_number="", decision_number=None, decision_on=None, issued_on=None, last_valid_on=None
    )
    text = pdf_text(certificate_pdf(document))
    assert "Quyết định số ngày tháng năm" in text
    assert "Cà Mau, ngày tháng năm" in text
    assert "Có giá trị 36 tháng kể từ ngày cấp." in text


# Decision 26/2026/QĐ-TTg, Art. 4.1a: one and two stars get neither decision nor certificate.
@pytest.mark.parametrize("stars", [0, 1, 2, 6])
def test_no_certificate_outside_three_to_five_stars(stars: int) -> None:
    with pytest.raises(ValueError, match="three, four and five"):
        certificate(stars=stars)


@pytest.mark.parametrize("stars", [3, 4, 5])
def test_stars_are_written(stars: int) -> None:
    assert f"đạt hạng {stars} sao" in pdf_text(certificate_pdf(certificate(stars=stars)))


def test_one_page_on_its_side_however_long_the_names() -> None:
    document = certificate(
        marking=Marking(draft=True, illustrative=True),
        product_name="Dịch vụ du lịch sinh thái " * 11,
        producer_name="Hợp tác xã nông nghiệp " * 13,
        producer_address="ấp Tân Long, xã Tân Duyệt " * 11,
    )
    pages = PdfReader(io.BytesIO(certificate_pdf(document))).pages
    assert len(pages) == 1
    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == (842, 595)


def test_qr_holds_the_status_page_with_medium_correction_and_a_quiet_zone() -> None:
    url = "https://ocop.example.vn/x/8Q2F-7K3M?a=1&b=<2>"
    expected = segno.make(url, error="m", micro=False)
    drawing = qr_svg(url)
    width = expected.symbol_size(border=4)[0]
    assert f'width="{width}" height="{width}"' in drawing
    assert expected.error in {"M", "Q", "H"}
    assert url not in drawing


def test_another_status_page_is_another_drawing() -> None:
    other = certificate(status_url="https://ocop.example.vn/x/0000-0000")
    assert certificate_pdf(other) != certificate_pdf(certificate())
