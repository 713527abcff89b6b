"""D1: one PDF of a dossier of 300 pages: printed papers, scans and photographs, laid in the order of the criteria."""

from __future__ import annotations

import io
from datetime import date, datetime
from random import Random
from uuid import UUID

import typst
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from bench.council import RELEASE, SET, an_officer
from bench.measure import Goal, Line, seconds
from bench.stage import Stage
from openocop.accounts.domain.roles import Post
from openocop.core.domain.text import search_key, slug, sort_key
from openocop.core.services.files import store_file
from openocop.criteria.domain.releases import criteria_set
from openocop.dossiers.domain.lifecycle import Stage as DossierStage
from openocop.dossiers.models import Dossier, Evidence, Round
from openocop.dossiers.selectors.whole import whole_of
from openocop.dossiers.services.whole import built_pdf
from openocop.registry.models import Product

PROVINCE = "ho-so-do"
PRINTED, SCANNED, PHOTOGRAPHS = 200, 80, 20  # pages of each kind, with the forms a little over 300
_OF_A_FILE = 20
_ON = date(2026, 11, 30)


def run(stage: Stage) -> list[Line]:
    """Build the PDF anew in every round, from stored files to its last byte."""
    line = Line("D1", "a dossier of 300 pages as one PDF", "", "s", Goal(10, is_time=True))
    officer = an_officer(PROVINCE)
    dossier = a_dossier(stage)
    for _ in range(stage.rounds):
        line.ours.append(seconds(lambda: _build(dossier, officer)))
    pages = len(PdfReader(io.BytesIO(_build(dossier, officer))).pages)
    assert pages >= stage.scaled(PRINTED) + stage.scaled(SCANNED) + stage.scaled(PHOTOGRAPHS), pages
    return [line]


def _build(dossier: Dossier, officer: Post) -> bytes:
    return built_pdf(whole_of(dossier, officer, on=_ON))


def a_dossier(stage: Stage) -> Dossier:
    """Return a filed dossier whose files stand one by one under the criteria of its sheet."""
    now = timezone.now()
    round = Round.objects.create(province=PROVINCE, code="d1", name="Đợt đo", release=RELEASE, is_illustrative=True)
    name = "Sản phẩm đo"
    product = Product.objects.create(
        province=PROVINCE,
        name=name,
        family="cha",
        registered_at=now,
        slug=slug(name),
        name_key=search_key(name),
        search_key=search_key(name),
        sort_key=sort_key(name),
        is_illustrative=True,
    )
    printed = criteria_set(RELEASE, SET)
    dossier = Dossier.objects.create(
        province=PROVINCE,
        round=round,
        product=product,
        kind="first",
        release=RELEASE,
        set_no=SET,
        stage=DossierStage.ACCEPTED,
        self_levels={criterion.code: 0 for criterion in printed.criteria if criterion.depends_on is None},
        opened_at=now,
        submitted_at=now,
        is_illustrative=True,
    )
    codes = [criterion.code for criterion in printed.criteria]
    for number, (file, media_type) in enumerate(_files(stage)):
        _attach(dossier, number, codes[number % len(codes)], file, media_type, now)
    return dossier


def _attach(dossier: Dossier, number: int, code: str, content: bytes, media_type: str, at: datetime) -> None:
    file = store_file(province=PROVINCE, name=f"giay-{number}", media_type=media_type, content=content)
    Evidence.objects.create(
        province=PROVINCE,
        dossier=dossier,
        file=file,
        client_id=UUID(int=number),
        title=f"Giấy tờ {number}",
        criterion=code,
        page="2",
        added_at=at,
    )


def _files(stage: Stage) -> list[tuple[bytes, str]]:
    random = Random(1)
    printed = [_text(_OF_A_FILE, n) for n in range(stage.scaled(PRINTED) // _OF_A_FILE)]
    scanned = [_scan(random, _OF_A_FILE) for _ in range(stage.scaled(SCANNED) // _OF_A_FILE)]
    photographs = [_photograph(random, "JPEG", (2400, 1800)) for _ in range(stage.scaled(PHOTOGRAPHS))]
    return [
        *((file, "application/pdf") for file in (*printed, *scanned)),
        *((one, "image/jpeg") for one in photographs),
    ]


def _text(pages: int, number: int) -> bytes:
    words = "Bảng kê thu mua nguyên liệu của các hộ trong xã. " * 40
    page = f"= Tài liệu {number}\n{words}"
    made = typst.compile("\n#pagebreak()\n".join([page] * pages).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def _scan(random: Random, pages: int) -> bytes:
    """Return pages as a scanner makes them: one grey picture of 150 dots an inch on each."""
    first, *others = [_noise(random, (1240, 1754)).convert("L") for _ in range(pages)]
    target = io.BytesIO()
    first.save(target, "PDF", save_all=True, append_images=others, resolution=150)
    return target.getvalue()


def _photograph(random: Random, kind: str, size: tuple[int, int]) -> bytes:
    target = io.BytesIO()
    _noise(random, size).save(target, kind, quality=85)
    return target.getvalue()


def _noise(random: Random, size: tuple[int, int]) -> Image.Image:
    small = Image.frombytes("RGB", (size[0] // 8, size[1] // 8), random.randbytes(size[0] // 8 * (size[1] // 8) * 3))
    return small.resize(size)
