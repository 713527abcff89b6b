"""Every part renders, with its words, without inline style or script, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import engines
from django.test import Client, RequestFactory
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

from openocop.ui.gallery import SampleForm

TEMPLATES = Path(__file__).resolve().parents[3] / "src/openocop/ui/templates"
GALLERY = ["/giao-dien/", "/giao-dien/van-phong/", "/giao-dien/cham-diem/", "/giao-dien/man-chieu/"]
INLINE = re.compile(r"\sstyle=|<style|\son[a-z]+=\"|javascript:|<script(?![^>]*(?:\ssrc=|application/json))")


def render(source: str, **context: Any) -> str:
    request = RequestFactory().get("/x/", {"q": "tôm", "trang": "2"})
    request.user = AnonymousUser()
    with translation.override("vi"):
        template = engines["django"].from_string(CottonCompiler().process(source))
        return re.sub(r"\s+", " ", template.render(context, request))


@pytest.mark.django_db
@pytest.mark.parametrize("url", GALLERY)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_gallery_opens_and_obeys_the_policy(client: Client, url: str, language: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    response = client.get(url)
    assert response.status_code == 200
    page = response.content.decode()
    assert f'<html lang="{language}">' in page
    assert INLINE.findall(page) == []
    assert "<c-" not in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.django_db
def test_the_gallery_shows_every_part(client: Client) -> None:
    shown = "".join(path.read_text() for path in (TEMPLATES / "ui").rglob("*.html"))
    shown += "".join(path.read_text() for path in (TEMPLATES / "cotton").glob("*.html"))
    names = {path.stem.replace("_", "-") for path in (TEMPLATES / "cotton").glob("*.html")}
    assert {name for name in names if not re.search(rf"<c-{name}[\s>/]", shown)} == {"icon"}


@pytest.mark.parametrize("path", sorted((TEMPLATES / "cotton").glob("*.html")), ids=lambda path: path.stem)
def test_every_part_says_what_it_takes(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("{# ")


def test_stars_are_drawn_and_written() -> None:
    page = render('<c-stars value="3" />')
    assert (page.count("#star-on"), page.count("#star-off")) == (3, 2)
    assert "3 sao" in page
    assert "Chưa rõ hạng sao" in render("<c-stars />")


@pytest.mark.parametrize(
    ("state", "shape", "word"),
    [
        ("valid", "#ok", "Còn hạn"),
        ("ending", "#soon", "Sắp hết hạn"),
        ("extended", "#soon", "Còn hiệu lực theo Điều 12.3"),
        ("expired", "#out", "Hết hạn"),
        ("withdrawn", "#bad", "Đã bị thu hồi"),
        ("unknown", "#q", "Chưa rõ thời hạn"),
        ("not-recognised", "#none", "Chưa được công nhận"),
    ],
)
def test_a_state_is_a_shape_and_a_word(state: str, shape: str, word: str) -> None:
    page = render('<c-st :state="state" />', state=state)
    assert shape in page
    assert word in page


def test_text_from_people_is_escaped() -> None:
    page = render('<c-st state="ok" :text="text" /><c-cell :title="text" href="#" />', text="<b>x</b>")
    assert "<b>x</b>" not in page
    assert page.count("&lt;b&gt;x") == 2


def test_a_disabled_button_stays_and_says_why() -> None:
    page = render('<c-button disabled="Chưa đủ phiếu">Công bố</c-button><c-button disabled="Khác">Chốt</c-button>')
    described = re.findall(r'aria-describedby="([^"]+)"', page)
    assert len(set(described)) == 2
    assert all(f'id="{name}"' in page for name in described)
    assert 'aria-disabled="true"' in page
    assert 'type="button"' in page  # an aria-disabled submit button would still send the form


def test_a_field_is_tied_to_its_hint_and_its_error() -> None:
    form = SampleForm({"lot": "TK2611070I", "product": "x"})
    page = render(
        '<c-form-errors :form="form" /><c-field :field="form.lot" /><c-field :field="form.product" />', form=form
    )
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_lot-error"' in page
    assert 'aria-describedby="id_product-hint"' in page
    assert "Chưa lưu: còn" in page


def test_paging_keeps_the_question() -> None:
    page = render('<c-pagination :page="page" noun="sản phẩm" />', page=Paginator(range(1204), 50).page(2))
    assert "51–100 trong 1.204 sản phẩm" in page
    assert 'href="?q=t%C3%B4m&amp;trang=1"' in page
    assert 'href="?q=t%C3%B4m&amp;trang=3"' in page


def test_coordinates_do_not_follow_the_reader_s_locale() -> None:
    page = render('<c-ruler :score="score" :missing="missing" size="narrow" label="Điểm" />', score=62, missing={4: 2})
    assert re.findall(r'\s(?:x|y|width|height)="[^"]*,[^"]*"', page) == []
    assert 'aria-label="Điểm: 62,00 trên 100; 4 sao: thiếu 2 điều kiện"' in page
    assert "1.080" not in render('<c-ruler score="62" size="l" />')


def test_missing_gates_are_counted_in_words() -> None:
    assert "Thiếu 4 điều kiện tối thiểu cho 4 sao" in render('<c-missing count="4" stars="4" />')


def test_an_unknown_family_gets_the_neutral_drawing() -> None:
    page = render('<c-plate motif="../../secret" />')
    assert "mac-dinh" in page
    assert "secret" not in page


def test_a_stopped_clock_has_no_bar() -> None:
    assert "<progress" not in render('<c-clock text="Đã tạm dừng" />')
    assert 'value="13"' in render('<c-clock text="Còn 2 ngày làm việc" used="13" total="15" kind="bad" />')
