"""Lists typed in TCVN3 (fonts .Vn…) and VNI (fonts VNI-…): converted where that is certain, and said so."""

from __future__ import annotations

import pytest

from openocop.recognition.domain.provincial_list.legacy_letters import certainly, converted, written_in
from openocop.recognition.domain.provincial_list.reader import read_list
from tests.unit.recognition.provincial_list.elsewhere import an_giang
from tests.unit.recognition.provincial_list.writers import Paper, Value, as_csv, as_text, as_xls, as_xlsx

# The list of An Giang in both sets: heading of the columns, then products and makers.
TCVN3 = (
    ("STT", "Tªn s¶n phÈm", "Chñ thÓ", "XÕp h¹ng"),
    ("Trµ Kim ng©n hoa tói läc", "C«ng ty TNHH MTV TM&DV Th¸i Minh Nguyªn"),
    ("Trµ Kim ng©n hoa", "C«ng ty TNHH MTV TM&DV Th¸i Minh Nguyªn"),
    ("T\u00ad¬ng xay", "C«ng ty TNHH SX-TM Thanh Hå"),
    ("Lß mß P®¨m (Kh« bß)", "Hé kinh doanh ANAS"),
    ("Kh« c¸ lãc 7 Chãp", "Hé kinh doanh Kh« 7 Chãp"),
    ("Cãc sÊy dÎo", "Hé kinh doanh Trµ m·ng cÇu Thanh Nam"),
    ("Trµ s©m ®inh l¨ng", "Hé kinh doanh V\u00ad¬ng Kim"),
    ("R\u00adîu s©m ®inh l¨ng", "Hé kinh doanh V\u00ad¬ng Kim"),
    ("Ch¶ c¸ sèt Mayonnaise", "Hé kinh doanh thùc phÈm An Khang"),
    ("MËt ong hoa nguyªn chÊt rõng trµm Trµ s\u00ad", "Hé kinh doanh Tr¹i nu«i ong mËt rõng trµm Trµ S\u00ad"),
    ("§\u00adêng thèt nèt ®Æc biÖt c« ®Æc THNOT", "C«ng ty TNHH MTV Ph¸t triÓn ®Æc s¶n vïng miÒn TrÇn Gia"),
    ("MËt nhuþ hoa thèt nèt", "C«ng ty TNHH MTV Ph¸t triÓn ®Æc s¶n vïng miÒn TrÇn Gia"),
)
VNI = (
    ("STT", "Teân saûn phaåm", "Chuû theå", "Xeáp haïng"),
    ("Traø Kim ngaân hoa tuùi loïc", "Coâng ty TNHH MTV TM&DV Thaùi Minh Nguyeân"),
    ("Traø Kim ngaân hoa", "Coâng ty TNHH MTV TM&DV Thaùi Minh Nguyeân"),
    ("Töông xay", "Coâng ty TNHH SX-TM Thanh Hoà"),
    ("Loø moø Pñaêm (Khoâ boø)", "Hoä kinh doanh ANAS"),
    ("Khoâ caù loùc 7 Choùp", "Hoä kinh doanh Khoâ 7 Choùp"),
    ("Coùc saáy deûo", "Hoä kinh doanh Traø maõng caàu Thanh Nam"),
    ("Traø saâm ñinh laêng", "Hoä kinh doanh Vöông Kim"),
    ("Röôïu saâm ñinh laêng", "Hoä kinh doanh Vöông Kim"),
    ("Chaû caù soát Mayonnaise", "Hoä kinh doanh thöïc phaåm An Khang"),
    ("Maät ong hoa nguyeân chaát röøng traøm Traø sö", "Hoä kinh doanh Traïi nuoâi ong maät röøng traøm Traø Sö"),
    ("Ñöôøng thoát noát ñaëc bieät coâ ñaëc THNOT", "Coâng ty TNHH MTV Phaùt trieån ñaëc saûn vuøng mieàn Traàn Gia"),
    ("Maät nhuî hoa thoát noát", "Coâng ty TNHH MTV Phaùt trieån ñaëc saûn vuøng mieàn Traàn Gia"),
)


def _paper(letters: tuple[tuple[str, ...], ...]) -> Paper:
    paper = Paper()
    paper.add(*letters[0])
    for number, ((product, producer), row) in enumerate(zip(letters[1:], an_giang(), strict=True), 1):
        paper.add(number, product, producer, f"{row.star} sao")
    return paper


def _western_bytes(paper: Paper) -> bytes:
    return as_text(paper, ";").encode("cp1252")


@pytest.mark.parametrize("write", [as_xlsx, as_xls, as_csv, _western_bytes])
@pytest.mark.parametrize("letters", [TCVN3, VNI], ids=["TCVN3", "VNI"])
def test_a_list_in_old_letters_is_read_in_unicode(letters: tuple[tuple[str, ...], ...], write: object) -> None:
    found = read_list(write(_paper(letters)), filename="danh-sach.xls")  # type: ignore[operator] # one of the writers

    assert [(row.product, row.producer, row.star) for row in found.rows] == [
        (row.product, row.producer, row.star) for row in an_giang()
    ]
    assert [(problem.cell, problem.code, problem.severity) for problem in found.problems] == [
        ("B2", "text_converted", "warning"), ("C2", "text_converted", "warning")
    ]  # fmt: skip


def test_the_first_cell_of_each_column_says_what_was_done_to_how_many() -> None:
    found = read_list(as_xlsx(_paper(TCVN3)), filename="a.xlsx")

    assert found.problems[0].message == (
        "Tên sản phẩm ghi bằng phông cũ (TCVN3 hoặc VNI), đã chuyển sang Unicode ở 12 ô: "
        "“Trµ Kim ng©n hoa tói läc” đọc là “Trà Kim ngân hoa túi lọc”. Xem lại chữ trước khi nhập."
    )


def test_one_column_may_be_old_among_others_in_unicode() -> None:
    paper = Paper()
    paper.add("TT", "Tên sản phẩm", "Chủ thể", "Sao")
    for number, (row, old) in enumerate(zip(an_giang(), TCVN3[1:], strict=True), 1):
        cells: tuple[Value, ...] = (number, old[0], row.producer, row.star)
        paper.add(*cells)

    found = read_list(as_xlsx(paper), filename="a.xlsx")

    assert [(row.product, row.producer) for row in found.rows] == [(row.product, row.producer) for row in an_giang()]
    assert [(problem.cell, problem.code) for problem in found.problems] == [("B2", "text_converted")]


def test_the_capital_fonts_keep_capitals_in_the_letters_of_small_ones() -> None:
    assert converted("DANH S¸CH S¶N PHÈM §¹T CHøNG NHËN", "TCVN3") == "DANH SÁCH SẢN PHẨM ĐẠT CHỨNG NHẬN"
    assert converted("HuyÖn §Çm D¬i", "TCVN3") == "Huyện Đầm Dơi"
    assert converted("ÑÖÔØNG THOÁT NOÁT", "VNI") == "ĐƯỜNG THỐT NỐT"


@pytest.mark.parametrize(
    "text",
    ["Tôm khô", "Hòa Bình", "Trà hoà tan", "Bánh tráng", "Mắm ruốc xào", "Café", "Crème brûlée", "Pâté", "Noël",
     "NONI®",
     "5 m²", "½ con", "«Bánh»", "Sauté", "München", "Bò né", "HTX Ánh Dương", "Omega³ cá hồi", "Núi Cấm", "Hoàng Ân",
     "Con Tôm", "", "15°C"],
)  # fmt: skip
def test_what_is_no_old_text_is_left_alone(text: str) -> None:
    assert certainly(text) is None


def test_words_that_read_either_way_need_company() -> None:
    assert certainly("cèm") is None  # "cốm" in TCVN3, and a syllable as it stands
    assert written_in(["cèm", "B¸nh phång", "M¾m t«m"]) is None
    assert written_in(["cèm", "B¸nh phång", "M¾m t«m", "Kh« c¸"]) == "TCVN3"
    assert written_in(["Tôm khô một nắng", "Cá khô bổi", "B¸nh phång", "M¾m t«m", "Kh« c¸"]) is None
