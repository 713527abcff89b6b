"""Public products, each recognised as a source says, and what a reader sees of a page."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

from django.http import HttpResponse

from openocop.dossiers.models import Round
from openocop.recognition.models import Recognition
from openocop.recognition.services.records import SourcedRecognition, record_recognitions_from_source
from openocop.registry.models import Producer
from tests.factories.actors import PROVINCE, Cast
from tests.factories.registry import a_product

COUNCIL = date(2022, 11, 30)
SOURCE = "https://bao.example/danh-sach"


def a_recognition(
    cast: Cast, name: str, producer: Producer | None = None, *, round: Round | None = None, **facts: Any
) -> Recognition:
    """Register a product and record its recognition: three stars, proposed on 30/11/2022, unless told otherwise."""
    product = a_product(cast, producer, name)
    return again(product, round=round, **facts)


def again(product: Any, *, round: Round | None = None, **facts: Any) -> Recognition:
    """Record one more recognition of a product."""
    row = SourcedRecognition(product=product, **{"council_on": COUNCIL, "star": 3, "source_urls": (SOURCE,), **facts})
    return record_recognitions_from_source(province=PROVINCE, rows=[row], by=None, round=round)[0]


def a_declared_round(code: str = "CM-2022-1", **facts: Any) -> Round:
    """Open a round of before, with the figures a source declares."""
    return Round.objects.create(
        **{
            "province": PROVINCE,
            "code": code,
            "name": "Đợt 1 năm 2022",
            "release": "1048-2019",
            "opened_on": date(2022, 9, 1),
            "source_urls": [SOURCE],
            **facts,
        }
    )


def main_of(answer: HttpResponse) -> str:
    """Return the words inside the page's main part, as a reader sees them."""
    body = answer.content.decode()
    return words_of(body[body.index("<main") : body.index("</main>")])


def words_of(markup: str) -> str:
    """Return the text of `markup` with single spaces; a tag never parts a word from its closing mark."""
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())
    return re.sub(r" ([.,;:)])", r"\1", text).replace("( ", "(")
